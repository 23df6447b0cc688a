"""Whose step a claim reports, where it names several undertakings, and in which words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from entente.merge.undertakings import BINDERS, BOUND, PURPOSE, UndertakingMention
from entente.records import Claim, Participant
from entente.records.codes import Stage

OF_ONE_PARTY: frozenset[Stage] = frozenset({"approved"})
"""Milestones that each party reaches for itself: a ratification is one parliament's."""

UNSIGNED: frozenset[Stage] = frozenset({"negotiating", "stalled", "cancelled"})
"""Milestones of a paper still to be signed, which works that have a name stand above: talks on it failed, not they."""


def place_steps(mentions: Iterable[UndertakingMention], claims: Mapping[str, Claim]) -> tuple[UndertakingMention, ...]:
    """Mentions of these claims with their sentence; a step belongs to the undertaking named nearest to the trigger.

    "Signed a loan for a pipeline" signs the loan; the pipeline is only named.
    """
    by_claim: defaultdict[str, list[UndertakingMention]] = defaultdict(list)
    for mention in mentions:
        if mention.claim_id in claims:
            by_claim[mention.claim_id].append(mention)
    around = _around(claims.values())
    return tuple(
        msgspec.structs.replace(placed, around=around.get(placed.doc_id, ()))
        for claim, own in sorted(by_claim.items())
        for placed in _place(sorted(set(own), key=_order), claims[claim])
    )


def _around(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The two parties that most claims of each document name."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        counts[claim.doc_id].update(
            {
                party
                for mention in (*claim.actors, *claim.recipients)
                if (party := mention.on_behalf_of or mention.actor_id)
            }
        )
    return {
        doc: tuple(sorted(sorted(count, key=lambda party: (-count[party], party))[:2])) for doc, count in counts.items()
    }


def _order(mention: UndertakingMention) -> tuple[int, str, str]:
    return mention.start, mention.head, repr(mention)


def _place(mentions: Sequence[UndertakingMention], claim: Claim) -> Iterable[UndertakingMention]:
    free = [
        mention for mention in mentions if not any(_hangs_on(mention, other, claim) for other in mentions)
    ] or mentions
    nearest = min(free, key=lambda mention: (_distance(mention, claim), mention.start))
    for mention in mentions:
        placed = msgspec.structs.replace(mention, context=mention.context or _sentence(claim))
        own = mention.start == nearest.start or _is_paper_for(nearest, mention, claim)
        yield _with_party(placed, claim) if own else _only_named(placed)


def _is_paper_for(paper: UndertakingMention, works: UndertakingMention, claim: Claim) -> bool:
    """Whether a step of a memorandum or contract is one of the works that it is for; money and studies live apart."""
    if paper.kind not in BINDERS or paper.named or paper.head.endswith("study"):
        return False
    if works.named and claim.stage in UNSIGNED:
        return False
    return works.kind in BOUND and _hangs_on(works, paper, claim)


def _hangs_on(mention: UndertakingMention, other: UndertakingMention, claim: Claim) -> bool:
    """Whether it only says what another is for: the pipeline in "a loan agreement for the gas pipeline"."""
    end = other.start + len(other.surface)
    for quote in claim.support:
        if quote.start <= other.start and end <= mention.start < quote.end:
            return bool(PURPOSE.fullmatch(quote.exact[end - quote.start : mention.start - quote.start]))
    return False


def _distance(mention: UndertakingMention, claim: Claim) -> int:
    """Letters between the trigger and the naming; what stands before the trigger is its object less often."""
    trigger = claim.trigger
    if mention.start < trigger.end and trigger.start < mention.start + len(mention.surface):
        return 0
    after = mention.start - trigger.end
    return after if after >= 0 else 2 * (trigger.start - mention.start - len(mention.surface))


def _sentence(claim: Claim) -> str:
    """The longest quote that supports it."""
    return max((quote.exact for quote in claim.support), key=lambda words: (len(words), words))


def _only_named(mention: UndertakingMention) -> UndertakingMention:
    return msgspec.structs.replace(mention, stage=None, due=None, amounts=())


def _with_party(mention: UndertakingMention, claim: Claim) -> UndertakingMention:
    if mention.stage not in OF_ONE_PARTY or mention.party or not claim.actors:
        return mention
    actor = claim.actors[0]
    return msgspec.structs.replace(
        mention,
        party=Participant(actor_id=actor.on_behalf_of or actor.actor_id, name=actor.surface, acts_as=actor.acts_as),
    )
