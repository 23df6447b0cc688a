"""Who says what: claims by the side and the holder whose words they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from entente.records import Claim
from entente.records.actors import AUTHOR_LABEL
from entente.records.codes import Anonymity, ClaimKind, EventType, Status
from entente.views.book import Book
from entente.views.quote import QuoteRow, quote_of
from entente.views.row import Row
from entente.words import fold_text

VoiceSide = Literal["a", "b", "other", "unnamed", "author"]
"""Of the first state, of the second, of anyone else by name, of nobody named, or the writer's own words."""


class Said(Row, frozen=True, kw_only=True):
    """One claim in a voice."""

    claim_id: str
    kind: ClaimKind
    type: EventType | None
    status: Status
    verb: str | None
    holders: tuple[str, ...]
    quote: QuoteRow


class Voice(Row, frozen=True, kw_only=True):
    """One holder with what it says; for the author, the outlet."""

    name: str
    side: VoiceSide
    anonymity: Anonymity
    statuses: dict[Status, int]
    n_documents: int
    said: tuple[Said, ...]


def voices(book: Book, claims: Iterable[Claim], a: str, b: str) -> tuple[Voice, ...]:
    """Voices side by side: a's, b's, others', unnamed ones, then writers; within a side the most heard first."""
    groups: defaultdict[tuple[str, VoiceSide], list[Claim]] = defaultdict(list)
    names: dict[tuple[str, VoiceSide], str] = {}
    for claim in claims:
        name, side = _voice_of(book, claim, a, b)
        key = (fold_text(name), side)
        names.setdefault(key, name)
        groups[key].append(claim)
    made = [_voice(book, names[key], key[1], group) for key, group in groups.items()]
    order: tuple[VoiceSide, ...] = ("a", "b", "other", "unnamed", "author")
    return tuple(sorted(made, key=lambda voice: (order.index(voice.side), -len(voice.said), voice.name)))


def _voice_of(book: Book, claim: Claim, a: str, b: str) -> tuple[str, VoiceSide]:
    holder = claim.holders[-1]
    if holder.label == AUTHOR_LABEL:
        return book.source_name(claim.doc_id), "author"
    mention = holder.actor_mention
    state = next(iter(book.states_in([mention])), None) if mention else None
    if state in (a, b):
        name = book.name_of(mention.actor_id, holder.label) if mention else holder.label
        return name, "a" if state == a else "b"
    if mention is None or holder.anonymity != "named":
        return holder.label, "unnamed" if holder.anonymity != "named" else "other"
    return book.name_of(mention.actor_id, holder.label), "other"


def _voice(book: Book, name: str, side: VoiceSide, claims: Iterable[Claim]) -> Voice:
    ordered = sorted(claims, key=book.by_publication)
    counts = Counter(claim.status for claim in ordered)
    return Voice(
        name=name,
        side=side,
        anonymity=ordered[0].holders[-1].anonymity,
        statuses={status: counts[status] for status in sorted(counts, key=lambda s: (-counts[s], s))},
        n_documents=len({claim.doc_id for claim in ordered}),
        said=tuple(_said(book, claim) for claim in ordered),
    )


def _said(book: Book, claim: Claim) -> Said:
    return Said(
        claim_id=claim.claim_id,
        kind=claim.kind,
        type=claim.type,
        status=claim.status,
        verb=claim.holders[-1].verb,
        holders=tuple(holder.label for holder in claim.holders),
        quote=quote_of(book, claim),
    )
