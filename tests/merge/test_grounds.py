"""Groups of claims that may contradict each other."""

from entente.merge.conflicts import Found
from entente.merge.grounds import CROWD, GROUNDS, Ranked, found_in, groups_of, may_hold, settled_of
from tests.merge.articles import article, claim, day

TEXT = "Orsenia shelled the port of Lassa on Monday."
DOCUMENT = article(TEXT, "2024-06-12")
DID = claim(DOCUMENT, TEXT, "shelled", "ASSAULT", actors={"Orsenia": "act:xor"}, when=day("2024-06-10"))
DENIED = claim(DOCUMENT, TEXT, "shelled", "ASSAULT", actors={"Orsenia": "act:xor"}, status="denied")
TEXTS = {DOCUMENT.doc_id: DOCUMENT}


def test_an_act_and_its_denial_stand_in_one_group() -> None:
    """On two sides, by the word for the act and its doer."""
    told, denied = (groups_of("report", [one], TEXTS) for one in (DID, DENIED))
    assert ["shel\nact:xor"] == list(told) == list(denied)
    assert [([], [DID]), ([DENIED], [])] == [*told.values(), *denied.values()]


def test_a_group_of_one_side_holds_nothing() -> None:
    """Reports that nobody denies are not looked through."""
    (key, sides), *_ = groups_of("report", [DID], TEXTS).items()
    assert [] == found_in("report", key, sides, TEXTS)


def test_of_two_grounds_the_lesser_tells_it() -> None:
    """One conflict of a field for two claims, with the note of the first ground."""
    found = [
        Ranked(rank, DID.claim_id, DENIED.claim_id, Found(DID, DENIED, "when", "incompatible_value", note))
        for rank, note in ((8, "late"), (2, "early"))
    ]
    (conflict,) = settled_of(found)
    assert "early" == conflict.note


def test_a_crowd_holds_nothing() -> None:
    """Neither does one claim, nor so many that looking through them would take longer with each."""
    claims = [f"clm:{number}" for number in range(CROWD + 1)]
    assert [False, True, False] == [may_hold("days", claims[:count], ()) for count in (1, CROWD, CROWD + 1)]


def test_every_ground_says_where_claims_stand() -> None:
    """None of them stumbles over a text without claims."""
    assert [{}] * len(GROUNDS) == [groups_of(name, [], {}) for name in GROUNDS]
