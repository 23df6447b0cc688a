"""Published pages in a real browser: opened from the disk, and from a server that knows nothing of them."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from entente.web.publish import publish
from tests.web.driving import Watched, needs_browser
from tests.web.site import edition

pytestmark = needs_browser


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that prints nothing."""

    def log_message(self, *arguments: Any, **others: Any) -> None:  # Any: as its parent takes them
        """Nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(edition(), folder)
    return folder


@pytest.fixture(scope="module")
def plain_server(site: Path) -> Iterator[str]:
    """The folder behind a plain file server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(10)


def visit(chromium: Any, root: str, site: Path) -> None:
    """Each page below an address has its style, asks nobody else, and breaks no policy."""
    window = Watched(chromium, root)
    for path in sorted(site.rglob("*.html")):
        window.page.goto(f"{root}/{path.relative_to(site).as_posix()}")
        assert window.page.evaluate("document.styleSheets.length") > 0, path.name
        assert window.page.locator("h1").count() == 1, path.name
    window.close()


def test_pages_open_from_the_disk(chromium: Any, site: Path) -> None:
    """Without a server every page is whole."""
    visit(chromium, site.as_uri(), site)


def test_pages_open_from_a_plain_server(chromium: Any, site: Path, plain_server: str) -> None:
    """Any server of files will do."""
    visit(chromium, plain_server, site)


def test_links_are_followed_from_the_disk(chromium: Any, site: Path) -> None:
    """From the first page a click on an undertaking opens its life."""
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    page.click("a[href*='undertaking/'] >> nth=0")
    assert page.url.startswith(site.as_uri())
    assert page.locator("h1").count() == 1
    page.close()
