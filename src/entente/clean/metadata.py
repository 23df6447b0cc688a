"""What a page says of itself: JSON-LD, `meta` elements, `time` elements, its title and its address."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from entente.clean.facts import Facts, clean_byline
from entente.clean.kinds import is_masthead
from entente.clean.stamps import Stamp, read_stamp
from entente.vocab.cleaning import load_page_names
from entente.words import canonical_text, fold_text

Element = Any  # lxml ships no types

MAX_SCRIPT = 500_000
"""Characters of one JSON-LD script that is read."""

MAX_DEPTH = 12
"""How deep JSON-LD is searched for the article."""

MAX_SHOWN_DATE = 60
"""Characters of an element that shows nothing but a date."""

_SITE_NAME = re.compile(r"\s+(?:[|»•·]|[-–—])\s+([^|»•·]{2,40})\Z")


def page_facts(tree: Element) -> Facts:
    """All that the page says, JSON-LD first."""
    metas = _metas(tree)
    structured = _from_json_ld(tree)
    found = structured.or_else(_from_metas(metas)).or_else(_from_elements(tree))
    return found.or_else(_shown_date(tree)) if found.published is None else found


def _metas(tree: Element) -> dict[str, str]:
    """The content of each `meta` element by its name in lower case; the first of a name wins."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _from_metas(metas: Mapping[str, str]) -> Facts:
    names = load_page_names()
    published = _first_stamp(metas, names.published)
    return Facts(
        title=_line(_first(metas, names.title)),
        byline=clean_byline(_line(_first(metas, names.byline))),
        outlet=_line(_first(metas, names.outlet)).lstrip("@"),
        canonical_url=_first(metas, names.address),
        published=published,
        basis="metadata" if published else "unknown",
        modified=_first_stamp(metas, names.modified),
    )


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _first_stamp(metas: Mapping[str, str], names: Iterable[str]) -> Stamp | None:
    return next((stamp for name in names if name in metas and (stamp := read_stamp(metas[name]))), None)


def _from_elements(tree: Element) -> Facts:
    """The title, the canonical link, the language and the first `time` element."""
    heads = [text for head in tree.iter("h1") if (text := _text(head))]
    title = _text(next(tree.iter("title"), None))
    address = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    stamp = next(
        (stamp for time in tree.iter("time") if (stamp := read_stamp(time.get("datetime") or _text(time)))), None
    )
    head = heads[0] if len(heads) == 1 else ""
    return Facts(
        title=head or _SITE_NAME.sub("", title) or title,
        outlet=_site(title, head),
        canonical_url=(address or "").strip(),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        published=stamp,
        basis="metadata" if stamp else "unknown",
    )


def _site(title: str, head: str) -> str:
    """The outlet behind the headline in the page's title, or alone in it."""
    site = _SITE_NAME.search(title)
    if site and head and fold_text(title[: site.start()]) == fold_text(head):
        return site[1].strip()
    return title if head and is_masthead(title) else ""


def _shown_date(tree: Element) -> Facts:
    """A date shown in an element that its class calls one."""
    marks = load_page_names().date_marks
    for element in tree.iter("span", "div", "p", "li", "small", "b", "a", "td"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if len(name) > 1 and any(mark in name for mark in marks):
            text = _text(element)
            if text and len(text) <= MAX_SHOWN_DATE and (stamp := read_stamp(text)):
                return Facts(published=stamp, basis="byline")
    return Facts()


def _text(element: Element) -> str:
    return _line("".join(element.itertext())) if element is not None else ""


def _line(text: str) -> str:
    return " ".join(canonical_text(unescape(text)).split())


def _from_json_ld(tree: Element) -> Facts:
    found = Facts()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for item in _articles(_read_json(script.text), MAX_DEPTH):
                found = found.or_else(_of_article(item))
    return found


def _read_json(text: str) -> object:
    try:
        return json.loads(text[:MAX_SCRIPT].strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    """Every object that stands for the article itself; a `WebPage` comes behind what it holds."""
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth - 1) if depth else ()
    elif isinstance(value, dict):
        inner = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
        if _is_article(value) and not _is_page(value):
            yield value
        for item in inner:
            yield from _articles(item, depth - 1) if depth else ()
        if _is_page(value):
            yield value


def _types(value: Mapping[str, object]) -> list[str]:
    kind = value.get("@type")
    return [str(item).lower() for item in (kind if isinstance(kind, list) else [kind])]


def _is_article(value: Mapping[str, object]) -> bool:
    return any(kind in load_page_names().articles for kind in _types(value))


def _is_page(value: Mapping[str, object]) -> bool:
    return "webpage" in _types(value)


def _of_article(item: Mapping[str, object]) -> Facts:
    published = read_stamp(_string(item.get("datePublished")) or _string(item.get("dateCreated")))
    return Facts(
        title=_line(_string(item.get("headline"))),
        byline=clean_byline(_line(", ".join(dict.fromkeys(_names(item.get("author")))))),
        outlet=_line(next(iter(_names(item.get("publisher"))), "")),
        language=_string(item.get("inLanguage")),
        published=published,
        basis="metadata" if published else "unknown",
        modified=read_stamp(_string(item.get("dateModified"))),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names(value: object) -> Iterator[str]:
    """The names of persons or bodies, given as text, as an object or as a list of them."""
    if isinstance(value, list):
        for item in value[:20]:
            yield from _names(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict):
        yield from _names(value.get("name")) if not isinstance(value.get("name"), dict) else ()
    elif isinstance(value, str) and value.strip():
        yield value.strip()
