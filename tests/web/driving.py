"""A server in a thread and a real browser in front of it, for what only a browser can tell."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from entente.api import open_project
from entente.web.access import Guard
from entente.web.app import create_app
from entente.web.intake import Intake
from entente.web.listening import config_of
from entente.web.shelf import LedgerShelf

CHROMIUM = shutil.which("chromium")
PATIENCE_MS = 20_000
"""How long a browser waits for anything before the test fails."""
START_S = 20.0

_LACKING = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
_LACKING += ["Chromium"] * (CHROMIUM is None)
needs_browser = pytest.mark.skipif(
    bool(_LACKING), reason=f"no browser to drive: {', '.join(_LACKING)} missing; `.ci/run` says how they are installed"
)


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The address of a server over an application."""
    server = uvicorn.Server(config_of(app, last_words_s=1))
    opened = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([opened],), daemon=True)
    thread.start()
    end = time.monotonic() + START_S
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{opened.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def served(project: Path, guard: Guard | None = None) -> Iterator[str]:
    """The address of a server over a project that takes texts and rulings."""
    shelf = LedgerShelf(open_project(project))
    with listening(create_app(shelf, guard=guard, intake=Intake(project))) as address:
        yield address


@contextmanager
def browsing() -> Iterator[Any]:  # Any: playwright may be absent, so its types are not known
    """A Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@cache
def rules() -> Any:  # Any: as above
    """The accessibility rules of axe."""
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def faults_of(page: Any) -> list[str]:  # Any: as above
    """What axe finds on a page that is serious, and whether the page is wider than the window."""
    found = rules().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")] + ["wide"] * wide


def open_until(page: Any, address: str, words: str) -> None:  # Any: as above
    """Opens a page again until it shows words, as readers do while a new edition is made."""
    end = time.monotonic() + PATIENCE_MS / 1000
    page.goto(address)
    while words not in page.inner_text("main"):
        assert time.monotonic() < end, f"{address} does not show {words!r}"
        time.sleep(0.2)
        page.goto(address)


class Watched:
    """A window whose requests and messages are written down."""

    def __init__(self, browser: Any, address: str, **settings: Any) -> None:  # Any: as above
        self.address = address
        self._context = browser.new_context(**settings)
        self._context.set_default_timeout(PATIENCE_MS)
        self.page = self._context.new_page()
        self.elsewhere: list[str] = []
        self.said: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.said.append(message.text))

    def _note(self, request: Any) -> None:  # Any: as above
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def close(self) -> None:
        """Closes the window; nothing left the host, and the policy had nothing to forbid."""
        self._context.close()
        assert ([], []) == (self.elsewhere, self.said)
