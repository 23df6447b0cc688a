"""CoNLL-U as the tasks need it: ten columns a word, ranges kept for spacing, empty nodes left out."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.gate.layout import Token

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
GOLD = (LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS)
NO_SPACE = "SpaceAfter=No"
RANGE = re.compile(r"(\d+)-(\d+)")
EMPTY_NODE = re.compile(r"\d+\.\d+")

Row = tuple[str, ...]
"""The ten columns of a word (ID `5`) or of the range it is written in (ID `5-6`)."""


class Block(NamedTuple):
    """One sentence: its comment lines and its rows."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Row, ...]:
        """The rows that are words."""
        return tuple(row for row in self.rows if not is_range(row))


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The sentences of a file; a short row is filled up with `_`."""
    comments: list[str] = []
    rows: list[Row] = []
    for line in (*lines, ""):
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(_columns(line))
        else:
            block = Block(tuple(comments), tuple(row for row in rows if not EMPTY_NODE.fullmatch(row[ID])))
            if block.words:
                yield block
                comments = []
            rows = []


def _columns(line: str) -> Row:
    columns = line.split("\t")
    return tuple((columns + ["_"] * 10)[:10])


def is_range(row: Row) -> bool:
    """Whether the row is a stretch of text that holds several words: `doesn't`."""
    return RANGE.fullmatch(row[ID]) is not None


def hide_gold(block: Block) -> Block:
    """The block with words, ranges and spacing only: what a predictor may see."""
    return Block(block.comments, tuple(_hidden(row) for row in block.rows))


def _hidden(row: Row) -> Row:
    misc = NO_SPACE if NO_SPACE in row[MISC].split("|") else "_"
    return (row[ID], row[FORM], *("_" for _ in GOLD), misc)


def tokens(block: Block) -> list[Token]:
    """The words with their spacing; inside a range nothing is spaced and its own row says what follows it."""
    ends = {row[ID].split("-")[1]: row for row in block.rows if is_range(row)}
    inside = {str(i) for row in ends.values() for i in _range(row)[:-1]}
    return [Token(row[FORM], row[ID] not in inside and _spaced(ends.get(row[ID], row))) for row in block.words]


def _range(row: Row) -> range:
    first, _, last = row[ID].partition("-")
    return range(int(first), int(last) + 1)


def _spaced(row: Row) -> bool:
    return NO_SPACE not in row[MISC].split("|")


def text_of(block: Block) -> str | None:
    """The sentence's `# text` line; None when it has none."""
    return next((line.removeprefix("# text =").strip() for line in block.comments if line.startswith("# text =")), None)


def opens_paragraph(block: Block) -> bool:
    """Whether a `# newpar` or `# newdoc` line stands before the sentence."""
    return any(line.startswith(("# newpar", "# newdoc")) for line in block.comments)


def write_block(block: Block) -> Iterator[str]:
    """The lines of a sentence and the blank line that ends it."""
    yield from block.comments
    yield from ("\t".join(row) for row in block.rows)
    yield ""
