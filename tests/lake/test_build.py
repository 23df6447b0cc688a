"""The lake says what the ledger says, at every moment, and is made again where it does not."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from entente.lake import Built, Lake, check, enlist
from entente.lake import build as build_alone
from entente.ledger import Ledger
from entente.records import Actor, Problem
from tests.lake.made import ACTORS, BATCHES, CODES, Key, counts, ledger_of, moments
from tests.ledger.made import batch, ruling


def build(ledger: Ledger, folder: Path, actors: Mapping[str, Actor]) -> Built:
    """Built and listed, as the command does."""
    built = build_alone(ledger, folder, actors)
    enlist(ledger, folder)
    return built


@pytest.fixture
def layered(tmp_path: Path) -> tuple[Ledger, Path]:
    """A ledger whose lake was built after each batch."""
    ledger, folder = ledger_of(tmp_path, 0), tmp_path / "lake"
    for each in BATCHES:
        ledger.append(each)
        build(ledger, folder, ACTORS)
    return ledger, folder


def asked(lake: Lake, **moment: object) -> Counter[Key]:
    """The lake's own counts by pair, month and field."""
    rows = ((pair, row) for pair in combinations(sorted(CODES), 2) for row in lake.trend(*pair, **moment))  # type: ignore[arg-type]  # `as_of` alone
    return Counter({(*pair, row.month, row.field): row.claims for pair, row in rows})


def test_layers_count_as_the_views_do(layered: tuple[Ledger, Path]) -> None:
    """Of a lake in three layers with closings, every count by pair, month and field is the book's, now and then."""
    ledger, folder = layered
    with ledger, Lake(folder) as lake:
        assert counts(ledger) == asked(lake) != Counter()
        for moment in moments(ledger):
            assert counts(ledger, moment) == asked(lake, as_of=moment)


def test_rejected_claims_are_left_out(layered: tuple[Ledger, Path]) -> None:
    """A claim that a person ruled against counts no more, nor is it shown, until the ruling is taken back."""
    ledger, folder = layered
    rejected = next(claim for claim in ledger.claims() if claim.publishable)
    parts = (rejected.claim_id, rejected.doc_id)
    no = replace(ruling(*parts, "no"), relation="told_in")
    taken_back = replace(ruling(*parts, "maybe", revokes=no.decision_id), relation="told_in")
    for each in (batch(no), batch(taken_back)):
        ledger.append(each)
        build(ledger, folder, ACTORS)
    before, during, after = moments(ledger)[-3:]
    with ledger, Lake(folder) as lake:
        pair = next(pair for pair in combinations(sorted(CODES), 2) if rejected.claim_id in shown(lake, pair))
        assert rejected.claim_id not in shown(lake, pair, as_of=during)
        assert rejected.claim_id in shown(lake, pair, as_of=after)
        assert [counts(ledger, at) for at in (before, during, after)] == [
            asked(lake, as_of=at) for at in (before, during, after)
        ]


def shown(lake: Lake, pair: tuple[str, str], **moment: object) -> list[str]:
    """The claims on a pair's page."""
    return [told.claim_id for told in lake.latest(*pair, limit=1000, **moment)]  # type: ignore[arg-type]  # `as_of` alone


def test_one_layer_counts_as_three_do(layered: tuple[Ledger, Path], tmp_path: Path) -> None:
    """A lake made at once says the same at every moment."""
    ledger, folder = layered
    build(ledger, tmp_path / "anew", ACTORS)
    with ledger, Lake(folder) as layers, Lake(tmp_path / "anew") as anew:
        assert (3, 1) == (len(layers.manifest.layers), len(anew.manifest.layers))
        assert [asked(layers, as_of=at) for at in moments(ledger)] == [asked(anew, as_of=at) for at in moments(ledger)]


def test_building_twice_writes_nothing(layered: tuple[Ledger, Path]) -> None:
    """Segments are never written again while they are sound."""
    ledger, folder = layered
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.parquet")}
    built = build(ledger, folder, ACTORS)
    assert (len(before), 0, 0) == built[1:]
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.glob("*.parquet")}


@pytest.mark.parametrize("harm", ["gone", "flipped"])
def test_lost_segments_come_back(layered: tuple[Ledger, Path], harm: str) -> None:
    """A segment that is gone or has a flipped bit is named by the check and made again with the same bytes."""
    ledger, folder = layered
    path = sorted(folder.glob("relations-*"))[0]
    content = path.read_bytes()
    path.unlink() if harm == "gone" else path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    assert [("lake_segment", str(path))] == [(each.code, each.where) for each in check(ledger, folder, ACTORS)]
    assert build(ledger, folder, ACTORS).restored > 0
    assert content == path.read_bytes()
    assert () == check(ledger, folder, ACTORS)


def test_files_that_the_ledger_does_not_list_are_named(tmp_path: Path) -> None:
    """Each by its place; listed they are well."""
    with ledger_of(tmp_path, 1) as ledger:
        build_alone(ledger, tmp_path / "lake", ACTORS)
        assert {"lake_unlisted"} == set(codes(check(ledger, tmp_path / "lake", ACTORS)))
        assert len(list((tmp_path / "lake").glob("*.parquet"))) == enlist(ledger, tmp_path / "lake")
        assert () == check(ledger, tmp_path / "lake", ACTORS)


def test_forged_segments_are_found(layered: tuple[Ledger, Path], tmp_path: Path) -> None:
    """Segments of another ledger under a sound manifest do not pass for those of this one, and are replaced."""
    ledger, folder = layered
    (tmp_path / "other").mkdir()
    with ledger_of(tmp_path / "other", 2) as other:
        assert "lake_differs" in codes(check(other, folder, ACTORS))
        build(other, folder, ACTORS)
        assert () == check(other, folder, ACTORS)
    assert "lake_behind" in codes(check(ledger, folder, ACTORS))


def test_a_cut_manifest_is_none(layered: tuple[Ledger, Path]) -> None:
    """A manifest that does not match its own hash is told, and the lake is made anew."""
    ledger, folder = layered
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"rows":', b'"rows":1', 1))
    assert ["lake_missing"] == codes(check(ledger, folder, ACTORS))
    build(ledger, folder, ACTORS)
    assert () == check(ledger, folder, ACTORS)


def test_other_actors_make_it_anew(layered: tuple[Ledger, Path]) -> None:
    """When the tables name states otherwise, the segments are outdated and made again."""
    ledger, folder = layered
    fewer = {name: actor for name, actor in ACTORS.items() if name != "act:xcv"}
    assert ["lake_outdated"] == codes(check(ledger, folder, fewer))
    assert 0 == build(ledger, folder, fewer).kept


def test_an_empty_ledger_gives_an_empty_lake(tmp_path: Path) -> None:
    """There is nothing to write, and nothing to ask."""
    with ledger_of(tmp_path, 0) as ledger:
        assert (None, 0, 0, 0) == build(ledger, tmp_path / "lake", ACTORS)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """What is wrong, in the order told."""
    return [problem.code for problem in problems]
