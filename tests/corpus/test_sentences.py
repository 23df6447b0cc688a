"""The labelled sentences: every line keeps the format, and the README tells what is there."""

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entente.records.codes import EVENT_TYPES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "corpus" / "sentences"
SOURCE = ROOT / "packages" / "entente-model-en" / "train" / "sentences.py"

if TYPE_CHECKING:
    from train import sentences as reader
else:  # the training recipe is no installed package
    spec = importlib.util.spec_from_file_location("train_sentences", SOURCE)
    reader = sys.modules["train_sentences"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reader)

SENTENCES = reader.read_sentences(FOLDER)
FIRST, SECOND = (reader.read_sentences(FOLDER / "again" / reading) for reading in ("first", "second"))
COUNTS = reader.counts(SENTENCES)
HEAD = "news east_asia 2001 | Tokyo lent Hanoi money, and Hanoi thanked Tokyo."


def batch(tmp_path: Path, *lines: str) -> Path:
    """A file of one sentence with these labels."""
    path = tmp_path / "01.txt"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def faults_of(tmp_path: Path, label: str) -> str:
    """What the checker says of one label."""
    return " ".join(reader.faults(reader.read_batch(batch(tmp_path, "  " + label))))


def test_no_line_breaks_a_rule() -> None:
    """Spans stand in their sentences, codes are listed, actors are known, no sentence stands twice."""
    assert [] == list(reader.faults(SENTENCES))


def test_the_second_reading_is_of_the_same_sentences() -> None:
    """Both readings that are compared hold the same sentences of the corpus, each once, under the same rules."""
    assert [] == [*reader.faults(FIRST), *reader.faults(SECOND)]
    assert {s.id for s in FIRST} == {s.id for s in SECOND}
    assert {s.id for s in SECOND} <= {s.id for s in SENTENCES}


def test_a_span_is_found_by_its_words_and_number(tmp_path: Path) -> None:
    """The second Hanoi is the one that thanks."""
    (sentence,) = reader.read_batch(batch(tmp_path, "  SUPPORT thanked | Hanoi#2 VNM | Tokyo#2 JPN | diplomacy"))
    (event,) = sentence.events
    assert ["thanked", "Hanoi"] == [sentence.text[a:b] for a, b in (event.trigger, event.actors[0].span)]
    assert event.actors[0].span[0] > event.trigger[0] - 10


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("AID lent | Tokyo JPN | - | trade", "2 places"),
        ("AID gave | Tokyo#1 JPN | - | trade", "does not stand"),
        ("AID lent | Tokyo#3 JPN | - | trade", "no place number 3"),
        ("AID lent | Tokyo#1 JPN | -", "is not `TYPE"),
        ("AID lent | Tokyo#1 JPN | - | trade | state=signed", "third party"),
        ("AID lent | Tokyo#1 JPN | - | trade | stage=signed; stage=agreed", "twice"),
    ],
)
def test_an_unreadable_line_says_where_and_why(tmp_path: Path, label: str, fault: str) -> None:
    """File, line, and what is wrong."""
    with pytest.raises(reader.Faulty, match=rf"01\.txt:1: .*{fault}"):
        list(reader.read_batch(batch(tmp_path, "  " + label)))


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("HELP lent | Tokyo#1 JPN | - | trade", "type `HELP`"),
        ("AID/phone lent | Tokyo#1 JPN | - | trade", "mode `phone`"),
        ("AID lent | Tokyo#1 JPN | - | money", "domain `money`"),
        ("AID lent | Tokyo#1 QQQ | - | trade", "`QQQ` is not the code"),
        ("AID lent | Tokyo#1 act:nobody | - | trade", "`act:nobody` is not the code"),
        ("AID lent | Tokyo#1 JPN:KING | - | trade", "`KING` is not a sector"),
        ("AID lent | Tokyo#1 JPN | - | trade | status=done", "status `done`"),
        ("AID lent | Tokyo#1 JPN | Tokyo#1 JPN | trade", "two parties"),
        ("- lent | Tokyo#1 JPN | - | trade | kind=event", "type ``"),
        ("NONE cooking", "`cooking` is not one of"),
    ],
)
def test_a_wrong_code_is_named(tmp_path: Path, label: str, fault: str) -> None:
    """Every code is checked against its list."""
    assert fault in faults_of(tmp_path, label)


def test_a_sentence_has_events_or_a_subject(tmp_path: Path) -> None:
    """Neither nothing nor both."""
    for labels in ((), ("  NONE sport", "  AID lent | - | - | trade")):
        with pytest.raises(reader.Faulty, match="either events or one line"):
            list(reader.read_batch(batch(tmp_path, *labels)))


def test_two_readings_are_compared_event_by_event(tmp_path: Path) -> None:
    """One of two triggers shared, with the same type and other parties."""
    both = ("  AID lent | Tokyo#1 JPN | Hanoi#1 VNM | trade", "  SUPPORT thanked | - | - | trade")
    first = tuple(reader.read_batch(batch(tmp_path, *both)))
    second = tuple(reader.read_batch(batch(tmp_path, "  AID lent | Tokyo#1 JPN | - | trade")))
    found = reader.agreement(first, second)
    assert (1, 1.0, 0.667, 1.0, 0.0, 0.0) == (
        found.sentences, found.gate, found.trigger, found.type, found.parties, found.whole,
    )  # fmt: skip


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_type_is_frequent(name: str) -> None:
    """No type is rarer than a hundredth of the events."""
    assert COUNTS["type"][name] * 100 >= COUNTS["type"].total()


def test_a_fifth_reports_no_act() -> None:
    """Between a sixth and a third of the sentences are neutral."""
    assert COUNTS["sentences"].total() / 6 <= COUNTS["sentences"]["neutral"] <= COUNTS["sentences"].total() / 3


@pytest.mark.parametrize("subject", ["register", "region"])
def test_every_register_and_region_is_there(subject: str) -> None:
    """Each is at least a hundredth of the corpus."""
    codes = {"register": reader.REGISTERS, "region": reader.REGIONS}[subject]
    assert [] == [code for code in codes if COUNTS[subject][code] * 100 < COUNTS[subject].total()]


def test_the_readme_tells_the_agreement() -> None:
    """The figures of the README, a column for each pair of readings, are those of the files."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    columns = [figures._asdict() for figures in reader.agreements(FOLDER / "again").values()]
    assert len(columns) > 1
    for name in reader.Agreement._fields:
        assert f"| {name} | " + " | ".join(f"{column[name]:g}" for column in columns) + " |" in readme


if __name__ == "__main__":
    for title, counter in COUNTS.items():
        print(f"{title}: " + ", ".join(f"{key} {n}" for key, n in counter.most_common()))
