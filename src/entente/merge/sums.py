"""Two prices, loans or sizes given for one paper of two states by texts that name it in different words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations
from typing import NamedTuple

from entente.merge.contradictions import (
    CURRENCY,
    FIGURE,
    PARTS,
    Pair,
    all_named,
    apart,
    parties_of,
    stems,
    support,
)
from entente.records import Amount, Claim, Document
from entente.vocab.merging import load_heads, stem

ABOVE = 4
"""Sentences before a bare figure among which the act stands that it belongs to: "signed a contract. It is worth"."""
OF_ONE_LOAN, OF_ONE_PRICE = timedelta(days=200), timedelta(days=730)
"""Time between two texts that may give the sum of one loan, the price of one thing: loans come every year."""
CROWD = 64
"""Sums for things of one word up to which each is set beside another."""
LENT = frozenset({"loan", "grant", "other"})
"""Kinds of sums that the act of lending or giving itself tells."""
THINGS = 2
"""Words for things in common by which two texts speak of one paper."""
PAPERS = ("accord", "memorandum", "contract", "loan", "grant", "deal", "project", "pledge")
"""Classes of nouns that say which sort of paper it is, and not what it is for."""
PAIR, FEW = 2, 3


class Sum(NamedTuple):
    """A figure with those whose it is, and the words for what it is for."""

    claim: Claim
    parties: frozenset[str]
    names: tuple[str, ...]
    """How the text of the act calls them; empty: no act of two tells whose it is."""
    about: frozenset[str]


def sums_apart(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Pair]:
    """Pairs of different texts that give a sum for the same things of the same parties."""
    groups: defaultdict[str, list[Sum]] = defaultdict(list)
    for found in sums_in(claims):
        for word in sorted(found.about):
            groups[word].append(found)
    yield from dict.fromkeys(pair for word in sorted(groups) for pair in sums_about(groups[word], documents))


def sums_about(sums: Sequence[Sum], documents: Mapping[str, Document]) -> Iterator[Pair]:
    """Pairs among the sums for things of one word."""
    for one, other in combinations(sums[:CROWD], 2):
        if one.claim.doc_id != other.claim.doc_id and _of_one_paper(one, other, documents):
            yield Pair(one.claim, other.claim)


def sums_in(claims: Iterable[Claim]) -> Iterator[Sum]:
    """The sums that texts give, text by text."""
    own: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.claim_id)):
        own[claim.doc_id].append(claim)
    for doc_id in sorted(own):
        yield from _sums_in(own[doc_id])


def sums_of(claim: Claim) -> tuple[Amount, ...]:
    """The money that a claim gives as the price of a work, or as lent or given."""
    of_work = FIGURE in claim.rules
    money = (amount for amount in claim.amounts if len(amount.unit) == CURRENCY and amount.unit.isupper())
    return tuple(amount for amount in money if of_work or (claim.type == "AID" and amount.kind in LENT))


def _sums_in(claims: Sequence[Claim]) -> Iterator[Sum]:
    """The sums of one text; a bare figure belongs to the act just above it that has two parties."""
    for at, claim in enumerate(claims):
        if not sums_of(claim) or PARTS.search(support(claim)) or claim.status in ("denied", "called_for"):
            continue
        owner = claim if _has_two(claim) else _act_above(claims[:at], claim)
        told = [claim] if owner is None else [claim, owner]
        words = frozenset(word for one in told for word in stems(support(one)) - all_named(one))
        parties = _parties_most_named(claims) if owner is None else frozenset(parties_of(owner))
        names = () if owner is None else tuple(mention.surface for mention in (*owner.actors, *owner.recipients))
        yield Sum(claim, parties, names, words - _names_of_papers())


@cache
def _names_of_papers() -> frozenset[str]:
    heads = (head for name, one in load_heads().items() if name in PAPERS for head in one.heads)
    return frozenset(stem(word) for head in heads for word in head.split())


def _has_two(claim: Claim) -> bool:
    parties = parties_of(claim)
    return len(parties) == PAIR and all(party.startswith("act:") for party in parties)


def _parties_most_named(claims: Sequence[Claim]) -> frozenset[str]:
    """The few that the claims of a text name most."""
    known = (party for claim in claims for party in sorted(parties_of(claim)) if party.startswith("act:"))
    return frozenset(party for party, _ in Counter(known).most_common(FEW))


def _act_above(before: Sequence[Claim], claim: Claim) -> Claim | None:
    """The nearest claim above, within a few sentences, that is about a paper of two states."""
    near = (one for one in reversed(before) if claim.trigger.sentence - one.trigger.sentence <= ABOVE)
    return next((one for one in near if one.undertakings and _has_two(one)), None)


def _of_one_paper(one: Sum, other: Sum, documents: Mapping[str, Document]) -> bool:
    """Things in common, in texts not too far apart; of the sum of a loan, both parties too."""
    lent = any(claim.type == "AID" for claim in (one.claim, other.claim))
    if not (
        len(one.parties & other.parties) >= (PAIR if lent else 1) or _names_all(one, other) or _names_all(other, one)
    ):
        return False
    longest = OF_ONE_LOAN if lent else OF_ONE_PRICE
    return len(one.about & other.about) >= THINGS and apart(one.claim, other.claim, documents) <= longest


def _names_all(one: Sum, other: Sum) -> bool:
    """Whether the words of a sum name both whose the other is."""
    return bool(other.names) and all(name in support(one.claim) for name in other.names)
