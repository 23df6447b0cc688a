"""Rows of articles: JSON Lines and CSV, their columns known by the names that people give them."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

from entente.records.problem import Problem
from entente.records.raw import Hint, RawItem
from entente.sources.limits import MAX_ITEM_BYTES
from entente.sources.lines import TooBlankError, lines_of
from entente.sources.media import HTML, TEXT
from entente.sources.troubles import trouble

TEXT_COLUMNS = (
    "text",
    "body",
    "content",
    "article",
    "articlebody",
    "article_body",
    "maintext",
    "full_text",
    "fulltext",
    "story",
)
HTML_COLUMNS = ("html", "raw_html", "page")
HINT_COLUMNS: dict[Hint, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "published": (
        "published",
        "date",
        "published_at",
        "publication_date",
        "date_published",
        "datepublished",
        "pubdate",
        "dct",
    ),
    "outlet": ("outlet", "source", "publisher", "source_name", "site", "publication", "newspaper"),
    "source_id": ("source_id",),
    "url": ("url", "link", "source_url"),
    "canonical_url": ("canonical_url",),
    "language": ("language", "lang"),
}

SUMMED = frozenset({"row_without_text", "row_not_read", "entry_without_text"})
"""Problems of rows that are told once a file."""
OF_TABLE = {"row_without_text": "table_without_text", "row_not_read": "table_not_read"}
"""What is told of a file in which no row is an article."""
NAMED = 5
"""Rows that are named by their numbers."""

Found = Iterator[RawItem | Problem]


def read_json_lines(stream: BinaryIO, origin: str, now: datetime) -> Found:
    """One article a line; blank ones are passed over, and what is none is told once."""
    return summed(_json_lines(stream, origin, now), origin)


def _json_lines(stream: BinaryIO, origin: str, now: datetime) -> Found:
    notes = _Notes(origin)
    number = 0
    try:
        for number, line in enumerate(lines_of(stream), start=1):
            place = f"{origin}#{number}"
            if line is None:
                yield trouble("item_too_large", place)
            elif text := notes.decoded(line).strip():
                yield from notes.taken()
                yield _row_of_json(text, place, now)
    except TooBlankError:
        yield trouble("table_blank", f"{origin}#{number}")


def read_json(content: bytes, origin: str, now: datetime) -> Found | None:
    """The rows of a file that is one JSON list, or one object over several lines; None: it is neither."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return summed((_row(row, f"{origin}#{number}", now) for number, row in enumerate(rows, start=1)), origin)


def read_csv(stream: BinaryIO, origin: str, now: datetime, *, delimiter: str = ",") -> Found:
    """One article a row, under a line of column names; rows that are none are told once."""
    return summed(_csv_rows(stream, origin, now, delimiter), origin)


def _csv_rows(stream: BinaryIO, origin: str, now: datetime, delimiter: str) -> Found:
    csv.field_size_limit(MAX_ITEM_BYTES)
    notes = _Notes(origin)
    lines = (notes.decoded(line or b"").replace("\0", "\ufffd") for line in lines_of(stream))
    rows = csv.DictReader(lines, delimiter=delimiter)
    number = 0
    try:
        if not {name.strip().lower() for name in rows.fieldnames or ()} & {*TEXT_COLUMNS, *HTML_COLUMNS}:
            yield trouble("table_without_text", origin)
            return
        for number, row in enumerate(rows, start=1):
            yield from notes.taken()
            yield _row(row, f"{origin}#{number}", now)
    except csv.Error as error:
        yield trouble("table_damaged", f"{origin}#{number + 1}", str(error))
    except TooBlankError:
        yield trouble("table_blank", f"{origin}#{number + 1}")


def summed(found: Iterable[RawItem | Problem], origin: str) -> Found:
    """Items as they come; behind them one problem a kind of row that is no article, with the numbers of the first."""
    rows: dict[str, list[str]] = {}
    held = 0
    for one in found:
        if isinstance(one, Problem) and one.code in SUMMED:
            rows.setdefault(one.code, []).append(one.where.rpartition("#")[2])
            continue
        held += isinstance(one, RawItem)
        yield one
    for code, numbers in rows.items():
        if held or code not in OF_TABLE:
            yield trouble(code, f"{origin}#{numbers[0]}", _listed(numbers))
        else:
            yield trouble(OF_TABLE[code], origin)


def _listed(numbers: list[str]) -> str:
    """How many there are and which they are, as far as that can be told in a line."""
    if len(numbers) == 1:
        return ""
    more = ", ..." if len(numbers) > NAMED else ""
    return f"{len(numbers):,} of them: {', '.join(numbers[:NAMED])}{more}"


class _Notes:
    """Reads lines as UTF-8, else as windows-1252, which is told once a file."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._guessed = self._told = False

    def decoded(self, line: bytes) -> str:
        """The text of a line."""
        try:
            return line.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._guessed = True
            return line.decode("cp1252", "replace")

    def taken(self) -> Iterator[Problem]:
        """What is to be told and has not been."""
        if self._guessed and not self._told:
            self._told = True
            yield trouble("encoding_guessed", self._origin)


def _row_of_json(text: str, place: str, now: datetime) -> RawItem | Problem:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return trouble("row_not_read", place)
    return _row(row, place, now)


def _row(row: object, place: str, now: datetime) -> RawItem | Problem:
    if not isinstance(row, dict):
        return trouble("row_not_read", place)
    cells = {str(name).strip().lower(): _cell(value) for name, value in row.items()}
    text, page = _first(cells, TEXT_COLUMNS), _first(cells, HTML_COLUMNS)
    content = (text or page).encode("utf-8", "replace")
    if not content.strip():
        return trouble("row_without_text", place)
    if len(content) > MAX_ITEM_BYTES:
        return trouble("item_too_large", place)
    hints = {hint: value for hint, names in HINT_COLUMNS.items() if (value := _first(cells, names))}
    return RawItem(origin=place, content=content, media_type=TEXT if text else HTML, fetched=now, hints=hints)


def _cell(value: object) -> str:
    """A cell as text; a list of names is joined."""
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value.strip() if isinstance(value, str) else ""


def _first(cells: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")
