"""The lexicon's structure: what its files may hold, how they are read, what a fault looks like."""

import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.errors import VocabularyError
from entente.records.codes import EVENT_TYPES, STAGES, EventType
from entente.vocab import lexicon
from entente.vocab.lexicon import check_lexicon, load_lexicon, noun_head, read_examples

CO_OPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "SAY"}

CLASSES = """
[slots]
doer = ["nsubj", "obl:agent"]
[classes]
treaty = ["treaty", "pact"]
agreement = ["@treaty", "memorandum of understanding"]
"""
SIGN = """
[sign]
type = "SUPPORT"
verbs = ["sign", "put pen to paper on"]
objects = ["@agreement"]
nouns = ["signing", "call for help"]
actor = ["@doer"]
third = { mediator = ["obl:under"] }  # not JSON
recipient = [
    "obl:with",
]
yes = ["Velmora signed a pact with Orsenia.", "A pact was signed by Chad with Togo."]
no = ["Signed copies of a Danish novel sold out."]
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A lexicon of one entry, and where its files lie."""
    folder = tmp_path / "data" / "lang" / "xx" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "classes.toml").write_text(CLASSES)
    (folder / "support.toml").write_text(SIGN)
    monkeypatch.setattr(lexicon, "files", lambda _package: tmp_path)
    load_lexicon.cache_clear()
    yield folder
    load_lexicon.cache_clear()


def change(folder: Path, old: str, new: str) -> None:
    """Rewrite the one entry."""
    assert old in SIGN
    (folder / "support.toml").write_text(SIGN.replace(old, new))


def faults() -> str:
    """Every message with its place, on one line."""
    return " | ".join(f"{problem.where}: {problem.message}" for problem in check_lexicon("xx"))


def test_shipped_lexicon_is_sound() -> None:
    """`check_lexicon` finds nothing in the files that ship."""
    assert check_lexicon() == ()


@pytest.mark.parametrize("type_", ["CONSULT", "RETREAT", "SAY"])
def test_every_mode_has_entries(type_: EventType) -> None:
    """Each mode of the co-operative types that have modes is reported by some entry."""
    modes = {entry.mode for entry in load_lexicon().entries.values() if entry.type == type_}
    assert modes >= set(EVENT_TYPES[type_].modes)


def test_every_cooperative_type_has_entries() -> None:
    """Each co-operative type and SAY has words of its own."""
    assert {entry.type for entry in load_lexicon().entries.values()} >= CO_OPERATIVE


def test_every_stage_has_entries() -> None:
    """Each stage of the life of an undertaking is reported by two entries or more."""
    stages = [entry.stage for entry in load_lexicon().entries.values()]
    assert [stage for stage in STAGES if stages.count(stage) < 2] == []


def test_examples_are_kept_apart_and_complete() -> None:
    """Every entry has its sentences, though loading leaves them unread."""
    examples = read_examples()
    assert examples.keys() == load_lexicon().entries.keys()
    assert all(len(each.yes) >= 2 and each.no for each in examples.values())


def test_yes_sentence_holds_a_word_of_its_entry() -> None:
    """Some word of a `yes` sentence begins as a head of its entry does; four letters may bend ("fight", "fought")."""
    entries = load_lexicon().entries
    for name, (yes, _) in read_examples().items():
        nouns = [phrase.split() for phrase in entries[name].nouns]
        heads = {phrase.split()[0] for phrase in entries[name].verbs + entries[name].adjectives}
        heads |= {noun[noun_head(noun)] for noun in nouns}
        stems = "|".join(re.escape(head[: max(1, len(head) - 4)]) for head in sorted(heads))
        assert [text for text in yes if not re.search(rf"\b(?:{stems})", text.lower())] == [], name


def test_index_leads_from_the_head_to_the_longest_phrase(write: Path) -> None:
    """Verbs stand under their first lemma, nouns under the word before the first preposition."""
    found = load_lexicon("xx")
    assert [("put", "pen", "to", "paper", "on")] == [match.words for match in found.verbs["put"]]
    assert [("call", "for", "help")] == [match.words for match in found.nouns["call"]]
    assert "help" not in found.nouns


@pytest.mark.parametrize(("words", "head"), [("state visit", 1), ("call for help", 0), ("talk", 0), ("off day", 1)])
def test_head_of_a_noun_phrase(words: str, head: int) -> None:
    """The head stands before the first preposition inside the phrase, else last."""
    assert head == noun_head(words.split())


def test_class_may_not_contain_itself(write: Path) -> None:
    """A class that names itself, straight or round a corner, is refused."""
    (write / "classes.toml").write_text(CLASSES.replace('"pact"', '"@agreement"'))
    assert "contains itself" in faults()


def test_plus_adds_the_owner(write: Path) -> None:
    """A slot with `+` is followed by the paths to the owner of what fills it."""
    change(write, '"obl:with",', '"obl:in+",')
    (entry,) = load_lexicon("xx").entries.values()
    assert ("obl:in", "obl:in>nmod:poss") == entry.recipient[:2]


def test_hyphenated_noun_is_found_both_ways(write: Path) -> None:
    """A noun with a hyphen stands whole, and under its last part as tokenisers cut it."""
    change(write, '"call for help"', '"go-ahead"')
    nouns = load_lexicon("xx").nouns
    assert [("go-ahead",)] == [match.words for match in nouns["go-ahead"]]
    assert [(("go", "ahead"), 1)] == [(match.words, match.head) for match in nouns["ahead"]]


def test_classes_and_slot_lists_are_written_out(write: Path) -> None:
    """An entry holds the lemmas of its classes and the slots of its lists."""
    (entry,) = load_lexicon("xx").entries.values()
    assert {"treaty", "pact", "memorandum of understanding"} == entry.objects
    assert ("nsubj", "obl:agent") == entry.actor
    assert {"mediator": ("obl:under",)} == entry.third


def test_fast_reading_equals_toml() -> None:
    """Reading line by line gives what TOML gives, for every file that ships."""
    for file, text in lexicon._read_files("en"):
        full = tomllib.loads(text)
        brief = {name: {k: v for k, v in raw.items() if k not in {"yes", "no"}} for name, raw in full.items()}
        assert brief == lexicon._parse_fast(text, file)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "SUPPORT"', 'type = "SUPORT"', "Invalid enum value 'SUPORT'"),
        ('type = "SUPPORT"', 'type = "SUPPORT"\nmode = "visit"', 'type SUPPORT has no mode "visit"'),
        ('type = "SUPPORT"', 'type = "SUPPORT"\nstage = "inked"', "Invalid enum value 'inked'"),
        ('type = "SUPPORT"', 'type = "SUPPORT"\ndomains = ["sport"]', 'unknown domain "sport"'),
        ('type = "SUPPORT"', 'type = "SUPPORT"\nverb = ["ink"]', "unknown field `verb`"),
        ('type = "SUPPORT"\n', "", "kind event has neither type nor stage"),
        ('"@agreement"', '"@agrement"', 'unknown class "@agrement"'),
        ('"@doer"', '"subject"', 'unknown slot "subject"'),
        ('"@doer"', '"ccomp>obl:wiht"', 'unknown slot "ccomp>obl:wiht"'),
        ('actor = ["@doer"]', "", "no actor slots"),
        ('actor = ["@doer"]', 'actor = ["@doer"]\nreciprocal = true', "reciprocal, yet it has recipient slots"),
        ('"sign",', '"Sign",', '"Sign" stands twice or is not lemmas'),
        ('"sign",', '"sign", "sign",', '"sign" stands twice or is not lemmas'),
        (', "A pact was signed by Chad with Togo."', "", "1 sentences under yes"),
        ('no = ["Signed copies of a Danish novel sold out."]', "", "0 sentences under no"),
        ("Signed copies of a Danish novel sold out.", "A pact was signed by Chad with Togo.", "stands twice"),
        ("[sign]", "[sign.twice]", "unknown field `twice`"),
        ("[sign]", "[Sign]", '"Sign" is not a name'),
        ("[sign]", "[sign", "not TOML"),
    ],
)
def test_fault_is_named(write: Path, old: str, new: str, message: str) -> None:
    """Each fault of an entry gives a problem that says what it is and in which file."""
    change(write, old, new)
    assert message in faults()
    assert "support.toml" in faults()


def test_sound_entry_has_no_fault(write: Path) -> None:
    """The entry that the faults are made from is sound itself."""
    assert faults() == ""


def test_name_stands_once(write: Path) -> None:
    """Two files may not use one name."""
    (write / "aid.toml").write_text(SIGN)
    assert '"sign" stands twice' in faults()
    with pytest.raises(VocabularyError, match="stands twice"):
        load_lexicon("xx")


def test_unknown_language_is_refused() -> None:
    """A language without a lexicon is an error that names it, and a problem for the check."""
    with pytest.raises(VocabularyError, match='"zz"'):
        load_lexicon("zz")
    assert [problem.code for problem in check_lexicon("zz")] == ["lexicon_unreadable"]


def test_broken_entry_is_refused_with_its_place(write: Path) -> None:
    """Loading stops at an entry that will not do and says where it stands."""
    change(write, '"@agreement"', '"@agrement"')
    with pytest.raises(VocabularyError, match=r"support\.toml: \[sign\]"):
        load_lexicon("xx")


def test_loading_is_quick() -> None:
    """The shipped lexicon loads in far less than a tenth of a second of CPU, best of three."""

    def cost() -> float:
        load_lexicon.cache_clear()
        started = time.process_time()
        load_lexicon()
        return time.process_time() - started

    assert min(cost() for _ in range(3)) < 0.1
