"""Dashboards over the lake."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from entente.errors import EntenteError
from entente.lake import Lake, build
from entente.ledger import Ledger
from tests.lake.made import ACTORS, counts, ledger_of


@pytest.fixture
def made(tmp_path: Path) -> tuple[Ledger, Lake]:
    """A ledger and its lake."""
    ledger = ledger_of(tmp_path)
    build(ledger, tmp_path / "lake", ACTORS)
    return ledger, Lake(tmp_path / "lake")


def test_pairs_are_the_sums_of_their_months(made: tuple[Ledger, Lake]) -> None:
    """The pair told of most often comes first, with its claims of every month and of none."""
    ledger, lake = made
    sums = Counter[tuple[str, str]]()
    for (a, b, _, _), number in counts(ledger).items():
        sums[a, b] += number
    found = lake.pairs()
    assert sums == Counter({(row.a, row.b): row.claims for row in found})
    assert sorted(found, key=lambda row: (-row.claims, row.a, row.b)) == list(found)


def test_periods_keep_what_may_fall_in_them(made: tuple[Ledger, Lake]) -> None:
    """A window keeps the days in it and the year that may be; its claims are those of the ledger's own window."""
    ledger, lake = made
    since, until = date(2020, 2, 1), date(2020, 2, 29)
    rows = lake.trend("XVM", "XOR", since=since, until=until)
    claims = list(ledger.claims(dyad=("act:xor", "act:xvm"), since=since, until=until))
    assert {date(2020, 2, 1), None} == {row.month for row in rows}
    assert len(claims) == sum(row.claims for row in rows)


def test_latest_claims_have_their_words(made: tuple[Ledger, Lake]) -> None:
    """The latest first, each with its quote, its source and the day it was printed."""
    ledger, lake = made
    found = lake.latest("XOR", "XVM", limit=3)
    claims = {claim.claim_id: claim for claim in ledger.claims(dyad=("act:xor", "act:xvm"))}
    assert 3 == len(found)
    assert [claims[row.claim_id].support[0].exact for row in found] == [row.quote for row in found]
    assert max(claim.when.bounds[1] for claim in claims.values()) == claims[found[0].claim_id].when.latest
    assert {"gazette"} == {row.source for row in found}


def test_coverage_counts_what_stands(made: tuple[Ledger, Lake]) -> None:
    """Documents by month of publication are those of the snapshot."""
    ledger, lake = made
    snapshot, rows = ledger.snapshot(), lake.coverage()
    assert len(snapshot.documents) == sum(row.documents for row in rows)
    printed = {document.published.earliest for document in snapshot.documents if document.published}
    assert {day.replace(day=1) for day in printed if day} == {row.month for row in rows}


def test_no_lake_is_said(tmp_path: Path) -> None:
    """A folder without a lake names the command that makes one."""
    with pytest.raises(EntenteError, match="entente lake build"):
        Lake(tmp_path)
