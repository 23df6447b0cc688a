"""An edition as a folder of files: one process writes it, another opens it without reading it whole."""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from entente.merge.copies import Lineage
from entente.merge.lifecycle import Due
from entente.records import (
    Actor,
    Claim,
    Conflict,
    Decision,
    Document,
    Event,
    Evidence,
    Problem,
    Record,
    Source,
    Undertaking,
)
from entente.views import Book, Coverage, EventRow, UndertakingRow
from entente.views.undertakings import Standing
from entente.web.ahead import row_reader, shown_events, shown_undertakings, write_row
from entente.web.charts.network import Spot
from entente.web.charts.ties import TieLines
from entente.web.columns import Columns, Groups, Names
from entente.web.edition import Edition, Pair
from entente.web.outlets import Texts
from entente.web.packed import Ids, Lines, Packed, Parts, Pointing, Reckoned
from entente.web.phrases import Worded

if sys.platform != "win32":
    from mmap import MADV_RANDOM

R = TypeVar("R")
K = TypeVar("K")
HEAD = "head"
Words = tuple[str, ...]


class Head(Record, frozen=True, kw_only=True):
    """What is small enough to be read whole."""

    at: datetime | None
    number: str
    last_day: date | None
    placed: dict[str, Spot]
    positions: dict[str, Spot]
    read: Coverage
    fields: Words
    outlet_ids: Words
    tie_pairs: tuple[Pair, ...]
    pairs: tuple[Pair, ...]
    """Keys of lists in the order in which these are written, as the next four."""
    told_of: tuple[Pair, ...]
    promised: tuple[Pair, ...]
    of_state: Words
    texts_of: Words
    parts_of: dict[str, Words]


# Writing


def press(edition: Edition, folder: Path) -> None:
    """Writes an edition into an empty folder."""
    _Press(folder).write(edition.warm())


class _Press:
    """Writes arrays and records under names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, edition: Edition) -> None:
        """Everything that pages ask for."""
        self._book(edition)
        self._places(edition)
        self._columns(edition)
        head = Head(
            at=edition.at, number=edition.number, last_day=edition.book.last_day, placed=dict(edition.placed),
            positions=dict(edition.positions), read=edition.read, fields=edition.columns.fields,
            outlet_ids=edition.texts.outlet_ids, tie_pairs=edition.tie_lines.pairs, pairs=tuple(edition.pairs),
            told_of=tuple(edition.told_of), promised=tuple(edition.promised), of_state=tuple(edition.of_state),
            texts_of=tuple(edition.texts_of), parts_of=dict(edition.parts_of),
        )  # fmt: skip
        (self.folder / HEAD).write_bytes(msgspec.msgpack.encode(head))

    def _book(self, edition: Edition) -> None:
        book, events, promised = edition.book, shown_events(edition), shown_undertakings(edition)
        self._records("documents", book.documents)
        self._records("claims", book.claims)
        self._records("events", _sorted(edition.events))
        self._records("undertakings", book.undertakings)
        self._records("lineages", book.lineages)
        self._records("undertakings_of", _sorted(book.undertakings_of))
        self._ahead("events_ahead", events, map(edition.row, events))
        self._ahead("undertakings_ahead", promised, map(edition.undertaking.__getitem__, promised))
        self._lines("conflicts", book.conflicts.values())
        self._lines("dues", book.dues)
        self._lines("sources", book.sources.values())
        self._lines("actors", book.actors.values())
        self._lines("problems", book.problems)
        self._lines("rulings", edition.rulings)
        self._lines("decisions", edition.decisions)
        self._lines("standings", edition.standings.values())
        self._lines("families", edition.family_of.items())

    def _places(self, edition: Edition) -> None:
        """Where records stand in the order of their ids."""
        book = edition.book
        texts, claims, events = _numbered(book.documents), _numbered(book.claims), _numbered(sorted(edition.events))
        told = [edition.claims_of.get(name, ()) for name in book.documents]
        self._array("by_date", [events[name] for name in edition.by_date])
        self._array("event_of", [events.get(book.event_of.get(name, ""), -1) for name in book.claims])
        self._array("by_origin", [texts[name] for name in edition.by_origin])
        self._array("by_urgency", [_numbered(book.conflicts)[name] for name in edition.by_urgency])
        self._array("to_check", edition.to_check.at)
        self._array("claims_of", [claims[claim.claim_id] for each in told for claim in each])
        self._array("claims_of.ends", np.cumsum([len(each) for each in told], dtype=np.int32))
        marks, counts = array("I"), array("I")
        for claim in book.claims.values():
            before = len(marks)
            marks.extend(_mark(quote.evidence_id) for quote in claim.quotes())
            counts.append(len(marks) - before)
        order = np.argsort(np.array(marks, dtype=np.uint32), kind="stable")
        self._array("quotes.marks", np.array(marks, dtype=np.uint32)[order])
        self._array("quotes", np.repeat(np.arange(len(counts), dtype=np.int32), counts)[order])

    def _columns(self, edition: Edition) -> None:
        for name in ("print_days", "print_rank", "in_dispute", "visit_ranks"):
            self._array(name, getattr(edition, name))
        self._array("by_print", edition.by_print.at)
        for name in ("pairs", "told_of", "promised", "of_state", "texts_of"):
            self._groups(name, getattr(edition, name))
        for name in ("columns", "texts", "worded", "tie_lines"):
            for field, values in getattr(edition, name)._asdict().items():
                if isinstance(values, np.ndarray):
                    self._array(f"{name}.{field}", values)

    def _groups(self, name: str, groups: Groups[Any]) -> None:  # Any: by pair or by state
        every = [names.at for names in groups.values()]
        self._array(name, np.concatenate(every) if every else [])
        self._array(f"{name}.ends", np.cumsum([len(at) for at in every], dtype=np.int64))

    def _records(self, name: str, records: Mapping[str, object]) -> None:
        """Records by id, which stand in the order of their ids."""
        self._array(f"{name}.ids", Ids.of(records).words)
        self._array(f"{name}.marks", np.frombuffer(self._lines(name, records.values()), dtype=np.uint64))

    def _ahead(self, name: str, names: Sequence[str], rows: Iterable[object]) -> None:
        """Rows under ids that are sorted."""
        self._array(f"{name}.ids", Ids.of(names).words)
        self._lines(name, rows, write_row)

    def _lines(
        self, name: str, records: Iterable[object], encode: Callable[[object], bytes] = msgspec.msgpack.encode
    ) -> bytes:
        """Records one after the other; a hash of eight bytes for each."""
        ends, marks, end = [], bytearray(), 0
        with (self.folder / name).open("wb") as file:
            for record in records:
                line = encode(record)
                end += file.write(line)
                ends.append(end)
                marks += blake2b(line, digest_size=8).digest()
        self._array(f"{name}.ends", np.array(ends, dtype=np.int64))
        return bytes(marks)

    def _array(self, name: str, values: Sequence[int] | NDArray[Any]) -> None:  # Any: of whatever width
        array = values if isinstance(values, np.ndarray) else np.array(values, dtype=np.int32)
        np.save(self.folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def _sorted(records: Mapping[str, R]) -> Mapping[str, R]:
    return dict(sorted(records.items()))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _mark(evidence_id: str) -> int:
    return crc32(evidence_id.encode())


# Opening


def open_edition(folder: Path) -> Edition:
    """The edition that was written into a folder; the folder may be removed as soon as it is open."""
    return _Opened(folder).edition()


class _Opened:
    """A folder that was written before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.head = msgspec.msgpack.decode((folder / HEAD).read_bytes(), type=Head)
        self.documents = self._records("documents", Document)
        self.claims = self._records("claims", Claim)
        self.events = self._records("events", Event)
        told = self._array("claims_of.ends"), self._array("claims_of")
        self.claims_of = Parts(self.documents.ids, *told, self.claims)

    def edition(self) -> Edition:
        """Its book and its indexes; what else there is is worked out of those when a page asks for it."""
        head, book = self.head, self._book()
        decisions = tuple(self._lines("decisions", Decision))
        made = Edition(
            book, head.at, head.number, self._lines("rulings", Decision), decisions, head.placed,
            self._ahead("events_ahead", EventRow), self._ahead("undertakings_ahead", UndertakingRow),
        )  # fmt: skip
        vars(made).update(
            events=self.events, sides=Reckoned(self.events, lambda event: book.sides_of(event.claims)),
            standings={each.undertaking_id: each for each in self._lines("standings", Standing)},
            family_of=dict(self._lines("families", tuple[str, Words])), parts_of=head.parts_of, read=head.read,
            positions=head.positions, source_ids=self.documents.ids,
            claims_of=self.claims_of,
        )  # fmt: skip
        vars(made).update(self._columns())
        vars(made).update(self._orders(book))
        vars(made).update(self._lists(made))
        return made.warm()

    def _book(self) -> Book:
        """Its records, and the indexes that would need all of them to be read."""
        book = Book(
            documents=self.documents, claims=self.claims, events=self.events,
            undertakings=self._records("undertakings", Undertaking), lineages=self._records("lineages", Lineage),
            conflicts={each.conflict_id: each for each in self._lines("conflicts", Conflict)},
            dues=tuple(self._lines("dues", Due)), problems=self._lines("problems", Problem),
            sources={each.source_id: each for each in self._lines("sources", Source)},
            actors={each.actor_id: each for each in self._lines("actors", Actor)},
        )  # fmt: skip
        vars(book).update(
            last_day=self.head.last_day, sides=Reckoned(self.claims, book.sides_in),
            event_of=Pointing(self.claims.ids, self.events.ids, self._array("event_of")),
            undertakings_of=self._records("undertakings_of", Words),
            claims_in=Reckoned(self.claims_of, lambda some: tuple(claim.claim_id for claim in some)),
            quotes=_Quotes(self.claims, self._array("quotes.marks"), self._array("quotes")),
        )  # fmt: skip
        return book

    def _columns(self) -> dict[str, object]:
        names = ("print_days", "print_rank", "in_dispute", "visit_ranks")
        return {
            **{name: self._array(name) for name in names},
            "columns": Columns(**self._arrays("columns", Columns), fields=self.head.fields),
            "texts": Texts(**self._arrays("texts", Texts), outlet_ids=self.head.outlet_ids),
            "text_days": self._array("texts.day"),
            "worded": Worded(**self._arrays("worded", Worded)),
            "tie_lines": TieLines(**self._arrays("tie_lines", TieLines), pairs=self.head.tie_pairs),
        }

    def _orders(self, book: Book) -> dict[str, object]:
        by_date, conflicts = Names(self.events.ids, self._array("by_date")), tuple(book.conflicts)
        return {
            "by_date": by_date,
            "by_print": Names(by_date, self._array("by_print")),
            "by_origin": Names(self.documents.ids, self._array("by_origin")),
            "by_urgency": tuple(conflicts[at] for at in self._array("by_urgency").tolist()),
            "to_check": Names(self.claims.ids, self._array("to_check")),
        }

    def _lists(self, made: Edition) -> dict[str, object]:
        head, promised = self.head, made.undertakings.names
        return {
            "pairs": self._groups("pairs", made.by_date, head.pairs),
            "of_state": self._groups("of_state", made.by_date, head.of_state),
            "told_of": self._groups("told_of", self.claims.ids, head.told_of),
            "promised": self._groups("promised", promised, head.promised),
            "texts_of": self._groups("texts_of", made.by_origin, head.texts_of),
        }

    def _groups(self, name: str, every: Sequence[str], keys: Iterable[K]) -> Groups[K]:
        parts = np.split(self._array(name), self._array(f"{name}.ends")[:-1])
        return Groups(every, dict(zip(keys, parts, strict=False)))

    def _records(self, name: str, kind: type[R]) -> Packed[R]:
        return Packed(Ids(self._array(f"{name}.ids")), self._lines(name, kind), self._array(f"{name}.marks"))

    def _ahead(self, name: str, kind: type[R]) -> Packed[R]:
        return Packed(Ids(self._array(f"{name}.ids")), self._lines(name, kind, row_reader(kind)))

    def _lines(self, name: str, kind: type[R], read: Callable[[bytes], R] | None = None) -> Lines[R]:
        read = read or msgspec.msgpack.Decoder(kind).decode
        return Lines(self._array(f"{name}.ends"), _mapped(self.folder / name), read)

    def _arrays(self, name: str, columns: type[Any]) -> dict[str, Any]:  # Any: of its own width each
        fields = (field for field in columns._fields if (self.folder / f"{name}.{field}.npy").exists())
        return {field: self._array(f"{name}.{field}") for field in fields}

    def _array(self, name: str) -> NDArray[Any]:  # Any: of whatever width it was written in
        return np.asarray(np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))


def _mapped(path: Path) -> mmap | bytes:
    """The bytes of a file, of which only those come into memory that are asked for, not their neighbours."""
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    if sys.platform != "win32":
        mapped.madvise(MADV_RANDOM)
    return mapped


class _Quotes(Mapping[str, tuple[Evidence, str]]):
    """Every piece of evidence by id, with the claim it belongs to."""

    def __init__(self, claims: Packed[Claim], marks: NDArray[np.uint32], at: NDArray[np.int32]) -> None:
        self._claims = claims
        self._marks = marks
        self._at = at

    def __getitem__(self, name: str) -> tuple[Evidence, str]:
        left, right = (int(np.searchsorted(self._marks, np.uint32(_mark(name)), side)) for side in ("left", "right"))
        for at in reversed(self._at[left:right].tolist()):  # the last to hold it, as where all are in memory
            claim = self._claims[self._claims.ids[at]]
            for quote in claim.quotes():
                if quote.evidence_id == name:
                    return quote, claim.claim_id
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (quote.evidence_id for claim in self._claims.values() for quote in claim.quotes())

    def __len__(self) -> int:
        return sum(1 for _ in self)
