"""Blocks of text, each of one kind, and the text and regions they make together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from entente.records.codes import RegionKind
from entente.records.document import Region
from entente.words import canonical_text

GAP = "\n\n"
"""What stands between two blocks."""

_EDGES = re.compile(r" *\n *")
_BLANK_LINES = re.compile(r"\n{2,}")


class Block(NamedTuple):
    """A paragraph, heading, caption or other unit of a page."""

    text: str
    kind: RegionKind = "body"


def tidy(text: str) -> str:
    """Canonical text without space at line ends and without blank lines."""
    return _BLANK_LINES.sub("\n", _EDGES.sub("\n", canonical_text(text))).strip()


def assemble(blocks: Iterable[Block]) -> tuple[str, tuple[Region, ...]]:
    """The text, one blank line between blocks, and its regions; neighbours of one kind share a region."""
    kept = [block for block in (Block(tidy(text), kind) for text, kind in blocks) if block.text]
    return GAP.join(block.text for block in kept), tuple(_regions(kept))


def _regions(blocks: Sequence[Block]) -> Iterator[Region]:
    start = end = 0
    for i, block in enumerate(blocks):
        end += len(block.text)
        if i + 1 == len(blocks) or blocks[i + 1].kind != block.kind:
            yield Region(start=start, end=end, kind=block.kind)
            start = end + len(GAP)
        end += len(GAP)
