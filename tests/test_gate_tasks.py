"""The predictors of the gate: forms of input and output, and gold that is never read."""

import json
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from entente.api import extract
from entente.records import Claim, Conflict, Firmness, Undertaking
from entente.records.codes import STAGES, Status
from entente.records.encoding import from_json
from entente.views import Book
from tests.gate import events, factuality, ledger, planted, quotes, seeds, tensions

DEMO = Path(__file__).resolve().parents[1] / "corpus" / "demo"
ARTICLE = "Chad and Togo Sign\n\nBy A. Writer\n\nChad and Togo signed a trade agreement in Lomé on 4 March 2024.\n"


def row(**fields: object) -> str:
    """One line of input."""
    return json.dumps(fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article and a file beside it that holds no article."""
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "one.json").write_text("not gold", encoding="utf-8")
    return tmp_path


def test_seeds_are_placed_in_the_file(folder: Path) -> None:
    """Offsets point at the words of the file, and the words are the gold's."""
    (found,) = [one for one in seeds.predict_folder(folder) if one["plover_type"]]
    assert "signed a trade agreement" in ARTICLE[found["start"] : found["end"]]
    assert set(found["actors"]) == {"TCD", "TGO"}
    assert (found["doc"], found["stage"], found["date"], found["domain"]) == ("one", "signed", "2024-03-04", "trade")


def test_every_word_of_ours_has_one_of_the_golds() -> None:
    """No status or stage is left without a word."""
    assert set(seeds.MODALITIES) == set(get_args(Status))
    assert set(seeds.STAGES) == set(STAGES)


@pytest.mark.parametrize(
    ("axes", "label"),
    [
        (("positive", "certain", "past", "asserted"), 3.0),
        (("negative", "certain", "past", "asserted"), -3.0),
        (("unknown", "certain", "past", "asserted"), 0.0),
    ],
)
def test_firmness_becomes_a_number(axes: tuple[str, str, str, str], label: float) -> None:
    """Certain is three, denied minus three, hidden nothing."""
    polarity, certainty, orientation, force = axes
    firmness = from_json(row(polarity=polarity, certainty=certainty, orientation=orientation, force=force), Firmness)
    assert label == factuality.label_of(firmness)


def test_labels_weaken_with_certainty_and_stay_in_bounds() -> None:
    """Less certain is nearer to nothing, and what lies ahead weighs less than what took place."""
    for table in (factuality.CERTAIN, factuality.AHEAD):
        assert sorted(table.values(), reverse=True) == list(table.values())
    assert all(factuality.AHEAD[key] < factuality.CERTAIN[key] <= 3 for key in factuality.CERTAIN)


def test_factuality_never_reads_gold() -> None:
    """A label in the input changes nothing; words of one sentence are judged apart."""
    tokens = ["The", "army", "did", "not", "leave", "after", "it", "had", "signed", "."]
    cases = [{"id": "a", "tokens": tokens, "start": 4, "end": 5}, {"id": "b", "tokens": tokens, "start": 8, "end": 9}]
    blind = factuality.predict(row(**case) for case in cases)
    assert blind == factuality.predict(row(**case, label=-1.5, text="x") for case in cases)
    assert [json.loads(line) for line in blind] == [{"id": "a", "label": -3.0}, {"id": "b", "label": 3.0}]


def test_quotes_never_read_gold() -> None:
    """Attributions in the input change nothing."""
    text = "The premier said that the pass had opened."
    blind = quotes.predict([row(id="x", text=text), ""])
    assert blind == quotes.predict([row(id="x", text=text, attributions=[{"source": [[0, 3]]}])])
    assert json.loads(blind[0]) == {"id": "x", "attributions": [{"source": [[0, 11]], "content": [[17, 41]]}]}


def test_events_never_read_gold() -> None:
    """Only id, text and day are read."""
    text = "Chad and Togo signed a trade agreement on Monday."
    blind = events.predict([row(id=1, text=text, date="2024-03-05")])
    assert blind == events.predict([row(id=1, text=text, date="2024-03-05", gold=[{"event_type": "ASSAULT"}])])
    assert json.loads(blind[0])["id"] == 1
    assert {event["event_type"] for event in json.loads(blind[0])["events"]} == {"SUPPORT"}


def test_ledger_is_a_folder_of_records(folder: Path, tmp_path: Path) -> None:
    """Five files, a record a line, and each claim's document among the documents."""
    target = tmp_path / "out"
    ledger.write_ledger(folder, target)
    assert {"documents", "claims", "events", "undertakings", "conflicts"} == {path.stem for path in target.iterdir()}
    claims = [from_json(line, Claim) for line in (target / "claims.jsonl").read_bytes().splitlines()]
    held = {json.loads(line)["doc_id"] for line in (target / "documents.jsonl").read_bytes().splitlines()}
    assert claims
    assert {claim.doc_id for claim in claims} <= held


def test_planted_names_are_found_by_their_words() -> None:
    """One shared word is no likeness; an alias counts as the name."""
    planned = {"title": "Tarn Pass pipeline", "aliases": ["Amity Line"]}
    assert planted.likeness(planned, Undertaking(kind="project", title="the Amity Line"))[0] == 1
    assert planted.likeness(planned, Undertaking(kind="project", title="gas pipeline"))[0] == 0


def test_quotes_of_the_plan_stand_whatever_the_marks() -> None:
    """Typographic marks and line breaks are the same words."""
    assert planted.places_of('said "no" to it', "He said\n“no” to it.") == [(3, 18)]


def test_a_quote_beside_its_offsets_is_counted() -> None:
    """A quote whose words stand elsewhere in the text is a no."""
    reading = extract("Chad signed a treaty with Togo on 4 March 2024.")
    (claim,) = reading.claims
    moved = replace(claim, trigger=replace(claim.trigger, start=claim.trigger.start + 1, end=claim.trigger.end + 1))
    shares = [list(planted.quotes_stand(Book.of([reading.document], [one]))) for one in (claim, moved)]
    assert [0, 1] == [answers.count(False) for answers in shares]


def test_a_tension_is_told_by_a_conflict_of_its_sides() -> None:
    """A conflict tells a tension when its claims stand on both sides, whichever comes first."""
    one, other, third = (f"clm:{sign * 20}" for sign in "abc")
    conflicts = [Conflict(claim_a=a, claim_b=b, field="when", kind="denial") for a, b in ((other, one), (one, third))]
    sides = [(frozenset({one}), frozenset({other})), (frozenset({third}), frozenset({other}))]
    assert {"tensions told": 50, "conflicts among them": 50} == tensions.shares(sides, conflicts)


def test_demo_leaks_nothing_from_furniture() -> None:
    """In the demo corpus no claim stands on a related link, a comment or a line of the page, and all quotes stand."""
    points = planted.score_plan(DEMO, ledger.read_folder(DEMO / "articles", DEMO / "vocabulary"))
    assert points["no claim from furniture"] == points["quotes stand"] == 100
    assert set(points) >= {"undertakings", "milestones", "due days", "copies", "conflicts"}
