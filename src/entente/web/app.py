"""The server: an address in, a page out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from entente import __version__
from entente.records import Entry
from entente.web import accounts, feed, receiving
from entente.web.access import Guard
from entente.web.asking import Query, Refused, last, read_page, read_state
from entente.web.calendar import calendar
from entente.web.citing import FORMS, works
from entente.web.edition import Edition
from entente.web.forms import keep
from entente.web.intake import Intake
from entente.web.links import LiveLinks
from entente.web.pages import (
    Page,
    brief,
    compare,
    conflicts,
    dyad,
    event,
    explore,
    guide,
    reader,
    search,
    sources,
    today,
)
from entente.web.pages import undertakings as promised
from entente.web.pages.page import is_short, known, whole_id
from entente.web.render import asset
from entente.web.room import Make, Room, query_of
from entente.web.saving.written import written
from entente.web.sending import sent
from entente.web.shelf import Shelf
from entente.web.tongue import _

SEEN = "entente_seen"
COMPARING_S = 0.3
"""How long the first page waits to be told what changed; of a large record it is told later."""
"""Cookie with the moment up to which a reader has seen everything."""
YEAR_S = 365 * 24 * 3600


def create_app(
    shelf: Shelf,
    *,
    guard: Guard | None = None,
    host: str = "127.0.0.1",
    intake: Intake | None = None,
    behind_https: bool = False,
) -> FastAPI:
    """The application over a shelf.

    Args:
        shelf: where pages get their edition from.
        guard: who may look; None: whoever reaches it.
        host: the address it is bound to.
        intake: what takes texts from readers; None: none are taken.
        behind_https: whether another server speaks HTTPS for this one.
    """
    room = Room(shelf, guard or Guard(), host, takes=intake is not None, behind_https=behind_https)
    app = FastAPI(
        title="Entente", version=__version__, openapi_url=feed.DOCUMENT, docs_url=None, redoc_url=None,
        description="Events, undertakings and conflicts between states, each with the words it rests on.",
    )  # fmt: skip
    app.middleware("http")(room.answer)
    app.exception_handler(HTTPException)(room.refuse_http)
    app.exception_handler(RequestValidationError)(room.refuse_http)
    app.exception_handler(Exception)(room.failed)
    _add_pages(app, room)
    if intake:
        receiving.add_routes(app, room, intake, _add)
    feed.add_routes(app, shelf)
    return app


def _add_pages(app: FastAPI, room: Room) -> None:
    """Every address that people open."""
    _add_own(app, room)
    _add_lists(app, room)
    _add_records(app, room)
    _add_files(app, room.shelf)


def _add(app: FastAPI, path: str, handler: Callable[..., object], *methods: str) -> None:
    app.add_api_route(
        path, handler, methods=list(methods or ("GET", "HEAD")), include_in_schema=False, response_class=Response
    )


def _add_own(app: FastAPI, room: Room) -> None:
    """What depends on who asks."""
    login, logout = accounts.seat(room)
    _add(app, "/login", login, "GET", "HEAD", "POST")
    _add(app, "/logout", logout, "POST")
    _add(app, "/language", accounts.choose_language)
    if room.guard.users:
        show, change = accounts.managing(room, room.guard.users)
        _add(app, "/users", show)
        _add(app, "/users", change, "POST")

    async def first(request: Request) -> Response:
        return await run_in_threadpool(_today, room, request)

    async def seen(request: Request) -> Response:
        await room.forms.read(request)
        copy = await run_in_threadpool(room.shelf.current)
        response = accounts.going("/")
        _remember(room, response, copy.edition)
        return response

    _add(app, "/", first)
    _add(app, "/seen", seen, "POST")


def _today(room: Room, request: Request) -> Response:
    """The first page, as this reader left it."""
    copy = room.shelf.current()
    since = _moment(request.cookies.get(SEEN, ""))
    told = room.shelf.since(since, COMPARING_S) if since else ()
    page = today.page(copy.edition, told, since)
    response = room.html(room.drawn(request, copy, page), request)
    if since is None:
        _remember(room, response, copy.edition)
    return response


def _remember(room: Room, response: Response, edition: Edition) -> None:
    if edition.at:
        keep(response, SEEN, edition.at.isoformat(), secure=room.behind_https, days=365)


def _add_lists(app: FastAPI, room: Room) -> None:
    def at(path: str, make: Make) -> None:
        async def handler(request: Request) -> Response:
            return await room.page(request, make)

        _add(app, path, handler)

    at("/dyads", lambda edition, query: today.pairs_page(edition, read_page(query)))
    at("/undertakings", promised.page)
    at("/conflicts", conflicts.page)
    at("/sources", sources.page)
    at("/explore", explore.page)
    at("/search", lambda edition, query: _search(room.shelf, edition, query))
    at("/brief", brief.page)
    at("/help", lambda edition, query: guide.page())


def _search(shelf: Shelf, edition: Edition, query: Query) -> Page:
    return search.page(edition, query, shelf.search(last(query, "q"), search.MOST))


def _add_records(app: FastAPI, room: Room) -> None:
    def at(path: str, make: Callable[[Edition, str], Page], records: Callable[[Edition], Mapping[str, object]]) -> None:
        async def handler(request: Request, name: str) -> Response:
            if is_short(name) and (whole := await run_in_threadpool(whole_of, records, name)):
                return Response(status_code=307, headers={"Location": path.replace("{name}", whole)})
            return await room.page(request, lambda edition, query: make(edition, name))

        _add(app, path, handler)

    async def dyad_of(request: Request, a: str, b: str) -> Response:
        edition = (await run_in_threadpool(room.shelf.current)).edition
        pair = read_state(edition, a), read_state(edition, b)
        if pair[0] == pair[1]:
            raise Refused(400, _("These are the same state."), _("Name two."))
        codes = edition.code_of(pair[0]), edition.code_of(pair[1])
        if (a, b) != codes:
            return Response(status_code=308, headers={"Location": LiveLinks().to("dyad", *codes)})
        return await room.page(request, lambda now, query: dyad.page(now, *pair))

    def whole_of(records: Callable[[Edition], Mapping[str, object]], name: str) -> str | None:
        return whole_id(records(room.shelf.current().edition), name)

    def page_of(edition: Edition, name: str) -> Page:
        return event.page(edition, name, _history(room.shelf, edition, name))

    at("/event/{name}", page_of, lambda edition: edition.events)
    at("/compare/{name}", compare.page, lambda edition: edition.events)
    at("/doc/{name}", reader.page, lambda edition: edition.book.documents)
    at("/undertaking/{name}", promised.life_page, lambda edition: edition.undertaking)
    _add(app, "/dyad/{a}/{b}", dyad_of)


def _add_files(app: FastAPI, shelf: Shelf) -> None:
    def calendar_file(request: Request) -> Response:
        return sent(calendar(shelf.current().edition).encode(), "text/calendar; charset=utf-8", request)

    def citation(request: Request, name: str, form: str) -> Response:
        edition = shelf.current().edition
        known(edition.events, name, "event")
        media, write = known(FORMS, form, "form of citation")
        response = sent(write(works(edition, name)).encode("utf-8", "replace"), f"{media}; charset=utf-8", request)
        response.headers["Content-Disposition"] = f'attachment; filename="{name.replace(":", "-")}.{form}"'
        return response

    def brief_file(request: Request, form: str) -> Response:
        edition = shelf.current().edition
        media, body = written(edition, brief.read_brief(edition, query_of(request)), form)
        response = sent(body, media, request)
        response.headers["Content-Disposition"] = f'attachment; filename="brief.{form}"'
        return response

    def static(request: Request, name: str) -> Response:
        body = asset(name)
        if body is None:
            raise Refused(404, _("There is no such file."))
        response = sent(body, MEDIA.get(name.rpartition(".")[2], "application/octet-stream"), request)
        if request.url.query:
            response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response

    _add(app, "/undertakings.ics", calendar_file)
    _add(app, "/cite/{name}.{form}", citation)
    _add(app, "/brief.{form}", brief_file)
    _add(app, "/static/{name}", static)


MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def _history(shelf: Shelf, edition: Edition, name: str) -> list[Entry]:
    found = edition.events.get(edition.book.event_of.get(name, name))
    return [entry for claim in found.claims for entry in shelf.history(claim)] if found else []


def _moment(text: str) -> datetime | None:
    """A moment from a cookie; None: there is none, or it was tampered with."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
