"""What only a browser can tell; runs where Chromium and the group `browser` of pyproject.toml are installed."""

import shutil
import threading
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import uvicorn

from entente.web.app import create_app
from entente.web.shelf import BookShelf
from tests.views import made

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")

VIEWS = (
    "/", "/dyads", "/dyad/XOR/XVM", f"/event/{made.LOAN.event_id}", f"/compare/{made.WORKS.event_id}",
    f"/doc/{made.COPY.doc_id}", "/undertakings", f"/undertaking/{made.PIPELINE.undertaking_id}", "/conflicts",
    "/sources", "/search?q=pipeline", "/explore", "/explore?tab=timeline", "/explore?tab=matrix", "/explore?tab=trend",
    "/help", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server over the invented record, in a thread."""
    config = uvicorn.Config(create_app(BookShelf(made.book())), port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:  # Any: playwright may be absent, so its types are not known
    """One browser for all tests."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@cache
def rules() -> Any:  # Any: as above
    """The accessibility rules of axe."""
    return axe.Axe()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_view_is_accessible(chromium: Any, address: str, scheme: str, width: int) -> None:
    """No serious finding, and nothing wider than the window, on any view."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    found = []
    for view in VIEWS:
        page.goto(address + view)
        faults = rules().run(page).response["violations"]
        found += [(view, fault["id"]) for fault in faults if fault["impact"] in ("serious", "critical")]
        found += [(view, "wide")] * page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert [] == found


def test_nothing_leaves_and_nothing_is_blocked(chromium: Any, address: str) -> None:
    """The browser asks only this server, and the policy has nothing to forbid."""
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for view in VIEWS[:-1]:
        page.goto(address + view)
    page.close()
    assert [] == [url for url in asked if not url.startswith(address)]
    assert [] == said


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
    """`/` goes to the search, `j` to the next line, `?` to the help."""
    page = chromium.new_page()
    page.goto(address + "/explore")
    page.keyboard.press("/")
    assert "q" == page.evaluate("document.activeElement.id")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-line]') !== null")
    page.keyboard.press("?")
    page.wait_for_url("**/help")
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
