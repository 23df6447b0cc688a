"""Rows that were worked out before are those that would be worked out now."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.generated import generate
from entente.views import EventRow, UndertakingRow
from entente.views.phrase import Phrase
from entente.web import ahead
from entente.web.ahead import row_reader, write_row
from entente.web.edition import Edition
from entente.web.pages.dyad import DRAWN
from entente.web.press import open_edition, press


def phrases_in(value: Any) -> Iterator[tuple[Any, ...]]:  # Any: whatever a row holds
    """What every phrase in a row is made of."""
    if isinstance(value, Phrase):
        yield value.message, value.values, value.several, value.number
    elif isinstance(value, tuple):
        for each in value:
            yield from phrases_in(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from phrases_in(getattr(value, name))


@pytest.fixture(scope="module")
def edition() -> Edition:
    """A generated record."""
    return Edition(generate(600))


@pytest.mark.parametrize("kind", [EventRow, UndertakingRow])
def test_a_row_is_the_same_with_its_phrases(edition: Edition, kind: type[Any]) -> None:
    """A row that was written and read is the same, and what pages translate in it is made of the same."""
    rows = edition.rows(edition.by_date) if kind is EventRow else edition.undertakings[:]
    again = [row_reader(kind)(write_row(row)) for row in rows]
    assert list(rows) == again
    assert [list(phrases_in(row)) for row in rows] == [list(phrases_in(row)) for row in again]
    assert any(True for row in again for _ in phrases_in(row))


def test_full_pairs_are_worked_out_before(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The events that the page of a full pair shows need no report to be read; what it shows stays the same."""
    monkeypatch.setattr(ahead, "FULL", 3)
    press(edition, tmp_path)
    found, names = open_edition(tmp_path), next(iter(edition.pairs.values()))[:DRAWN]
    assert set(names) <= found.events_ahead.keys()
    assert edition.rows(names) == found.rows(names)


def test_pairs_with_little_are_left(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of pairs with few events nothing is worked out before."""
    monkeypatch.setattr(ahead, "FULL", 1_000_000)
    assert ([], []) == (ahead.shown_events(edition), ahead.shown_undertakings(edition))
