"""What changes something: asked for with a form of ours, by whoever the form was drawn for, and never twice as long."""

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from fastapi import Request, Response

from entente.web.access import COOKIE, LOCAL, Person
from entente.web.asking import Refused, last
from entente.web.tongue import _
from entente.web.users import Role

FIELD = "form"
"""Name of the hidden field that every form carries."""
READER = "entente_reader"
"""Cookie that tells browsers without a session apart."""
LONGEST_BODY = 20_000
"""Bytes of a form without files."""
_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')


class Forms:
    """Puts a token into every form, and knows it again.

    Pages are drawn once for all readers, with a mark that nobody can guess; it gives way to the reader's own token as
    the page is sent.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._mark = secrets.token_hex(32)

    def marked(self, text: str) -> str:
        """A page with the mark in each form that changes something."""
        return _FORM.sub(rf'\g<0><input type="hidden" name="{FIELD}" value="{self._mark}">', text)

    def sealed(self, body: bytes, request: Request) -> tuple[bytes, str]:
        """A page with the reader's token in place of the mark, and the reader's new cookie; empty: there is one."""
        if self._mark.encode() not in body:
            return body, ""
        reader = request.cookies.get(READER, "")
        made = "" if reader or _session(request) else secrets.token_urlsafe(18)
        token = self._token(_session(request) or reader or made)
        return body.replace(self._mark.encode(), token.encode()), made

    def check(self, request: Request, given: str) -> None:
        """Refused unless the form was drawn for this reader; a program that brings the token has no form."""
        if person_of(request).name == "token" and "authorization" in request.headers:
            return
        holder = _session(request) or request.cookies.get(READER, "")
        if not holder or not hmac.compare_digest(self._token(holder).encode(), given.encode("utf-8", "replace")):
            raise Refused(403, _("This form is out of date."), _("Load the page again, and send it from there."))

    def _token(self, holder: str) -> str:
        return hmac.new(self._key, holder.encode("utf-8", "replace"), sha256).hexdigest()

    async def read(self, request: Request) -> Mapping[str, Sequence[str]]:
        """The fields of a form of this server."""
        check_sender(request)
        fields = parse_qs((await short_body(request)).decode("utf-8", "replace"), keep_blank_values=True)
        self.check(request, last(fields, FIELD))
        return fields


def _session(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def person_of(request: Request) -> Person:
    """Who asks, as was found when the request came in."""
    found = getattr(request.state, "person", None)
    return found if isinstance(found, Person) else LOCAL


def need(request: Request, role: Role) -> Person:
    """Who asks; Refused where that needs a higher role."""
    person = person_of(request)
    if not person.may(role):
        what = _("This needs the role %(role)s; yours is %(yours)s.", role=role, yours=person.role)
        raise Refused(403, what, _("Ask an admin of this project."))
    return person


def check_sender(request: Request) -> None:
    """A change is asked for from a page of this server, or from a program, never from a page elsewhere."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise Refused(403, _("This must be asked for from a page of this server."))


async def short_body(request: Request) -> bytes:
    """The body of a form; Refused when it is longer than any form of ours."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise Refused(413, _("This form is too long."))
    return body


def keep(response: Response, name: str, value: str, *, secure: bool, days: float = 0) -> None:
    """A cookie that no script reads and no page elsewhere sends along with a change."""
    lasting = int(days * 86_400) or None
    response.set_cookie(name, value, max_age=lasting, httponly=True, samesite="lax", secure=secure)
