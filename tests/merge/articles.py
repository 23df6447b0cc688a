"""Invented articles and the claims in them, made from quotes so that tests read like text."""

from datetime import UTC, datetime

from entente.merge import UndertakingMention
from entente.records import (
    AUTHOR,
    UNKNOWN_DATE,
    ActorMention,
    Amount,
    Claim,
    DateSpan,
    Document,
    Firmness,
    Holder,
    Participant,
    Party,
    Source,
)
from entente.records.codes import Anonymity, ClaimKind, Domain, EventType, Stage, Status

FETCHED = datetime(2024, 6, 13, 9, 0, tzinfo=UTC)

FIRM = {
    "happened": Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted"),
    "under_way": Firmness(
        polarity="positive", certainty="certain", orientation="present", force="asserted", durative=True
    ),
    "planned": Firmness(polarity="positive", certainty="certain", orientation="future", force="asserted"),
    "called_for": Firmness(polarity="positive", certainty="certain", orientation="future", force="requested"),
    "hypothetical": Firmness(polarity="positive", certainty="possible", orientation="future", force="conditional"),
    "denied": Firmness(polarity="negative", certainty="certain", orientation="past", force="asserted"),
}
"""One firmness for each status."""


def article(text: str, published: str | None = "2024-06-12", source: str = "src:gazette", url: str = "") -> Document:
    """A document with this text."""
    return Document(
        source_id=source,
        url=url or None,
        title="A title",
        language="en",
        media_type="text/plain",
        published=DateSpan.read(published, basis="explicit") if published else None,
        published_basis="metadata" if published else "unknown",
        retrieved_at=FETCHED,
        raw_sha256="0" * 64,
        text=text,
    )


def mention(document: Document, words: str, actor_id: str | None, role: str = "actor") -> ActorMention:
    """The naming of an actor by these words of the document."""
    start = document.text.index(words)
    evidence = document.quote(start, start + len(words), role="actor", sentence=0)
    return ActorMention(surface=words, evidence=evidence, actor_id=actor_id, via="name", confidence=1.0)


def claim(
    document: Document,
    support: str,
    trigger: str,
    kind_of_event: EventType,
    *,
    actors: dict[str, str],
    recipients: dict[str, str] | None = None,
    status: Status = "happened",
    when: DateSpan = UNKNOWN_DATE,
    kind: ClaimKind = "event",
    domains: tuple[Domain, ...] = ("diplomacy",),
    holder: tuple[str, str | None, Anonymity] | None = None,
    stage: Stage | None = None,
    amounts: tuple[Amount, ...] = (),
    sentence: int = 0,
) -> Claim:
    """A claim by its quotes; `actors` and `recipients` are ids by the words that name them."""
    start = document.text.index(support)
    at = document.text.index(trigger, start)
    holders = (AUTHOR,) if holder is None else (AUTHOR, _holder(document, *holder))
    return Claim(
        doc_id=document.doc_id,
        kind=kind,
        type=kind_of_event,
        trigger=document.quote(at, at + len(trigger), role="trigger", sentence=sentence),
        support=(document.quote(start, start + len(support), role="support", sentence=sentence),),
        actors=tuple(mention(document, words, key) for words, key in actors.items()),
        recipients=tuple(mention(document, words, key) for words, key in (recipients or {}).items()),
        domains=domains,
        when=when,
        holders=holders,
        firmness=FIRM[status],
        stage=stage,
        amounts=amounts,
        extraction_confidence=0.9,
    )


def _holder(document: Document, words: str, actor_id: str | None, anonymity: Anonymity) -> Holder:
    named = mention(document, words, actor_id)
    return Holder(actor_mention=named if actor_id else None, label=words, anonymity=anonymity, evidence=named.evidence)


def day(edtf: str) -> DateSpan:
    """A date that the text states; its own words are not looked at here."""
    return DateSpan.read(edtf, basis="carried")


def figure(
    document: Document, words: str, value: str, unit: str = "USD", kind: str = "loan", **other: object
) -> Amount:
    """An amount by the words that give it."""
    start = document.text.index(words)
    evidence = document.quote(start, start + len(words), role="amount", sentence=0)
    return Amount(value=value, unit=unit, kind=kind, evidence=evidence, **other)  # type: ignore[arg-type]


def step(made: Claim, document: Document, words: str, **fields: object) -> UndertakingMention:
    """The naming of an undertaking by a claim."""
    return UndertakingMention(
        claim_id=made.claim_id,
        doc_id=document.doc_id,
        start=document.text.index(words),
        surface=words,
        when=made.when,
        status=made.status,
        stage=made.stage,
        published=document.published,
        domains=made.domains,
        **fields,  # type: ignore[arg-type]
    )


def parties(*ids: str) -> tuple[Party, ...]:
    """Promisors by id."""
    return tuple(Party(actor=Participant(actor_id=key, name=key), role="promisor") for key in ids)


def source(source_id: str, **fields: object) -> Source:
    """A source of the user's list."""
    return Source(source_id=source_id, name=source_id, **fields)  # type: ignore[arg-type]
