"""Pasted plain text: lines, wrapped ones joined, cut where a region begins inside one, each with its kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from entente.clean.blocks import Block
from entente.clean.kinds import NO_MARKS, classify
from entente.clean.limits import MAX_LINES
from entente.clean.lines import cut
from entente.records.codes import RegionKind
from entente.vocab.cleaning import Cues, load_cues, load_hyphened
from entente.words import canonical_text

NARROWEST, WIDEST = 40, 100
"""Widths at which editors and mailers wrap lines."""

WRAPPED_SHARE = 0.5
"""Share of lines running on into the next from which a text counts as wrapped."""

LONGER, LONGER_SHARE = 1.5, 0.1
"""Times the width, and the share of lines longer than that from which nothing was wrapped: a list ends a paste."""

SLACK = 0.25
"""Share of the width by which a wrapped line and the next word may fall short of it: letters differ in width."""

_STOP = re.compile(r"[.!?…:][\"'”’)\]]*\Z")
_ITEM = re.compile(r"(?:[•*·–—-]|\d{1,3}[.)]|[#>|])\s")
_BROKEN = re.compile(r"([^\W\d_]+)-\Z")

Pasted = tuple[str, bool]
"""A line without its end, and whether a blank one stands before it."""


def plain_blocks(text: str, *, title: str = "", marks: Mapping[str, RegionKind] = NO_MARKS) -> list[Block]:
    """The blocks of a text; lines beyond `MAX_LINES` are left out. `marks`: what markup says of lines."""
    pasted = unwrapped(canonical_text(text).split("\n")[:MAX_LINES])
    return blocks_of(pasted, load_cues(), title=title, marks=marks)


def blocks_of(
    pasted: Iterable[Pasted], cues: Cues, *, title: str = "", marks: Mapping[str, RegionKind] = NO_MARKS
) -> list[Block]:
    """Each line, cut where a region begins inside it, as a block of its kind."""
    lines = [line for text, gap in pasted for line in cut(text, gap, cues)]
    kinds = classify(lines, cues, title=title, marks=marks)
    return [Block(line.text, kind) for line, kind in zip(lines, kinds, strict=True)]


def unwrapped(lines: Sequence[str]) -> list[Pasted]:
    """Lines that are not blank; those that an editor wrapped are joined."""
    stripped = [line.strip() for line in lines]
    width = _wrap_width(stripped)
    found: list[Pasted] = []
    last = ""
    for line in stripped:
        if line and last and width and _runs_on(last, line, width):
            found[-1] = (_joined(found[-1][0], line), found[-1][1])
        elif line:
            found.append((line, not last))
        last = line
    return found


def _wrap_width(lines: Sequence[str]) -> int:
    """The width that lines were wrapped at; 0: they were not."""
    followed = [line for line, behind in pairwise(lines) if line and behind]
    if len(followed) < 3:
        return 0
    width = sorted(map(len, followed))[int(0.95 * (len(followed) - 1))]
    full = sum(len(line) > 0.8 * width and not _STOP.search(line) for line in followed)
    longer = sum(len(line) > LONGER * width for line in lines)
    if longer > LONGER_SHARE * sum(map(bool, lines)):
        return 0
    return width if NARROWEST <= width <= WIDEST and full >= WRAPPED_SHARE * len(followed) else 0


def _runs_on(last: str, line: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return len(last) + 1 + len(line.split()[0]) > (1 - SLACK) * width and not _ITEM.match(line)


def _joined(text: str, line: str) -> str:
    """One line; a word broken by a hyphen is whole again unless the hyphen is its own."""
    broken = _BROKEN.search(text)
    if not broken or not line[0].islower():
        return f"{text} {line}"
    return text + line if broken[1].lower() in load_hyphened() else text[:-1] + line
