"""A day's work in a browser, from the texts to the saved brief; needs Chromium and the group `browser`."""

import io
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from entente.api import create
from entente.web.access import Guard
from entente.web.app import create_app
from entente.web.shelf import BookShelf
from tests.cli.made import ARTICLES
from tests.views import made
from tests.web.driving import Watched, faults_of, listening, needs_browser, served
from tests.web.test_shelf import write

pytestmark = needs_browser
TOKEN = "a token that nobody would guess at all"
LENT = made.document("Orsenia agreed on Wednesday to lend Velmora money for its pipeline.", source_id="hill-road")
SIGNED = made.document("Orsenia signed a loan with Velmora on Tuesday. It is for the pass.", "2024-04-19")
CLAIMS = (
    made.claim(LENT, LENT.text[:-1], "lend", when="2024-04-17"),
    made.claim(SIGNED, SIGNED.text.split(".")[0], "signed", when="2024-04-17"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, of which one tells that a promise was not kept."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_from_a_folder_to_the_overdue_words(chromium: Any, tmp_path: Path, folder: Path) -> None:
    """A folder is read through the page; the overdue undertaking leads to its quote, marked in the reader."""
    create(tmp_path / "project")
    with served(tmp_path / "project") as address:
        window = Watched(chromium, address)
        page = window.page
        page.goto(address + "/upload")
        page.set_input_files("#files", sorted(folder.iterdir()))
        page.click("text=Read them")
        page.wait_for_selector("text=2 new texts", timeout=90_000)
        page.goto(address + "/undertakings")
        page.click("a:has-text('steel mill') >> nth=0")
        assert "overdue" in page.inner_text("main")
        page.click("text=read in place >> nth=0")
        mark = page.url.partition("#")[2]
        assert page.locator(f"[id='{mark}']").inner_text() in ARTICLES["promise.txt"] + ARTICLES["later.txt"]
        window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_same_and_back(chromium: Any, tmp_path: Path, scheme: str) -> None:
    """By keyboard two events are judged the same, which makes them one, and that is undone."""
    create(tmp_path)
    write(tmp_path, LENT, SIGNED, *CLAIMS)
    with served(tmp_path) as address:
        window = Watched(chromium, address, color_scheme=scheme, bypass_csp=True)
        page = window.page
        page.goto(address + "/review")
        assert "counted as two events" in page.inner_text("main")
        assert [] == faults_of(page)
        page.keyboard.press("s")
        page.wait_for_selector("text=Take it back (u)")
        assert 1 == page.request.get(address + "/api/v1/events").json()["total"]
        page.keyboard.press("u")
        page.wait_for_selector("text=Taken back")
        assert 2 == page.request.get(address + "/api/v1/events").json()["total"]
        assert [] == faults_of(page)
        window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_records_are_checked_by_keyboard(chromium: Any, tmp_path: Path, scheme: str) -> None:
    """A record is rejected, that is undone, another is edited and one accepted, all by keys."""
    create(tmp_path)
    write(tmp_path, LENT, SIGNED, *CLAIMS)
    with served(tmp_path) as address:
        window = Watched(chromium, address, color_scheme=scheme, bypass_csp=True)
        page = window.page
        page.goto(address + "/review/records")
        page.keyboard.press("r")
        page.wait_for_selector("text=Rejected")
        assert 1 == page.request.get(address + "/api/v1/events").json()["total"]
        page.keyboard.press("u")
        page.wait_for_selector("text=Taken back")
        page.keyboard.press("e")
        page.select_option("#c-status", "planned")
        assert [] == faults_of(page)
        page.focus("#c-when")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Accepted")
        assert "planned" in str(page.request.get(address + "/api/v1/events").json())
        assert [] == faults_of(page)
        window.close()


@pytest.fixture
def address() -> Any:  # Any: a generator
    """A server over the invented record."""
    with listening(create_app(BookShelf(made.book()))) as address:
        yield address


def written_brief(page: Any, address: str) -> None:  # Any: playwright may be absent
    """A brief of two records picked in Explore, with a sentence on the second."""
    page.goto(address + "/explore")
    for at in (0, 1):
        page.locator("td input[type=checkbox]").nth(at).check()
    page.click("text=Put into a brief")
    page.fill("#title", "Gas over the pass")
    page.locator("textarea").nth(1).fill("The loan came first. The works came later [1].")
    page.click("text=Keep what I wrote")


def test_brief_is_made_and_opened(chromium: Any, address: str) -> None:
    """Records are picked, ordered and written on; what is saved opens and holds sentences and quotes."""
    window = Watched(chromium, address, accept_downloads=True)
    page = window.page
    written_brief(page, address)
    assert [] != page.locator("p.said a.ref").all()
    saved = {}
    for label in ("Markdown", "HTML", "Word", "PDF"):
        with page.expect_download() as download:
            page.click(f"button:text-is('{label}')")
        saved[label] = Path(download.value.path()).read_bytes()
    page.click("button:text-is('Higher')")
    assert "The loan came first." in page.locator("textarea").nth(0).input_value()
    window.close()
    word = "\n".join(each.text for each in docx.Document(io.BytesIO(saved["Word"])).paragraphs)
    print_ = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(saved["PDF"])).pages)
    for text in (saved["Markdown"].decode(), saved["HTML"].decode(), word, print_):
        assert "Gas over the pass" in text
        assert "The works came later." in text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_brief_is_accessible(chromium: Any, address: str, scheme: str, width: int) -> None:
    """No serious finding of axe on a brief somebody writes, nor on the one that is saved."""
    window = Watched(
        chromium, address, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )  # fmt: skip
    written_brief(window.page, address)
    assert [] == faults_of(window.page)
    text = window.page.request.get(window.page.url.replace("/brief?", "/brief.html?")).text()
    window.page.set_content(text)
    assert [] == faults_of(window.page)
    window.close()


def tab_to(page: Any, wanted: str, most: int = 80) -> None:  # Any: as above
    """Presses Tab until what is wanted has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"no way to {wanted} by Tab")


def test_explore_without_a_mouse(chromium: Any, address: str) -> None:
    """By keys alone a filter is set, a drawing chosen, and an event opened at its words."""
    window = Watched(chromium, address)
    page = window.page
    page.goto(address + "/explore")
    tab_to(page, "#f-type")
    page.keyboard.type("agr")
    tab_to(page, "form.filter button")
    page.keyboard.press("Enter")
    page.wait_for_url("**type=AGREE**")
    page.keyboard.press("l")
    page.wait_for_url("**tab=timeline**")
    assert "type=AGREE" in page.url
    page.keyboard.press("t")
    page.wait_for_function("!location.search.includes('timeline')")
    tab_to(page, "table.events a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/**")
    window.close()


def test_dark_is_the_readers(chromium: Any, address: str) -> None:
    """Whoever has a dark screen gets dark paper and light ink, without asking."""
    lit = {}
    for scheme in ("light", "dark"):
        window = Watched(chromium, address, color_scheme=scheme)
        window.page.goto(address)
        read = "name => getComputedStyle(document.documentElement)[name].match(/[0-9]+/g).slice(0, 3).map(Number)"
        lit[scheme] = [sum(window.page.evaluate(read, name)) for name in ("backgroundColor", "color")]
        window.close()
    assert lit["light"][0] > 600 > 200 > lit["light"][1]
    assert lit["dark"][0] < 200 < 600 < lit["dark"][1]


def test_token_is_asked_for(chromium: Any, tmp_path: Path) -> None:
    """Without its token a server shows nothing; a wrong one is refused, the right one opens."""
    create(tmp_path)
    write(tmp_path, LENT, CLAIMS[0])
    with served(tmp_path, Guard(TOKEN)) as address:
        window = Watched(chromium, address)
        page = window.page
        answer = page.goto(address + "/explore")
        assert 401 == answer.status
        assert "Orsenia" not in page.content()
        page.fill("#token", "not it")
        page.click("button:has-text('Open')")
        assert page.locator("[role=alert]").is_visible()
        page.fill("#token", TOKEN)
        page.click("button:has-text('Open')")
        page.wait_for_url("**/explore")
        assert "Orsenia" in page.inner_text("main")
        page.context.clear_cookies()
        assert 401 == page.request.get(address + "/api/v1/events").status
        window.said.clear()  # a browser notes each page that was refused
        window.close()
