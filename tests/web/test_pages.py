"""What each page shows of the invented record."""

import gzip
from dataclasses import replace

import msgspec
import pytest

from entente.records import Source
from entente.web.app import SEEN
from entente.web.render import headline
from tests.views import made
from tests.web.site import Seen, browser, edition, walk

LOAN, WORKS = made.LOAN.event_id, made.WORKS.event_id
PIPELINE = made.PIPELINE.undertaking_id

PAGES = {
    "/": "Tarn Pass pipeline",
    "/dyads": "Orsenia – Velmora",
    "/dyad/XOR/XVM": "Latest dated",
    f"/event/{LOAN}": "Who reports it",
    f"/event/{made.LEND.claim_id}": "Who reports it",
    f"/compare/{WORKS}": "Silent that week",
    f"/doc/{made.COPY.doc_id}": "Rewrite",
    "/undertakings": "The most pressing first",
    f"/undertaking/{PIPELINE}": "Its life",
    "/conflicts": "whether",
    "/sources": "Families of texts",
    "/search?q=pipeline": "hit",
    "/explore": "events",
    "/explore?tab=timeline": "Timeline by field",
    "/explore?tab=network": "Network of states",
    "/explore?tab=map": "no place on the map",
    "/explore?tab=trend": "share of cooperation",
    f"/brief?id={LOAN}&id={PIPELINE}&title=Gas": '<h1 dir="auto">Gas</h1>',
    "/help": "Three clocks",
}
PAGES["/conflicts"] = "Over the stage"
PAGES["/explore?tab=matrix"] = "2:1"


@pytest.mark.parametrize("path", PAGES)
def test_page_answers(path: str) -> None:
    """Each view answers, and shows what it is for."""
    answer = browser().get(path)
    assert 200 == answer.status_code
    assert PAGES[path] in answer.text


def test_every_link_leads_somewhere() -> None:
    """From the first page on, no link and no file is broken, and every page answers."""
    walked = list(walk(browser()))
    assert [] == [(path, status) for path, status, _, _ in walked if status != 200]
    assert len(walked) > 40


def test_marks_exist() -> None:
    """A link into a page of the reader leads to a mark that is there, and no mark is there twice."""
    client = browser()
    for _, _, seen, _ in walk(client, f"/event/{LOAN}", most=1):
        marks = [link.split("#") for link in seen.links if link.startswith("/doc/") and "#" in link]
        assert marks
        for path, mark in marks:
            ids = Seen(client.get(path).text).ids
            assert 1 == ids.count(mark)
            assert len(ids) == len(set(ids))


def test_pages_are_light() -> None:
    """A page of text stays under 60 kB as it is sent."""
    client = browser()
    for path in PAGES:
        assert len(gzip.compress(client.get(path).content)) < 60_000


def test_states_are_named_freely() -> None:
    """A pair may be named by adjective, in any case; the address with codes is the one kept."""
    answer = browser().get("/dyad/orsenian/Velmora")
    assert (308, "/dyad/XOR/XVM") == (answer.status_code, answer.headers["location"])


def test_short_ids_are_understood() -> None:
    """An id as the terminal shows it leads to its record; fewer letters, or those of none, do not."""
    client = browser()
    for path, name in (("event", LOAN), ("undertaking", PIPELINE), ("doc", made.COPY.doc_id)):
        answer = client.get(f"/{path}/{name.partition(':')[0]}:{name.partition(':')[2][:8]}")
        assert (307, f"/{path}/{name}") == (answer.status_code, answer.headers["location"])
    assert [404, 404] == [client.get(f"/event/{name}").status_code for name in (LOAN[:11], "evt:" + 8 * "0")]


def test_overdue_comes_first() -> None:
    """The first page opens with the promise longest overdue and its words."""
    page = browser().get("/").text
    assert page.index("Longest overdue") < page.index("begin by the end of March 2025") < page.index("Latest in print")


def test_what_waits_is_counted_and_linked() -> None:
    """The numbers of the first page are those of the lists they lead to."""
    page = browser().get("/").text
    for show, n in (("overdue", 1), ("silent", 0), ("due", 0)):
        assert f"<b>{n}</b> {show}" in page
        assert f"{show} {n}</a>" in browser().get(f"/undertakings?show={show}").text
    assert f"<b>{edition().n_in_dispute}</b> in dispute" in page


def test_who_is_new_is_told_how_to_begin() -> None:
    """The first visit says what a line is and where to begin; the next one does not."""
    seen = browser()
    seen.cookies.set(SEEN, "2025-03-31T12:00:00+00:00")
    assert [True, False] == ["New here?" in client.get("/").text for client in (browser(), seen)]


def test_event_of_nobody_is_named_by_its_undertaking() -> None:
    """Where no party is named, the heading says what the event is part of, or its act alone."""
    row = msgspec.structs.replace(edition().row(LOAN), actors=(), recipients=())
    about = [edition().undertaking[PIPELINE]]
    told = [headline(row, found) for found in (about, [])]
    assert ["Tarn Pass pipeline: agreement or promise", "Agreement or promise"] == told


def test_event_parts_open_to_their_words() -> None:
    """The amount of an event links to the very mark in the text."""
    amount = made.LEND.amounts[0].evidence
    assert f"/doc/{made.PROMISE.doc_id}#{amount.evidence_id}" in browser().get(f"/event/{LOAN}").text


def test_reports_stand_under_their_origin() -> None:
    """A copy is listed under the text that printed the words first."""
    page = browser().get(f"/event/{LOAN}").text
    assert "Origin 1" in page
    assert "Origin 2" not in page


def test_silence_is_told_with_its_number() -> None:
    """Outlets read in the week of the first report that say nothing are named with how much of them was read."""
    page = browser().get(f"/compare/{made.BLAME.event_id}").text
    assert "silence cannot be judged" in page


def test_empty_project_is_explained() -> None:
    """A project that has read nothing says how to begin."""
    from entente.views import Book

    client = browser(Book())
    assert "entente read" in client.get("/").text
    assert {200} == {
        client.get(path).status_code for path in ("/dyads", "/undertakings", "/sources", "/explore", "/conflicts")
    }


def test_pair_is_cut_from_the_book() -> None:
    """The part of a book on a pair gives the same page as the whole."""
    from entente.views import dyad

    whole = edition()
    found = dyad(whole.part("act:xor", "act:xvm"), "act:xor", "act:xvm", whole.today)
    assert dyad(whole.book, "act:xor", "act:xvm", whole.today) == found


def test_reading_is_counted_as_a_whole() -> None:
    """The page of a pair counts what was read in each period, also what does not speak of the pair."""
    from entente.views import Book
    from entente.web.charts.trend import Trend
    from entente.web.edition import Edition
    from entente.web.pages import dyad as pages

    book = made.book()
    more = made.document("The harvest was good in the south.", "2025-05-02", source_id="farm")
    fuller = Edition(
        Book.of((*book.documents.values(), more), book.claims.values(), book.events.values(), actors=book.actors)
    )
    values = pages.page(fuller, "act:xor", "act:xvm").values
    told, trend = values["dyad"], values["trend"]
    assert isinstance(told, pages.Told)
    assert isinstance(trend, Trend)
    assert (5, 4) == (told.total.coverage, told.about.n_documents)
    assert 2 == next(bar.period.coverage for bar in trend.bars if bar.period.label == "2025 Q2")


def test_what_is_listed_of_an_outlet_is_shown() -> None:
    """Side, reliability and licence of the user's list stand at Sources, in the reader and in the interface."""
    outlet = made.PROMISE.source_id
    book = replace(made.book(), sources={outlet: Source(source_id=outlet, name="X", country="XVM", licence="CC0-1.0")})
    client = browser(book)
    for path in ("/sources", f"/doc/{made.PROMISE.doc_id}", "/api/v1/outlets"):
        assert "CC0-1.0" in client.get(path).text
        assert "XVM" in client.get(path).text
    assert "not stated" in client.get("/sources").text


def test_every_drawing_of_a_pair_has_its_sentence() -> None:
    """Trend and timeline are each said in one sentence."""
    page = browser().get("/dyad/XOR/XVM").text
    for name in ("trend", "timeline"):
        section = page.partition(f'<section id="{name}">')[2].partition("</section>")[0]
        assert '<p class="said">' in section
