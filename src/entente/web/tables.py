"""What pages show beside the rows of the views, as rows that programs read."""

from collections.abc import Sequence
from datetime import date

from entente.records import Decision
from entente.views import ChangeRow, ConflictRow, Coverage, EventRow, QuoteRow, Row, SourceRow, UndertakingRow, Voice
from entente.views.conflicts import is_open
from entente.web.charts.ties import Lean, ties
from entente.web.charts.trend import periods_in
from entente.web.columns import Names
from entente.web.edition import Edition
from entente.web.pages import brief, checking, compare, review, search, sources
from entente.web.pages.page import known


class Summary(Row, frozen=True, kw_only=True):
    """What there is."""

    number: str
    """Changes whenever the ledger grows."""
    documents: int
    origins: int
    events: int
    undertakings: int
    conflicts: int
    read: Coverage


class TodayRow(Row, frozen=True, kw_only=True):
    """What the first page tells."""

    judged_on: date | None
    """The day of the latest publication; None: no text is dated."""
    read: Coverage
    changed: tuple[ChangeRow, ...]
    """Since the moment asked for; empty without one."""
    pressing: tuple[UndertakingRow, ...]
    """Overdue, silent and due, the most pressing first."""
    disputed: tuple[ConflictRow, ...]
    """Conflicts that are open."""


class DyadRow(Row, frozen=True, kw_only=True):
    """Two states and how many events they have between them."""

    a: str
    b: str
    a_name: str
    b_name: str
    n_events: int


class TieRow(Row, frozen=True, kw_only=True):
    """Counted events between two states: what the matrix, the network and the map are drawn from."""

    a: str
    b: str
    a_name: str
    b_name: str
    n_cooperation: int
    n_conflict: int
    lean: Lean
    """To one side only where the interval of the share of cooperation lies wholly on it."""


class PeriodRow(Row, frozen=True, kw_only=True):
    """Counted events of a year or a quarter, with how much was read of it."""

    label: str
    first: date
    last: date
    n_cooperation: int
    n_conflict: int
    interval: tuple[float, float]
    """Of the share of cooperation."""
    n_documents: int


class Silence(Row, frozen=True, kw_only=True):
    """An outlet that was read in the week after the first report and does not tell of the event."""

    name: str
    n_documents: int


class VoicesRow(Row, frozen=True, kw_only=True):
    """One event as each side tells it."""

    event_id: str
    voices: tuple[Voice, ...]
    silent: tuple[Silence, ...]


class OutletRow(Row, frozen=True, kw_only=True):
    """Who publishes, with what was read of it."""

    source_id: str
    name: str
    country: str | None
    """None: of no one country, or not told."""
    control: str
    reliability: str
    licence: str | None
    n_documents: int
    n_copies: int
    n_claims: int
    first: date | None
    last: date | None


class FamilyRow(Row, frozen=True, kw_only=True):
    """Texts that share words: the first to print them, then its copies."""

    origin: SourceRow
    copies: tuple[SourceRow, ...]


class DoubtRow(Row, frozen=True, kw_only=True):
    """Two reports that may tell of one happening, with the machine's reasons."""

    decision: Decision
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    score: float
    is_joined: bool


class DoubtfulRow(Row, frozen=True, kw_only=True):
    """A record that no person ruled on, with what checking it is worth."""

    claim_id: str
    event_id: str | None
    quote: QuoteRow
    confidence: float
    use: float


class FacetRow(Row, frozen=True, kw_only=True):
    """A value that hits of a search are narrowed by, and how many have it."""

    facet: str
    value: str
    label: str
    n: int


class BriefEntry(Row, frozen=True, kw_only=True):
    """One record of a brief with its words."""

    id: str
    place: str
    heading: str
    line: str
    quotes: tuple[QuoteRow, ...]


class Reading(Row, frozen=True, kw_only=True):
    """How far texts that were handed in are read."""

    state: str
    done: int
    of: int
    told: str
    latest: str
    problems: tuple[str, ...]
    n_problems: int


SCHEMAS: tuple[type, ...] = (
    Summary, TodayRow, DyadRow, TieRow, PeriodRow, VoicesRow, OutletRow, FamilyRow, DoubtRow, DoubtfulRow, FacetRow,
    BriefEntry, Reading,
)  # fmt: skip


def summary(edition: Edition) -> Summary:
    """How much there is."""
    return Summary(
        number=edition.number, documents=edition.read.n_documents, origins=edition.read.n_origins,
        events=len(edition.events), undertakings=len(edition.undertakings), conflicts=len(edition.conflicts),
        read=edition.read,
    )  # fmt: skip


def news(edition: Edition, changed: Sequence[ChangeRow]) -> TodayRow:
    """What changed, what is due, what is in dispute."""
    pressing = (name for name, each in edition.standings.items() if each.outcome in ("overdue", "silent", "due"))
    disputed = (name for name in edition.conflicts.names if is_open(edition.book.conflicts[name]))
    return TodayRow(
        judged_on=edition.today, read=edition.read, changed=tuple(changed), pressing=edition.undertakings.of(pressing),
        disputed=edition.conflicts.of(disputed),
    )  # fmt: skip


def pair_row(edition: Edition, a: str, b: str) -> DyadRow:
    """A pair of states."""
    names = edition.book.name_of
    return DyadRow(a=a, b=b, a_name=names(a), b_name=names(b), n_events=len(edition.pairs[a, b]))


def tie_rows(edition: Edition, names: Names) -> tuple[TieRow, ...]:
    """What the named events make of each two states, the fullest first."""
    called = edition.book.name_of
    found = edition.ties if len(names) == len(edition.events) else ties(edition.tie_lines, names)
    return tuple(
        TieRow(
            a=tie.a, b=tie.b, a_name=called(tie.a), b_name=called(tie.b), n_cooperation=tie.n_cooperation,
            n_conflict=tie.n_conflict, lean=tie.lean,
        )
        for tie in found
    )  # fmt: skip


def period_rows(edition: Edition, names: Names) -> tuple[PeriodRow, ...]:
    """The named events period by period."""
    return tuple(
        PeriodRow(
            label=each.label, first=each.first, last=each.last, n_cooperation=each.cooperation,
            n_conflict=each.conflict, interval=each.interval, n_documents=each.coverage,
        )
        for each in periods_in(edition, names)
    )  # fmt: skip


def voices_row(edition: Edition, name: str) -> VoicesRow:
    """The voices on an event, and who kept silent."""
    event = known(edition.events, name, "event")
    silent = (Silence(name=each.name, n_documents=each.n_documents) for each in compare.silences(edition, event))
    return VoicesRow(event_id=name, voices=compare.heard_on(edition, event), silent=tuple(silent))


def outlet_rows(edition: Edition) -> tuple[OutletRow, ...]:
    """Who was read, the most claims first."""
    return tuple(
        OutletRow(
            source_id=each.source_id, name=each.name, country=each.source.country if each.source else None,
            control=each.source.control if each.source else "unknown",
            reliability=each.source.reliability if each.source else "F",
            licence=each.source.licence if each.source else None, n_documents=each.n_documents,
            n_copies=each.n_copies, n_claims=each.n_claims, first=each.first, last=each.last,
        )
        for each in edition.outlets
    )  # fmt: skip


def family_rows(edition: Edition) -> tuple[FamilyRow, ...]:
    """Every origin that others took words from."""
    return tuple(FamilyRow(origin=each.origin, copies=each.copies) for each in sources.families(edition))


def doubt_rows(edition: Edition) -> tuple[DoubtRow, ...]:
    """Pairs that no person ruled on, the most useful first."""
    return tuple(
        DoubtRow(
            decision=each.decision, quotes=each.quotes, events=each.events, score=each.score, is_joined=each.is_joined
        )
        for each in review.doubts(edition)
    )


def doubtful_row(edition: Edition, name: str) -> DoubtfulRow:
    """A record to be checked."""
    each = checking.doubtful(edition, name)
    return DoubtfulRow(
        claim_id=name, event_id=each.event_id, quote=each.quote, use=each.use,
        confidence=each.claim.extraction_confidence,
    )  # fmt: skip


def facet_rows(edition: Edition, hits: Sequence[search.Found]) -> tuple[FacetRow, ...]:
    """What hits are of, facet by facet."""
    return tuple(
        FacetRow(facet=facet.name, value=each.value, label=each.label, n=each.n)
        for facet in search.facets(edition, hits, search.chosen_in({})) for each in facet.values
    )  # fmt: skip


def brief_entries(edition: Edition, names: Sequence[str]) -> tuple[BriefEntry, ...]:
    """Records picked, in their order."""
    entries = brief.read_brief(edition, {"id": names}).entries
    return tuple(
        BriefEntry(id=each.id, place=each.place, heading=each.heading, line=each.line, quotes=each.quotes)
        for each in entries
    )
