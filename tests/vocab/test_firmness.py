"""The words of firmness: their files hold together, and their effects compose."""

from pathlib import Path

import pytest

from entente.errors import VocabularyError
from entente.records.firmness import Firmness
from entente.vocab import firmness
from entente.vocab.firmness import check_firmness, embed, load_firmness, read_firmness_examples

DONE = Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted")
DENIED = Firmness(polarity="negative", certainty="certain", orientation="past", force="asserted")
AHEAD = Firmness(polarity="positive", certainty="certain", orientation="future", force="asserted")
GROUPS = load_firmness().groups

GOOD = """[fail]
rule = "What one failed to do did not happen."
verbs = ["fail"]
complement = ["to"]
positive = {polarity = "flip"}
yes = [
    {text = "Chad failed to *sign*.", status = "denied"},
    {text = "Kesh fails to *pay*.", status = "denied", tense = "present"},
]
no = [{text = "The bank failed after it *paid*.", status = "happened"}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of firmness words for a language called xx."""
    folder = tmp_path / "data" / "lang" / "xx" / "firmness"
    folder.mkdir(parents=True)
    monkeypatch.setattr(firmness, "files", lambda _: tmp_path)
    return folder


def faults(folder: Path, text: str) -> str:
    """All that is wrong with one file, in one string."""
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return "\n".join(f"{problem.where} {problem.message}" for problem in check_firmness("xx"))


def test_shipped_groups_hold_together() -> None:
    """Every group proves itself: its examples come to the status they claim, and no phrase has two effects."""
    assert check_firmness() == ()


def test_there_are_enough_words() -> None:
    """At least 600 different predicates and cues, in all parts of speech."""
    words = load_firmness()
    phrases = {
        (part, match.words)
        for part in ("verbs", "adjectives", "nouns", "adverbs", "auxiliaries", "markers")
        for matches in getattr(words, part).values()
        for match in matches
    }
    assert len(phrases) >= 600
    assert {part for part, _ in phrases} == {"verbs", "adjectives", "nouns", "adverbs", "auxiliaries", "markers"}


def test_near_misses_carry_a_status() -> None:
    """A near miss is a sentence of its own, never one of the sentences that count."""
    for examples in read_firmness_examples().values():
        assert examples.no
        assert {it.text for it in examples.yes}.isdisjoint(it.text for it in examples.no)


def test_longest_phrase_first() -> None:
    """Phrases are found under the lemma of their head, longer ones first."""
    matches = load_firmness().verbs["call"]
    assert ("call", "for") in [match.words for match in matches]
    assert [len(match.words) for match in matches] == sorted((len(match.words) for match in matches), reverse=True)
    assert "plan" in load_firmness().nouns


def test_implicative_flips() -> None:
    """Failing to do is not doing; not failing to do is doing."""
    assert embed(GROUPS["fail"], DONE, DONE).status == "denied"
    assert embed(GROUPS["fail"], DENIED, DONE).status == "happened"


def test_own_negation_counts_once() -> None:
    """A negated complement of a flipping predicate is affirmed: "denied that it had not paid"."""
    assert embed(GROUPS["deny"], DONE, DENIED).polarity == "positive"


def test_factive_survives() -> None:
    """A factive complement stands under negation, and under a possibility."""
    possible = Firmness(polarity="negative", certainty="possible", orientation="future", force="conditional")
    assert embed(GROUPS["regret"], possible, DONE) == DONE


def test_weaker_predicate_weakens() -> None:
    """What is not asserted itself asserts nothing: "may manage to sign"."""
    possible = Firmness(polarity="positive", certainty="possible", orientation="future", force="conditional")
    firm = embed(GROUPS["manage"], possible, AHEAD)
    assert (firm.certainty, firm.force, firm.status) == ("possible", "conditional", "hypothetical")


def test_chain_of_predicates() -> None:
    """Effects compose from the outside in: "urged Chad to promise to leave" calls for the leaving."""
    asked = embed(GROUPS["ask_to"], DONE, DONE)
    assert embed(GROUPS["promise"], asked, asked).status == "called_for"


def test_unknown_predicate_hides() -> None:
    """Nothing follows from a predicate that may not hold: "tried to manage to land"."""
    tried = embed(GROUPS["try"], DONE, DONE)
    assert embed(GROUPS["manage"], tried, tried).status == "unclear"


def test_would_in_reported_speech() -> None:
    """*Would* under a past verb of speech is the speaker's *will*."""
    assert embed(GROUPS["would"], DONE, DONE).status == "hypothetical"
    assert embed(GROUPS["would"], DONE, DONE, reported=True).status == "planned"


def test_ahead_is_not_under_way() -> None:
    """ "Will stay ongoing" lies ahead, although *ongoing* speaks of the present."""
    assert embed(GROUPS["ongoing"], AHEAD, AHEAD).status == "planned"


def test_good_group_has_no_fault(folder: Path) -> None:
    """A group that proves itself has no fault."""
    assert faults(folder, GOOD) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"denied", tense', '"happened", tense', "comes to denied, not happened"),
        ("*sign*", "sign", "has not one starred word"),
        ("Chad failed", "Chad asked", "holds no word of the group"),
        ('"flip"', '"flop"', "flop"),
        ('["to"]', '["from time to time"]', "from time to time"),
        ('["fail"]', '["fail", "fail"]', "stands twice"),
        ('["fail"]', '["Fail"]', "not plain"),
        ('["fail"]', "[]", "no words"),
        ("no = [", "nay = [", "nay"),
        ("positive =", "negative = {}\npositive =", "under negation has no example"),
        ("[fail]", "[Fail]", "is not a name"),
        ("[fail]", "[fail", "not TOML"),
    ],
)
def test_faults_are_named(folder: Path, old: str, new: str, said: str) -> None:
    """Each fault is said in words, with file and group."""
    assert old in GOOD
    found = faults(folder, GOOD.replace(old, new))
    assert "a.toml" in found
    assert said in found


def test_clash_is_named(folder: Path) -> None:
    """One phrase cannot do two things to the same complement."""
    second = (
        GOOD.replace("[fail]", "[fail_again]").replace("Chad", "Mali").replace("Kesh", "Lassa").replace("bank", "mill")
    )
    assert "verbs fail to: stands in a.toml: [fail] too" in faults(folder, GOOD + second)


def test_name_stands_once(folder: Path) -> None:
    """A group's name is its own over all files."""
    (folder / "b.toml").write_text(GOOD, encoding="utf-8")
    assert 'group "fail" stands twice' in faults(folder, GOOD)


def test_missing_language() -> None:
    """A language without words is said so, as a problem for checkers and as an error for readers."""
    assert [problem.code for problem in check_firmness("tlh")] == ["firmness_unreadable"]
    with pytest.raises(VocabularyError, match="tlh"):
        load_firmness("tlh")
