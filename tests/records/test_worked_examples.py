"""The three worked examples of the domain model, as records: places are invented, offsets are checked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from entente.records import (
    AUTHOR,
    ActorMention,
    Amount,
    Claim,
    Conflict,
    DateSpan,
    Document,
    Event,
    Evidence,
    Firmness,
    Grade,
    Holder,
    Participant,
    StageRecord,
    Undertaking,
    from_json,
    may_be_one_event,
    to_json,
)
from entente.records.codes import STAGES, Domain, EvidenceRole, Via

PUBLISHED = DateSpan.read("2024-06-12", basis="explicit")


def article(text: str) -> Document:
    """A one-sentence article of Wednesday 12 June 2024."""
    return Document(
        source_id="gazette", title="", language="en", media_type="text/plain", published=PUBLISHED, text=text,
        published_basis="user", retrieved_at=datetime(2024, 6, 12, 8, tzinfo=UTC), raw_sha256="0" * 64,
    )  # fmt: skip


def firm(axes: str) -> Firmness:
    """Polarity, certainty, orientation and force in one string."""
    polarity, certainty, orientation, force = axes.split()
    return Firmness(polarity=polarity, certainty=certainty, orientation=orientation, force=force)  # type: ignore[arg-type]  # codes as words


class Reader:
    """Makes the records of one article from its words."""

    def __init__(self, text: str) -> None:
        self.document = article(text)

    def quote(self, words: str, role: EvidenceRole = "support") -> Evidence:
        """The evidence for the first place where the words stand."""
        start = self.document.text.index(words)
        return self.document.quote(start, start + len(words), role=role, sentence=0)

    def actor(self, words: str, actor_id: str | None, via: Via = "name", **others: Any) -> ActorMention:
        """A mention by its words."""
        quote = self.quote(words, "actor")
        return ActorMention(surface=words, evidence=quote, actor_id=actor_id, via=via, confidence=1.0, **others)

    def claim(self, words: str, trigger: str, axes: str, *, domains: tuple[Domain, ...], **others: Any) -> Claim:
        """A claim supported by the words."""
        return Claim(
            doc_id=self.document.doc_id, support=(self.quote(words),), trigger=self.quote(trigger, "trigger"),
            firmness=firm(axes), domains=domains, extraction_confidence=1.0, **others,
        )  # fmt: skip


S1 = Reader(
    "Velmora's energy minister said on Tuesday that Orsenia had agreed in April to lend $420 million for the"
    " Tarn Pass pipeline, but that work had not started."
)
S2 = Reader(
    'Lassa denied reports that its troops would join next month\'s naval drills with Orsenia, calling them "invented".'
)
S3 = Reader(
    "If Orsenia's parliament ratifies the transit accord signed last year, freight trains could cross the border by the"
    " end of 2025, a rail official in Kesh said."
)


def s1_claims() -> tuple[Claim, Claim]:
    """The loan agreed, and the work not started."""
    tuesday = DateSpan.read("2024-06-11", basis="relative_to_publication", anchor="2024-06-12",
                            expression=S1.quote("on Tuesday", "date"))  # fmt: skip
    minister = Holder(
        label="Velmora's energy minister", verb="say", said_when=tuesday,
        evidence=S1.quote("Velmora's energy minister", "holder"),
        actor_mention=S1.actor("Velmora's energy minister", "act:xvm", "role", acts_as="GOV"),
    )  # fmt: skip
    agreed = S1.claim(
        "Orsenia had agreed in April to lend $420 million for the Tarn Pass pipeline", "had agreed",
        "positive certain past asserted", domains=("energy", "investment_finance"), kind="commitment", type="AGREE",
        actors=(S1.actor("Orsenia", "act:xor"),), recipients=(S1.actor("Velmora", "act:xvm"),), stage="agreed",
        when=DateSpan.read("2024-04", basis="explicit", anchor="2024-06-12", expression=S1.quote("in April", "date")),
        holders=(AUTHOR, minister),
        amounts=(Amount(value="420000000", unit="USD", kind="loan", evidence=S1.quote("$420 million", "amount")),),
    )  # fmt: skip
    started = S1.claim(
        "work had not started", "work had not started", "negative certain past asserted", domains=("energy",),
        kind="event", type="COOPERATE", stage="under_way", holders=(AUTHOR, minister),
        actors=tuple(S1.actor("Tarn Pass pipeline", actor, "context") for actor in ("act:xvm", "act:xor")),
        when=DateSpan.read("2024-06-11", basis="carried", expression=tuesday.expression),
    )  # fmt: skip
    return agreed, started


def s2_claims() -> tuple[Claim, Claim]:
    """The denial, and the reports denied."""
    july = DateSpan.read(
        "[2024-07-01..2024-07-31]", granularity="month", basis="relative_to_publication", anchor="2024-06-12",
        expression=S2.quote("next month", "date"),
    )  # fmt: skip
    lassa = Holder(label="Lassa", verb="deny", evidence=S2.quote("Lassa", "holder"),
                   actor_mention=S2.actor("Lassa", "act:xvm", "capital"))  # fmt: skip
    reports = Holder(label="reports", anonymity="hearsay", evidence=S2.quote("reports", "holder"))
    shared: dict[str, Any] = {
        "domains": ("defence",), "kind": "event", "type": "COOPERATE", "when": july,
        "actors": (S2.actor("its troops", "act:xvm", "nominal", acts_as="MIL"),
                   S2.actor("Orsenia", "act:xor", acts_as="MIL")),
    }  # fmt: skip
    denied = "denied reports that its troops would join next month's naval drills with Orsenia"
    return (
        S2.claim(denied, "denied", "negative certain future asserted", holders=(AUTHOR, lassa), **shared),
        S2.claim(denied[20:], "would join", "positive underspecified future intended",
                 holders=(AUTHOR, lassa, reports), **shared),
    )  # fmt: skip


def s3_claims() -> tuple[Claim, Claim, Claim]:
    """The accord signed, its ratification as a condition, and the trains that hang on it."""
    official = Holder(label="a rail official in Kesh", anonymity="unnamed_official", verb="say",
                      evidence=S3.quote("a rail official in Kesh", "holder"))  # fmt: skip
    orsenia = S3.actor("Orsenia", "act:xor")
    shared: dict[str, Any] = {"domains": ("transport",), "holders": (AUTHOR, official)}
    signed = S3.claim(
        "transit accord signed last year", "signed", "positive certain past asserted", kind="commitment",
        type="SUPPORT", actors=(orsenia,), stage="signed", when=DateSpan.read(
            "2023", basis="relative_to_publication", anchor="2024-06-12", expression=S3.quote("last year", "date")),
        **shared,
    )  # fmt: skip
    ratified = S3.claim(
        "Orsenia's parliament ratifies the transit accord", "ratifies", "positive underspecified future conditional",
        kind="commitment", type="SUPPORT", actors=(S3.actor("Orsenia's parliament", "act:xor", acts_as="LEG"),),
        stage="approved", when=DateSpan.read("2024-06-12/..", basis="carried", shape="point", mod="after"), **shared,
    )  # fmt: skip
    trains = S3.claim(
        "freight trains could cross the border by the end of 2025", "cross", "positive possible future conditional",
        kind="forecast", type="COOPERATE", actors=(orsenia,), stage="under_way", condition=ratified.claim_id,
        when=DateSpan.between(date(2024, 6, 12), date(2025, 12, 31), basis="explicit", mod="on_or_before",
                              expression=S3.quote("by the end of 2025", "date")), **shared,
    )  # fmt: skip
    return signed, ratified, trains


def milestones(claims: tuple[Claim, ...]) -> tuple[StageRecord, ...]:
    """The stage records that the claims report."""
    return tuple(
        StageRecord(stage=claim.stage, when=claim.when, status=claim.status, claims=(claim.claim_id,))
        for claim in claims
        if claim.stage
    )


@pytest.mark.parametrize(
    ("reader", "claims"), [(S1, s1_claims()), (S2, s2_claims()), (S3, s3_claims())], ids=["S1", "S2", "S3"]
)
def test_every_quote_stands_and_every_claim_reads_back(reader: Reader, claims: tuple[Claim, ...]) -> None:
    """Words, offsets and JSON agree."""
    for claim in claims:
        assert claim.holds_in(reader.document.text)
        assert from_json(to_json(claim), Claim) == claim


def test_s1_offsets() -> None:
    """The spans that the domain model gives."""
    agreed, started = s1_claims()
    minister = agreed.holders[1]
    assert minister.evidence is not None
    assert minister.said_when is not None
    assert minister.said_when.expression is not None
    assert (agreed.trigger.span, agreed.support[0].span) == ((55, 65), (47, 122))
    assert (started.trigger.span, started.actors[0].evidence.span) == ((133, 153), (104, 122))
    assert (minister.evidence.span, minister.said_when.expression.span) == ((0, 25), (31, 41))
    assert agreed.amounts[0].evidence.span == (83, 95)


def test_s1_meaning() -> None:
    """An agreement that happened in April and work denied for Tuesday; neither is dated the day of publication."""
    agreed, started = s1_claims()
    assert (agreed.status, started.status) == ("happened", "denied")
    assert [agreed.when.before(PUBLISHED), started.when.before(PUBLISHED)] == ["yes", "yes"]
    loan = Undertaking(kind="loan", title="Tarn Pass pipeline loan", history=milestones((agreed, started)))
    assert loan.stage == "agreed"
    assert (STAGES["agreed"].aiddata, STAGES["agreed"].iati) == ("Pipeline: Commitment", "1")


def test_s2_offsets() -> None:
    """The spans that the domain model gives."""
    denial, report = s2_claims()
    assert (denial.support[0].span, report.support[0].span) == ((6, 86), (26, 86))
    assert [quote.span for holder in report.holders for quote in [holder.evidence] if quote] == [(0, 5), (13, 20)]
    assert denial.when.expression is not None
    assert denial.when.expression.span == (48, 58)
    assert denial.when.equals(DateSpan.read("2024-07", basis="carried")) == "maybe"


def test_s2_meaning() -> None:
    """One event with an open conflict over polarity: the denial deletes nothing, and the digit is 4."""
    denial, report = s2_claims()
    assert (denial.status, report.status) == ("denied", "planned")
    assert may_be_one_event(denial, report)
    conflict = Conflict(claim_a=denial.claim_id, claim_b=report.claim_id, field="polarity", kind="denial")
    event = Event(
        claims=tuple(sorted((denial.claim_id, report.claim_id))), type="COOPERATE", domains=("defence",),
        actors=(Participant(actor_id="act:xvm", name="Velmora"), Participant(actor_id="act:xor", name="Orsenia")),
        when=denial.when, status="denied", intensity=9.5, quad=2, grade=Grade(credibility=4), n_documents=1,
        n_independent=1, conflicts=(conflict.conflict_id,),
    )  # fmt: skip
    assert (conflict.state, str(event.grade), event.recipients) == ("open", "F4", ())


def test_s3_offsets() -> None:
    """The spans that the domain model gives."""
    assert [claim.support[0].span for claim in s3_claims()] == [(37, 68), (3, 51), (70, 126)]


def test_s3_meaning() -> None:
    """Signed last year; ratification and trains are hypothetical and move no stage."""
    signed, ratified, trains = s3_claims()
    assert [claim.status for claim in (signed, ratified, trains)] == ["happened", "hypothetical", "hypothetical"]
    assert trains.condition == ratified.claim_id
    assert (trains.when.edtf, trains.when.mod) == ("[2024-06-12..2025-12-31]", "on_or_before")
    assert (ratified.when.shape, ratified.when.latest) == ("point", None)
    accord = Undertaking(kind="agreement", title="transit accord", history=milestones((signed, ratified, trains)))
    assert accord.stage == "signed"
