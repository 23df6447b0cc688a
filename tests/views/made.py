"""A small invented record of Velmora and Orsenia: four articles, a loan, a pipeline that does not start."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from entente.merge.copies import Lineage
from entente.merge.lifecycle import Due
from entente.records import (
    AUTHOR,
    Actor,
    ActorIds,
    ActorMention,
    ActorName,
    Amount,
    Claim,
    Conflict,
    DateSpan,
    Document,
    Event,
    Grade,
    Holder,
    Participant,
    Party,
    StageRecord,
    Undertaking,
)
from entente.records.codes import EVENT_TYPES, ClaimKind, EventType, Stage, Status
from entente.records.firmness import PLAINEST
from entente.views import Book

FETCHED = datetime(2025, 7, 1, 9, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script>'


def state(code: str, name: str, demonym: str, former: bool = False) -> Actor:
    """A state with its adjective."""
    return Actor(
        actor_id=f"act:{code.lower()}", kind="former_state" if former else "state", name=name,
        names=(ActorName(text=demonym, language="en", kind="demonym"),), ids=ActorIds(iso3=None if former else code),
    )  # fmt: skip


ACTORS = {
    actor.actor_id: actor
    for actor in (
        state("XVM", "Velmora", "Velmoran"), state("XOR", "Orsenia", "Orsenian"), state("XTM", "Tolmar", "Tolmari"),
        Actor(actor_id="act:rlf", kind="armed_group", name="Ruun Liberation Front"),
    )
}  # fmt: skip


def document(text: str, published: str = "2024-04-18", **fields: Any) -> Document:  # Any: each field has its own type
    """An article of a day."""
    given: dict[str, Any] = {"source_id": "sarn-wire", "title": "A line over the pass", "language": "en"} | fields
    return Document(
        text=text, media_type="text/plain", retrieved_at=FETCHED, raw_sha256="0" * 64, published_basis="dateline",
        published=DateSpan.read(published, basis="explicit"), **given,
    )  # fmt: skip


def mention(article: Document, words: str, actor: str | None = None) -> ActorMention:
    """A naming of an actor; its id is `act:` and `actor`."""
    start = article.text.index(words)
    quote = article.quote(start, start + len(words), role="actor", sentence=0)
    return ActorMention(
        surface=words, evidence=quote, actor_id=f"act:{actor}" if actor else None, via="name", confidence=0.9
    )


def claim(
    article: Document,
    support: str,
    trigger: str,
    kind: EventType | None = "AGREE",
    *,
    status: Status = "happened",
    actors: tuple[tuple[str, str], ...] = (("Orsenia", "xor"),),
    recipients: tuple[tuple[str, str], ...] = (("Velmora", "xvm"),),
    when: str = "../..",
    said_by: tuple[str, str] | None = None,
    nature: ClaimKind = "event",
    **fields: Any,
) -> Claim:
    """A claim that quotes its article; parties are pairs of words and actor, `said_by` of words and actor."""
    start = article.text.index(support)
    at = article.text.index(trigger, start)
    holders: tuple[Holder, ...] = (AUTHOR,)
    if said_by:
        who = mention(article, *said_by)
        holders += (Holder(label=said_by[0], actor_mention=who, verb="say", evidence=who.evidence),)
    given: dict[str, Any] = {"domains": ("energy",)} | fields
    return Claim(
        doc_id=article.doc_id, kind=nature, type=kind, extraction_confidence=0.8, firmness=PLAINEST[status],
        holders=holders,
        trigger=article.quote(at, at + len(trigger), role="trigger", sentence=0),
        support=(article.quote(start, start + len(support), role="support", sentence=0),),
        actors=tuple(mention(article, *pair) for pair in actors),
        recipients=tuple(mention(article, *pair) for pair in recipients),
        when=DateSpan.read(when, basis="unknown" if when == "../.." else "carried"), **given,
    )  # fmt: skip


def event(*claims: Claim, **fields: Any) -> Event:
    """An event of claims, dated and typed by the first."""
    first = claims[0]
    assert first.type
    facts = EVENT_TYPES[first.type]
    given: dict[str, Any] = {
        "type": first.type, "quad": facts.quad, "intensity": facts.base, "when": first.when, "status": first.status,
        "domains": first.domains, "n_documents": len(claims), "n_independent": len(claims),
        "first_published": date(2026, 1, 1), "last_published": date(2026, 1, 1),
    } | fields  # fmt: skip
    return Event(
        claims=tuple(sorted(each.claim_id for each in claims)), grade=Grade(reliability="F", credibility=3),
        actors=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.actors),
        recipients=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.recipients), **given,
    )  # fmt: skip


def step(stage: Stage, when: str, *claims: Claim, status: Status = "happened") -> StageRecord:
    """A milestone told by claims."""
    span = DateSpan.read(when, basis="carried")
    return StageRecord(stage=stage, when=span, status=status, claims=tuple(each.claim_id for each in claims))


def undertaking(title: str, *history: StageRecord, **fields: Any) -> Undertaking:
    """An undertaking of Orsenia and Velmora."""
    parties = (("act:xor", "Orsenia", "financier"), ("act:xvm", "Velmora", "beneficiary"))
    given: dict[str, Any] = {"kind": "project", "domains": ("energy",)} | fields
    return Undertaking(
        title=title, history=history,
        parties=tuple(Party(actor=Participant(actor_id=i, name=n), role=r) for i, n, r in parties), **given,  # type: ignore[arg-type]
    )  # fmt: skip


PROMISE = document(
    "Orsenia agreed on Wednesday to lend Velmora $420 million for the Tarn Pass pipeline. "
    "Construction is to begin by the end of March 2025, the Orsenian envoy said.",
    "2024-04-18",
)
COPY = document(
    "Orsenia agreed on Wednesday to lend Velmora $420 million for the Tarn Pass pipeline. The shares rose.",
    "2024-04-19", source_id="anselm-ledger", title=f"Gas money {HOSTILE}",
)  # fmt: skip
SPUN = document(
    "Construction of the line from Orsenia to Velmora is under way, the agency reports.",
    "2025-02-20", source_id="osia", title="The Amity Line",
)  # fmt: skip
BLUNT = document(
    "Construction of the line between Orsenia and Velmora has not started. Velmora accused Orsenia of delay in May. "
    "Orsenia could finish it by 2027 if the banks agree.",
    "2025-06-05", source_id="hill-road", title="No trench, no pipe",
)  # fmt: skip

LEND = claim(PROMISE, PROMISE.text.split(". ")[0], "agreed", when="2024-04-17", amounts=(
    Amount(value="420000000", unit="USD", kind="loan", evidence=PROMISE.quote(46, 58, role="amount", sentence=0)),
))  # fmt: skip
LEND_AGAIN = claim(COPY, COPY.text.split(". ")[0], "agreed", when="2024-04-17")
BEGIN = claim(
    PROMISE, "Construction is to begin by the end of March 2025", "begin", "COOPERATE", status="planned",
    when="[2024-04-18..2025-03-31]", said_by=("the Orsenian envoy", "xor"), stage="under_way",
)  # fmt: skip
BEGUN = claim(SPUN, SPUN.text, "under way", "COOPERATE", status="under_way", when="2025-02-20", stage="under_way")
NOT_BEGUN = claim(
    BLUNT, "Construction of the line between Orsenia and Velmora has not started", "has not started", "COOPERATE",
    status="denied", when="2025-06-01", stage="under_way",
)  # fmt: skip
ACCUSED = claim(
    BLUNT, "Velmora accused Orsenia of delay in May", "accused", "ACCUSE", when="2025-05",
    actors=(("Velmora", "xvm"),), recipients=(("Orsenia", "xor"),),
)  # fmt: skip
MAY_FINISH = claim(
    BLUNT, "Orsenia could finish it by 2027 if the banks agree", "finish", "COOPERATE", status="hypothetical",
    nature="forecast",
)  # fmt: skip

DISPUTE = Conflict(claim_a=BEGUN.claim_id, claim_b=NOT_BEGUN.claim_id, field="stage", kind="denial")
LOAN = event(LEND, LEND_AGAIN, n_independent=1, first_published=date(2024, 4, 18), last_published=date(2024, 4, 19))
WORKS = event(BEGUN, NOT_BEGUN, first_published=date(2025, 2, 20), last_published=date(2025, 6, 5))
BLAME = event(ACCUSED, first_published=date(2025, 6, 5), last_published=date(2025, 6, 5))
PIPELINE = undertaking(
    "Tarn Pass pipeline",
    step("agreed", "2024-04-17", LEND, LEND_AGAIN),
    step("under_way", "[2024-04-18..2025-03-31]", BEGIN, status="planned"),
    step("under_way", "2025-02-20", BEGUN, status="under_way"),
    step("under_way", "2025-06-01", NOT_BEGUN, status="denied"),
    last_heard=date(2025, 6, 5),
)
DUE = Due(undertaking_id=PIPELINE.undertaking_id, stage="under_way", due=BEGIN.when, claims=(BEGIN.claim_id,))
LINEAGES = (
    Lineage(doc_id=PROMISE.doc_id, group=PROMISE.doc_id),
    Lineage(
        doc_id=COPY.doc_id, kind="rewrite", copied_from=PROMISE.doc_id, group=PROMISE.doc_id,
        inherited=((0, 84),), dropped=((85, 160),),
    ),
)  # fmt: skip


@cache
def book() -> Book:
    """All of it."""
    return Book.of(
        (PROMISE, COPY, SPUN, BLUNT),
        (LEND, LEND_AGAIN, BEGIN, BEGUN, NOT_BEGUN, ACCUSED, MAY_FINISH),
        (LOAN, WORKS, BLAME),
        (PIPELINE,),
        (DISPUTE,),
        dues=(DUE,),
        lineages=LINEAGES,
        actors=ACTORS,
    )
