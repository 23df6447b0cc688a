"""Dashboards over the lake: DuckDB in memory reads the segments, nothing else is opened."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from entente.errors import EntenteError
from entente.lake.manifest import Segment, read_manifest
from entente.lake.segments import MISSING, TABLES, table_of
from entente.records import Record

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may use before it writes to disk or refuses."""
LATEST = 20
"""Claims that a pair's page shows first."""


class PairCount(Record, frozen=True, kw_only=True, tag_field="record", tag="pair_count"):
    """How many claims two states share; copies are counted, since events are the merge's affair."""

    a: str
    b: str
    claims: int
    """That tell of what happened or is under way, words alone left out (C5)."""
    cooperation: int
    conflict: int


class MonthCount(Record, frozen=True, kw_only=True, tag_field="record", tag="month_count"):
    """Claims of two states in one month and field."""

    month: date | None
    """Its first day; None: the date fits into no month."""
    field: str
    claims: int
    cooperation: int
    conflict: int
    documents: int
    """Texts that tell of it."""


class Told(Record, frozen=True, kw_only=True, tag_field="record", tag="told_claim"):
    """A claim with its words and where they were printed."""

    claim_id: str
    edtf: str
    type: str | None
    status: str
    field: str
    quote: str
    source: str
    title: str
    published: date | None


class MonthRead(Record, frozen=True, kw_only=True, tag_field="record", tag="month_read"):
    """What was read of one month's print."""

    month: date | None
    """Its first day; None: the day of publication is not known."""
    documents: int
    sources: int


_COUNTS = """count(*) AS claims, count(*) FILTER (quad IN (1, 2)) AS cooperation,
    count(*) FILTER (quad IN (3, 4)) AS conflict"""
_SINCE, _UNTIL = " AND (latest IS NULL OR latest >= $since)", " AND (earliest IS NULL OR earliest <= $until)"
_NOW = "superseded_at IS NULL AND seq NOT IN (SELECT seq FROM gone)"
_THEN = """recorded_at <= $at AND (superseded_at IS NULL OR superseded_at > $at)
    AND seq NOT IN (SELECT seq FROM closings WHERE superseded_at <= $at)
    AND seq NOT IN (SELECT seq FROM rejected
        WHERE recorded_at <= $at AND (superseded_at IS NULL OR superseded_at > $at))"""
_REJECTED = """CREATE TABLE rejected AS SELECT t.seq, r.recorded_at,
    least(r.superseded_at, c.superseded_at) AS superseded_at FROM rejections r JOIN claims t USING (claim_id)
    LEFT JOIN closings c ON c.seq = r.seq"""
"""The claims that persons ruled against, and from when to when."""
_GONE = """CREATE TABLE gone AS SELECT seq FROM closings
    UNION SELECT seq FROM rejected WHERE superseded_at IS NULL"""
"""What no longer stands now, though its own row does not say so."""
_PAIRS = f"""SELECT a, b, {_COUNTS} FROM relations t WHERE counted AND @stands@window
    GROUP BY a, b ORDER BY claims DESC, a, b LIMIT $limit"""
_TREND = f"""SELECT month, field, {_COUNTS}, count(DISTINCT doc) AS documents FROM read_parquet($files) t
    WHERE a = $a AND b = $b AND counted AND @stands@window GROUP BY month, field ORDER BY month NULLS LAST, field"""
_LATEST = """SELECT seq FROM read_parquet($files) t WHERE a = $a AND b = $b AND @stands@window
    ORDER BY latest DESC NULLS LAST, seq LIMIT $limit"""
_QUOTED = """SELECT seq, claim_id, edtf, type, status, field, quote, doc FROM read_parquet($files)
    WHERE seq IN (@numbers)"""
_PRINTED = """SELECT doc, source, title, published FROM documents t
    WHERE doc IN (@numbers) AND @stands"""
_READ = """SELECT CAST(date_trunc('month', published) AS DATE) AS month, count(*) AS documents,
    count(DISTINCT source) AS sources FROM documents t WHERE @stands GROUP BY 1 ORDER BY 1 NULLS LAST"""
_SETTINGS: Mapping[str, str | int | float | list[str]] = {
    "autoinstall_known_extensions": False, "autoload_known_extensions": False, "temp_directory": "",
}  # fmt: skip
"""Nothing is fetched and nothing written."""
_HEADS_ONCE = "SET parquet_metadata_cache = true"
"""Segments never change, so their heads are read once."""


class Lake:
    """The segments as tables, as the ledger stood at a moment; needs the extra `lake`."""

    def __init__(self, folder: str | Path, *, memory: str = MEMORY) -> None:
        folder = Path(folder)
        manifest = read_manifest(folder)
        if manifest is None or manifest.upto is None:
            raise EntenteError("there is no lake here", str(folder), "run `entente lake build`")
        self.folder, self.manifest, self.upto = folder, manifest, manifest.upto
        self._connection = _connect(memory)
        for table in TABLES:
            self._open(table)
        self._connection.execute(_REJECTED)
        self._connection.execute(_GONE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()

    def close(self) -> None:
        """Frees the memory."""
        self._connection.close()

    def _open(self, table: str) -> None:
        """The files as a view; closings and rejections, which are few, as tables in memory."""
        files = [str(self.folder / segment.name) for segment in self.manifest.segments(table)]
        empty = table_of((), TABLES[table])
        rows = self._connection.read_parquet(files) if files else self._connection.from_arrow(empty)
        if table in ("closings", "rejections"):
            rows.create(table)
        elif files:
            rows.create_view(table)
        else:
            rows.create(table)

    def pairs(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        as_of: datetime | None = None,
        limit: int = LATEST,
    ) -> tuple[PairCount, ...]:
        """The pairs of states with the most claims that may fall in a period."""
        values = {"since": since, "until": until, "at": as_of, "limit": limit}
        return tuple(PairCount(**row) for row in self._ask(_PAIRS, values))

    def trend(
        self, a: str, b: str, *, since: date | None = None, until: date | None = None, as_of: datetime | None = None
    ) -> tuple[MonthCount, ...]:
        """Claims of two states by month and field; a date counts where it fits whole, or under no month.

        Args:
            a: code of a state, ISO 3166-1 alpha-3; the `act:` id of a state that has none.
            b: code of the other.
            since: what may have happened on this day or later.
            until: what may have happened on this day or earlier.
            as_of: as the ledger stood at that moment; None: as it stood when the lake was built.
        """
        values = {"since": since, "until": until, "at": as_of}
        return tuple(MonthCount(**row) for row in self._ask_of(a, b, _TREND, values))

    def latest(
        self,
        a: str,
        b: str,
        *,
        since: date | None = None,
        until: date | None = None,
        as_of: datetime | None = None,
        limit: int = LATEST,
    ) -> tuple[Told, ...]:
        """The latest claims of two states whatever their status, with their words."""
        values = {"since": since, "until": until, "at": as_of, "limit": limit}
        order = [row["seq"] for row in self._ask_of(a, b, _LATEST, values)]
        files = [str(self.folder / segment.name) for segment in self._holding(order)]
        quoted = {row["seq"]: row for row in self._ask(_QUOTED, {"files": files}, order)} if order else {}
        docs = sorted({row["doc"] for row in quoted.values()})
        printed = {row["doc"]: row for row in self._ask(_PRINTED, {"at": as_of}, docs)} if docs else {}
        return tuple(_told(quoted[seq], printed[quoted[seq]["doc"]]) for seq in order if quoted[seq]["doc"] in printed)

    def coverage(self, *, as_of: datetime | None = None) -> tuple[MonthRead, ...]:
        """What was read, by month of publication: how much a count rests on."""
        return tuple(MonthRead(**row) for row in self._ask(_READ, {"at": as_of}))

    def _ask_of(
        self, a: str, b: str, query: str, values: Mapping[str, Any]
    ) -> list[dict[str, Any]]:  # Any: columns have their own types
        """Rows about a pair, from the files in which it may lie."""
        pair = (min(a, b), max(a, b))
        files = [str(self.folder / segment.name) for segment in self.manifest.of_pair(pair)]
        return self._ask(query, {**values, "a": pair[0], "b": pair[1], "files": files}) if files else []

    def _holding(self, numbers: Sequence[int]) -> tuple[Segment, ...]:
        """The segments of claims in which some of these entries lie."""
        ordered = sorted(numbers)
        return tuple(
            segment
            for segment in self.manifest.segments("claims")
            if bisect_left(ordered, segment.first) < bisect_right(ordered, segment.last)
        )

    def _ask(
        self, query: str, values: Mapping[str, Any], numbers: Sequence[int] = ()
    ) -> list[dict[str, Any]]:  # Any: columns have their own types
        """Rows by column; of the values, those that the query names; the numbers sought, each as a value."""
        sought = {f"n{at}": number for at, number in enumerate(numbers)}
        window = (_SINCE if values.get("since") else "") + (_UNTIL if values.get("until") else "")
        statement = query.replace("@stands", _THEN if values.get("at") else _NOW).replace("@window", window)
        statement = statement.replace("@numbers", ", ".join(f"${name}" for name in sought))
        named = sought | {key: value for key, value in values.items() if f"${key}" in statement}
        answer = self._connection.execute(statement, named)
        columns = [column[0] for column in answer.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def _connect(memory: str) -> "DuckDBPyConnection":
    try:
        import duckdb
    except ImportError as error:
        raise EntenteError("DuckDB is not installed", remedy=MISSING) from error
    connection = duckdb.connect(":memory:", config={**_SETTINGS, "memory_limit": memory})
    connection.execute(_HEADS_ONCE)
    return connection


def _told(claim: Mapping[str, Any], document: Mapping[str, Any]) -> Told:  # Any: as the query gives them
    row = {**claim, **document}
    return Told(**{name: row[name] for name in Told.__struct_fields__})
