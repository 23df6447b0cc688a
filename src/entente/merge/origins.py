"""How many independent voices stand behind claims: copies, one agency and one house count once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from entente.merge.clusters import Groups
from entente.merge.copies import Lineage
from entente.merge.credits import agency_of
from entente.records import Claim, Source

KEPT = 4_096
"""Claims whose origin is remembered: those of one event are asked again and again."""


class Origins:
    """The origin of every claim, from the lineage of its document and the groups of its source."""

    def __init__(
        self, lineages: Iterable[Lineage], sources_of: Mapping[str, str], sources: Iterable[Source] = ()
    ) -> None:
        """`sources_of`: from a document's id to its source's."""
        self._lineages = {lineage.doc_id: lineage for lineage in lineages}
        self._sources_of = sources_of
        self._sources = {source.source_id: source for source in sources}
        self._known: dict[str, Sequence[str]] = {}

    def source_of(self, claim: Claim) -> Source | None:
        """The source of its document; None: not in the user's list."""
        return self._sources.get(self._sources_of.get(claim.doc_id, ""))

    def keys(self, claim: Claim) -> Sequence[str]:
        """What the claim shares with others of its origin: the first to print the words, the agency, the house."""
        found = self._known.get(claim.claim_id)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[claim.claim_id] = tuple(self._keys(claim))
        return found

    def _keys(self, claim: Claim) -> Iterator[str]:
        lineage = self._lineages.get(claim.doc_id)
        yield self._printed_first(claim, lineage)
        if agency := self._agency(claim, lineage):
            yield f"agency {agency}"
        source = self.source_of(claim)
        if source and source.independence_group:
            yield f"house {source.independence_group}"

    def _printed_first(self, claim: Claim, lineage: Lineage | None) -> str:
        """The first document that printed the words of the claim; words that only the rewrite has are its own."""
        if lineage is None:
            return claim.doc_id
        quotes = claim.support or (claim.trigger,)
        firsts = (lineage.printed_first(quote.start, quote.end) for quote in quotes)
        return next((first for first in firsts if first != claim.doc_id), claim.doc_id)

    def _agency(self, claim: Claim, lineage: Lineage | None) -> str | None:
        """The agency credited, where the words it gave are not known sentence by sentence; or the source itself."""
        own = agency_of(self._sources_of.get(claim.doc_id, ""))
        if own or lineage is None:
            return own
        inherited = lineage.copied_from is None or self._printed_first(claim, lineage) == lineage.group
        return lineage.credited_to if inherited else None

    def count(self, claims: Iterable[Claim]) -> int:
        """Independent origins of these claims."""
        keys = [self.keys(claim) for claim in claims]
        if len(keys) < 2:
            return len(keys)
        groups = Groups(key for own in keys for key in own)
        for first, *others in keys:
            for other in others:
                groups.join(first, other)
        return len(groups.groups())
