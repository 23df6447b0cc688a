"""Signing in and out, and the accounts of a project for those who manage them."""

from collections.abc import Awaitable, Callable
from typing import get_args
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from entente.api import Project
from entente.errors import EntenteError, LedgerError
from entente.records.codes import Deed
from entente.web.access import COOKIE
from entente.web.asking import Query, Refused, last
from entente.web.auditing import MOST_SHOWN, audits
from entente.web.changing import change
from entente.web.forms import check_sender, keep, need
from entente.web.pages import Page
from entente.web.room import Room
from entente.web.tongue import LANGUAGE, _, tongues
from entente.web.users import ROLES, Role, Users

Handler = Callable[[Request], Awaitable[Response]]
DEEDS: tuple[Deed, ...] = get_args(Deed)


def seat(room: Room) -> tuple[Handler, Handler]:
    """The handlers that sign in and out."""

    async def login(request: Request) -> Response:
        if not room.guard.asks:
            return going("/")
        if request.method != "POST":
            return room.ask(request, 200)
        asked = await room.forms.read(request)
        to = _inside(last(asked, "to"))
        try:
            session = await run_in_threadpool(_opened, room, asked, room.address_of(request))
        except Refused as refused:
            response = room.ask(request, refused.status, f"{refused.what} {refused.remedy}".strip(), to)
            if refused.wait_s:
                response.headers["Retry-After"] = str(int(refused.wait_s) + 1)
            return response
        response = going(to)
        keep(response, COOKIE, session, secure=room.behind_https)
        return response

    async def logout(request: Request) -> Response:
        await room.forms.read(request)
        room.guard.close_session(request.cookies.get(COOKIE, ""))
        response = going("/login" if room.guard.asks else "/")
        response.delete_cookie(COOKIE)
        return response

    return login, logout


async def choose_language(request: Request) -> Response:
    """Keeps the language asked for, and leads back to the page it was asked on."""
    check_sender(request)
    code, back = request.query_params.get(LANGUAGE, ""), urlsplit(request.headers.get("referer", ""))
    if code not in tongues():
        raise Refused(
            400, _("There are no pages in “%(code)s”.", code=code[:60]), _("Choose one from the foot of a page.")
        )
    same = back.netloc == request.headers.get("host")
    response = going(_inside(f"{back.path}?{back.query}".rstrip("?")) if same else "/")
    response.set_cookie(LANGUAGE, code, max_age=365 * 86_400, samesite="lax")
    return response


def _opened(room: Room, asked: Query, address: str) -> str:
    """The session for a token or an account; Refused where neither fits."""
    if given := last(asked, "token"):
        room.guard.check_pace(address)
        if not room.guard.accepts(given, address):
            raise Refused(401, _("This is not the token."))
        return room.guard.open_session()
    return room.guard.sign_in(last(asked, "name"), "".join(asked.get("password", ())[-1:]), address)


def _inside(to: str) -> str:
    """An address of this server; the first page for any other."""
    odd = not to.startswith("/") or to.startswith("//") or any(sign in to for sign in "\\\r\n\t")
    return "/" if odd or to.startswith(("/login", "/logout")) else to


def going(to: str) -> Response:
    """The way to another page, after a change."""
    return Response(status_code=303, headers={"Location": quote(to, safe="/?&=%:#+~,;@!$'()*", errors="replace")})


def managing(room: Room, users: Users) -> tuple[Handler, Handler]:
    """The handlers of the page of accounts: shown, and changed."""
    ledger = Project(users.project).ledger

    def page() -> Page:
        made = audits(ledger)
        values = {"accounts": users.all(), "roles": ROLES, "audits": made[:MOST_SHOWN], "n_audits": len(made)}
        return Page("users", _("Accounts"), values, "users")

    async def show(request: Request) -> Response:
        need(request, "admin")
        copy = await run_in_threadpool(room.shelf.current)
        return room.html(room.drawn(request, copy, await run_in_threadpool(page)), request)

    async def change(request: Request) -> Response:
        person = need(request, "admin")
        asked = await room.forms.read(request)
        await run_in_threadpool(_change, users, person.name, asked)
        return going("/users")

    return show, change


def _change(users: Users, who: str, asked: Query) -> None:
    """One change, done and recorded; Refused where it makes no sense."""
    did = next((deed for deed in DEEDS if deed == last(asked, "did") and deed not in ("hand_in", "rule")), None)
    if did is None:
        raise Refused(400, _("There is no such change."))
    try:
        change(users, who, did, last(asked, "name"), _role(asked), "".join(asked.get("password", ())[-1:]))
    except LedgerError:
        raise
    except EntenteError as error:
        raise Refused(400, f"{error.what}.", error.remedy) from error


def _role(asked: Query) -> Role:
    given = last(asked, "role") or "reader"
    return next((role for role in ROLES if role == given), "reader")
