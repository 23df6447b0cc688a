"""Whom "we" means, and what the sentence before says of one that names nobody."""

import pytest

from entente.records import Claim
from tests.extract.conftest import Read, sides


def told(claims: tuple[Claim, ...], words: str) -> Claim:
    """The claim whose trigger holds the words."""
    return next(claim for claim in claims if words in claim.trigger.exact)


@pytest.mark.parametrize(
    "text",
    [
        "“We closed the crossing to trucks,” the Velmoran minister said.",
        "The Velmoran minister said: “Our army closed the crossing.”",
        "The Velmoran minister spoke in Lassa. “We closed the crossing on Sunday.”",
    ],
)
def test_we_are_the_side_of_who_speaks(read: Read, text: str) -> None:
    """The `we` and `our` of a quotation are those of whoever is quoted."""
    assert (["xvm"], []) == sides(told(read(text), "closed"))


def test_what_ones_own_deny(read: Read) -> None:
    """A deed that a speaker denies of his own side is a denied claim, not words alone."""
    claim = told(read("“Our ship did not cut any cable,” said the Velmoran ministry."), "cut")
    assert ("denied", ["xvm"]) == (claim.status, sides(claim)[0])


def test_they_are_not_we(read: Read) -> None:
    """The `their` of a quotation is never its speaker."""
    claim = told(read("“We bombed their camps on Tuesday,” said the Velmoran defence minister."), "bombed")
    assert "xvm" not in sides(claim)[1]


@pytest.mark.parametrize("words", ["The guns fell silent", "Fighting stopped", "The truce took effect"])
def test_what_two_share_is_theirs(read: Read, words: str) -> None:
    """Guns, talks and truces of a sentence that names nobody are those of the two before."""
    claims = read(f"Velmora and Orsenia fought along the river for a month. {words} on 20 January.")
    ended = next(claim for claim in claims if claim.stage == "in_force")
    assert (["xvm", "xor"], "2024-01-20") == (sides(ended)[0], ended.when.edtf)


def test_what_two_share_is_not_that_of_one(read: Read) -> None:
    """Where the sentence before is about one alone, nobody is taken for both."""
    claims = read("Velmora has seen a hard winter. The guns fell silent on 20 January.")
    assert not any(claim.stage == "in_force" for claim in claims)


def test_leaders_of_the_two(read: Read) -> None:
    """`The presidents of the two countries` are those of the two named before."""
    claims = read("Velmora and Orsenia share a river. The presidents of the two countries met in May.")
    assert {"xvm", "xor"} == set(sides(told(claims, "met"))[0])


def test_who_says_it_has_not_done_it(read: Read) -> None:
    """A holder is no doer where the clause names its subject."""
    claims = read("Minister Paulo Neto said that Velmora had paid its first share in April.")
    assert ["xvm"] == sides(told(claims, "paid"))[0]


def test_a_place_is_no_party(read: Read) -> None:
    """A place that the vocabulary does not know is no recipient behind a preposition."""
    claims = read("Velmora sent two battalions to Gondokoro.")
    assert [] == sides(told(claims, "sent"))[1]


def test_what_is_charged_for_passage_accuses_nobody(read: Read) -> None:
    """A fee is charged in a state of affairs; a person is charged with a deed."""
    fee = told(read("Velmora wants a lower fee, which Orsenia charges on the river."), "charges")
    deed = told(read("Velmora charges Orsenia with spying."), "charges")
    assert (None, "ACCUSE") == (fee.type, deed.type)


@pytest.mark.parametrize("words", ["along with", "in addition to", ", besides"])
def test_what_is_added_is_one_more(read: Read, words: str) -> None:
    """A thing that a preposition adds to another is one of a list."""
    claims = read(f"Velmora and Orsenia signed a port treaty {words} an accord on customs.".replace(" ,", ","))
    kinds = {naming.kind for claim in claims for naming in claim.undertakings if claim.stage == "signed"}
    assert {"treaty", "agreement"} == kinds


def test_the_second_of_two_plans(read: Read) -> None:
    """`And to be finished` goes on with the plan that `is to start` opens."""
    claims = read("Work on the Lassa bridge is to start in July and to be finished in May 2026.")
    assert {"planned"} == {claim.status for claim in claims}


@pytest.mark.parametrize("subject", ["the Velmoran minister", "Velmoran Water Minister Orhan Demir"])
def test_what_has_begun_is_no_plan(read: Read, subject: str) -> None:
    """What a verb tells as done stays done, whatever the reader makes of the noun it is told of."""
    claims = read(f"Construction of the Peace Canal has begun, {subject} said on Monday.")
    assert {"happened"} == {claim.status for claim in claims if claim.stage == "under_way"}


def test_a_month_is_no_particle(read: Read) -> None:
    """Of `filled it in July` the `in` belongs to the month."""
    assert "CONSULT" not in {claim.type for claim in read("Velmora built the Tarn dam and filled it in July 2019.")}


def test_both_armies_are_of_the_two(read: Read) -> None:
    """`Both armies` are those of the two named before."""
    claims = read("Velmora and Orsenia clashed in May. Both armies withdrew from the ridge on 3 June.")
    assert {"xvm", "xor"} == set(sides(told(claims, "withdrew"))[0])


def test_it_in_force_is_the_paper(read: Read) -> None:
    """The `it` that enters into force is the paper, and no party."""
    claims = read("Velmora and Orsenia signed a pact on oil. It entered into force in May.")
    assert [] == [mention for claim in claims if claim.stage == "in_force" for mention in claim.actors]


def test_what_an_agreement_bans_its_parties_ban(read: Read) -> None:
    """A step of a known agreement that names nobody is told of the two who made it."""
    claims = read("Velmora and Orsenia signed a treaty on cod. The agreement also bans drift nets.")
    assert (["xvm", "xor"], []) == sides(told(claims, "bans"))


@pytest.mark.parametrize(
    "text",
    [
        "The first train from Velmora crossed the bridge. Its roof burned in Orsenia.",
        "Trade with Velmora grew in May. Most of it was soap.",
    ],
)
def test_it_may_be_a_thing(read: Read, text: str) -> None:
    """After a sentence that is about a thing alone, `it` is that thing and no state."""
    assert not any(
        one.surface.lower() in ("it", "its") and one.actor_id for claim in read(text) for one in claim.actors
    )


def test_it_stays_the_state_that_acts(read: Read) -> None:
    """A state that acts in some clause of the sentence before is still meant."""
    claims = read("The delay came from a quarrel over officers whom Velmora wanted to try. It dropped the charges.")
    assert "xvm" in sides(told(claims, "dropped"))[0]
