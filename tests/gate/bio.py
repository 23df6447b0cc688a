"""Token-per-line files with BIO tags: the treebank form (number, word, tag, ...) and the plain one (word, tag)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from entente.records import Name, Span

NameSpan = tuple[int, int, str]
"""First word, word after the last, label."""


class TagBlock(NamedTuple):
    """One sentence: comments, the number of each word ("" in the plain form), words, tags."""

    comments: tuple[str, ...]
    numbers: tuple[str, ...]
    forms: tuple[str, ...]
    tags: tuple[str, ...]


def read_tags(lines: Iterable[str]) -> Iterator[TagBlock]:
    """The sentences of a file, parted by blank lines; a word without a tag has `O`."""
    comments: list[str] = []
    rows: list[tuple[str, str, str]] = []
    for line in (*lines, ""):
        if _is_comment(line):
            comments.append(line)
        elif line.strip():
            rows.append(_row(line))
        elif rows:
            yield TagBlock(tuple(comments), *(tuple(column) for column in zip(*rows, strict=True)))
            comments, rows = [], []


def _is_comment(line: str) -> bool:
    return line.startswith(("# newdoc", "# newpar")) or (line.startswith("# ") and " = " in line)


def _row(line: str) -> tuple[str, str, str]:
    columns = line.split("\t") if "\t" in line else line.split()
    if len(columns) > 2 and columns[0].isdigit():
        return columns[0], columns[1], columns[2]
    return "", columns[0], columns[1] if len(columns) > 1 else "O"


def write_tags(block: TagBlock) -> Iterator[str]:
    """The lines of a sentence in the form it was read in, and the blank line that ends it."""
    yield from block.comments
    for number, form, tag in zip(block.numbers, block.forms, block.tags, strict=True):
        yield f"{number}\t{form}\t{tag}\t-\t-" if number else f"{form}\t{tag}"
    yield ""


def tags_of(words: Sequence[Span], names: Sequence[Name]) -> tuple[str, ...]:
    """The tag of each word; a name that cuts into a word takes the whole word."""
    tags = ["O"] * len(words)
    for name in names:
        inside = [i for i, (start, end) in enumerate(words) if start < name.end and name.start < end]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{name.label}"
    return tuple(tags)


def names_of(tags: Sequence[str], labels: Mapping[str, str]) -> set[NameSpan]:
    """The names that the tags spell, under the labels they map to; labels that map to nothing are no names."""
    names: set[NameSpan] = set()
    start, open_label = 0, ""
    for i, tag in enumerate((*tags, "O")):
        prefix, _, label = tag.partition("-")
        if open_label and (prefix != "I" or label != open_label):
            names |= {(start, i, labels[open_label])} if open_label in labels else set()
            open_label = ""
        if prefix in ("B", "I") and not open_label:
            start, open_label = i, label
    return names
