"""Merging with a memory of the merge before."""

from collections.abc import Sequence
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.bursts import Told, told
from entente.merge import Memory, merge
from entente.merge.memory import Known
from entente.pipeline import undertaking_mentions
from entente.records import DateSpan, Decision
from entente.records.encoding import to_json
from entente.records.rulings import Reason
from entente.vocab.actors import load_actors

TEXTS = 48
BY_HAND = Reason(name="person", score=1.0)


@cache
def texts() -> tuple[Told, ...]:
    """Some stories, each told by several, with copies and undertakings that come back."""
    return tuple(told(TEXTS))


def book(chosen: Sequence[Told], memory: Memory | None = None, rulings: Sequence[Decision] = ()) -> bytes:
    """What these texts come to, byte for byte."""
    documents = {text.document.doc_id: text.document for text in chosen}
    claims = [claim for text in chosen for claim in text.claims]
    mentions = undertaking_mentions(claims, documents, load_actors().by_id)
    return to_json(merge(documents.values(), claims, mentions, rulings, memory=memory))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sets(st.integers(0, TEXTS - 1)), min_size=2, max_size=4))
def test_a_memory_changes_no_byte(steps: list[set[int]]) -> None:
    """Texts that come and go give at each step what they give to a merge that never saw another."""
    memory = Memory()
    for step in steps:
        chosen = [texts()[at] for at in sorted(step)]
        assert book(chosen) == book(chosen, memory)


def test_one_text_more_is_as_if_all_came_together() -> None:
    """Text after text, the last merge is that of all of them."""
    memory = Memory()
    grown = [book(texts()[:count], memory) for count in range(TEXTS - 6, TEXTS + 1)]
    assert book(texts()) == grown[-1] != grown[0]


def test_a_text_that_changed_is_compared_again() -> None:
    """The same id from another day: nothing of the old one is remembered."""
    memory, (first, *others) = Memory(), texts()[:12]
    day = DateSpan.read("2023-02-03", basis="explicit")
    changed = first._replace(document=replace(first.document, published=day))
    before = book([first, *others], memory)
    assert before != book([changed, *others]) == book([changed, *others], memory)


def test_a_ruling_stands_above_what_is_remembered() -> None:
    """Rulings made between two merges count at the second, and those taken back do so no more."""
    memory, chosen = Memory(), texts()[:20]
    one, other = sorted(text.document.doc_id for text in chosen[:2])
    ruling = Decision(relation="copy_of", left=one, right=other, verdict="yes", reasons=(BY_HAND,))
    plain = book(chosen, memory)
    assert plain != book(chosen, memory, [ruling]) == book(chosen, None, [ruling])
    assert plain == book(chosen, memory)


def test_only_what_the_last_merge_asked_for_is_remembered() -> None:
    """A result is made once, and again when one merge has done without it."""
    known, made = Known(), list[str]()
    for turns in (0, 0, 1, 1, 2):
        for _ in range(turns):
            known.turn()
        known.recall(known.number("one", "value"), lambda: made.append("value"))
    assert 2 == len(made)
