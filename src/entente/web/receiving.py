"""What readers send: texts to be read, told how far they are, and rulings on reports."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import StreamingResponse

from entente.ledger import Batch
from entente.web import feed
from entente.web.accounts import going
from entente.web.asking import Query, Refused, last
from entente.web.edition import Edition
from entente.web.forms import FIELD, check_sender, need
from entente.web.intake import LONGEST_S, MOST_BYTES, MOST_FILES, Intake, Job
from entente.web.judging import check, ruling
from entente.web.pacing import Pace
from entente.web.pages import checking, handing, review
from entente.web.room import Make, Room
from entente.web.sending import sent
from entente.web.tongue import _

MOST_SENT, SENT_WINDOW_S = 30, 600.0
"""Handings in of one person in a window."""
STEP_S = 0.25
"""How often it is looked how far a reading is."""
QUIET_S = 15.0
"""After so long without news a line is sent that says nothing, so that nobody closes the connection."""

Add = Callable[..., None]


def add_routes(app: FastAPI, room: Room, intake: Intake, add: Add) -> None:
    """The addresses of what changes the ledger."""
    add(app, "/review", _queue(room, review.page))
    add(app, "/review", _rules(room, _of_pair, "/review"), "POST")
    add(app, "/review/records", _queue(room, checking.page))
    add(app, "/review/records", _rules(room, _of_record, "/review/records"), "POST")
    add(app, "/upload", _form(room))
    add(app, "/upload", _take(room, intake), "POST")
    add(app, "/upload/{name}", _progress(room, intake))
    add(app, "/upload/{name}/events", _events(intake), "GET")
    add_data(app, intake)


Handler = Callable[[Request], Awaitable[Response]]
Rule = Callable[[Edition, Query, str], Batch]
"""A ruling as it was asked for, and by whom, to the lines that record it."""


def _form(room: Room) -> Handler:
    async def form(request: Request) -> Response:
        need(request, "editor")
        return await room.page(request, lambda edition, query: handing.page())

    return form


def _take(room: Room, intake: Intake) -> Handler:
    pace = Pace(MOST_SENT, SENT_WINDOW_S)

    async def take(request: Request) -> Response:
        check_sender(request)
        person = need(request, "editor")
        _check_length(request.headers.get("content-length", ""))
        key = f"{person.name} {room.address_of(request)}"
        if wait := pace.wait_s(key):
            raise Refused(429, _("Texts were handed in very often of late."), _("Wait a while."), wait_s=wait)
        async with request.form(max_files=MOST_FILES, max_fields=10) as sent_form:
            room.forms.check(request, str(sent_form.get(FIELD, "")))
            pace.note(key)
            given = [each for each in sent_form.getlist("files") if isinstance(each, UploadFile) and each.filename]
            job = await run_in_threadpool(
                intake.take, [(each.filename or "", each.file) for each in given], person.name
            )
        return going(f"/upload/{job.name}")

    return take


def _check_length(length: str) -> None:
    if not (length.isascii() and length.isdigit()):
        raise Refused(411, _("The length of what is sent must be told."))
    if len(length) > 15 or int(length) > MOST_BYTES:
        remedy = _("Hand in at most %(size)s MB; `entente read` takes any.", size=MOST_BYTES >> 20)
        raise Refused(413, _("This is too much at once."), remedy)


def _progress(room: Room, intake: Intake) -> Callable[[Request, str], Response]:
    def progress(request: Request, name: str) -> Response:
        need(request, "editor")
        page = handing.job_page(intake.job(name))
        return room.html(room.drawn(request, room.shelf.current(), page), request)

    return progress


def add_data(app: FastAPI, intake: Intake) -> None:
    """How far a reading is, for programs."""

    def reading(request: Request, name: feed.Name) -> Response:
        """How far texts that were handed in are read."""
        need(request, "editor")
        return sent(json.dumps(handing.news(intake.job(name))).encode(), "application/json", request)

    feed.add(app, "uploads/{name}", reading, "get_upload", feed.answers("Reading"), "records")


def _events(intake: Intake) -> Callable[[Request, str], Response]:
    def events(request: Request, name: str) -> Response:
        need(request, "editor")
        last_id = request.headers.get("last-event-id", "")
        seen = int(last_id) if last_id.isascii() and last_id.isdigit() and len(last_id) < 6 else 0
        told = news(intake.job(name), seen)
        return StreamingResponse(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return events


async def news(job: Job, seen: int = 0) -> AsyncIterator[str]:
    """How far a reading is, each time that changes, as server-sent events; the number of problems told is their id."""
    before, quiet = "", 0.0
    for _step in range(int(LONGEST_S / STEP_S)):
        body, over, seen_now = json.dumps(handing.news(job, seen)), job.is_over, len(job.problems)
        if body != before:
            yield f"id: {seen_now}\nevent: {'over' if over else 'progress'}\ndata: {body}\n\n"
            seen, quiet = seen_now, 0.0
            before = json.dumps(handing.news(job, seen))
        elif quiet >= QUIET_S:
            yield ": still reading\n\n"
            quiet = 0.0
        if over:
            return
        await asyncio.sleep(STEP_S)
        quiet += STEP_S


def _queue(room: Room, make: Make) -> Handler:
    """Shows what waits for a ruling."""

    async def queue(request: Request) -> Response:
        need(request, "editor")
        return await room.page(request, make)

    return queue


def _rules(room: Room, rule: Rule, back: str) -> Handler:
    """Records a ruling, and leads back to what waits."""

    async def rules(request: Request) -> Response:
        person = need(request, "editor")
        asked = await room.forms.read(request)
        await run_in_threadpool(lambda: room.shelf.record(rule(room.shelf.current().edition, asked, person.name)))
        return going(back)

    return rules


def _of_pair(edition: Edition, asked: Query, who: str) -> Batch:
    left, right, word = (last(asked, name) for name in ("left", "right", "word"))
    return ruling(edition, edition.decisions, left, right, word, who)


def _of_record(edition: Edition, asked: Query, who: str) -> Batch:
    return check(edition, last(asked, "claim"), asked, who)
