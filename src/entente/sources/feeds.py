"""RSS 0.9 to 2.0 and Atom: the entries of a feed, with what it says of each; entities are never expanded."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from entente.records.problem import Problem
from entente.records.raw import Hint, RawItem
from entente.sources.limits import MAX_FEED_ENTRIES
from entente.sources.media import HTML, TEXT
from entente.sources.tables import summed
from entente.sources.troubles import trouble

Element = Any  # lxml ships no types

ENTRIES = frozenset({"item", "entry"})
FEEDS = frozenset({"rss", "feed", "rdf"})
TEXTS = ("encoded", "content", "description", "summary")
DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
BYLINES = ("creator", "author")
MAX_HINT = 2000


class FeedEntry(NamedTuple):
    """What a feed says of one article."""

    text: str
    """Its words, or the beginning of them; HTML where the feed has it so."""
    hints: dict[Hint, str]


def read_entries(content: bytes, origin: str) -> Iterator[FeedEntry | Problem]:
    """Every entry of a feed, with a text or a link alone."""
    if declares_entities(content):
        yield trouble("feed_entities", origin)
        return
    root, damaged = _parsed(content)
    if root is None or _name(root) not in FEEDS:
        yield trouble("feed_not_read", origin)
        return
    if damaged:
        yield trouble("feed_damaged", origin)
    outlet = _outlet(root)
    for number, entry in enumerate(_entries(root), start=1):
        if number > MAX_FEED_ENTRIES:
            yield trouble("feed_too_long", origin)
            return
        yield _entry(entry, outlet)


def declares_entities(content: bytes) -> bool:
    """Whether XML brings entities of its own, in a charset of one byte a sign or two."""
    return b"<!ENTITY" in content.replace(b"\0", b"")


def read_feed(content: bytes, origin: str, now: datetime) -> Iterator[RawItem | Problem]:
    """One item for each entry that has a text; those without are told once."""
    return summed(_entries_of(content, origin, now), origin)


def _entries_of(content: bytes, origin: str, now: datetime) -> Iterator[RawItem | Problem]:
    number = 0
    for found in read_entries(content, origin):
        if isinstance(found, Problem):
            yield found
        else:
            number += 1
            yield item_of(found, f"{origin}#{number}", now)


def _parsed(content: bytes) -> tuple[Element, bool]:
    """The root, strictly read; else as much as can be saved. None: it is no XML."""
    from lxml import etree

    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            recover=recover,
        )
        try:
            return etree.fromstring(content.lstrip(), parser=parser), recover
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None, True


def _name(element: Element) -> str:
    """Its name without namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _entries(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if _name(element) in ENTRIES)


def _outlet(root: Element) -> str:
    """The feed's own title: it stands beside the entries, or in the channel."""
    for holder in (root, *(child for child in root if _name(child) == "channel")):
        for child in holder:
            if _name(child) == "title":
                return _text(child)
    return ""


def _entry(entry: Element, outlet: str) -> FeedEntry:
    parts: dict[str, list[Element]] = {}
    for child in entry:
        parts.setdefault(_name(child), []).append(child)
    text = max((_content(part) for name in TEXTS for part in parts.get(name, ())), key=len, default="")
    told: dict[Hint, str] = {
        "title": _first(parts, ("title",)),
        "byline": _first(parts, BYLINES),
        "published": _first(parts, DATES),
        "outlet": outlet,
        "url": _link(parts),
    }
    return FeedEntry(text, {hint: value[:MAX_HINT] for hint, value in told.items() if value})


def item_of(entry: FeedEntry, place: str, now: datetime) -> RawItem | Problem:
    """The text of an entry as an item; a problem if it has none."""
    text = entry.text
    if not text.strip():
        return trouble("entry_without_text", place)
    media_type = f"{HTML}; charset=utf-8" if "<" in text or "&" in text else TEXT
    return RawItem(
        origin=place, content=text.encode("utf-8", "replace"), media_type=media_type, fetched=now, hints=entry.hints
    )


def _first(parts: dict[str, list[Element]], names: tuple[str, ...]) -> str:
    return next((text for name in names for part in parts.get(name, ()) if (text := _text(part))), "")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _content(element: Element) -> str:
    """The text of an element; markup inside it, as Atom allows, is kept as markup."""
    if not len(element):
        return element.text or ""
    from lxml import etree

    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def _link(parts: dict[str, list[Element]]) -> str:
    """The entry's own address."""
    links = parts.get("link", [])
    own = [link.get("href") or _text(link) for link in links if (link.get("rel") or "alternate") == "alternate"]
    return next((link for link in own if link), "")
