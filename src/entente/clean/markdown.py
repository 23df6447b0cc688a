"""Markdown: its front matter read as facts, its signs taken off, its headings and pictures known."""

import re
from collections.abc import Iterator, Mapping

from entente.clean.facts import Facts
from entente.clean.front import read_front
from entente.records.codes import RegionKind
from entente.words import canonical_text

_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.DOTALL | re.MULTILINE)
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]?){3,}|(?:\*[ ]?){3,}|(?:_[ ]?){3,}|={3,})")
_BARS = re.compile(r"\|(?:[ :-]*-[ :-]*\|)+")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+(.*?)\s*#*")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,300})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])")
_TARGET = re.compile(r"[ ]{0,3}\[[^\]]{1,100}\]:\s+\S+.*")
_STRONG = re.compile(r"(\*\*|__|~~|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^\n*_]{1,500}?)(?<=\S)\1(?![\w*])")
_SPEAKER = re.compile(r"[ ]{0,3}(?:>[ ]?)+(?:\*\*|__)[^*_\n]{1,60}(?:\*\*:?|__:?)")
_LISTED_LINK = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,2}[.)])[ ]+\[[^\]\n]{1,300}\]\([^)\n]{0,1000}\)\s*")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")


def read_markdown(text: str) -> tuple[str, Facts]:
    """Plain text, a paragraph a block, and the facts of the front matter; the first heading is the title."""
    rest, facts = read_front(text)
    lines = list(_plain_lines(_FENCE.sub("", rest)))
    title = next((line for line, level in lines if level == 1), "")
    return "\n".join(line for line, _ in lines), facts.or_else(Facts(title=title))


def read_marks(text: str) -> Mapping[str, RegionKind]:
    """What signs say of lines at a foot: an item that is a link leads elsewhere, a named quotation is a reader's."""
    kinds: dict[str, RegionKind] = {}
    for line in canonical_text(text).split("\n"):
        if _LISTED_LINK.fullmatch(line):
            kinds[_inline(line).strip()] = "related_link"
        elif _SPEAKER.match(line):
            kinds[_inline(_QUOTE.sub("", line, count=1)).strip()] = "comment"
    return kinds


def _plain_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without its signs, and the level of the heading it is, 0 for none; a quotation stands by itself."""
    quoted = False
    for line in text.split("\n"):
        before, quoted = quoted, bool(_QUOTE.match(line))
        if quoted and (not before or _SPEAKER.match(line)):
            yield "", 0
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
