"""Charges, and the words by which the one charged denies them: beside them, or in another text of those days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

from entente.merge.contradictions import (
    ANSWER,
    ASSERTED,
    Pair,
    act_of,
    apart,
    denies,
    parties_of,
    shared_words,
    speakers_of,
    stems,
    support,
)
from entente.merge.reports import party_keys
from entente.records import Claim, Document
from entente.vocab.merging import load_stem_rules, stem

DENIALS = frozenset(map(stem, load_stem_rules()["denying"].members))
"""Stems of what the accused does with a charge."""
CHARGES = frozenset(map(stem, load_stem_rules()["charging"].members))
"""Stems of the words by which somebody is held to have done something."""
CHARGES_BEHIND = {
    stem(verb): f" {word} " for verb, word in map(str.split, load_stem_rules()["charging_behind"].members)
}
"""Stems of verbs that do so only with a word behind them, and that word."""
LATE_ANSWER = 8
"""Sentences within which an answer that takes up the charge still answers it."""
LATER_TEXT = timedelta(days=14)
"""Time within which another text answers a charge."""
PAIR = 2


def denied_charges(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Pair]:
    """A charge, and the denial of the one charged: in its own text, else in another of those days."""
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.claim_id))
    own: defaultdict[str, list[Claim]] = defaultdict(list)
    answers: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in ordered:
        own[claim.doc_id].append(claim)
        if is_refusal(claim):
            for party in sorted(speakers_of(claim)):
                answers[party, fortnight(claim, documents)].append(claim)
    for charge in ordered:
        if is_charge(charge):
            accused = set(party_keys(charge.recipients))
            here = [claim for claim in own[charge.doc_id] if _refuses(claim, charge, accused)]
            time = fortnight(charge, documents)
            keys = ((party, at) for party in sorted(accused) for at in (time - 1, time, time + 1))
            there = (claim for key in keys for claim in answers.get(key, ()) if claim.doc_id != charge.doc_id)
            found = here or [claim for claim in there if _refuses_elsewhere(claim, charge, documents)]
            answer = min(found, key=_first_denial, default=None)
            if answer is not None:
                yield Pair(charge, answer)


def fortnight(claim: Claim, documents: Mapping[str, Document]) -> int:
    """In which run of fourteen days a claim was printed; 0: not known."""
    document = documents.get(claim.doc_id)
    printed = document.published.latest if document and document.published else None
    return printed.toordinal() // LATER_TEXT.days if printed else 0


def is_charge(claim: Claim) -> bool:
    """Whether a claim holds its recipient to have done something."""
    act = act_of(claim)
    behind = CHARGES_BEHIND.get(act)
    holds = act in CHARGES or (behind is not None and behind in claim.trigger.suffix)
    return holds and claim.status in ASSERTED and bool(claim.recipients)


def _first_denial(claim: Claim) -> tuple[bool, int, str]:
    return not denies(claim), claim.trigger.start, claim.claim_id


def is_refusal(claim: Claim) -> bool:
    """Whether a claim says that something was not done, or rejects that it was."""
    return denies(claim) or (claim.status in ASSERTED and act_of(claim) in DENIALS)


def _refuses(claim: Claim, charge: Claim, accused: set[str]) -> bool:
    """Whether a claim behind a charge is the denial of the one charged."""
    behind = claim.trigger.start >= charge.support[0].end and _answers_in_time(claim, charge)
    return behind and bool(accused & speakers_of(claim)) and is_refusal(claim)


def _answers_in_time(claim: Claim, charge: Claim) -> bool:
    """Within a few sentences, or a little later where it takes up what the charge is about."""
    if claim.trigger.sentence - charge.trigger.sentence <= ANSWER:
        return True
    return claim.trigger.sentence - charge.trigger.sentence <= LATE_ANSWER and bool(_told_again(claim, charge))


def _refuses_elsewhere(claim: Claim, charge: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether another text of those days denies it: it names both parties, and a thing that the charge tells."""
    if apart(claim, charge, documents) > LATER_TEXT:
        return False
    named = len(parties_of(claim) & parties_of(charge)) >= PAIR or _names_accuser(claim, charge)
    return named and bool(_told_again(claim, charge))


def _names_accuser(claim: Claim, charge: Claim) -> bool:
    words = stems(support(claim))
    return any(stems(mention.surface) and stems(mention.surface) <= words for mention in charge.actors)


def _told_again(claim: Claim, charge: Claim) -> frozenset[str]:
    """What both are about: words in common, and things of one kind, the names of the parties aside."""
    words = shared_words(claim, charge) - named_words(claim) - named_words(charge)
    return words | (_kinds(support(claim)) & _kinds(support(charge)))


def named_words(claim: Claim) -> frozenset[str]:
    """Stems of the capitalised words for those who take part or speak: `Orsenian` of "Orsenian soldier"."""
    spoken = [holder.label for holder in claim.holders]
    surfaces = [mention.surface for mention in (*claim.actors, *claim.recipients)]
    words = (word for surface in (*surfaces, *spoken) for word in surface.split())
    return frozenset(found for word in words if word[0].isupper() for found in stems(word))


@lru_cache(1)
def _kind_of() -> Mapping[str, str]:
    """From the stem of a noun to the first of those that name the same kind of thing."""
    classes = (member.split() for member in load_stem_rules()["things"].members)
    return {stem(word): words[0] for words in classes for word in words}


def _kinds(text: str) -> frozenset[str]:
    known = _kind_of()
    return frozenset(known[word] for word in stems(text) if word in known)
