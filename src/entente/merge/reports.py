"""A claim as it is compared with others: what it says of one happening, in the few values that matter."""

import re
from collections.abc import Sequence
from functools import lru_cache

from entente.records import UNKNOWN_DATE, ActorMention, Claim, DateSpan, Place, Record
from entente.records.codes import EVENT_TYPES, ClaimKind, EventType, Status
from entente.vocab.merging import stem
from entente.words import fold_text

EVENT_KINDS: frozenset[ClaimKind] = frozenset({"event", "commitment", "statement"})
"""Kinds that tell of happenings; forecasts, recommendations, states and measures are no events."""

_WORD = re.compile(r"[^\W_][\w'’-]*")


@lru_cache(16_384)
def set_of(*words: str) -> frozenset[str]:
    """The words as a set, made once: reports of one thing have the same, and each is compared with many."""
    return frozenset(words)


class Report(Record, frozen=True, kw_only=True):
    """What one text says of one happening."""

    key: str
    """`clm:` id, or what else names it."""
    doc_id: str
    sentence: int
    start: int = -1
    """Of the trigger in its text; -1: not told."""
    story: str = ""
    """Key of the story its text belongs to; empty: not known."""
    type: EventType | None = None
    """None: not typed, compared without."""
    stem: str = ""
    """Of the word for the act; empty: not known."""
    act: bytes = b""
    """Vector of that word alone, 384 little-endian float32 of unit length; empty: none."""
    sense: bytes = b""
    """Vector of the sentence, likewise."""
    words: tuple[str, ...] = ()
    """Folded names and nouns beside the trigger, sorted, parties left out."""
    actors: tuple[str, ...] = ()
    """Who acts, as ids or folded names, sorted."""
    recipients: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    """Who acts in person, where that is not the party itself: a minister, a delegation; sorted."""
    domains: tuple[str, ...] = ()
    when: DateSpan = UNKNOWN_DATE
    where: Place | None = None
    amounts: tuple[tuple[str, str], ...] = ()
    """Value and unit."""
    undertakings: tuple[str, ...] = ()
    """`und:` ids of what the step belongs to, sorted."""
    heads: tuple[str, ...] = ()
    """Head nouns of the undertakings that the act is about, sorted."""
    status: Status = "happened"

    @property
    def parties(self) -> frozenset[str]:
        """All who take part, on either side."""
        return set_of(*self.actors, *self.recipients)

    @property
    def family(self) -> int | None:
        """0 neutral, 1 cooperation, 2 conflict (C3); None: not typed."""
        return None if self.type is None else (EVENT_TYPES[self.type].quad + 1) // 2


def report_of(
    claim: Claim, story: str = "", undertakings: Sequence[str] = (), heads: Sequence[str] = (), sense: bytes = b""
) -> Report:
    """The claim in the values that are compared, the last of which is the vector of its sentence."""
    return Report(
        key=claim.claim_id,
        doc_id=claim.doc_id,
        sentence=claim.trigger.sentence,
        start=claim.trigger.start,
        story=story,
        type=claim.type,
        stem=trigger_stem(claim.trigger.exact),
        sense=sense,
        words=_words(claim),
        actors=party_keys(claim.actors),
        recipients=party_keys(claim.recipients),
        agents=agent_keys(claim.actors),
        domains=claim.domains,
        when=claim.when,
        where=claim.where,
        amounts=tuple(sorted((amount.value, amount.unit) for amount in claim.amounts)),
        undertakings=tuple(sorted(undertakings)),
        heads=tuple(sorted(heads)),
        status=claim.status,
    )


def trigger_stem(trigger: str) -> str:
    """The stem of the last long word of a trigger: `had agreed` is about agreeing."""
    words = _WORD.findall(trigger)
    return stem(next((word for word in reversed(words) if len(word) > 3), words[-1])) if words else ""


def party_keys(mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    """Ids where they are known, else the folded words; on whose behalf somebody acts counts for him."""
    return tuple(
        sorted({mention.on_behalf_of or mention.actor_id or fold_text(mention.surface) for mention in mentions})
    )


def agent_keys(mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    """Those who act on behalf of a party, as ids or folded words."""
    return tuple(
        sorted({mention.actor_id or fold_text(mention.surface) for mention in mentions if mention.on_behalf_of})
    )


def _words(claim: Claim) -> tuple[str, ...]:
    """Words of the quotes that name things: capitalised or long, stemmed; the parties and the trigger left out."""
    text = " ".join(quote.exact for quote in claim.support)
    parties = (*claim.actors, *claim.recipients)
    taken = {stem(word) for mention in parties for word in _WORD.findall(mention.surface)}
    taken |= {stem(word) for word in _WORD.findall(claim.trigger.exact)}
    found = {stem(word) for word in _WORD.findall(text) if len(word) > 4 or word[0].isupper() or word[0].isdigit()}
    return tuple(sorted(found - taken))
