"""The corpus of copies: what its gold says of a text can be seen in it."""

import itertools
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from entente.records.codes import CopyKind

COPIES = Path(__file__).resolve().parents[2] / "corpus" / "copies"
PARTS = ("open", "held")
KINDS = {
    "retitled": "verbatim_copy",
    "credited": "verbatim_copy",
    "cut": "excerpt",
    "embedded": "excerpt",
    "updated": "update",
    "paraphrased": "rewrite",
    "spun": "rewrite",
    "merged": "rewrite",
    "digest": "rewrite",
    "translated": "translation",
}
Row = dict[str, Any]  # Any: what TOML can hold


def rows(part: str, folder: str, table: str) -> list[Row]:
    """The texts of one folder, in order."""
    paths = sorted((COPIES / part / folder).glob("*.toml"))
    return [row for path in paths for row in tomllib.loads(path.read_text(encoding="utf-8"))[table]]


TEXTS = {part: {row["id"]: row for row in rows(part, "families", "text")} for part in PARTS}
REPORTS = {part: rows(part, "reports", "report") for part in PARTS}
EVERY = {key: row for part in PARTS for key, row in TEXTS[part].items()}
VARIANTS = [row for row in EVERY.values() if "of" in row]
ORIGINALS = [row for row in EVERY.values() if "of" not in row]


def test_a_third_is_held() -> None:
    """Forty originals, 120 copies and 21 events told five times, a third of each kept apart."""
    held = TEXTS["held"].values()
    assert (40, 120) == (len(ORIGINALS), len(VARIANTS))
    assert (13, 39) == (sum("of" not in row for row in held), sum("of" in row for row in held))
    assert (70, 35) == (len(REPORTS["open"]), len(REPORTS["held"]))


@pytest.mark.parametrize("row", VARIANTS, ids=lambda row: row["id"])
def test_a_copy_follows_its_originals(row: Row) -> None:
    """Its originals are of the same part and were out by then, and its kind follows from how it was made."""
    part = next(part for part in PARTS if row["id"] in TEXTS[part])
    assert KINDS[row["hand"]] == row["kind"]
    assert row["kind"] in get_args(CopyKind)
    assert all(TEXTS[part][key]["published"] <= row["published"] for key in row["of"])


@pytest.mark.parametrize("row", VARIANTS, ids=lambda row: row["id"])
def test_what_was_added_and_dropped_can_be_seen(row: Row) -> None:
    """What was added stands in the copy alone, what was dropped in the first of its originals alone."""
    originals = [EVERY[key]["text"] for key in row["of"]]
    added, dropped = row.get("added", ()), row.get("dropped", ())
    assert [] == [quote for quote in added if quote not in row["text"] or any(quote in text for text in originals)]
    assert [] == [quote for quote in dropped if quote not in originals[0] or quote in row["text"]]


@pytest.mark.parametrize("row", ORIGINALS, ids=lambda row: row["id"])
def test_originals_are_short_news(row: Row) -> None:
    """Of the length that the README tells."""
    assert 147 <= len(row["text"].split()) <= 191


def test_every_way_of_copying_is_in_both_parts() -> None:
    """What is measured on the held part was there to build with."""
    hands = [{row["hand"] for row in TEXTS[part].values() if "of" in row} for part in PARTS]
    assert [set(KINDS), set(KINDS)] == hands


def runs(text: str) -> set[tuple[str, ...]]:
    """All sequences of eleven words."""
    words = text.split()
    return {tuple(words[at : at + 11]) for at in range(len(words) - 10)}


@pytest.mark.parametrize("part", PARTS)
def test_reports_of_one_event_share_no_sentence(part: str) -> None:
    """Five reporters each, and no two of them with eleven words in a row."""
    for _, group in itertools.groupby(REPORTS[part], key=lambda row: row["id"].partition("-")[0]):
        told = [runs(row["text"]) for row in group]
        assert 5 == len(told)
        assert not any(one & other for one, other in itertools.combinations(told, 2))


def test_ids_are_used_once() -> None:
    """Texts and reports can be told apart."""
    keys = [*EVERY, *(row["id"] for part in PARTS for row in REPORTS[part])]
    assert len(keys) == len(set(keys)) == sum(len(TEXTS[part]) + len(REPORTS[part]) for part in PARTS)
