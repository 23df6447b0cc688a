"""What only a browser can tell; runs where Chromium and the group `browser` of pyproject.toml are installed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from entente.web.app import create_app
from entente.web.shelf import BookShelf
from tests.views import made
from tests.web.driving import Watched, faults_of, listening, needs_browser

pytestmark = needs_browser

VIEWS = (
    "/", "/dyads", "/dyad/XOR/XVM", f"/event/{made.LOAN.event_id}", f"/compare/{made.WORKS.event_id}",
    f"/doc/{made.COPY.doc_id}", "/undertakings", f"/undertaking/{made.PIPELINE.undertaking_id}", "/conflicts",
    "/sources", "/search?q=pipeline", "/explore", "/explore?tab=timeline", "/explore?tab=matrix",
    "/explore?tab=network", "/explore?tab=map&worldview=un", "/explore?tab=trend",
    f"/brief?id={made.PIPELINE.undertaking_id}", "/help", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server over the invented record."""
    with listening(create_app(BookShelf(made.book()))) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_view_is_accessible(chromium: Any, address: str, scheme: str, width: int) -> None:
    """No serious finding, and nothing wider than the window, on any view."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    found = []
    for view in VIEWS:
        page.goto(address + view)
        found += [(view, fault) for fault in faults_of(page)]
    context.close()
    assert [] == found


def test_nothing_leaves_and_nothing_is_blocked(chromium: Any, address: str) -> None:
    """The browser asks only this server, and the policy has nothing to forbid."""
    window = Watched(chromium, address)
    for view in VIEWS[:-1]:
        window.page.goto(address + view)
    window.close()


def test_from_overdue_to_the_words(chromium: Any, address: str) -> None:
    """Two clicks lead from the first page to the words of the overdue undertaking, marked in their text."""
    page = chromium.new_page(java_script_enabled=False)
    page.goto(address)
    page.click("article.lead-story a.quote")
    assert "Tarn Pass pipeline" in page.inner_text("h1")
    page.click("text=read in place >> nth=0")
    mark = page.url.partition("#")[2]
    paragraph = page.locator(f"[id='{mark}']").locator("xpath=ancestor::div[1]")
    assert "agreed on Wednesday to lend Velmora $420 million" in paragraph.inner_text()
    page.close()


def test_keys(chromium: Any, address: str) -> None:
    """`/` goes to the search, `j` to the next line, `e` to its words in the text, `?` to the help."""
    page = chromium.new_page()
    page.goto(address + "/explore")
    page.keyboard.press("/")
    assert "q" == page.evaluate("document.activeElement.id")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-line]') !== null")
    page.keyboard.press("e")
    page.wait_for_url("**/doc/**")
    page.keyboard.press("?")
    page.wait_for_url("**/help")
    page.close()


@pytest.mark.parametrize(
    ("view", "there"),
    [
        ("/", "**/doc/**"), ("/dyads", "**/doc/**"), ("/undertakings", "**/doc/**"), ("/sources", "**outlet=**"),
        ("/search?q=pipeline", "**/doc/**"), (VIEWS[5], "**/doc/**#ev:**"),
    ],
)  # fmt: skip
def test_evidence_is_a_key_away(chromium: Any, address: str, view: str, there: str) -> None:
    """On every list the first line reached by `j` opens its words by `e`; that of an outlet its texts."""
    page = chromium.new_page()
    page.goto(address + view)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url(there)
    page.close()


@pytest.mark.parametrize("view", ["/explore?tab=timeline", "/dyad/XOR/XVM", "/explore?tab=trend"])
def test_no_label_of_a_drawing_is_cut(chromium: Any, address: str, view: str) -> None:
    """With letters twice as large every label of an axis ends where its drawing can be scrolled to."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.goto(address + view)
    beyond = """all => all.map(text => { const box = text.closest('.scroll');
        return text.getBoundingClientRect().right - box.getBoundingClientRect().left + box.scrollLeft - box.scrollWidth;
    })"""
    assert 1 > max(page.eval_on_selector_all(".lanes text", beyond))
    page.close()


def test_the_language_is_chosen_at_the_foot(chromium: Any, address: str) -> None:
    """A button at the foot turns this page and all that follow into another language, and back."""
    page = chromium.new_page()
    page.goto(address + "/undertakings?show=overdue")
    page.click("footer >> text=Deutsch")
    assert ("de", "Vorhaben") == (page.get_attribute("html", "lang"), page.inner_text("h1"))
    assert page.url.endswith("/undertakings?show=overdue")
    page.goto(address + "/explore")
    page.click("footer >> text=English")
    assert "Explore" == page.inner_text("h1")
    page.close()


def test_filter_by_keyboard_alone(chromium: Any, address: str) -> None:
    """Explore is worked without a mouse, and the address holds the filter."""
    page = chromium.new_page()
    page.goto(address + "/explore")
    page.focus("#f-type")
    page.keyboard.press("c")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.focus("form.filter button")
    page.keyboard.press("Enter")
    page.wait_for_url("**type=ACCUSE**")
    assert "1 event" in page.inner_text("main")
    page.close()


def test_from_state_to_state_by_arrows(chromium: Any, address: str) -> None:
    """In the network a key leads to the drawing, an arrow to the next state, and its ties stand out."""
    page = chromium.new_page()
    page.goto(address + "/explore")
    page.keyboard.press("n")
    page.wait_for_url("**tab=network**")
    page.focus("svg.net a.node")
    first = page.evaluate("document.activeElement.dataset.state")
    for arrow in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(arrow)
        if first != page.evaluate("document.activeElement.dataset.state"):
            break
    assert first != page.evaluate("document.activeElement.dataset.state")
    assert 0 < page.locator("svg.lit a.tie.near").count()
    page.keyboard.press("Enter")
    page.wait_for_url("**who=**")
    page.close()


@pytest.mark.parametrize("width", [1280, 700])
def test_letters_follow_the_readers_setting(chromium: Any, address: str, width: int) -> None:
    """Whoever sets letters twice as large gets them so, and no view is wider than the window."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    wide = []
    for view in VIEWS:
        page.goto(address + view)
        wide += [view] * page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert "30px" == page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.close()
    assert [] == wide


def test_text_in_drawings_keeps_its_size(chromium: Any, address: str) -> None:
    """On a telephone a drawing is narrower, its words are not smaller."""
    sizes = []
    for width in (1440, 390):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto(address + "/explore?tab=trend")
        sizes.append(page.evaluate("document.querySelector('.trend text').getBoundingClientRect().height"))
        page.close()
    assert sizes[0] == pytest.approx(sizes[1], abs=0.5)


@pytest.mark.parametrize("width", [390, 1280])
def test_names_without_a_gap_are_broken(chromium: Any, width: int) -> None:
    """Names and titles of eighty letters make no view wider than the window."""
    held, word = made.book(), "Donaudampfschiff" * 5
    named = {name: msgspec.structs.replace(actor, name=word) for name, actor in held.actors.items()}
    titled = {name: msgspec.structs.replace(each, title=word) for name, each in held.undertakings.items()}
    book = replace(held, actors=named, undertakings=titled)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    with listening(create_app(BookShelf(book))) as address:
        for view in VIEWS[:-1]:
            page.goto(address + view)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), view
    page.close()
