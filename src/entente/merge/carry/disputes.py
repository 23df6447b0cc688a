"""Conflicts, carried on from change to change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from entente.merge.carry.tables import Table, Tables
from entente.merge.conflicts import Found
from entente.merge.grounds import GROUNDS, Ranked, found_in, groups_of, may_hold, settled_of
from entente.records import Claim, Conflict, Document
from entente.records.codes import ConflictField, ConflictKind


class Kept(NamedTuple):
    """A contradiction without its claims."""

    rank: int
    one: str
    other: str
    field: ConflictField
    kind: ConflictKind
    note: str | None
    explained: bool


class Disputes:
    """What contradicts what, pair by pair of claims."""

    def __init__(self, tables: Tables, claims: Table[Claim], documents: Table[Document]) -> None:
        self._claims, self._documents = claims, documents
        self._entries: Table[dict[str, tuple[str, ...]]] = tables.table("grounds of text", dict[str, tuple[str, ...]])
        self._sides: Table[tuple[tuple[str, ...], tuple[str, ...]]] = tables.table(
            "claims on ground", tuple[tuple[str, ...], tuple[str, ...]]
        )
        self._found: Table[tuple[Kept, ...]] = tables.table("found on ground", tuple[Kept, ...])
        self._of_pair: Table[dict[str, tuple[Kept, ...]]] = tables.table("found of pair", dict[str, tuple[Kept, ...]])
        self._conflicts: Table[tuple[Conflict, ...]] = tables.table("conflicts of pair", tuple[Conflict, ...])
        self._against: Table[tuple[str, ...]] = tables.table("claims against claim", tuple[str, ...])

    def change(
        self,
        texts: Iterable[str],
        claims_of: Mapping[str, tuple[Claim, ...]],
        others: Mapping[str, Iterable[Ranked]],
    ) -> set[str]:
        """The claims whose conflicts are others now.

        Args:
            texts: those that changed, came or went.
            claims_of: their claims.
            others: what was found on grounds that are no groups of ours, by key; nothing: no longer anything.
        """
        touched = {key for doc_id in texts for key in self._enter(doc_id, claims_of.get(doc_id, ()))}
        found = {key: tuple(map(_kept, self._look(key))) for key in touched}
        found |= {key: tuple(map(_kept, some)) for key, some in others.items()}
        pairs = {pair for key, some in found.items() for pair in self._set(key, some)}
        changed = set[str]()
        for pair in pairs:
            now = self._settled(pair)
            if now != (self._conflicts.get(pair) or ()):
                self._conflicts.put(pair, now or None)
                one, other = pair.split(" ")
                self._stand(one, other, against=bool(now))
                self._stand(other, one, against=bool(now))
                changed.update((one, other))
        return changed

    def _stand(self, claim: str, other: str, *, against: bool) -> None:
        others = (
            {*(self._against.get(claim) or ()), other} if against else {*(self._against.get(claim) or ())} - {other}
        )
        self._against.put(claim, tuple(sorted(others)) or None)

    def _enter(self, doc_id: str, claims: tuple[Claim, ...]) -> set[str]:
        """The groups that a text stands or stood in."""
        document = self._documents.get(doc_id)
        documents = {doc_id: document} if document else {}
        new: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for name in GROUNDS if claims else ():
            for key, sides in groups_of(name, claims, documents).items():
                new[f"{name}\n{key}"] = _ids(sides[0]), _ids(sides[1])
        old = self._entries.get(doc_id) or {}
        gone: defaultdict[str, set[str]] = defaultdict(set)
        for key, members in old.items():
            gone[key].update(members)
        for key in {*old, *new}:
            held, come = self._sides.get(key) or ((), ()), new.get(key, ((), ()))
            one, other = ((*(c for c in held[at] if c not in gone[key]), *come[at]) for at in (0, 1))
            self._sides.put(key, (one, other) if one or other else None)
        kept = {key: (*sides[0], *sides[1]) for key, sides in new.items()}
        self._entries.put(doc_id, kept or None)
        return {*old, *new}

    def _look(self, key: str) -> Iterator[Ranked]:
        """What is found in one group."""
        name, _, own = key.partition("\n")
        ground, ids = GROUNDS[name], self._sides.get(key)
        if ids is None or not may_hold(name, *ids):
            return
        ones, others = ([self._claims[key] for key in side] for side in ids)
        documents = {c.doc_id: d for c in (*ones, *others) if (d := self._documents.get(c.doc_id))}
        for one in found_in(name, own, (ones, others), documents):
            yield Ranked(ground.rank, one.one.claim_id, one.other.claim_id, one)

    def _set(self, key: str, found: tuple[Kept, ...]) -> set[str]:
        """The pairs of which something else is found on one ground."""
        before, by_pair = self._found.get(key) or (), defaultdict[str, list[Kept]](list)
        for one in found:
            by_pair[_pair(one)].append(one)
        changed = {_pair(one) for one in before} | by_pair.keys() if before != found else set()
        for pair in changed:
            grounds = dict(self._of_pair.get(pair) or {})
            grounds[key] = tuple(by_pair[pair])
            told = {name: some for name, some in grounds.items() if some}
            self._of_pair.put(pair, told or None)
        self._found.put(key, found or None)
        return set(changed)

    def _settled(self, pair: str) -> tuple[Conflict, ...]:
        every = (one for some in (self._of_pair.get(pair) or {}).values() for one in some)
        return settled_of(
            Ranked(
                one.rank,
                one.one,
                one.other,
                Found(
                    self._claims[one.one],
                    self._claims[one.other],
                    one.field,
                    one.kind,
                    one.note,
                    explained=one.explained,
                ),
            )
            for one in every
        )

    def between(self, claims: Iterable[str]) -> list[Conflict]:
        """The conflicts of claims of one event among each other."""
        keys = set(claims)
        against = ((key, other) for key in sorted(keys) for other in self._against.get(key) or () if other in keys)
        pairs = (f"{key} {other}" for key, other in against if key < other)
        return [conflict for pair in pairs for conflict in self._conflicts.get(pair) or ()]

    def conflicts(self) -> Iterator[Conflict]:
        """All of them."""
        for some in self._conflicts.values():
            yield from some


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.claim_id for claim in claims)


def _pair(one: Kept) -> str:
    return f"{min(one.one, one.other)} {max(one.one, one.other)}"


def _kept(one: Ranked) -> Kept:
    found = one.found
    return Kept(one.rank, one.one, one.other, found.field, found.kind, found.note, found.explained)
