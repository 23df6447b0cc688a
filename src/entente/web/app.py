"""The server: an address in, a page out; nothing is written but a reader's own cookie."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from entente import __version__
from entente.errors import EntenteError
from entente.records import Entry
from entente.views import Book
from entente.web import feed
from entente.web.access import COOKIE, Guard, host_is_ours
from entente.web.asking import LONGEST, Query, Refused, last, read_page, read_state
from entente.web.calendar import calendar
from entente.web.citing import FORMS, works
from entente.web.edition import Edition
from entente.web.intake import MOST_BYTES, MOST_FILES, Intake
from entente.web.judging import ruling
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
    handing,
    reader,
    review,
    search,
    sources,
    today,
)
from entente.web.pages import undertakings as promised
from entente.web.pages.page import known
from entente.web.render import POLICY, asset, draw
from entente.web.sending import sent
from entente.web.shelf import Copy, Shelf

KEPT = 256
"""Pages kept as they were drawn, for the edition they were drawn from."""
SEEN = "entente_seen"
"""Cookie with the moment up to which a reader has seen everything."""
YEAR_S = 365 * 24 * 3600
LONGEST_BODY = 20_000
"""Bytes of a form; a token and a moment are shorter."""

HEADERS = {
    "Content-Security-Policy": POLICY + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

NOTHING = Edition(Book())
"""For pages that show no record."""

Make = Callable[[Edition, Query], Page]


def create_app(
    shelf: Shelf, *, guard: Guard | None = None, host: str = "127.0.0.1", intake: Intake | None = None
) -> FastAPI:
    """The application over a shelf.

    Args:
        shelf: where pages get their edition from.
        guard: who may look; None: whoever reaches it.
        host: the address it is bound to.
        intake: what takes texts from readers; None: none are taken.
    """
    room = Room(shelf, guard or Guard(), host, takes=intake is not None)
    app = FastAPI(
        title="Entente", version=__version__, openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None,
        description="Events, undertakings and conflicts between states, each with the words it rests on.",
    )  # fmt: skip
    app.middleware("http")(room.answer)
    app.exception_handler(HTTPException)(room.refuse_http)
    app.exception_handler(RequestValidationError)(room.refuse_http)
    _add_pages(app, room)
    if intake:
        _add_intake(app, room, intake)
    feed.add_routes(app, shelf)
    return app


class Room:
    """Answers requests for pages."""

    def __init__(self, shelf: Shelf, guard: Guard, host: str, *, takes: bool = False) -> None:
        self.shelf = shelf
        self.guard = guard
        self.host = host
        self.takes = takes
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    # Around every request

    async def answer(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Refuses what is too long, foreign or without a token; says errors plainly; adds the headers."""
        try:
            response = self._stop(request) or await call_next(request)
        except Refused as refused:
            response = self.refused(request, refused)
        except EntenteError as error:
            response = self.refused(request, Refused(503, f"The project cannot be read: {error.what}", error.remedy))
        response.headers.update(HEADERS)
        return response

    def _stop(self, request: Request) -> Response | None:
        if not host_is_ours(request.headers.get("host", ""), self.host):
            return self.refused(
                request, Refused(421, "This address is not served here.", "Open http://127.0.0.1 instead.")
            )
        if len(request.url.query) > LONGEST or len(request.url.path) > LONGEST:
            return self.refused(
                request, Refused(414, "The address is too long.", f"Keep it under {LONGEST} characters.")
            )
        if self._may_look(request):
            return None
        if request.url.path.startswith("/api/"):
            return self.refused(
                request, Refused(401, "A token is needed.", "Send it as `Authorization: Bearer TOKEN`.")
            )
        return self._ask(request, 401)

    def _may_look(self, request: Request) -> bool:
        if not self.guard.asks or request.url.path == "/login" or request.url.path.startswith("/static/"):
            return True
        if self.guard.knows(request.cookies.get(COOKIE, "")):
            return True
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.guard.accepts(given.strip())

    def _ask(self, request: Request, status: int, wrong: str = "") -> Response:
        page = Page("login", "Token needed", {"wrong": wrong})
        return self._html(draw(page, NOTHING, LiveLinks(), guarded=True), request, status)

    def refused(self, request: Request, refused: Refused) -> Response:
        """A page, or for programs a problem document (RFC 9457), that says what is wrong and what to do."""
        if request.url.path.startswith("/api/"):
            return feed.problem(refused.status, refused.what, refused.remedy, request.url.path)
        title = HTTPStatus(refused.status).phrase
        page = Page("refused", title, {"status": refused.status, "what": refused.what, "remedy": refused.remedy})
        return self._html(draw(page, NOTHING, LiveLinks()), request, refused.status)

    async def refuse_http(self, request: Request, error: Exception) -> Response:
        """An address or a method that is not there."""
        status = error.status_code if isinstance(error, HTTPException) else 422
        what = "There is no such page." if status == 404 else HTTPStatus(status).phrase + "."
        return self.refused(request, Refused(status, what, "Start from the first page."))

    # Pages

    async def page(self, request: Request, make: Make) -> Response:
        """A page of the current edition, drawn once for each edition and address."""
        return await run_in_threadpool(self._page, request, make)

    def _page(self, request: Request, make: Make) -> Response:
        copy = self.shelf.current()
        key = (copy.edition.number, f"{request.url.path}?{request.url.query}{'*' * copy.behind}")
        body = self._kept.get(key)
        if body is None:
            body = self._draw(copy, make(copy.edition, query_of(request))).encode("utf-8", "replace")
            self._kept[key] = body
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._sent(body, "text/html; charset=utf-8", request)

    def _draw(self, copy: Copy, page: Page) -> str:
        return draw(page, copy.edition, LiveLinks(), behind=copy.behind, guarded=self.guard.asks, takes=self.takes)

    def _html(self, text: str, request: Request, status: int = 200) -> Response:
        return self._sent(text.encode("utf-8", "replace"), "text/html; charset=utf-8", request, status)

    def _sent(self, body: bytes, media: str, request: Request, status: int = 200) -> Response:
        """A body with its tag: 304 where the reader has it, packed where the reader can unpack it."""
        return sent(body, media, request, status)

    async def today(self, request: Request) -> Response:
        """The first page, as this reader left it."""
        return await run_in_threadpool(self._today, request)

    def _today(self, request: Request) -> Response:
        copy = self.shelf.current()
        since = _moment(request.cookies.get(SEEN, ""))
        told = self.shelf.since(since) if since else ()
        page = today.page(copy.edition, told, since)
        response = self._html(self._draw(copy, page), request)
        if since is None and copy.edition.at:
            _remember(response, copy.edition.at)
        return response

    async def seen(self, request: Request) -> Response:
        """The reader has seen everything up to now."""
        check_sender(request)
        copy = await run_in_threadpool(self.shelf.current)
        response = Response(status_code=303, headers={"Location": "/"})
        if copy.edition.at:
            _remember(response, copy.edition.at)
        return response

    async def login(self, request: Request) -> Response:
        """A token for a session."""
        if not self.guard.asks:
            return Response(status_code=303, headers={"Location": "/"})
        if request.method == "GET":
            return self._ask(request, 200)
        body = await _short_body(request)
        given = last(parse_qs(body.decode("utf-8", "replace")), "token")
        if self.guard.is_closed:
            return self._ask(request, 429, "Too many wrong tokens were tried; wait a minute.")
        if not self.guard.accepts(given):
            return self._ask(request, 401, "This is not the token.")
        response = Response(status_code=303, headers={"Location": "/"})
        response.set_cookie(COOKIE, self.guard.open_session(), httponly=True, samesite="strict")
        return response

    async def logout(self, request: Request) -> Response:
        """Ends the session."""
        self.guard.close_session(request.cookies.get(COOKIE, ""))
        response = Response(status_code=303, headers={"Location": "/login" if self.guard.asks else "/"})
        response.delete_cookie(COOKIE)
        return response


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
    _add(app, "/", room.today)
    _add(app, "/seen", room.seen, "POST")
    _add(app, "/login", room.login, "GET", "POST")
    _add(app, "/logout", room.logout, "POST")


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
    def at(path: str, make: Callable[[Edition, str], Page]) -> None:
        async def handler(request: Request, name: str) -> Response:
            return await room.page(request, lambda edition, query: make(edition, name))

        _add(app, path, handler)

    async def dyad_of(request: Request, a: str, b: str) -> Response:
        edition = (await run_in_threadpool(room.shelf.current)).edition
        pair = read_state(edition, a), read_state(edition, b)
        if pair[0] == pair[1]:
            raise Refused(400, "These are the same state.", "Name two.")
        codes = edition.code_of(pair[0]), edition.code_of(pair[1])
        if (a, b) != codes:
            return Response(status_code=308, headers={"Location": LiveLinks().to("dyad", *codes)})
        return await room.page(request, lambda now, query: dyad.page(now, *pair))

    at("/event/{name}", lambda edition, name: event.page(edition, name, _history(room.shelf, edition, name)))
    at("/compare/{name}", compare.page)
    at("/doc/{name}", reader.page)
    at("/undertaking/{name}", promised.life_page)
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
        media, text = brief.written(edition, brief.read_brief(edition, query_of(request)), form)
        response = sent(text.encode("utf-8", "replace"), f"{media}; charset=utf-8", request)
        response.headers["Content-Disposition"] = f'attachment; filename="brief.{form}"'
        return response

    def static(request: Request, name: str) -> Response:
        body = asset(name)
        if body is None:
            raise Refused(404, "There is no such file.")
        response = sent(body, MEDIA.get(name.rpartition(".")[2], "application/octet-stream"), request)
        if request.url.query:
            response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response

    _add(app, "/undertakings.ics", calendar_file)
    _add(app, "/cite/{name}.{form}", citation)
    _add(app, "/brief.{form}", brief_file)
    _add(app, "/static/{name}", static)


def _add_intake(app: FastAPI, room: Room, intake: Intake) -> None:
    """What changes the ledger: texts handed in, and rulings."""

    async def form(request: Request) -> Response:
        return await room.page(request, lambda edition, query: handing.page())

    async def take(request: Request) -> Response:
        check_sender(request)
        length = request.headers.get("content-length", "")
        if not length.isdigit():
            raise Refused(411, "The length of what is sent must be told.")
        if int(length) > MOST_BYTES:
            raise Refused(
                413, "This is too much at once.", f"Hand in at most {MOST_BYTES >> 20} MB; `entente read` takes any."
            )
        async with request.form(max_files=MOST_FILES, max_fields=10) as sent_form:
            files = [
                (each.filename or "", each.file) for each in sent_form.getlist("files") if isinstance(each, UploadFile)
            ]
            job = await run_in_threadpool(intake.take, [file for file in files if file[0]])
        return Response(status_code=303, headers={"Location": f"/upload/{job.name}"})

    def progress(request: Request, name: str) -> Response:
        text = draw(handing.job_page(intake.job(name)), room.shelf.current().edition, LiveLinks(), takes=True)
        return sent(text.encode("utf-8", "replace"), "text/html; charset=utf-8", request)

    async def rule(request: Request) -> Response:
        check_sender(request)
        asked = parse_qs((await _short_body(request)).decode("utf-8", "replace"))
        await run_in_threadpool(_rule, room.shelf, asked)
        return Response(status_code=303, headers={"Location": "/review"})

    async def pairs(request: Request) -> Response:
        return await room.page(request, review.page)

    _add(app, "/review", pairs)
    _add(app, "/review", rule, "POST")
    _add(app, "/upload", form)
    _add(app, "/upload", take, "POST")
    _add(app, "/upload/{name}", progress)


def _rule(shelf: Shelf, asked: Query) -> None:
    edition = shelf.current().edition
    shelf.record(ruling(edition, edition.decisions, *(last(asked, name) for name in ("left", "right", "word"))))


def check_sender(request: Request) -> None:
    """A change is asked for from a page of this server, or from a program, never from a page elsewhere."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise Refused(403, "This must be asked for from a page of this server.")


MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def _history(shelf: Shelf, edition: Edition, name: str) -> list[Entry]:
    found = edition.events.get(edition.book.event_of.get(name, name))
    return [entry for claim in found.claims for entry in shelf.history(claim)] if found else []


def query_of(request: Request) -> Query:
    """Names with their values, as they stand in the address."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


async def _short_body(request: Request) -> bytes:
    """The body of a form; Refused when it is longer than any form of ours."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise Refused(413, "This form is too long.")
    return body


def _moment(text: str) -> datetime | None:
    """A moment from a cookie; None: there is none, or it was tampered with."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _remember(response: Response, moment: datetime) -> None:
    response.set_cookie(SEEN, moment.isoformat(), max_age=YEAR_S, httponly=True, samesite="strict")
