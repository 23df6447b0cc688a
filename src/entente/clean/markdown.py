"""Markdown: its front matter read as facts, its signs taken off, its headings and pictures known."""

import re
from collections.abc import Iterator

from entente.clean.facts import Facts, clean_byline
from entente.clean.stamps import read_stamp

MAX_FRONT = 5000
"""Characters of front matter that are read."""

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]+(.+)")
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.DOTALL | re.MULTILINE)
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]?){3,}|(?:\*[ ]?){3,}|(?:_[ ]?){3,}|={3,})")
_BARS = re.compile(r"\|(?:[ :-]*-[ :-]*\|)+")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+(.*?)\s*#*")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,300})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])")
_TARGET = re.compile(r"[ ]{0,3}\[[^\]]{1,100}\]:\s+\S+.*")
_STRONG = re.compile(r"(\*\*|__|~~|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^\n*_]{1,500}?)(?<=\S)\1(?![\w*])")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")

_NAMES = {
    "title": "title", "headline": "title", "author": "byline", "authors": "byline", "byline": "byline",
    "date": "published", "published": "published", "publication_date": "published", "outlet": "outlet",
    "source": "outlet", "publisher": "outlet", "url": "url", "link": "url", "canonical_url": "canonical_url",
    "language": "language", "lang": "language",
}  # fmt: skip


def read_markdown(text: str) -> tuple[str, Facts]:
    """Plain text, a paragraph a block, and the facts of the front matter; the first heading is the title."""
    front = _FRONT.match(text[:MAX_FRONT])
    facts = _front_facts(front[1]) if front else Facts()
    rest = _FENCE.sub("", text[front.end() :] if front else text)
    lines = list(_plain_lines(rest))
    title = next((line for line, level in lines if level == 1), "")
    return "\n".join(line for line, _ in lines), facts.or_else(Facts(title=title))


def _front_facts(front: str) -> Facts:
    fields = {
        name.strip().lower().replace(" ", "_").replace("-", "_"): value.strip(" \"'[]")
        for name, value in _FIELD.findall(front)
    }
    found: dict[str, str] = {}
    for name, value in fields.items():
        if name in _NAMES:
            found.setdefault(_NAMES[name], value)
    stamp = read_stamp(found.get("published", ""))
    return Facts(
        title=found.get("title", ""),
        byline=clean_byline(found.get("byline", "")),
        outlet=found.get("outlet", ""),
        url=found.get("url", ""),
        canonical_url=found.get("canonical_url", ""),
        language=found.get("language", ""),
        published=stamp,
        basis="metadata" if stamp else "unknown",
    )


def _plain_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without its signs, and the level of the heading it is, 0 for none."""
    for line in text.split("\n"):
        if _RULE.fullmatch(line) or _TARGET.fullmatch(line) or _BARS.fullmatch(line.strip()):
            yield "", 0
        elif heading := _HEADING.fullmatch(line):
            yield from (("", 0), (_inline(heading[2]), len(heading[1])), ("", 0))
        else:
            yield _inline(_QUOTE.sub("", line, count=1)), 0


def _inline(line: str) -> str:
    for pattern, group in ((_LINK, 1), (_STRONG, 2), (_EMPHASIS, 2)):
        line = pattern.sub(rf"\{group}", line)
    return line
