"""What a reader asks for in an address, checked: a filter that makes no sense is said back, never guessed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from entente.records.codes import EVENT_TYPES, Status
from entente.records.edtf import read_edtf
from entente.views import UnknownActor, find_state
from entente.web.charts.world import load_worldviews
from entente.web.edition import Edition
from entente.web.tongue import _

LONGEST = 4_000
"""Characters of a query; longer ones are refused unread."""
LAST_PAGE = 100_000

Query = Mapping[str, Sequence[str]]
"""Values by name, as they stand in the address."""


class Refused(Exception):
    """A request that cannot be answered: `status` as HTTP has it, what is wrong, what to do, how long to wait."""

    def __init__(self, status: int, what: str, remedy: str = "", *, wait_s: float = 0.0) -> None:
        super().__init__(what)
        self.status = status
        self.what = what
        self.remedy = remedy
        self.wait_s = wait_s


class Wish(NamedTuple):
    """Which events a reader wants to see."""

    who: str = ""
    """`act:` id of a state on either side; empty: any."""
    whom: str = ""
    """`act:` id of another state that takes part."""
    field: str = ""
    type: str = ""
    status: tuple[str, ...] = ()
    """Any of these; empty: all."""
    since: date | None = None
    until: date | None = None
    origins: int = 1
    """At least so many independent origins."""
    order: str = "date"

    @property
    def is_plain(self) -> bool:
        """Whether nothing is left out."""
        return self._replace(order="date") == Wish()


TABS = ("table", "timeline", "matrix", "network", "map", "trend")
ORDERS = ("date", "print", "origins")
NAMES = frozenset(
    {"who", "whom", "field", "type", "status", "from", "to", "origins", "order", "tab", "page", "worldview"}
)
"""What an address of Explore may hold."""


def read_wish(edition: Edition, query: Query) -> Wish:
    """The filter in an address; Refused with every fault in it."""
    faults: list[str] = [
        _("“%(name)s” is no filter; there are %(names)s", name=_short(name), names=", ".join(sorted(NAMES)))
        for name in query
        if name not in NAMES
    ]
    wish = Wish(
        who=_state(edition, query, "who", faults),
        whom=_state(edition, query, "whom", faults),
        field=_code(query, "field", edition_fields(edition), faults),
        type=_code(query, "type", EVENT_TYPES, faults),
        status=tuple(
            dict.fromkeys(_one_of("status", word, get_args(Status), faults) for word in query.get("status", ()) if word)
        ),
        since=_day(query, "from", faults, first=True),
        until=_day(query, "to", faults, first=False),
        origins=_number(query, "origins", faults, most=1_000),
        order=_code(query, "order", ORDERS, faults) or "date",
    )
    if wish.since and wish.until and wish.until < wish.since:
        faults.append(_("“to” %(until)s is before “from” %(since)s", until=wish.until, since=wish.since))
    if faults:
        raise Refused(400, "; ".join(faults), _("Correct the address, or start from the unfiltered page."))
    return wish


def read_tab(query: Query) -> str:
    """Which drawing of Explore."""
    faults: list[str] = []
    tab = _code(query, "tab", TABS, faults) or "table"
    if faults:
        raise Refused(400, faults[0])
    return tab


def read_worldview(query: Query) -> str:
    """How contested borders are drawn."""
    faults: list[str] = []
    view = _code(query, "worldview", load_worldviews().views, faults) or "default"
    if faults:
        raise Refused(400, faults[0])
    return view


def read_page(query: Query) -> int:
    """The number of a page, from 1."""
    faults: list[str] = []
    page = _number(query, "page", faults, most=LAST_PAGE)
    if faults:
        raise Refused(400, faults[0])
    return page


def read_state(edition: Edition, words: str) -> str:
    """The id of a state that an address names; Refused with the nearest names."""
    found = find_state(words[:100], edition.book.actors, edition.names_of_states)
    if isinstance(found, UnknownActor):
        near = (
            _("Did you mean %(names)s?", names=", ".join(found.nearest))
            if found.nearest
            else _("Write a code such as RUS, or a name.")
        )
        raise Refused(404, _("“%(short)s” names no state", short=_short(words)), near)
    return found


def edition_fields(edition: Edition) -> tuple[str, ...]:
    """The fields that some event counts under."""
    return tuple(sorted(edition.counts[2]))


def last(query: Query, name: str) -> str:
    """The last value of a name; empty: it is not asked for."""
    values = query.get(name, ())
    return values[-1].strip() if values else ""


def _state(edition: Edition, query: Query, name: str, faults: list[str]) -> str:
    words = last(query, name)
    if not words:
        return ""
    try:
        return read_state(edition, words)
    except Refused as refused:
        faults.append(f"{name}: {refused.what}. {refused.remedy}")
        return ""


def _code(query: Query, name: str, known: Iterable[str], faults: list[str]) -> str:
    word = last(query, name)
    return _one_of(name, word, tuple(known), faults) if word else ""


def _one_of(name: str, word: str, known: Sequence[str], faults: list[str]) -> str:
    if word not in known:
        faults.append(
            _("%(name)s: “%(short)s” is none of %(join)s", name=name, short=_short(word), join=", ".join(known))
        )
    return word


def _day(query: Query, name: str, faults: list[str], *, first: bool) -> date | None:
    word = last(query, name)
    if not word:
        return None
    try:
        found = read_edtf(word[:40])
    except ValueError:
        faults.append(
            _("%(name)s: “%(short)s” is no date; write 2025-03-31, 2025-03 or 2025", name=name, short=_short(word))
        )
        return None
    return found.earliest if first else found.latest


def _number(query: Query, name: str, faults: list[str], *, most: int) -> int:
    word = last(query, name) or "1"
    if not (word.isascii() and word.isdigit() and len(word) < 8 and 1 <= int(word) <= most):
        faults.append(
            _("%(name)s: “%(short)s” is no whole number from 1 to %(most)s", name=name, short=_short(word), most=most)
        )
        return 1
    return int(word)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60] + "…"
