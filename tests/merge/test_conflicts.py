"""What contradicts what, and what only grew."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from entente.merge import merge
from entente.merge.conflicts import close, comparable, in_event, polarity
from entente.records import UNKNOWN_DATE, Claim, Conflict, DateSpan, Document, Place
from entente.records.codes import ConflictField, Stage, Status
from entente.records.dates import publication_default
from tests.merge.articles import article, claim, day, figure, parties, step

VELMORA, ORSENIA, KALTLAND = "act:xvm", "act:xor", "act:xka"
JUNE = day("2024-06-11")


def attack(
    text: str,
    *,
    published: str = "2024-06-12",
    who: str = ORSENIA,
    status: Status = "happened",
    when: DateSpan = JUNE,
    killed: str | None = None,
    holder: str | None = None,
) -> tuple[Document, Claim]:
    """A document that tells of a raid on Velmora, with its toll where one is given."""
    document = article(text, published, f"src:{len(text)}")
    amounts = (figure(document, killed, killed, "persons", "casualties"),) if killed else ()
    made = claim(
        document,
        text,
        "raid",
        "ASSAULT",
        actors={text.split()[0]: who},
        recipients={"Velmora": VELMORA},
        status=status,
        when=when,
        domains=("defence",),
        amounts=amounts,
        holder=(holder, VELMORA, "named") if holder else None,
    )
    return document, made


def conflicts(*reports: tuple[Document, Claim]) -> Sequence[Conflict]:
    """All conflicts among these reports."""
    return merge([document for document, _ in reports], [made for _, made in reports]).conflicts


def kinds(*reports: tuple[Document, Claim]) -> list[tuple[ConflictField, str, str]]:
    """Field, kind and state of each conflict."""
    return [(conflict.field, conflict.kind, conflict.state) for conflict in conflicts(*reports)]


def test_a_denial_contradicts() -> None:
    """What one says and another denies of the same day is an open conflict of polarity."""
    yes = attack("Orsenia launched a raid on Velmora near the Tarn Pass.")
    no = attack("Orsenia launched no raid on Velmora near the Tarn Pass.", status="denied")
    assert [("polarity", "denial", "open")] == kinds(yes, no)


def test_a_denial_tells_of_the_same_thing() -> None:
    """Words that are the name of who speaks or acts tell of nothing that both claims have in common."""
    yes = attack("Orsenia launched a raid on Velmora near the Tarn Pass.")
    no = attack("Orsenia led no raid, least of all this one on Velmora.", status="denied")
    assert polarity(yes[1], no[1]) is None
    assert polarity(yes[1], attack("Orsenia led no raid near the Pass on Velmora.", status="denied")[1]) == "denial"


def test_not_yet_is_no_denial() -> None:
    """Not begun in June does not contradict begun in July."""
    no = attack("Orsenia has not begun the raid on Velmora.", status="denied", when=day("2024-06-11"))
    yes = attack("Orsenia has begun the raid on Velmora.", published="2024-07-09", when=day("2024-07-08"))
    assert [] == kinds(yes, no)


def test_each_parliament_votes_for_itself() -> None:
    """That one has not ratified a treaty denies nothing of the other."""
    _, done = attack("Orsenia ratified the treaty that ended the raid on Velmora.")
    _, left = attack("Velmora has not ratified the treaty that ended the raid.", who=VELMORA, status="denied")
    voted, not_voted = (replace(told, stage="approved") for told in (done, left))
    assert polarity(voted, not_voted) is None
    assert polarity(voted, replace(not_voted, actors=voted.actors)) == "denial"


def test_two_tolls_contradict() -> None:
    """Two exact figures of one day from two voices cannot both hold."""
    one = attack("Orsenia killed 40 in a raid on Velmora.", killed="40")
    other = attack("Orsenia killed 60 in its raid on Velmora.", killed="60")
    assert [("amount", "incompatible_value", "open")] == kinds(one, other)


def test_a_toll_that_grew_is_superseded() -> None:
    """A later and higher count of casualties replaces the earlier, older claim first."""
    one = attack("Orsenia killed 40 in a raid on Velmora.", killed="40")
    later = attack("Orsenia killed 60 in its raid on Velmora.", killed="60", published="2024-06-14")
    (found,) = conflicts(later, one)
    assert ("superseded", "explained", one[1].claim_id) == (found.kind, found.state, found.claim_a)


def test_rounding_is_no_conflict() -> None:
    """Figures within a twentieth, or near one that is called about, are the same figure."""
    exact = attack("Orsenia killed 400 in a raid on Velmora.", killed="400")
    assert [] == kinds(exact, attack("Orsenia killed 410 in the raid on Velmora.", killed="410"))
    assert [] == kinds(exact, attack("Orsenia killed about 450 in the raid on Velmora.", killed="450"))


TRADE = article(
    "Trade rose by $20 million to $520 million. It was $480 million a year, or 90 MW, and 520 billion roubles."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("$20 million", "20000000", "USD"), ("$520 million", "520000000", "USD")),
        (("90 MW", "90", "MW"), ("$520 million", "520000000", "USD")),
        (("520 billion", "520000000000", "RUB"), ("$520 million", "520000000", "USD")),
    ],
)
def test_unlike_figures_are_not_compared(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """A change is no level, and other units are other things."""
    assert not comparable(*(figure(TRADE, *values, kind="trade") for values in (one, other)))


def test_a_range_meets_its_members() -> None:
    """A figure inside a range does not contradict it."""
    inside = figure(TRADE, "$480 million", "480000000", kind="trade")
    assert close(inside, figure(TRADE, "$520 million", "450000000", kind="trade", value_max="520000000"))
    assert not close(inside, figure(TRADE, "$520 million", "520000000", kind="trade"))


def test_another_doer_contradicts() -> None:
    """Two states named for one raid on one day."""
    one, other = (
        attack("Orsenia launched the raid on Velmora."),
        attack("Kaltland launched the raid on Velmora.", who=KALTLAND),
    )
    made = [one[1], other[1]]
    found = list(in_event(made, {document.doc_id: document for document, _ in (one, other)}))
    assert [("actor", "incompatible_value")] == [(each.field, each.kind) for each in found]


def test_another_place_contradicts() -> None:
    """Two towns two hundred kilometres apart, or two countries."""
    from msgspec.structs import replace

    from entente.merge.conflicts import where

    made = attack("Orsenia launched the raid on Velmora.")[1]
    places = [
        Place(name=name, lat=lat, lon=10.0, country="XVM", precision=4)
        for name, lat in (("Tarn", 40.0), ("Lassa", 42.0))
    ]
    one, other = (replace(made, claim_id="", where=place) for place in places)
    assert "incompatible_value" == where(one, other)
    assert where(one, replace(one, where=Place(name="Tarn Pass", lat=40.2, lon=10.0, precision=5))) is None


def test_two_days_for_one_act_contradict() -> None:
    """In one story, the same act told for two days."""
    one = attack("Orsenia launched a raid on Velmora near Tarn bridge.", when=day("2024-06-10"))
    other = attack("Orsenia launched its raid on Velmora near Tarn bridge.", when=day("2024-06-08"))
    assert [("when", "incompatible_value", "open")] == kinds(one, other)


def test_told_as_coming_and_as_past() -> None:
    """Inside one article: a vote said to be upcoming although its day is past and it is told as held."""
    text = "Velmora faces the upcoming vote of February 2024. Velmora held the vote last year."
    document = article(text, "2025-02-03")
    quote = document.quote(text.index("February"), text.index("February") + 13, role="date", sentence=0)
    dated = DateSpan.read("2024-02", basis="explicit", expression=quote)
    coming = claim(
        document,
        "Velmora faces the upcoming vote of February 2024",
        "vote",
        "CONSULT",
        actors={"Velmora": VELMORA},
        status="planned",
        when=dated,
    )
    held = claim(
        document,
        "Velmora held the vote last year",
        "vote",
        "CONSULT",
        actors={"Velmora": VELMORA},
        when=day("2024"),
        sentence=1,
    )
    assert [("when", "incompatible_value")] == [(c.field, c.kind) for c in merge([document], [coming, held]).conflicts]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("under_way", "happened", "2024-03"), ("under_way", "denied", "2024-06"), [("stage", "denial")]),
        (("under_way", "happened", "2024-07"), ("under_way", "denied", "2024-06"), []),
        (("under_way", "happened", "../.."), ("under_way", "denied", "2024-06"), []),
        (("signed", "happened", "2024-03-04"), ("signed", "happened", "2024-03-09"), [("when", "incompatible_value")]),
        (("negotiating", "happened", "2024-03-04"), ("negotiating", "happened", "2024-03-09"), []),
        (("completed", "happened", "2023"), ("signed", "happened", "2024"), [("stage", "incompatible_value")]),
    ],
)
def test_stages_of_one_undertaking(
    one: tuple[Stage, Status, str], other: tuple[Stage, Status, str], expected: list[tuple[str, str]]
) -> None:
    """L4, D5: denied and reached, reached once on two days, completed before signed; talks may be held twice."""
    text = "On the Tarn Pass pipeline of Velmora and Orsenia there is news"
    documents = [article(f"{text} {number}.", source=f"src:{number}") for number in (1, 2)]
    made, steps = [], []
    for document, (stage, status, when) in zip(documents, (one, other), strict=True):
        told = claim(
            document,
            text,
            "news",
            "COOPERATE",
            actors={"Velmora": VELMORA, "Orsenia": ORSENIA},
            status=status,
            when=day(when) if when != "../.." else UNKNOWN_DATE,
            stage=stage,
            kind="state",
        )
        made.append(told)
        steps.append(
            step(
                told,
                document,
                "Tarn Pass pipeline",
                kind="project",
                head="pipeline",
                name="Tarn Pass pipeline",
                parties=parties(VELMORA, ORSENIA),
            )
        )
    found = merge(documents, made, steps).conflicts
    assert expected == [(conflict.field, conflict.kind) for conflict in found if conflict.field != "polarity"]


def paper_signed(one: DateSpan, other: DateSpan) -> list[tuple[ConflictField, str]]:
    """Two texts that date the signing of one treaty."""
    text = "The Tarn Treaty of Velmora and Orsenia was signed"
    documents = [article(f"{text} {number}.", source=f"src:{number}") for number in (1, 2)]
    made = [
        claim(document, text, "signed", "SUPPORT", actors={"Velmora": VELMORA, "Orsenia": ORSENIA}, when=when,
              kind="commitment", stage="signed")
        for document, when in zip(documents, (one, other), strict=True)
    ]  # fmt: skip
    steps = [
        step(told, document, "Tarn Treaty", kind="treaty", head="treaty", name="Tarn Treaty",
             parties=parties(VELMORA, ORSENIA))
        for told, document in zip(made, documents, strict=True)
    ]  # fmt: skip
    return [(found.field, found.kind) for found in merge(documents, made, steps).conflicts]


def test_told_as_done_before_its_day() -> None:
    """A text that tells a signing as done contradicts one that dates it to a later day, and no earlier one."""
    told = publication_default(DateSpan.read("2024-06-12", basis="explicit"))
    quote = article("signed on 20 June 2024").quote(10, 22, role="date", sentence=0)
    later = DateSpan.read("2024-06-20", basis="explicit", expression=quote)
    before = DateSpan.read("2024-06-02", basis="explicit", expression=quote)
    assert [("when", "incompatible_value")] == paper_signed(told, later)
    assert [] == paper_signed(told, before)


def test_a_day_taken_over_contradicts_no_day_of_its_own() -> None:
    """A day carried from another sentence is too weak against one that a text gives beside the act."""
    quote = article("signed on 20 June 2024").quote(10, 22, role="date", sentence=0)
    own = DateSpan.read("2024-06-20", basis="explicit", expression=quote)
    assert [] == paper_signed(day("2024-06-12"), own)
    assert [("when", "incompatible_value")] == paper_signed(day("2024-06-12"), day("2024-06-20"))


def test_what_is_delivered_adds_up() -> None:
    """More tonnes delivered later outgrow the fewer before; fewer later contradict."""
    one, other = delivery("3,400", "2024-06-12"), delivery("4,100", "2024-07-12")
    documents = {document.doc_id: document for document, _ in (one, other)}
    assert ["superseded"] == [found.kind for found in in_event([one[1], other[1]], documents)]
    less = delivery("2,100", "2024-07-12")
    documents[less[0].doc_id] = less[0]
    assert ["incompatible_value"] == [found.kind for found in in_event([one[1], less[1]], documents)]


def delivery(tonnes: str, published: str) -> tuple[Document, Claim]:
    """A text by which so many tonnes were delivered."""
    text = f"Orsenia delivered {tonnes} tonnes of maize."
    document = article(text, published, f"src:{published}{tonnes}")
    amounts = (figure(document, f"{tonnes} tonnes", tonnes.replace(",", ""), "t", "other"),)
    return document, claim(document, text, "delivered", "AID", actors={"Orsenia": ORSENIA}, when=JUNE, amounts=amounts)
