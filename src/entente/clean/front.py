"""What stands at the head of a file about the text below it: front matter between rules, or lines of `Name: value`."""

import re

from entente.clean.facts import Facts, clean_byline
from entente.clean.stamps import read_stamp

MAX_FRONT = 5000
"""Characters of front matter that are read."""
LEAST_FIELDS = 2
"""Known names from which lines at the head that no rule sets apart are front matter: one alone may be a title."""

_RULED = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_BARE = re.compile(r"\A(?:[ \t]*\n)*((?:[A-Za-z][\w -]{0,30}:[ \t]+\S[^\n]*\n)+)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]+(.+)")

_NAMES = {
    "title": "title", "headline": "title", "author": "byline", "authors": "byline", "byline": "byline",
    "date": "published", "published": "published", "publication_date": "published", "outlet": "outlet",
    "source": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet", "url": "url",
    "link": "url", "canonical_url": "canonical_url", "language": "language", "lang": "language",
}  # fmt: skip


def read_front(text: str) -> tuple[str, Facts]:
    """The text without its front matter, and the facts of it."""
    head = text[:MAX_FRONT].removeprefix("\ufeff").replace("\r\n", "\n")
    found = _RULED.match(head) or _BARE.match(head)
    fields = _fields(found[1]) if found else {}
    bare = found is not None and found.re is _BARE
    if found is None or (bare and len(fields) < LEAST_FIELDS):
        return text, Facts()
    rest = text.removeprefix("\ufeff").replace("\r\n", "\n")[found.end() :]
    return rest, _facts(fields)


def _fields(front: str) -> dict[str, str]:
    """Known names with their values; of a name that stands twice the first."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(front):
        known = _NAMES.get(name.strip().lower().replace(" ", "_").replace("-", "_"))
        if known:
            found.setdefault(known, value.strip(" \"'[]"))
    return found


def _facts(fields: dict[str, str]) -> Facts:
    stamp = read_stamp(fields.get("published", ""))
    return Facts(
        title=fields.get("title", ""),
        byline=clean_byline(fields.get("byline", "")),
        outlet=fields.get("outlet", ""),
        url=fields.get("url", ""),
        canonical_url=fields.get("canonical_url", ""),
        language=fields.get("language", ""),
        published=stamp,
        basis="metadata" if stamp else "unknown",
        unread="" if stamp else fields.get("published", ""),
    )
