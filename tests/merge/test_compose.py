"""Everything together: the worked examples of the domain model, and independence of order."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from entente.merge import Merged, UndertakingMention, event_id_of, merge
from entente.records import Claim, Decision, Document
from entente.records.codes import Anonymity, Answer
from entente.records.rulings import Reason
from tests.merge.articles import article, claim, day, figure, parties, step

VELMORA, ORSENIA = "act:xvm", "act:xor"
S1 = article(
    "Velmora's energy minister said on Tuesday that Orsenia had agreed in April to lend $420 million for the Tarn Pass "
    "pipeline, but that work had not started."
)
S2 = article(
    "Lassa denied reports that its troops would join next month's naval drills with Orsenia, calling them “invented”."
)
MINISTER: tuple[str, str, Anonymity] = ("Velmora's energy minister", VELMORA, "named")


def s1() -> tuple[list[Claim], list[UndertakingMention]]:
    """The claims of the first example."""
    loan = claim(
        S1,
        "Orsenia had agreed in April to lend $420 million for the Tarn Pass pipeline",
        "had agreed",
        "AGREE",
        kind="commitment",
        actors={"Orsenia": ORSENIA},
        recipients={"Velmora": VELMORA},
        when=day("2024-04"),
        stage="agreed",
        domains=("energy", "investment_finance"),
        holder=MINISTER,
        amounts=(figure(S1, "$420 million", "420000000"),),
    )
    work = claim(
        S1,
        "work had not started",
        "work had not started",
        "COOPERATE",
        actors={"Velmora": VELMORA, "Orsenia": ORSENIA},
        status="denied",
        when=day("2024-06-11"),
        domains=("energy",),
        stage="under_way",
        holder=MINISTER,
    )
    both = parties(ORSENIA, VELMORA)
    return [loan, work], [
        step(loan, S1, "$420 million", kind="loan", head="loan", parties=both, amounts=loan.amounts),
        step(
            work, S1, "the Tarn Pass pipeline", kind="project", head="pipeline", name="Tarn Pass pipeline", parties=both
        ),
    ]


def s2() -> list[Claim]:
    """The claims of the second example."""
    july, drills = day("[2024-07-01..2024-07-31]"), "its troops would join next month's naval drills with Orsenia"
    denial = claim(
        S2,
        f"denied reports that {drills}",
        "join",
        "COOPERATE",
        actors={"Lassa": VELMORA, "Orsenia": ORSENIA},
        status="denied",
        when=july,
        domains=("defence",),
        holder=("Lassa", VELMORA, "named"),
    )
    reports = claim(
        S2,
        drills,
        "join",
        "COOPERATE",
        actors={"Lassa": VELMORA, "Orsenia": ORSENIA},
        status="planned",
        when=july,
        domains=("defence",),
        holder=("reports", None, "hearsay"),
    )
    return [denial, reports]


def test_s1_two_events_on_the_partys_own_word() -> None:
    """Agreed in April, denied in June; a party says it of its own act: digit 2; nothing is dated by publication."""
    made, steps = s1()
    found = merge([S1], made, steps)
    told = {event.type: (event.status, str(event.grade), event.when.edtf) for event in found.events}
    assert {"AGREE": ("happened", "F2", "2024-04"), "COOPERATE": ("denied", "F2", "2024-06-11")} == told
    assert () == found.conflicts


def test_s1_a_loan_agreed_and_a_pipeline_not_begun() -> None:
    """Agreeing to lend binds no money, and a denied start moves no stage."""
    found = {undertaking.kind: undertaking for undertaking in merge([S1], *s1()).undertakings}
    assert ("agreed", None) == (found["loan"].stage, found["project"].stage)
    assert [("under_way", "denied")] == [(record.stage, record.status) for record in found["project"].history]


def test_s2_a_denial_and_what_it_denies_are_one_event() -> None:
    """One event in July, polarity in conflict and open, digit 4, denied on the better grade."""
    found = merge([S2], s2())
    ((event,), (conflict,)) = found.events, found.conflicts
    assert ("denied", 4, "[2024-07-01..2024-07-31]") == (event.status, event.grade.credibility, event.when.edtf)
    assert ("polarity", "denial", "open") == (conflict.field, conflict.kind, conflict.state)
    assert (conflict.conflict_id,) == event.conflicts


S3 = article(
    "If Orsenia's parliament ratifies the transit accord signed last year, freight trains could cross the border by "
    "the end of 2025, a rail official in Kesh said."
)


def test_s3_an_accord_signed_and_its_promises() -> None:
    """Signed in 2023; a hypothetical ratification and start move no stage, and nobody named stands behind them."""
    official = ("a rail official in Kesh", None, "unnamed_official")
    said: dict[str, Any] = {"actors": {"Orsenia": ORSENIA}, "domains": ("transport",), "holder": official}
    signed = claim(S3, "transit accord signed last year", "signed", "SUPPORT", when=day("2023"), stage="signed", **said)
    ratified = claim(
        S3, "Orsenia's parliament ratifies the transit accord", "ratifies", "SUPPORT", status="hypothetical",
        when=day("2024-06-12/.."), stage="approved", **said,
    )  # fmt: skip
    trains = claim(
        S3, "freight trains could cross the border by the end of 2025", "cross", "COOPERATE", status="hypothetical",
        when=day("[2024-06-12..2025-12-31]"), stage="under_way", **said,
    )  # fmt: skip
    made = [signed, ratified, trains]
    steps = [step(one, S3, "the transit accord", kind="agreement", head="accord", definite=True) for one in made]
    found = merge([S3], made, steps)
    (accord,) = found.undertakings
    assert ("signed", 3) == (accord.stage, len(accord.history))
    assert [6, 6, 6] == [event.grade.credibility for event in found.events]


def ruled(one: str, other: str, verdict: Answer, revokes: str | None = None) -> Decision:
    """A person's ruling on two events or claims."""
    left, right = sorted((one, other))
    return Decision(
        relation="same_event",
        left=left,
        right=right,
        verdict=verdict,
        revokes=revokes,
        reasons=(Reason(name="person", score=1),),
    )


def test_a_ruling_on_events_is_reversible() -> None:
    """`different` parts the claims of an event, a ruling that revokes it joins them again, and ids stay valid."""
    made = s2()
    one, other = (event_id_of(each.claim_id) for each in made)
    apart = ruled(one, other, "no")
    again = ruled(one, other, "yes", revokes=apart.decision_id)
    assert sorted((one, other)) == [event.event_id for event in merge([S2], made, (), [apart]).events]
    assert 1 == len(merge([S2], made, (), [apart, again]).events)


def test_a_persons_ruling_is_not_ours() -> None:
    """The snapshot's decisions are the machine's alone."""
    made = s2()
    apart = ruled(made[0].claim_id, made[1].claim_id, "no")
    assert [] == [one for one in merge([S2], made, (), [apart]).decisions if one.relation == "same_event"]


def test_claims_without_their_document_are_left_out() -> None:
    """A claim is nothing without the text it quotes."""
    assert () == merge([S1], s2()).events


DOCUMENTS = [
    S1,
    S2,
    article(S1.text, "2024-06-13", "src:herald"),
    article(S2.text + " Orsenia was silent.", "2024-06-14"),
]
CLAIMS = [*s1()[0], *s2()]
STEPS = s1()[1]


def merged(documents: list[Document], claims: list[Claim], steps: list[UndertakingMention]) -> bytes:
    """The snapshot as bytes."""
    found: Merged = merge(documents, claims, steps, [ruled(CLAIMS[2].claim_id, CLAIMS[3].claim_id, "yes")])
    return msgspec.json.encode(found)


@given(st.permutations(DOCUMENTS), st.permutations(CLAIMS), st.permutations(STEPS))
def test_order_changes_no_byte(documents: list[Document], claims: list[Claim], steps: list[UndertakingMention]) -> None:
    """The same input in any order gives the same snapshot, byte for byte, also when something comes twice."""
    assert merged(DOCUMENTS, CLAIMS, STEPS) == merged([*documents, documents[0]], [*claims, claims[-1]], steps)
