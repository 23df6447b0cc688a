"""Which files of a folder are left out: `.ententeignore`, read as git reads its ignore files."""

import re
from collections.abc import Iterable
from typing import NamedTuple

IGNORE_FILE = ".ententeignore"


class Rule(NamedTuple):
    """One line of an ignore file; the last that fits decides."""

    pattern: re.Pattern[str]
    """Of a path relative to the file's folder."""
    folders_only: bool
    takes_back: bool


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of an ignore file; blank lines and those that begin with `#` are none."""
    lines = (line.rstrip() for line in text.splitlines())
    return tuple(_rule(line) for line in lines if line and not line.startswith("#") and line.strip("!/"))


def ignores(rules: Iterable[Rule], path: str, *, is_folder: bool) -> bool:
    """Whether the last rule that fits a path, relative to the rules' folder, leaves it out."""
    ignored = False
    for rule in rules:
        if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(path):
            ignored = not rule.takes_back
    return ignored


def _rule(line: str) -> Rule:
    takes_back = line.startswith("!")
    body = line.removeprefix("!").removeprefix("\\")
    folders_only = body.endswith("/")
    body = body.rstrip("/")
    anchored = "/" in body
    expression = _expression(body.lstrip("/"))
    return Rule(re.compile(expression if anchored else f"(?:.*/)?{expression}", re.DOTALL), folders_only, takes_back)


def _expression(body: str) -> str:
    """A glob as a regular expression: `*` and `?` stay inside one name, `**` crosses folders."""
    parts = re.split(r"(\*\*/|/\*\*\Z|\*+|\?|\[[!^]?[^\]/]+\])", body)
    return "".join(_piece(part) for part in parts)


def _piece(part: str) -> str:
    fixed = {"**/": "(?:.*/)?", "/**": "/.*", "?": "[^/]"}
    if part in fixed:
        return fixed[part]
    if part.startswith("*"):
        return "[^/]*"
    if part.startswith("[") and part.endswith("]"):
        inner = part[1:-1].replace("\\", r"\\")
        return f"[^{inner[1:]}]" if inner[0] in "!^" else f"[{inner}]"
    return re.escape(part)
