"""A merge that is carried on from change to change."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.bursts import told
from entente.api.tables import FileTables
from entente.merge import candidates as copies
from entente.merge import merge, same_event, stories, undertakings
from entente.merge.carry import Article, Carry, happenings, holders, lineages, works
from entente.merge.carry import stories as carried_stories
from entente.merge.meeting import Way
from entente.pipeline import undertaking_mentions
from entente.records import DateSpan
from entente.records.encoding import to_json
from entente.vocab.actors import load_actors

TEXTS = 60
Book = Mapping[str, Article]


@cache
def articles() -> tuple[Article, ...]:
    """Some stories, each told by several, with copies and undertakings that come back."""
    actors = load_actors().by_id
    return tuple(
        Article(text.document, text.claims, tuple(undertaking_mentions(text.claims, by_id, actors)))
        for text in told(TEXTS)
        for by_id in [{text.document.doc_id: text.document}]
    )


def edited(article: Article) -> Article:
    """The same text published on another day, with its first claim gone."""
    day = DateSpan.read("2024-02-03", basis="explicit")
    kept = article.claims[1:]
    told_by = {claim.claim_id for claim in kept}
    mentions = tuple(mention for mention in article.mentions if mention.claim_id in told_by)
    return Article(replace(article.document, published=day), kept, mentions)


def at_once(book: Book) -> bytes:
    """What these texts come to in one merge."""
    texts = book.values()
    claims = [claim for text in texts for claim in text.claims]
    mentions = [mention for text in texts for mention in text.mentions]
    return to_json(merge([text.document for text in texts], claims, mentions))


STEPS = st.lists(
    st.dictionaries(st.integers(0, TEXTS - 1), st.sampled_from(["as it is", "edited", "gone"]), min_size=1),
    min_size=1,
    max_size=5,
)


def check(steps: list[dict[int, str]], carry: Carry) -> None:
    """After each step the carried merge is that of all texts that are there."""
    book: dict[str, Article] = {}
    for step in steps:
        for at, what in step.items():
            text = articles()[at]
            book.pop(text.document.doc_id, None)
            if what != "gone":
                book[text.document.doc_id] = edited(text) if what == "edited" else text
        ids = [articles()[at].document.doc_id for at in step]
        carry.follow({doc_id: book.get(doc_id) for doc_id in ids})
        assert at_once(book) == to_json(carry.merged())


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_carrying_on_changes_no_byte(steps: list[dict[int, str]]) -> None:
    """Texts that come, change and go, any number at a time, give what one merge of those that are there gives."""
    check(steps, Carry())


@settings(max_examples=5, deadline=None)
@given(STEPS)
def test_a_file_carries_on_as_memory_does(steps: list[dict[int, str]]) -> None:
    """The same from a file."""
    with TemporaryDirectory() as folder:
        tables = FileTables(Path(folder) / "carried.sqlite")
        check(steps, Carry(tables))
        tables.close()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(20)))
def test_text_by_text_in_any_order(order: list[int]) -> None:
    """One at a time, whatever comes first."""
    carry, book = Carry(), {}
    for at in order:
        text = articles()[at]
        book[text.document.doc_id] = text
        carry.follow({text.document.doc_id: text})
    assert at_once(book) == to_json(carry.merged())


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_crowds_that_come_and_go(steps: list[dict[int, str]]) -> None:
    """The same where every key that more than two have is one of a crowd."""
    with pytest.MonkeyPatch.context() as patch:
        for module, others in ((copies, lineages), (stories, carried_stories), (undertakings, works),
                               (same_event, happenings)):  # fmt: skip
            few = tuple(Way(2, way.least, way.by_first) for way in module.WAYS)
            patch.setattr(module, "WAYS", few)
            patch.setattr(others, "WAYS", few)
        for one in (copies, lineages):
            patch.setattr(one, "STOCK", 2)
        patch.setattr(holders, "SHELF", 3)
        check(steps, Carry())


def test_a_file_is_opened_again(tmp_path: Path) -> None:
    """What was written is there for the next, who adds one text."""
    *some, last = articles()[:12]
    for texts in (some, [last]):
        tables = FileTables(tmp_path / "carried.sqlite")
        carry = Carry(tables)
        carry.follow({text.document.doc_id: text for text in texts})
        found = to_json(carry.merged())
        tables.close()
    assert at_once({text.document.doc_id: text for text in (*some, last)}) == found
