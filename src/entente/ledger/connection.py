"""What the two engines have in common, and the few statements that they word differently."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from entente.ledger.place import Place

Values = Sequence[object] | Mapping[str, object]
Row = tuple[object, ...]
Key = tuple[object, ...]
"""The values of one asking."""
Question = tuple[str, Sequence[Key]]
"""A statement and the keys for which it is asked, each on its own."""


RANKED = 2_000
"""Hits of a search that are ranked; of more the latest recorded, as a word that a million lines hold sorts none out."""


class Term(NamedTuple):
    """Words that stand together; `is_open`: the last one may go on."""

    words: tuple[str, ...]
    is_open: bool


class Dialect(NamedTuple):
    """What differs between the engines; all other statements serve both."""

    claims_only: str
    """Keeps claims, and leaves the choice of the index to what else is asked."""
    found: str
    """From the words sought to entries."""
    best: str
    """The order of what was found."""
    sought: Callable[[Sequence[Term]], str]
    """The words as the engine wants them; "": nothing holds them."""
    searchable: str
    """The numbers of entries that a search can find."""


TABLES = {
    "batch": ("batch", "recorded_at", "producer", "last", "closed"),
    "raw": ("sha256", "content"),
    "entry": ("seq", "batch", "kind", "id", "about", "supersedes", "digest", "body"),
    "reading": (
        "batch", "slot", "origin", "fetched", "raw", "text_version", "producer", "media_type", "hints", "doc_id",
    ),
    "closing": ("seq", "batch"),
    "claim_days": ("seq", "earliest", "latest"),
    "claim_party": ("actor", "seq", "side"),
    "claim_dyad": ("a", "b", "seq"),
    "wording": ("seq", "title", "quote"),
    "segment": ("sha256", "name", "lines", "first", "last", "listed_at"),
}  # fmt: skip
"""Tables that rows are added to without asking what is there, with the order of a row's values."""


class Rows(Protocol):
    """What a statement found or changed."""

    def fetchone(self) -> Any:  # Any: a row's columns have their own types
        """The next row; None: there is none."""

    def fetchall(self) -> list[Any]:  # Any: as above
        """The rows left."""

    def __iter__(self) -> Iterator[Any]: ...  # Any: as above


class Connection(Protocol):
    """Statements in the SQL that both engines share: `?` or `:name` for values."""

    @property
    def dialect(self) -> Dialect:
        """The statements that differ."""

    @property
    def refusal(self) -> type[Exception]:
        """What a row raises that contradicts those before it."""

    def execute(self, statement: str, values: Any = (), /) -> Rows:  # Any: engines differ in what they name it
        """One statement; its rows are few."""

    def ask(self, *questions: Question) -> list[list[list[Any]]]:  # Any: as above
        """The rows of every question for every key, in one journey; rows that were added are found."""

    def stream(self, statement: str, values: Values = (), /) -> Iterator[Any]:  # Any: as above
        """The rows of one statement, however many, a few at a time."""

    def add(self, table: str, rows: Iterable[Row], /) -> None:
        """Rows into one of `TABLES`; the next statement finds them."""

    def close(self) -> None:
        """Ends it."""


class Store(Protocol):
    """An open ledger: its connection, and what the engine does its own way."""

    @property
    def place(self) -> Place:
        """Where it lies."""

    @property
    def connection(self) -> Connection:
        """For statements."""

    @property
    def schema(self) -> int:
        """The number of the last migration it has seen."""

    def plain_errors(self) -> AbstractContextManager[None]:
        """Errors of the engine leave as LedgerError: what, where, what to do."""

    def writing(self) -> AbstractContextManager[None]:
        """All of it or nothing, and no other writer meanwhile; LedgerError if it was opened for reading."""

    def faults(self) -> Iterator[str]:
        """What the engine itself finds wrong."""

    def close(self) -> None:
        """Frees what it holds; a second time does nothing."""
