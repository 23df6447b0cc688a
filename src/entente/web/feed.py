"""The same as JSON: one resource a page, cursors, tags, and problem documents (RFC 9457)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.openapi.utils import get_openapi

from entente.records import Document
from entente.views import (
    ConflictRow,
    Coverage,
    Dyad,
    EventDetail,
    EventRow,
    QuoteRow,
    Row,
    SourceRow,
    UndertakingRow,
    dyad,
    event_detail,
    find_quotes,
)
from entente.web.asking import NAMES, Refused, read_state, read_wish
from entente.web.choosing import choose
from entente.web.edition import Edition
from entente.web.pages.page import known
from entente.web.sending import sent
from entente.web.shelf import Shelf

ROOT = "/api/v1"
MOST = 500
"""Lines of one answer."""

Cursor = Annotated[str, Query(max_length=200, description="`next` of the answer before; empty: from the start.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Lines of one answer.")]
Name = Annotated[str, Path(max_length=200, description="Id of the record.")]
Filter = Annotated[str, Query(max_length=200)]
T = TypeVar("T")


class Slice(Row, frozen=True, kw_only=True):
    """A stretch of a list."""

    total: int
    next: str | None
    """Cursor of the following stretch; None: there is none."""
    items: tuple[Any, ...]  # Any: rows of one kind, which the document of the interface names


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


class PairRow(Row, frozen=True, kw_only=True):
    """Two states and how many events they have between them."""

    a: str
    b: str
    a_name: str
    b_name: str
    n_events: int


SCHEMAS: tuple[type, ...] = (
    Summary, EventRow, EventDetail, Dyad, PairRow, UndertakingRow, ConflictRow, SourceRow, Document, QuoteRow,
)  # fmt: skip


def problem(status: int, what: str, remedy: str = "", instance: str = "") -> Response:
    """What went wrong, as programs read it."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": what}
    body |= {name: value for name, value in (("remedy", remedy), ("instance", instance)) if value}
    return Response(msgspec.json.encode(body), status, media_type="application/problem+json")


def add_routes(app: FastAPI, shelf: Shelf) -> None:
    """Every address that programs call."""
    _add_lists(app, shelf)
    _add_records(app, shelf)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]


def _add_lists(app: FastAPI, shelf: Shelf) -> None:
    @app.get(ROOT, tags=["lists"], responses=_answers("Summary"), response_class=Response)
    def summary(request: Request) -> Response:
        """How much there is."""
        edition = shelf.current().edition
        found = Summary(
            number=edition.number, documents=edition.read.n_documents, origins=edition.read.n_origins,
            events=len(edition.events), undertakings=len(edition.undertakings), conflicts=len(edition.conflicts),
            read=edition.read,
        )  # fmt: skip
        return _sent(found, request)

    @app.get(ROOT + "/events", tags=["lists"], responses=_answers("EventRow", many=True), response_class=Response)
    def events(
        request: Request,
        who: Filter = "", whom: Filter = "", field: Filter = "", type: Filter = "",  # noqa: A002  # the field's word
        status: Annotated[list[str] | None, Query(max_length=20)] = None,
        from_: Annotated[str, Query(alias="from", max_length=40)] = "",
        to: Annotated[str, Query(max_length=40)] = "",
        origins: Filter = "", order: Filter = "", limit: Limit = 50, cursor: Cursor = "",
    ) -> Response:  # fmt: skip
        """Events that fit the filter of Explore."""
        edition = shelf.current().edition
        asked = {name: values for name in NAMES - {"tab", "page"} if (values := request.query_params.getlist(name))}
        names = choose(edition, read_wish(edition, asked))
        chosen, total, following = _stretch(names, cursor, limit)
        return _sent(Slice(total=total, next=following, items=edition.rows(chosen)), request)

    _list(app, "dyads", "PairRow", lambda e: e.pairs, lambda e, pair: _pair(e, *pair), shelf)
    _list(app, "undertakings", "UndertakingRow", lambda e: tuple(e.undertaking), lambda e, n: e.undertaking[n], shelf)
    _list(app, "conflicts", "ConflictRow", lambda e: tuple(_conflicts(e)), lambda e, n: _conflicts(e)[n], shelf)
    _list(app, "documents", "SourceRow", lambda e: tuple(e.source), lambda e, n: e.source[n], shelf)

    @app.get(ROOT + "/search", tags=["lists"], responses=_answers("QuoteRow", many=True), response_class=Response)
    def search(
        request: Request, q: Annotated[str, Query(max_length=500)], limit: Limit = 50, cursor: Cursor = ""
    ) -> Response:
        """Quotes that hold every word, best first."""
        edition = shelf.current().edition
        found = [getattr(record, "claim_id", "") for record in shelf.search(q, MOST)]
        chosen, total, following = _stretch([name for name in found if name in edition.book.claims], cursor, limit)
        quotes = tuple(quote for name in chosen for quote in find_quotes(edition.book, name))
        return _sent(Slice(total=total, next=following, items=quotes), request)


def _add_records(app: FastAPI, shelf: Shelf) -> None:
    def one(path: str, schema: str, find: Callable[[Edition, str], object], summary: str) -> None:
        def handler(request: Request, name: Name) -> Response:
            return _sent(find(shelf.current().edition, name), request)

        handler.__doc__ = summary
        app.add_api_route(
            f"{ROOT}/{path}/{{name}}", handler, tags=["records"], responses=_answers(schema), response_class=Response,
            operation_id=f"get_{path}", name=f"one of {path}",
        )  # fmt: skip

    one("events", "EventDetail", _event, "An event with every report and the reasons behind its values.")
    one("undertakings", "UndertakingRow", lambda e, n: known(e.undertaking, n, "undertaking"), "An undertaking's life.")
    one("conflicts", "ConflictRow", lambda e, n: known(_conflicts(e), n, "conflict"), "A conflict with both sides.")
    one("documents", "Document", lambda e, n: known(e.book.documents, n, "document"), "A text with its regions.")

    @app.get(ROOT + "/dyads/{a}/{b}", tags=["records"], responses=_answers("Dyad"), response_class=Response)
    def pair(request: Request, a: Name, b: Name) -> Response:
        """All that is known of two states."""
        edition = shelf.current().edition
        left, right = read_state(edition, a), read_state(edition, b)
        if left == right:
            raise Refused(400, "these are the same state", "Name two.")
        return _sent(dyad(edition.part(left, right), left, right, edition.today), request)

    @app.get(
        ROOT + "/quotes/{name}", tags=["records"], responses=_answers("QuoteRow", many=True), response_class=Response
    )
    def quotes(request: Request, name: Name) -> Response:
        """Every quote under an id: of an evidence, a claim, an event, an undertaking, a conflict or a document."""
        found = find_quotes(shelf.current().edition.book, name)
        if not found:
            raise Refused(404, f"there is no record “{name[:60]}” in this project")
        return _sent(Slice(total=len(found), next=None, items=found), request)


def _list(
    app: FastAPI, path: str, schema: str, names: Callable[[Edition], Any], row: Callable[[Edition, Any], object],
    shelf: Shelf,
) -> None:  # fmt: skip
    """A list of one kind; Any: what names its lines, which only `row` reads."""

    def handler(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        edition = shelf.current().edition
        chosen, total, following = _stretch(tuple(names(edition)), cursor, limit)
        return _sent(Slice(total=total, next=following, items=tuple(row(edition, name) for name in chosen)), request)

    handler.__doc__ = f"All {path}, in the order of their page."
    app.add_api_route(
        f"{ROOT}/{path}", handler, tags=["lists"], responses=_answers(schema, many=True), response_class=Response,
        operation_id=f"list_{path}", name=path,
    )  # fmt: skip


def _pair(edition: Edition, a: str, b: str) -> PairRow:
    book = edition.book
    return PairRow(a=a, b=b, a_name=book.name_of(a), b_name=book.name_of(b), n_events=len(edition.pairs[a, b]))


def _event(edition: Edition, name: str) -> EventDetail:
    return event_detail(edition.book, known(edition.events, name, "event"))


def _conflicts(edition: Edition) -> dict[str, ConflictRow]:
    return {row.conflict_id: row for row in edition.conflicts}


def _stretch(lines: Sequence[T], cursor: str, limit: int) -> tuple[Sequence[T], int, str | None]:
    """Lines after a cursor, how many there are in all, and the cursor after them."""
    start = _place(cursor) if cursor else 0
    end = start + limit
    return lines[start:end], len(lines), _cursor(end) if end < len(lines) else None


def _cursor(place: int) -> str:
    return urlsafe_b64encode(f"from {place}".encode()).decode().rstrip("=")


def _place(cursor: str) -> int:
    try:
        word, _, place = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(" ")
    except ValueError:
        word, place = "", ""
    if word != "from" or not place.isdigit() or len(place) > 9:
        raise Refused(400, "this cursor was not made here", "Use `next` of an earlier answer, or leave it out.")
    return int(place)


def _sent(found: object, request: Request) -> Response:
    return sent(msgspec.json.encode(found), "application/json", request)


def _answers(schema: str, *, many: bool = False) -> dict[int | str, dict[str, Any]]:  # Any: parts of a JSON Schema
    """What the document of the interface says of an answer."""
    one: dict[str, Any] = {"$ref": f"#/components/schemas/{schema}"}
    whole = one
    if many:
        rows = {"type": "array", "items": one}
        number, cursor = {"type": "integer"}, {"type": ["string", "null"]}
        whole = {"type": "object", "properties": {"total": number, "next": cursor, "items": rows}}
        whole["required"] = ["total", "next", "items"]
    fault = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        200: {"description": "As asked.", "content": {"application/json": {"schema": whole}}},
        400: {"description": "The question makes no sense.", "content": fault},
        404: {"description": "There is no such record.", "content": fault},
        422: {"description": "A value is of the wrong form.", "content": fault},
    }


def _openapi(app: FastAPI) -> dict[str, Any]:  # Any: a JSON document
    """OpenAPI 3.1 with the schemas of our own records."""
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    made.setdefault("components", {})["schemas"] = {**_schemas(), "Problem": _PROBLEM}
    return made


_PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "remedy": {"type": "string"}, "instance": {"type": "string"},
    },
}  # fmt: skip


@cache
def _schemas() -> dict[str, Any]:  # Any: a JSON Schema
    _, found = msgspec.json.schema_components(SCHEMAS, ref_template="#/components/schemas/{name}")
    return found
