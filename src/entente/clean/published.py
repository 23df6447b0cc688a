"""When an item was published: what its source says, what the page says, its address, its text, in that order."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from entente.clean.blocks import Block
from entente.clean.facts import Facts, clean_byline
from entente.clean.stamps import Stamp, is_too_late, read_stamp, stamp_of_url
from entente.records.codes import DateBasis, PublishedBasis
from entente.records.dates import DateSpan
from entente.records.problem import Problem
from entente.records.raw import RawItem

CONFIDENCE: dict[PublishedBasis, float] = {
    "user": 1.0, "metadata": 1.0, "feed": 0.95, "url": 0.95, "byline": 0.9, "dateline": 0.9,
}  # fmt: skip
"""How far a day of publication is to be trusted by where it stands."""

TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
"""Containers whose dates the user wrote; the others are feeds."""

PDF = "application/pdf"
SAVED = timedelta(days=1)
"""A PDF made this long before it was fetched, or later, was made by whoever saved it."""

MAX_STAMP = 160
"""Characters of a line in which a date of publication is looked for."""


class Published(NamedTuple):
    """The interval of publication and how it is known; the instant where the source names one."""

    span: DateSpan | None = None
    basis: PublishedBasis = "unknown"
    instant: Stamp | None = None
    problems: tuple[Problem, ...] = ()


def hint_facts(item: RawItem) -> Facts:
    """What the source says beside the content; its date is read apart."""
    hints = item.hints
    return Facts(
        title=" ".join(hints.get("title", "").split()),
        byline=clean_byline(hints.get("byline", "")),
        outlet=" ".join(hints.get("outlet", "").split()),
        url=hints.get("url", "").strip(),
        canonical_url=hints.get("canonical_url", "").strip(),
        language=hints.get("language", ""),
    )


def hint_basis(origin: str) -> PublishedBasis:
    """Who speaks in a hint's date: the user by hand or in a table, or a feed."""
    container, mark, _ = origin.rpartition("#")
    return "feed" if mark and not container.lower().endswith(TABLES) else "user"


def publication(item: RawItem, page: Facts, blocks: Sequence[Block]) -> Published:
    """The first of the places that names a day which has come; what cannot be read is a problem."""
    hint = item.hints.get("published", "").strip()
    basis = hint_basis(item.origin)
    if hint and basis == "user" and (span := _written(hint)):
        stamp = read_stamp(hint)
        return Published(span, "user", stamp)
    unread = hint if hint and read_stamp(hint) is None else page.unread
    problems = _unread(item, unread) if unread else ()
    for stamp, place in _candidates(hint, basis, page, item, blocks):
        if not is_too_late(stamp, item.fetched):
            return Published(_span(stamp, place), place, stamp, problems)
        problems += (_too_late(item, stamp),)
    return Published(problems=problems[:1])


def _candidates(
    hint: str, basis: PublishedBasis, page: Facts, item: RawItem, blocks: Sequence[Block]
) -> Iterator[tuple[Stamp, PublishedBasis]]:
    hinted = read_stamp(hint) if hint else None
    made = page.published if _is_pdf(item) else None
    if hinted and basis == "user":
        yield hinted, "user"
    if page.published and page.basis == "metadata" and not made:
        yield page.published, "metadata"
    if hinted and basis != "user":
        yield hinted, basis
    for url in (page.url, page.canonical_url, item.hints.get("url", "")):
        if stamp := stamp_of_url(url):
            yield stamp, "url"
    if page.published and page.basis != "metadata":
        yield page.published, page.basis
    yield from _in_text(blocks)
    if made and made.day < (item.fetched - SAVED).date():
        yield made, "metadata"


def _is_pdf(item: RawItem) -> bool:
    """A PDF tells when the file was made, which may be years after its text: what the text says goes before it."""
    return item.media_type.partition(";")[0].strip().lower() == PDF


def _in_text(blocks: Sequence[Block]) -> Iterator[tuple[Stamp, PublishedBasis]]:
    """Lines that are dates of publication, then a dateline with its year."""
    for kind, basis in (("byline", "byline"), ("dateline", "dateline")):
        for block in blocks:
            if block.kind == kind and len(block.text) <= MAX_STAMP and (stamp := read_stamp(block.text)):
                yield stamp, basis  # type: ignore[misc]  # the pairs above are codes
    for stamp in _between_title_and_text(blocks):
        yield stamp, "byline"


def _between_title_and_text(blocks: Sequence[Block]) -> Iterator[Stamp]:
    """Dates in short lines of other words, between the title and the first paragraph."""
    kinds = [block.kind for block in blocks]
    if "title" in kinds and "body" in kinds:
        for block in blocks[kinds.index("title") : kinds.index("body")]:
            if block.kind == "boilerplate" and len(block.text) <= MAX_STAMP and (stamp := read_stamp(block.text)):
                yield stamp


def _written(hint: str) -> DateSpan | None:
    """An EDTF date or interval as a user writes it."""
    try:
        return DateSpan.read(hint, basis="explicit")
    except ValueError:
        return None


def _span(stamp: Stamp, basis: PublishedBasis) -> DateSpan:
    how: DateBasis = "dateline" if basis == "dateline" else "explicit"
    return DateSpan.between(stamp.day, stamp.day, basis=how, confidence=CONFIDENCE[basis])


def _unread(item: RawItem, hint: str) -> tuple[Problem, ...]:
    return (
        Problem(
            code="published_not_read",
            message=f'the date "{hint[:60]}" cannot be read',
            where=item.origin,
            remedy="write it as 2024-06-12; until then the date is looked for in the text",
        ),
    )


def _too_late(item: RawItem, stamp: Stamp) -> Problem:
    return Problem(
        code="published_in_future",
        message=f"it says it was published on {stamp.day}, after it was fetched on {item.fetched.date()}",
        where=item.origin,
        remedy="give the right day in a `published` field; until then the day is not used",
    )
