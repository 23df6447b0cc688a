"""Treebanks and name sets to training examples."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
# Finer labels of the name sets under the three we predict; what is not listed (misc, event, award ...) is no name here.
NAME_LABELS = {
    "PER": ("per", "person", "politician", "musicalartist", "writer", "scientist", "researcher"),
    "ORG": ("org", "organisation", "organization", "politicalparty", "band", "university"),
    "LOC": ("loc", "location", "country", "place"),
}
_NAME_OF = {fine: label for label, names in NAME_LABELS.items() for fine in names}
_ENTITY = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")
_INSIDE_NAMES = {"of", "the", "for", "and", "&", "de", "al", "-"}


class Token(NamedTuple):
    """One CoNLL-U line: heads are 1-based, 0 is the root."""

    form: str
    tag: str  # UPOS|XPOS
    head: int
    label: str
    misc: str


class Example(NamedTuple):
    """A sentence with what is known of it: a tree, or names, or both."""

    words: tuple[str, ...]
    tree: tuple[Token, ...] = ()
    names: tuple[str, ...] = ()  # BIO tags


def read_trees(path: Path) -> Iterator[tuple[Token, ...]]:
    """Sentences of a CoNLL-U file; range and empty-node lines are left out."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        tokens = tuple(Token(r[1], f"{r[3]}|{r[4]}", int(r[6]), r[7], r[9]) for r in rows if r[0].isdigit())
        if tokens:
            yield tokens


def read_names(path: Path) -> Iterator[Example]:
    """Sentences of a file with one word and one tag a line: numbered IOB2, tab-separated, or space-separated."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.split("\n") if line.strip() and not line.startswith("# ")]
        if path.suffix == ".iob2":
            rows = [row[1:] for row in rows if row[0].isdigit()]
        if rows:
            yield Example(tuple(r[0] for r in rows), names=harmonise(tuple(r[1] for r in rows)))


def harmonise(tags: Sequence[str]) -> tuple[str, ...]:
    """BIO over PER, ORG and LOC, whatever finer labels and whichever of IOB1 and IOB2 the source uses."""
    result, before = [], "O"
    for tag in tags:
        label = _NAME_OF.get(tag[2:].lower())
        if label is None:
            result.append("O")
        else:
            goes_on = tag[0] == "I" and before[2:] == tag[2:]
            result.append(f"{'I' if goes_on else 'B'}-{label}")
        before = tag
    return tuple(result)


def names_of_tree(tree: Sequence[Token]) -> tuple[str, ...]:
    """BIO tags read off the Entity column: an entity whose head is a proper noun, cut down to the run of its name."""
    tags = ["O"] * len(tree)
    for start, end, label in sorted(_entities(tree), key=lambda e: e[0] - e[1]):
        run = _name_run(tree, start, end)
        if run and all(tags[i] == "O" for i in range(*run)):
            tags[run[0]] = f"B-{label}"
            tags[run[0] + 1 : run[1]] = [f"I-{label}"] * (run[1] - run[0] - 1)
    return tuple(tags)


def _entities(tree: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    open_at: dict[str, list[tuple[int, str | None]]] = {}
    for i, token in enumerate(tree):
        column = next((part[7:] for part in token.misc.split("|") if part.startswith("Entity=")), "")
        for number, kind, single, closing in _ENTITY.findall(column):
            if number:
                open_at.setdefault(number, []).append((i, _NAME_OF.get(kind)))
            if (single or closing) and open_at.get(number or closing):
                start, label = open_at[number or closing].pop()
                if label:
                    yield start, i + 1, label


def _name_run(tree: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    heads = [i for i in range(start, end) if not start <= tree[i].head - 1 < end]
    if not heads or not tree[heads[0]].tag.startswith("PROPN"):
        return None

    def proper(i: int) -> bool:
        return tree[i].tag.startswith("PROPN") and tree[i].label != "nmod:desc"

    first = last = heads[0]
    while first > start and (proper(first - 1) or (tree[first - 1].form.istitle() and tree[first - 1].label == "amod")):
        first -= 1
    while last + 1 < end:
        step = 1
        while last + step < end and tree[last + step].form in _INSIDE_NAMES:
            step += 1
        if last + step >= end or not proper(last + step):
            break
        last += step
    return first, last + 1


def batches(lengths: Sequence[int], most: int, draw: random.Random) -> list[list[int]]:
    """Indices in batches of similar length whose padded size stays within `most` pieces, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + draw.random() * 3)
    result: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if result[-1] and longest * (len(result[-1]) + 1) > most:
            result.append([])
            longest = lengths[i]
        result[-1].append(i)
    draw.shuffle(result)
    return result
