"""Answers requests: looks who asks, draws a page for them, and says plainly what cannot be answered."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from entente.errors import EntenteError
from entente.views import Book
from entente.web import feed
from entente.web.access import COOKIE, Guard, host_is_ours
from entente.web.asking import LONGEST, Query, Refused
from entente.web.edition import Edition
from entente.web.forms import READER, Forms, keep, person_of
from entente.web.links import LiveLinks
from entente.web.pages import Page, brief
from entente.web.render import POLICY, draw
from entente.web.sending import sent
from entente.web.shelf import Copy, Shelf
from entente.web.tongue import LANGUAGE, _, speaking, spoken, wanted

KEPT = 256
"""Pages kept as they were drawn, for the edition they were drawn from."""
HTML = "text/html; charset=utf-8"
HEADERS = {
    "Content-Security-Policy": POLICY + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOTHING = Edition(Book())
"""For pages that show no record."""
OPEN_TO_ALL = ("/login", "/language", "/static/")

Make = Callable[[Edition, Query], Page]


class Room:
    """Answers requests for pages."""

    def __init__(
        self, shelf: Shelf, guard: Guard, host: str, *, takes: bool = False, behind_https: bool = False
    ) -> None:
        self.shelf = shelf
        self.guard = guard
        self.host = host
        self.takes = takes
        self.behind_https = behind_https
        self.forms = Forms()
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    # Around every request

    async def answer(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Refuses what is too long, foreign or from nobody known; says errors plainly; adds the headers."""
        with speaking(wanted(request.headers.get("accept-language", ""), request.cookies.get(LANGUAGE, ""))):
            response = await self._answered(request, call_next)
        response.headers.update(HEADERS)
        return response

    async def _answered(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            self._check(request)
            return await self._let_in(request) or await call_next(request)
        except Refused as refused:
            return self.refused(request, refused)
        except EntenteError as error:
            what = _("The project cannot be read: %(what)s", what=error.what)
            return self.refused(request, Refused(503, what, error.remedy))

    def _check(self, request: Request) -> None:
        if not self.guard.asks and not host_is_ours(request.headers.get("host", ""), self.host):
            raise Refused(421, _("This address is not served here."), _("Open http://127.0.0.1 instead."))
        longest = brief.LONGEST if request.url.path.startswith("/brief") else LONGEST
        if len(request.url.query) > longest or len(request.url.path) > LONGEST:
            raise Refused(
                414, _("The address is too long."), _("Keep it under %(longest)s characters.", longest=longest)
            )

    async def _let_in(self, request: Request) -> Response | None:
        """Nothing, where it is known who asks or anybody may; else the question who it is."""
        kind, given, *_rest = [*request.headers.get("authorization", "").split(" ", 1), "", ""]
        bearer = given.strip() if kind.lower() == "bearer" else ""
        person = self.guard.person_of(request.cookies.get(COOKIE, ""), bearer, self.address_of(request))
        if person:
            request.state.person = person
            return None
        if request.url.path.startswith(OPEN_TO_ALL):
            return None
        if request.url.path.startswith("/api/"):
            self.guard.check_pace(self.address_of(request))
            raise Refused(
                401, _("A token is needed."), _("Send it as `Authorization: Bearer TOKEN`, or sign in first.")
            )
        return self.ask(request, 401)

    def address_of(self, request: Request) -> str:
        """Where a request comes from; behind another server, where that says it comes from."""
        told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        here = request.client.host if request.client else ""
        return (told[:60] or here) if self.behind_https else here

    def ask(self, request: Request, status: int, wrong: str = "", to: str = "") -> Response:
        """The page that asks who it is, and then leads to where the reader was going."""
        there = to or (f"{request.url.path}?{request.url.query}".rstrip("?") if request.url.path != "/login" else "/")
        values = {
            "wrong": wrong,
            "to": there,
            "by_name": self.guard.users is not None,
            "by_token": self.guard.takes_token,
        }
        return self.html(draw(Page("login", _("Sign in"), values), NOTHING, LiveLinks(), guarded=True), request, status)

    def refused(self, request: Request, refused: Refused) -> Response:
        """A page, or for programs a problem document (RFC 9457), that says what is wrong and what to do."""
        response = self._told(request, refused)
        if refused.wait_s:
            response.headers["Retry-After"] = str(int(refused.wait_s) + 1)
        if refused.status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response

    def _told(self, request: Request, refused: Refused) -> Response:
        if request.url.path.startswith("/api/"):
            return feed.problem(refused.status, refused.what, refused.remedy, request.url.path)
        title = _(HTTPStatus(refused.status).phrase)
        page = Page("refused", title, {"status": refused.status, "what": refused.what, "remedy": refused.remedy})
        return self.html(draw(page, NOTHING, LiveLinks()), request, refused.status)

    async def refuse_http(self, request: Request, error: Exception) -> Response:
        """An address or a method that is not there, or a value of the wrong form."""
        if isinstance(error, RequestValidationError):
            faults = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors()[:5])
            return self.refused(
                request, Refused(422, _("A value is of the wrong form: %(faults)s.", faults=faults[:400]))
            )
        status = error.status_code if isinstance(error, HTTPException) else 400
        what = _("There is no such page.") if status == 404 else _(HTTPStatus(status).phrase) + "."
        response = self.refused(request, Refused(status, what, _("Start from the first page.")))
        response.headers.update((error.headers or {}) if isinstance(error, HTTPException) else {})
        return response

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault of ours, told as such; what went wrong is in the server's own output."""
        what = _("The server met a fault of its own.")
        response = self.refused(request, Refused(500, what, _("Tell whoever runs it what you asked for.")))
        response.headers.update(HEADERS)
        return response

    # Pages

    async def page(self, request: Request, make: Make) -> Response:
        """A page of the current edition, drawn once for each edition, address and role."""
        return await run_in_threadpool(self._page, request, make)

    def _page(self, request: Request, make: Make) -> Response:
        copy = self.shelf.current()
        asked = f"{request.url.path}?{request.url.query}{'*' * copy.behind} {person_of(request).role} {spoken().code}"
        key = (copy.edition.number, asked)
        body = self._kept.get(key)
        if body is None:
            body = self.drawn(request, copy, make(copy.edition, query_of(request))).encode("utf-8", "replace")
            self._kept[key] = body
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._sent(body, request)

    def drawn(self, request: Request, copy: Copy, page: Page) -> str:
        """A page for whoever asks, with a mark in each form that gives way to their token as it is sent."""
        person = person_of(request)
        return self.forms.marked(
            draw(
                page, copy.edition, LiveLinks(), behind=copy.behind, guarded=self.guard.asks,
                takes=self.takes and person.may("editor"), admin=self.guard.users is not None and person.may("admin"),
            )
        )  # fmt: skip

    def html(self, text: str, request: Request, status: int = 200) -> Response:
        """A page that is not kept."""
        return self._sent(self.forms.marked(text).encode("utf-8", "replace"), request, status)

    def _sent(self, body: bytes, request: Request, status: int = 200) -> Response:
        sealed, reader = self.forms.sealed(body, request)
        response = sent(sealed, HTML, request, status)
        if reader:
            keep(response, READER, reader, secure=self.behind_https)
        return response


def query_of(request: Request) -> Query:
    """Names with their values, as they stand in the address."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found
