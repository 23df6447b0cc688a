"""The same as JSON: every page's data one call away, with cursors, tags, and problem documents (RFC 9457)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, FastAPI, Path, Query, Request, Response
from fastapi.openapi.utils import get_openapi

from entente.ledger.keys import record_id
from entente.records import Claim, Document, Entry, Problem
from entente.views import (
    ConflictRow,
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
from entente.views.phrase import as_text
from entente.web import tables
from entente.web.asking import NAMES, Refused, read_state, read_wish
from entente.web.choosing import choose
from entente.web.columns import Names
from entente.web.edition import Edition
from entente.web.pages import search as pages
from entente.web.pages.page import known
from entente.web.sending import sent
from entente.web.shelf import Shelf
from entente.web.tongue import _

ROOT = "/api/v1"
DOCUMENT = ROOT + "/openapi.json"
MOST = 500
"""Lines of one answer."""
DRAWING = frozenset({"tab", "page", "worldview"})
"""What an address of Explore says of the drawing and not of the events."""

Cursor = Annotated[str, Query(max_length=300, description="`next` of the answer before; empty: from the start.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Lines of one answer.")]
Name = Annotated[str, Path(max_length=200, description="Id of the record.")]
Filter = Annotated[str, Query(max_length=200)]
Words = Annotated[str, Query(max_length=500)]
Several = Annotated[list[str] | None, Query(max_length=20)]
Day = Annotated[str, Query(max_length=40, description="2025-03-31, 2025-03 or 2025.")]
T = TypeVar("T")


class Slice(Row, frozen=True, kw_only=True):
    """A stretch of a list."""

    total: int
    next: str | None
    """Cursor of the following stretch; None: there is none."""
    items: tuple[Any, ...]  # Any: rows of one kind, which the document of the interface names


SCHEMAS: tuple[type, ...] = (
    *tables.SCHEMAS, EventRow, EventDetail, Dyad, UndertakingRow, ConflictRow, SourceRow, Document, QuoteRow, Claim,
    Entry, Problem,
)  # fmt: skip


def problem(status: int, what: str, remedy: str = "", instance: str = "") -> Response:
    """What went wrong, as programs read it."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": what}
    body |= {name: value for name, value in (("remedy", remedy), ("instance", instance)) if value}
    text = msgspec.json.encode({name: _clean(value) for name, value in body.items()})
    return Response(text, status, media_type="application/problem+json")


def _clean(value: object) -> object:
    """Lone surrogates, which an address can hold and JSON cannot, become question marks."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def add_routes(app: FastAPI, shelf: Shelf) -> None:
    """Every address that programs call."""
    _add_events(app, shelf)
    _add_lists(app, shelf)
    _add_records(app, shelf)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]


def _add_events(app: FastAPI, shelf: Shelf) -> None:
    """Events by the filter of Explore, and what is drawn from them."""

    def at(path: str, schema: str, rows: Callable[[Edition, Names], Sequence[Any]], said: str) -> None:
        def handler(
            request: Request,
            who: Filter = "", whom: Filter = "", field: Filter = "", type: Filter = "",  # noqa: A002  # the field's word
            status: Several = None, from_: Annotated[Day, Query(alias="from")] = "", to: Day = "",
            origins: Filter = "", order: Filter = "", limit: Limit = 50, cursor: Cursor = "",
        ) -> Response:  # fmt: skip
            edition = shelf.current().edition
            asked = {name: values for name in NAMES - DRAWING if (values := request.query_params.getlist(name))}
            names = choose(edition, read_wish(edition, asked))
            chosen, total, following = stretch(rows(edition, names), cursor, limit)
            items = edition.rows(chosen) if schema == "EventRow" else tuple(chosen)
            return _sent(Slice(total=total, next=following, items=items), request)

        handler.__doc__ = said
        add(app, path, handler, f"list_{path}", answers(schema, many=True))

    at("events", "EventRow", lambda e, names: names, "Events that fit the filter of Explore.")
    at("ties", "TieRow", tables.tie_rows, "What these events make of each two states: the matrix, network and map.")
    at("trend", "PeriodRow", tables.period_rows, "These events period by period, with what was read.")


def _add_lists(app: FastAPI, shelf: Shelf) -> None:
    @app.get(ROOT, tags=["lists"], responses=answers("Summary"), response_class=Response)
    def summary(request: Request) -> Response:
        """How much there is."""
        return _sent(tables.summary(shelf.current().edition), request)

    @app.get(
        ROOT + "/today", tags=["lists"], responses=answers("TodayRow"), response_class=Response, dependencies=STRICT
    )
    def today(request: Request, since: Annotated[str, Query(max_length=40)] = "") -> Response:
        """What changed since a moment (2025-03-31T12:00Z), what is due, what is in dispute."""
        edition = shelf.current().edition
        return _sent(tables.news(edition, shelf.since(_instant(since)) or () if since else ()), request)

    def hits(q: str, edition: Edition) -> list[pages.Found]:
        return pages.found_in(edition, shelf.search(q, pages.MOST))

    @app.get(
        ROOT + "/search",
        tags=["lists"],
        responses=answers("QuoteRow", many=True),
        response_class=Response,
        dependencies=STRICT,
    )
    def search(
        request: Request, q: Words,
        status: Filter = "", type: Filter = "", field: Filter = "", state: Filter = "",  # noqa: A002  # the field's word
        year: Filter = "", side: Filter = "", outlet: Filter = "", limit: Limit = 50, cursor: Cursor = "",
    ) -> Response:  # fmt: skip
        """Quotes that hold every word, best first, narrowed by what `search/facets` names."""
        edition = shelf.current().edition
        asked = {
            "status": status,
            "type": type,
            "field": field,
            "state": state,
            "year": year,
            "side": side,
            "outlet": outlet,
        }
        kept = (hit.record for hit in hits(q, edition) if pages.fits(hit, asked))
        names = [record.claim_id for record in kept if isinstance(record, Claim)]
        chosen, total, following = stretch(names, cursor, limit)
        quotes = tuple(quote for name in chosen for quote in find_quotes(edition.book, name))
        return _sent(Slice(total=total, next=following, items=quotes), request)

    @app.get(ROOT + "/search/facets", tags=["lists"], responses=answers("FacetRow", many=True), response_class=Response)
    def search_facets(request: Request, q: Words) -> Response:
        """What the hits of a search are of, value by value, with how many have each."""
        edition = shelf.current().edition
        rows = tables.facet_rows(edition, hits(q, edition))
        return _sent(Slice(total=len(rows), next=None, items=rows), request)

    @app.get(ROOT + "/brief", tags=["lists"], responses=answers("BriefEntry", many=True), response_class=Response)
    def brief(request: Request, id: Annotated[list[str], Query(max_length=50)]) -> Response:  # noqa: A002  # as above
        """Records picked, in the order given, each with its words."""
        found = tables.brief_entries(shelf.current().edition, id)
        return _sent(Slice(total=len(found), next=None, items=found), request)

    _add_plain_lists(app, shelf)


def _add_plain_lists(app: FastAPI, shelf: Shelf) -> None:
    """Lists without a filter, in the order of their page."""

    def at(path: str, schema: str, names: Callable[[Edition], Any], row: Callable[[Edition, Any], object]) -> None:
        def handler(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
            edition = shelf.current().edition
            chosen, total, following = stretch(tuple(names(edition)), cursor, limit)
            items = tuple(row(edition, name) for name in chosen)
            return _sent(Slice(total=total, next=following, items=items), request)

        handler.__doc__ = f"All {path}, in the order of their page."
        add(app, path, handler, f"list_{path}", answers(schema, many=True))

    def as_it_is(edition: Edition, row: object) -> object:
        return row

    at("dyads", "DyadRow", lambda e: e.pairs, lambda e, pair: tables.pair_row(e, *pair))
    at("undertakings", "UndertakingRow", lambda e: tuple(e.undertaking), lambda e, n: e.undertaking[n])
    at("conflicts", "ConflictRow", lambda e: e.conflicts, as_it_is)
    at("documents", "SourceRow", lambda e: tuple(e.source), lambda e, n: e.source[n])
    at("outlets", "OutletRow", tables.outlet_rows, as_it_is)
    at("families", "FamilyRow", tables.family_rows, as_it_is)
    at("problems", "Problem", lambda e: e.book.problems, as_it_is)
    at("review", "DoubtRow", tables.doubt_rows, as_it_is)
    at("doubtful", "DoubtfulRow", lambda e: e.to_check, tables.doubtful_row)


def _add_records(app: FastAPI, shelf: Shelf) -> None:
    def one(path: str, schema: str, find: Callable[[Edition, str], object], said: str) -> None:
        def handler(request: Request, name: Name) -> Response:
            return _sent(find(shelf.current().edition, name), request)

        handler.__doc__ = said
        add(app, path.format("/{name}"), handler, f"get_{path.format('')}", answers(schema), "records")

    def many(path: str, schema: str, find: Callable[[Edition, str], Sequence[object]], said: str) -> None:
        def handler(request: Request, name: Name, limit: Limit = 50, cursor: Cursor = "") -> Response:
            chosen, total, following = stretch(find(shelf.current().edition, name), cursor, limit)
            return _sent(Slice(total=total, next=following, items=tuple(chosen)), request)

        handler.__doc__ = said
        said_of = answers(schema, many=True)
        add(app, path.format("/{name}"), handler, f"get_{path.format('')}", said_of, "records")

    one("events{}", "EventDetail", _event, "An event with every report and the reasons behind its values.")
    one("events{}/voices", "VoicesRow", tables.voices_row, "An event as each side tells it, and who kept silent.")
    one(
        "undertakings{}",
        "UndertakingRow",
        lambda e, n: known(e.undertaking, n, "undertaking"),
        "An undertaking's life.",
    )
    one("conflicts{}", "ConflictRow", _conflict, "A conflict with both sides.")
    one("documents{}", "Document", lambda e, n: known(e.book.documents, n, "document"), "A text with its regions.")
    many("events{}/history", "Entry", lambda e, n: _history(shelf, e, n), "The lines of the ledger behind an event.")
    many("documents{}/claims", "Claim", _claims, "What a text claims, in the order of its words.")
    many("quotes{}", "QuoteRow", _quotes, "Every quote under an id: of a claim, an event, a text, any record.")

    def pair(request: Request, a: Name, b: Name) -> Response:
        """All that is known of two states."""
        edition = shelf.current().edition
        left, right = read_state(edition, a), read_state(edition, b)
        if left == right:
            raise Refused(400, _("these are the same state"), _("Name two."))
        return _sent(dyad(edition.part(left, right), left, right, edition.today), request)

    add(app, "dyads/{a}/{b}", pair, "get_dyads", answers("Dyad"), "records")


def add(
    app: FastAPI, path: str, handler: Callable[..., Response], name: str, answers: dict[int | str, dict[str, Any]],
    tag: str = "lists",
) -> None:  # fmt: skip
    """Any: parts of a JSON Schema."""
    app.add_api_route(
        f"{ROOT}/{path}", handler, tags=[tag], responses=answers, response_class=Response,
        operation_id=name.replace("/", "_"), name=path, dependencies=STRICT,
    )  # fmt: skip


def only_known(request: Request) -> None:
    """A filter that a call does not know is refused: without it the answer would look like one to what was asked."""
    known = {field.alias for field in request.scope["route"].dependant.query_params} | DRAWING
    for name in request.query_params:
        if name not in known:
            listed = ", ".join(sorted(known - DRAWING)) or "–"
            raise Refused(400, _("“%(name)s” is no filter; there are %(names)s", name=name[:40], names=listed))


STRICT = (Depends(only_known),)
"""What every call with a query of its own keeps to."""


def _event(edition: Edition, name: str) -> EventDetail:
    return event_detail(edition.book, known(edition.events, name, "event"))


def _undertaking(edition: Edition, name: str) -> UndertakingRow:
    return known(edition.undertaking, name, "undertaking")


def _conflict(edition: Edition, name: str) -> ConflictRow:
    return known(edition.conflict, name, "conflict")


def _claims(edition: Edition, name: str) -> Sequence[Claim]:
    return edition.claims_of.get(known(edition.book.documents, name, "document").doc_id, ())


def _quotes(edition: Edition, name: str) -> Sequence[QuoteRow]:
    found = find_quotes(edition.book, name)
    if not found:
        raise Refused(404, _("there is no record “%(name)s” in this project", name=name[:60]))
    return found


def _history(shelf: Shelf, edition: Edition, name: str) -> Sequence[Entry]:
    event = known(edition.events, name, "event")
    return [entry for claim in event.claims for entry in shelf.history(claim)]


# Cursors


def stretch(lines: Sequence[T], cursor: str, limit: int) -> tuple[Sequence[T], int, str | None]:
    """Lines after a cursor, how many there are in all, and the cursor after them."""
    start = _after(lines, *_place(cursor)) if cursor else 0
    chosen = lines[start : start + limit]
    end = start + len(chosen)
    return chosen, len(lines), _cursor(end, chosen[-1]) if chosen and end < len(lines) else None


def _after(lines: Sequence[T], place: int, mark: str) -> int:
    """Where to go on: after the line last seen, wherever it stands now; at its old place where it is gone."""
    if 0 < place <= len(lines) and _mark(lines[place - 1]) == mark:
        return place
    return next((at for at, line in enumerate(lines, 1) if _mark(line) == mark), place)


def _mark(line: object) -> str:
    """What a line is known by."""
    if isinstance(line, str):
        return line
    if isinstance(line, tuple):
        return " ".join(map(str, line))
    for name in ("conflict_id", "evidence_id", "claim_id", "source_id", "label"):
        if found := getattr(line, name, None):
            return str(found)
    if isinstance(line, Problem):
        return record_id(line)
    return msgspec.json.encode(line, enc_hook=as_text).decode()[:100]


def _cursor(place: int, line: object) -> str:
    return urlsafe_b64encode(f"{place} {_mark(line)[:100]}".encode("utf-8", "replace")).decode().rstrip("=")


def _place(cursor: str) -> tuple[int, str]:
    try:
        place, space, mark = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
    except ValueError:
        place = space = mark = ""
    if not (space and place.isascii() and place.isdigit() and len(place) < 10):
        raise Refused(400, _("this cursor was not made here"), _("Use `next` of an earlier answer, or leave it out."))
    return int(place), mark


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused(400, _("since: “%(text)s” is no moment", text=text[:60]), _("Write 2025-03-31T12:00Z."))
    return found


def _sent(found: object, request: Request) -> Response:
    return sent(msgspec.json.encode(found, enc_hook=as_text), "application/json", request)


# What the interface is


def answers(schema: str, *, many: bool = False) -> dict[int | str, dict[str, Any]]:  # Any: parts of a JSON Schema
    """What the document of the interface says of an answer."""
    one: dict[str, Any] = {"$ref": f"#/components/schemas/{schema}"}
    rows = {"type": "array", "items": one}
    whole = {
        "type": "object", "required": ["total", "next", "items"],
        "properties": {"total": {"type": "integer"}, "next": {"type": ["string", "null"]}, "items": rows},
    }  # fmt: skip
    tag = {"ETag": {"description": "Send it as If-None-Match.", "schema": {"type": "string"}}}
    fault = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem-Details"}}}
    found = {"application/json": {"schema": whole if many else one}}
    return {
        200: {"description": "As asked.", "content": found, "headers": tag},
        304: {"description": "It is as the tag says: nothing changed."},
        **{status: {"description": said, "content": fault} for status, said in FAULTS.items()},
    }


FAULTS = {
    400: "The question makes no sense.", 401: "A token is needed.", 404: "There is no such record.",
    405: "This method is not known here.", 414: "The address is too long.", 422: "A value is of the wrong form.",
    429: "Too many wrong tokens were tried.", 500: "A fault of the server's own.",
    503: "The ledger cannot be read at present.",
}  # fmt: skip


def _openapi(app: FastAPI) -> dict[str, Any]:  # Any: a JSON document
    """OpenAPI 3.1 with the schemas of our own records."""
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    parts = made.setdefault("components", {})
    parts["schemas"] = {**_schemas(), "Problem-Details": _PROBLEM}
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "Where one is set."}}
    made["security"] = [{}, {"token": []}]
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
    _, found = msgspec.json.schema_components(dict.fromkeys(SCHEMAS), ref_template="#/components/schemas/{name}")
    return found
