"""The files of a folder, all levels deep, always in the same order, ignored ones left out."""

import os
from collections.abc import Iterator
from pathlib import Path

from entente.records.problem import Problem
from entente.sources.ignoring import IGNORE_FILE, Rule, ignores, read_rules
from entente.sources.troubles import unreadable

USUAL = read_rules("README*\nLICENSE*\nLICENCE*\nCHANGELOG*\n*.py\n*.css\n*.js")
"""What a folder of articles may hold that is none; `!README.md` in an ignore file takes it back."""

Scoped = tuple[Path, tuple[Rule, ...]]
"""A folder with the rules of its own ignore file."""


def files_of(folder: Path, scopes: tuple[Scoped, ...] = ()) -> Iterator[Path | Problem]:
    """Files by name, folders among them; hidden ones and links to folders are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        scopes = (*scopes, (folder, (*(() if scopes else USUAL), *_rules_of(folder))))
    except OSError as error:
        yield unreadable(str(folder), error)
        return
    for entry in entries:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or _is_ignored(path, scopes, is_folder=is_folder):
            continue
        if is_folder:
            yield from files_of(path, scopes)
        elif not _leads_to_folder(entry):
            yield path


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether a link ends at a folder; one that leads nowhere or in circles is a file that cannot be read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _rules_of(folder: Path) -> tuple[Rule, ...]:
    file = folder / IGNORE_FILE
    return read_rules(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else ()


def _is_ignored(path: Path, scopes: tuple[Scoped, ...], *, is_folder: bool) -> bool:
    """The rules of the nearest folders come last, and so decide."""
    ignored = False
    for folder, rules in scopes:
        if rules:
            ignored = _after(rules, path.relative_to(folder).as_posix(), ignored, is_folder=is_folder)
    return ignored


def _after(rules: tuple[Rule, ...], path: str, before: bool, *, is_folder: bool) -> bool:
    fitting = [rule for rule in rules if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(path)]
    return ignores(fitting, path, is_folder=is_folder) if fitting else before
