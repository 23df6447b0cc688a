"""A reader's browser without a browser: pages of the invented record, fetched and followed."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from fastapi.testclient import TestClient

from entente.views import Book
from entente.web.access import Guard
from entente.web.app import create_app
from entente.web.edition import Edition
from entente.web.shelf import BookShelf
from tests.views import made

HERE = "http://127.0.0.1"


def browser(book: Book | None = None, guard: Guard | None = None, host: str = "127.0.0.1") -> TestClient:
    """A client of the reading room over a book."""
    app = create_app(BookShelf(book or made.book()), guard=guard, host=host)
    return TestClient(app, base_url=HERE, follow_redirects=False)


@cache
def edition() -> Edition:
    """The invented record with its indexes."""
    return Edition(made.book())


def sent(client: TestClient, path: str, data: dict[str, str] | None = None, page: str = "/", **more: Any) -> Any:
    """A form as its page would send it, with the hidden field that was drawn for this browser."""
    form = re.search(r'name="form" value="([0-9a-f]{64})"', client.get(page).text)
    return client.post(path, data={**(data or {}), "form": form[1] if form else ""}, **more)


class Seen(HTMLParser):
    """What a page holds: addresses, ids, attributes that run or style, the words of its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what a browser would follow, fetch or run."""
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] * (tag == "style" or (tag == "script" and "src" not in given))
        self.ids += [given[name] for name in given if name == "id"]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("link", "script", "img", "iframe", "form", "object", "embed"):
            self.loads += [given[name] for name in ("href", "src", "action", "data") if name in given]


def walk(client: TestClient, start: str = "/", most: int = 400) -> Iterator[tuple[str, int, Seen, int]]:
    """Every page that links lead to, with its status, content and size."""
    waiting, known = [start], {start}
    while waiting and most:
        most -= 1
        path = waiting.pop(0)
        answer = client.get(path)
        is_saved = "content-disposition" in answer.headers
        is_page = answer.headers["content-type"].startswith("text/html") and not is_saved
        seen = Seen(answer.text if is_page else "")
        yield path, answer.status_code, seen, len(answer.content)
        for link in (*seen.links, *seen.loads):
            there = urlsplit(urljoin(HERE + path, link))
            target = there.path + (f"?{there.query}" if there.query else "")
            if (
                there.netloc == "127.0.0.1"
                and target not in known
                and not target.startswith(("/seen", "/login", "/language", "/logout", "/upload", "/review", "/users"))
            ):
                known.add(target)
                waiting.append(target)
