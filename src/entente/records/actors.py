"""Who acts: states, bodies, organisations and persons, the offices they hold, and their naming in text."""

from datetime import date

from msgspec import field
from msgspec.structs import force_setattr

from entente.records.codes import ActorKind, Anonymity, NameKind, Post, Sector, SuccessionKind, Via
from entente.records.dates import DateSpan
from entente.records.evidence import Evidence
from entente.records.ids import check_id, content_id
from entente.records.record import Record, Share, check_order, check_share


class Validity(Record, frozen=True, kw_only=True):
    """The days something holds, both ends included."""

    from_: date | None = field(default=None, name="from")
    """None: always has, or not known since when."""
    to: date | None = None
    """None: still does."""

    def __post_init__(self) -> None:
        """A period does not end before it starts."""
        check_order("validity", self.from_, self.to)

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class ActorName(Validity, frozen=True, kw_only=True):
    """One way of naming an actor, for as long as it was used."""

    text: str
    language: str
    """BCP 47."""
    kind: NameKind


class ActorIds(Record, frozen=True, kw_only=True):
    """What other authorities call it; None: it has no such id, or none is known."""

    iso3: str | None = None
    """ISO 3166-1 alpha-3."""
    iso3166_3: str | None = None
    """Four letters of a former state."""
    cow: str | None = None
    """Correlates of War state number."""
    gw: str | None = None
    """Gleditsch and Ward state number."""
    wikidata: str | None = None
    geonames: str | None = None
    lei: str | None = None
    """ISO 17442, of a company."""
    unlocode: str | None = None


class Affiliation(Validity, frozen=True, kw_only=True):
    """The country an actor belongs to for a time."""

    iso3: str
    """ISO 3166-1 alpha-3; Kosovo is XKX (A7)."""


class Succession(Record, frozen=True, kw_only=True):
    """What became of an actor; a state that ended is never written with its successor's code (A4)."""

    successor: str
    """`act:` id."""
    kind: SuccessionKind
    on: date | None = None
    """None: the day is not known."""


class Membership(Validity, frozen=True, kw_only=True):
    """A member of an organisation or alliance, for a time."""

    actor: str
    """`act:` id."""


class Actor(Record, frozen=True, kw_only=True, tag_field="record", tag="actor"):
    """A state, body, organisation or person that acts."""

    actor_id: str = ""
    """`act:` and a stable slug; made from kind and name when left empty."""
    kind: ActorKind
    name: str
    names: tuple[ActorName, ...] = ()
    ids: ActorIds = ActorIds()
    country: tuple[Affiliation, ...] = ()
    sectors: tuple[Sector, ...] = ()
    valid: Validity = Validity()
    succession: tuple[Succession, ...] = ()
    members: tuple[Membership, ...] = ()
    """Of organisations and alliances."""

    def __post_init__(self) -> None:
        """An actor has a name and an `act:` id."""
        if not self.name:
            raise ValueError("an actor has a name")
        if self.actor_id:
            check_id(self.actor_id, "act")
        else:
            force_setattr(self, "actor_id", content_id("act", self.kind, self.name))

    def country_on(self, day: date) -> str | None:
        """The country it belonged to on that day, ISO 3166-1 alpha-3; None: to none known."""
        return next((home.iso3 for home in self.country if home.covers(day)), None)


class Role(Validity, frozen=True, kw_only=True, tag_field="record", tag="role"):
    """An office held by a person for a time; resolution uses the roles valid on the day (A1)."""

    holder: str
    """`act:` id of the person."""
    post: Post
    body: str
    """`act:` id of the state or body."""
    acting: bool = False
    evidence: Evidence | None = None
    """None: from a vocabulary, not from a text."""

    def __post_init__(self) -> None:
        """Holder and body are actors, and the period is in order."""
        check_id(self.holder, "act")
        check_id(self.body, "act")
        check_order("role", self.from_, self.to)


class Candidate(Record, frozen=True, kw_only=True):
    """An actor a mention may mean, with its score 0-1."""

    actor: str
    """`act:` id."""
    score: Share


class ActorMention(Record, frozen=True, kw_only=True):
    """The naming of an actor in a text."""

    surface: str
    """The words as they stand."""
    evidence: Evidence
    actor_id: str | None = None
    """`act:` id; None: met but not resolved, never guessed (A6)."""
    via: Via
    """What kind of naming led to the actor."""
    acts_as: Sector | None = None
    """PLOVER sector in this act; None: the text does not say."""
    on_behalf_of: str | None = None
    """`act:` id; None: on its own."""
    confidence: Share
    candidates: tuple[Candidate, ...] = ()
    """Other readings, best first."""

    def __post_init__(self) -> None:
        """Ids are those of actors and the confidence is a share."""
        check_share("confidence", self.confidence)
        for actor in (self.actor_id, self.on_behalf_of):
            if actor is not None:
                check_id(actor, "act")


class Participant(Record, frozen=True, kw_only=True):
    """An actor as it takes part in an event or an undertaking, several mentions in one."""

    actor_id: str | None = None
    """`act:` id; None: not resolved, `name` is all there is."""
    name: str
    acts_as: Sector | None = None
    """PLOVER sector; None: the texts do not say."""


class Holder(Record, frozen=True, kw_only=True):
    """Who stands behind the words; holders are listed from the outside in and the first is the author."""

    actor_mention: ActorMention | None = None
    """None: the author, or somebody the text does not name as an actor."""
    label: str
    """`author` for the first, else the words that name the holder."""
    anonymity: Anonymity = "named"
    verb: str | None = None
    """Lemma of the reporting verb; None: there is none."""
    said_when: DateSpan | None = None
    """Of the utterance; None: the text does not say."""
    evidence: Evidence | None = None
    """None only for the author, whose words are the whole text."""

    def __post_init__(self) -> None:
        """Every holder but the author is named by words in the text."""
        if self.label != AUTHOR_LABEL and self.evidence is None:
            raise ValueError(f'holder "{self.label}" has no evidence')


AUTHOR_LABEL = "author"
AUTHOR = Holder(label=AUTHOR_LABEL)
"""The first holder of every claim."""
