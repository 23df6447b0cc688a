"""Take the pictures of the README anew: `python -m scripts.pictures`, after `make browser`, with Chromium at hand.

Reads the demo corpus into a folder of its own, serves it, and writes what a browser shows into `docs/images/`.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from entente.cli import app
from tests.web.driving import browsing, served

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
MOST_BYTES = 250_000


class Picture(NamedTuple):
    """A page and the scheme of its reader."""

    name: str
    address: str
    scheme: str = "light"
    size: tuple[int, int] = (1280, 860)
    """Pixels across and down."""


def pictures(page: Any, address: str) -> Iterator[Picture]:  # Any: playwright may be absent
    """Those of the reading room; records are looked up, as their ids follow from what was read."""
    ask = page.request.get
    undertakings = ask(f"{address}/api/v1/undertakings?limit=60").json()["items"]
    pipeline = next(row for row in undertakings if "pipeline" in row["title"].lower() and len(row["milestones"]) > 3)
    copy = next(row for row in ask(f"{address}/api/v1/documents?limit=60").json()["items"] if row["copied_from"])
    yield Picture("room-today", f"{address}/")
    yield Picture("room-pair", f"{address}/dyad/XVM/XOR")
    yield Picture("room-reader", f"{address}/doc/{copy['doc_id']}")
    yield Picture("room-undertaking", f"{address}/undertaking/{pipeline['undertaking_id']}", "dark")


def take(browser: Any, picture: Picture) -> int:  # Any: as above
    """Writes one picture; its size in bytes."""
    context = browser.new_context(
        color_scheme=picture.scheme, viewport=dict(zip(("width", "height"), picture.size, strict=True))
    )
    page = context.new_page()
    page.goto(picture.address)
    data = page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()
    return len(data)


def main() -> int:
    """Takes them all; 1 where one is too heavy for a page."""
    heavy = []
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        CliRunner().invoke(app, ["demo", "--to", str(project)], catch_exceptions=False)
        with served(project) as address, browsing() as browser:
            dossier = Picture("dossier", next(project.glob("*.html")).as_uri(), size=(1180, 1240))
            for picture in (dossier, *pictures(browser.new_page(), address)):
                size = take(browser, picture)
                print(f"{picture.name}.png {size // 1000} kB")
                heavy += [picture.name] * (size > MOST_BYTES)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
