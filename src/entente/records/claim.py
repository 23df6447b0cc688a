"""What one document says of one happening: the atom of the record."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import force_setattr

from entente.records.actors import AUTHOR_LABEL, ActorMention, Holder
from entente.records.codes import (
    EVENT_TYPES,
    AmountKind,
    AmountPer,
    ClaimKind,
    Domain,
    EventType,
    PlacePrecision,
    Stage,
    Status,
    ThirdPartyRole,
    UndertakingKind,
)
from entente.records.dates import DateSpan
from entente.records.evidence import Evidence
from entente.records.firmness import Firmness
from entente.records.ids import check_id, content_id
from entente.records.record import Record, Share, check_share, check_slug

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDED_BASES = frozenset({"explicit", "relative_to_publication", "relative_to_event"})


class Amount(Record, frozen=True, kw_only=True):
    """A figure with its unit."""

    value: str
    """Decimal string in the unit itself: `420000000`, not `420 million`."""
    value_max: str | None = None
    """Upper end of a range; None: one figure."""
    unit: str
    """ISO 4217 code, or MW, km, t, m3, persons, items."""
    kind: AmountKind
    approx: bool = False
    per: AmountPer | None = None
    """None: the text does not say."""
    evidence: Evidence

    def __post_init__(self) -> None:
        """Figures are plain decimal strings, and a range ends no lower than it starts."""
        for figure in (self.value, self.value_max):
            if figure is not None and not _DECIMAL.fullmatch(figure):
                raise ValueError(f'"{figure}" is not a decimal string such as 420000000 or 2.5')
        if self.value_max is not None and Decimal(self.value_max) < Decimal(self.value):
            raise ValueError(f"{self.value_max} is below {self.value}")


class Place(Record, frozen=True, kw_only=True):
    """Where something took place; WGS84 degrees."""

    name: str
    geonames_id: str | None = None
    """None: not found in the gazetteer."""
    lat: float | None = None
    """None: not located."""
    lon: float | None = None
    """None exactly when `lat` is."""
    country: str | None = None
    """ISO 3166-1 alpha-3; None: not known, or in no country."""
    precision: PlacePrecision
    evidence: Evidence | None = None
    """None: from a vocabulary, not from a text."""

    def __post_init__(self) -> None:
        """Degrees come in pairs and stay on the globe."""
        if (self.lat is None) != (self.lon is None):
            raise ValueError("latitude and longitude come together")
        if not (-90 <= (self.lat or 0) <= 90 and -180 <= (self.lon or 0) <= 180):
            raise ValueError(f"{self.lat}, {self.lon} is not on the globe")


class ThirdParty(Record, frozen=True, kw_only=True):
    """An actor that is neither doer nor recipient."""

    role: ThirdPartyRole
    actor: ActorMention


class Naming(Record, frozen=True, kw_only=True):
    """The naming of an undertaking by a claim: `the Tarn Pass pipeline` in "work on the Tarn Pass pipeline began"."""

    evidence: Evidence
    kind: UndertakingKind
    head: str
    """Lemma of its head noun."""
    name: str | None = None
    """Its proper name; None: only described."""
    acronym: str | None = None
    """None: none is introduced."""
    definite: bool = False
    """True for `the pipeline`, `this deal`: something named before."""


class Claim(Record, frozen=True, kw_only=True, tag_field="record", tag="claim"):
    """What one document says of one happening, according to one chain of holders, with the exact quotes.

    A copy with other content needs `claim_id=""`, so that it gets an id of its own.
    """

    claim_id: str = ""
    """`clm:` id; made from `identity` when left empty."""
    doc_id: str
    kind: ClaimKind
    type: EventType | None = None
    """PLOVER type; None only for `state` and `measure`."""
    mode: str | None = None
    """PLOVER mode of the type; None: the manual has none, or the text does not say."""
    trigger: Evidence
    support: tuple[Evidence, ...]
    """At least one."""
    actors: tuple[ActorMention, ...] = ()
    actor_unknown: Evidence | None = None
    """The words that leave the doer open; None when there is at least one actor (C1)."""
    recipients: tuple[ActorMention, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    domains: tuple[Domain, ...]
    """At least one; the first is primary."""
    when: DateSpan
    """Of the happening itself; `UNKNOWN_DATE` when the text does not say."""
    where: Place | None = None
    """None: the text does not say."""
    holders: tuple[Holder, ...]
    """From the outside in; the first is the author, the commitment that of the last."""
    firmness: Firmness
    condition: str | None = None
    """`clm:` id of the claim it hangs on; None: unconditional."""
    stage: Stage | None = None
    """The milestone of an undertaking it reports; None: it reports none."""
    undertakings: tuple[Naming, ...] = ()
    """What was promised or built that it speaks of."""
    due: DateSpan | None = None
    """When the milestone falls due; None: the text sets no day."""
    amounts: tuple[Amount, ...] = ()
    rules: tuple[str, ...] = ()
    """The entries and groups of the vocabulary that made it what it is, for `show`."""
    extraction_confidence: Share
    """How sure the parser is, never how sure the words are."""
    summary: str = ""
    """Generated, never evidence."""

    def __post_init__(self) -> None:
        """C1, C2, D2 and the rules that a claim can keep alone."""
        check_share("extraction_confidence", self.extraction_confidence)
        self._check_act()
        self._check_parties()
        self._check_words()
        if self.claim_id:
            check_id(self.claim_id, "clm")
        else:
            force_setattr(self, "claim_id", content_id("clm", *self.identity))

    def _check_act(self) -> None:
        if self.type is None:
            if self.kind not in ("state", "measure"):
                raise ValueError(f"a claim of kind {self.kind} has a type")
            if self.mode is not None:
                raise ValueError("a mode belongs to a type")
        elif self.mode is not None and self.mode not in EVENT_TYPES[self.type].modes:
            raise ValueError(f'{self.type} has no mode "{self.mode}"')
        if not self.domains:
            raise ValueError("a claim has at least one domain")
        for domain in self.domains:
            check_slug("domain", domain)
        if self.condition is not None:
            check_id(self.condition, "clm")

    def _check_parties(self) -> None:
        if bool(self.actors) == (self.actor_unknown is not None):
            raise ValueError("a claim has at least one actor, or else the words that leave the actor open")
        if not self.holders or self.holders[0].label != AUTHOR_LABEL:
            raise ValueError("the first holder is the author")

    def _check_words(self) -> None:
        if not self.support:
            raise ValueError("a claim has at least one support quote")
        if any(quote.doc_id != self.doc_id for quote in (self.trigger, *self.support)):
            raise ValueError("a claim quotes its own document")
        if self.when.basis in _WORDED_BASES and self.when.expression is None:
            raise ValueError(f"a date that is {self.when.basis} quotes its words")
        if self.when.basis == "publication_default" and self.firmness.orientation == "future":
            raise ValueError("the day of publication never dates the future")

    @property
    def status(self) -> Status:
        """The one word derived from its firmness."""
        return self.firmness.status

    @property
    def publishable(self) -> bool:
        """Whether a support quote still stands (E3)."""
        return any(quote.stands for quote in self.support)

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it this claim and no other: everything said and where, no confidence and no summary."""
        return (
            self.doc_id,
            self.kind,
            self.type,
            self.mode,
            self.trigger.span,
            tuple(quote.span for quote in self.support),
            tuple(_named(actor) for actor in self.actors),
            tuple(_named(actor) for actor in self.recipients),
            tuple((party.role, _named(party.actor)) for party in self.third_parties),
            self.actor_unknown.span if self.actor_unknown else None,
            self.domains,
            (self.when.edtf, self.when.shape, self.when.basis, self.when.mod),
            (self.where.name, self.where.geonames_id) if self.where else None,
            tuple((holder.label, holder.anonymity) for holder in self.holders),
            self.firmness,
            self.condition,
            self.stage,
            tuple((amount.value, amount.value_max, amount.unit, amount.kind) for amount in self.amounts),
        )

    def quotes(self) -> Iterator[Evidence]:
        """Every piece of evidence in it, in the order of its fields."""
        yield self.trigger
        yield from self.support
        parties = (*self.actors, *self.recipients, *(party.actor for party in self.third_parties))
        yield from (mention.evidence for mention in parties)
        if self.actor_unknown:
            yield self.actor_unknown
        yield from _words_of_date(self.when)
        if self.where and self.where.evidence:
            yield self.where.evidence
        for holder in self.holders:
            yield from _words_of_holder(holder)
        yield from (naming.evidence for naming in self.undertakings)
        yield from _words_of_date(self.due)
        yield from (amount.evidence for amount in self.amounts)

    def holds_in(self, text: str) -> bool:
        """Whether every quote stands at its place in this text."""
        return all(quote.holds_in(text) for quote in self.quotes())


def _named(mention: ActorMention) -> tuple[object, ...]:
    return mention.evidence.span, mention.surface, mention.actor_id, mention.acts_as


def _words_of_date(when: DateSpan | None) -> Iterator[Evidence]:
    if when and when.expression:
        yield when.expression


def _words_of_holder(holder: Holder) -> Iterator[Evidence]:
    if holder.actor_mention:
        yield holder.actor_mention.evidence
    if holder.evidence:
        yield holder.evidence
    yield from _words_of_date(holder.said_when)
