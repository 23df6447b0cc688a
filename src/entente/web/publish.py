"""The same pages as a folder of files that any file server, or none, can show."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from entente.errors import EntenteError
from entente.web.asking import TABS
from entente.web.calendar import calendar
from entente.web.citing import FORMS, works
from entente.web.edition import Edition
from entente.web.links import FileLinks, file_of
from entente.web.pages import Page, compare, conflicts, dyad, event, explore, guide, reader, sources, today
from entente.web.pages import undertakings as promised
from entente.web.pages.page import Leaf
from entente.web.render import asset, asset_names, draw
from entente.web.tongue import ENGLISH, Tongue, speaking, tongues


class Published(NamedTuple):
    """What was written."""

    files: int
    size: int
    """Bytes."""


def publish(edition: Edition, folder: Path, language: str = ENGLISH) -> Published:
    """Writes every page of an edition; a folder that holds anything else is left alone.

    Args:
        edition: what is shown.
        folder: made where it is missing; what an earlier publishing left in it is written over.
        language: what the pages speak; quotes, titles and names keep their own.
    """
    tongue = _tongue(language)
    _check(folder)
    count = size = 0
    with speaking(tongue):
        for name, body in files_of(edition):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            count, size = count + 1, size + len(body)
    return Published(count, size)


def _tongue(language: str) -> Tongue:
    if language not in tongues():
        raise EntenteError("the pages do not speak it", f"--language {language}", f"choose of {', '.join(tongues())}")
    return tongues()[language]


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise EntenteError("this is a file, not a folder", str(folder), "name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "static" / "entente.css").exists():
        raise EntenteError("the folder holds other files", str(folder), "name an empty folder or a new one")


def files_of(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every file with its name, pages first."""
    for name, page in _pages(edition):
        yield name, draw(page, edition, FileLinks(name)).encode("utf-8", "replace")
    yield file_of("calendar"), calendar(edition).encode()
    for event_id in edition.events:
        found = works(edition, event_id)
        for form, (_, write) in FORMS.items():
            yield file_of("cite", f"{event_id}.{form}"), write(found).encode("utf-8", "replace")
    for name in asset_names():
        yield file_of("static", name), asset(name) or b""


def _pages(edition: Edition) -> Iterator[tuple[str, Page]]:
    yield file_of("today"), today.page(edition)
    yield file_of("help"), guide.page()
    yield from _leaves("dyads", lambda number: today.pairs_page(edition, number))
    yield from _leaves("undertakings", lambda number: promised.page(edition, {"page": [str(number)]}))
    yield from _leaves("conflicts", lambda number: conflicts.page(edition, {"page": [str(number)], "show": ["all"]}))
    yield from _leaves("sources", lambda number: sources.page(edition, {"page": [str(number)]}))
    yield from _leaves("explore", lambda number: explore.page(edition, {"page": [str(number)]}))
    for tab in TABS[1:]:
        yield file_of("explore", tab), explore.page(edition, {"tab": [tab]})
    for a, b in edition.pairs:
        yield file_of("dyad", edition.code_of(a), edition.code_of(b)), dyad.page(edition, a, b)
    for name in edition.events:
        yield file_of("event", name), event.page(edition, name)
        yield file_of("compare", name), compare.page(edition, name)
    for name in edition.book.documents:
        yield file_of("doc", name), reader.page(edition, name)
    for name in edition.undertaking:
        yield file_of("undertaking", name), promised.life_page(edition, name)


def _leaves(place: str, make: Callable[[int], Page]) -> Iterator[tuple[str, Page]]:
    """A list page by page, to its end."""
    number, n_pages = 1, 1
    while number <= n_pages:
        page = make(number)
        leaf = page.values["leaf"]
        n_pages = leaf.n_pages if isinstance(leaf, Leaf) else 1
        yield file_of(place, page=number), page
        number += 1
