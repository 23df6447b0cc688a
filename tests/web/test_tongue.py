"""All words of the pages go through gettext: in another language no English is left but that of the record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib.resources import files

import msgspec
import pytest

from entente.records.encoding import to_json
from entente.web import tongue
from entente.web.render import environment
from entente.web.tongue import Tongue, speaking, spoken, wanted
from scripts.catalogue import TEMPLATE, collect, written
from tests.views import made
from tests.web.site import browser

PAGES = (
    "/", "/dyads", "/dyad/XOR/XVM", f"/event/{made.LOAN.event_id}", f"/compare/{made.WORKS.event_id}",
    f"/doc/{made.COPY.doc_id}", "/undertakings", f"/undertaking/{made.PIPELINE.undertaking_id}", "/conflicts",
    "/sources", "/search?q=pipeline", "/explore", "/explore?tab=timeline", "/explore?tab=matrix", "/explore?tab=trend",
    "/help", "/nowhere", "/explore?who=nowhere", f"/brief?id={made.LOAN.event_id}",
)  # fmt: skip
ACCENTS = {code: code + 0x0430 - 0x61 for code in range(0x61, 0x7B)} | {
    code: code + 0x0410 - 0x41 for code in range(0x41, 0x5B)
}
"""Latin letters as Cyrillic ones."""
SPOKEN = re.compile(r"\{%-?\s*trans.*?endtrans\s*-?%\}|<style>.*?</style>|<(code|kbd)\b.*?</\1>", re.DOTALL)
KEPT = re.compile(r"%\(\w+\)s|<[^>]+>|&\w+;")


class Pseudo(NullTranslations):
    """English in letters of another alphabet; places and tags are kept."""

    def gettext(self, message: str) -> str:
        """A message as a translator might give it back."""
        parts = re.split(f"({KEPT.pattern})", message)
        return "".join(part if at % 2 else part.translate(ACCENTS) for at, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As above."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Words(HTMLParser):
    """Words that a reader meets: of texts, of labels, of titles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: set[str] = set()
        self._skip = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Labels are read out, placeholders and titles shown."""
        self._skip += tag in ("code", "kbd", "style", "script")
        for name, value in attrs:
            if name in ("aria-label", "title", "placeholder", "alt"):
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        """What is code is no word."""
        self._skip -= tag in ("code", "kbd", "style", "script")

    def handle_data(self, data: str) -> None:
        """A text."""
        if not self._skip:
            self._take(data)

    def _take(self, text: str) -> None:
        self.words.update(re.findall(r"[A-Za-z]{2,}", text))


@contextmanager
def other_alphabet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every browser is spoken to in the made-up language."""
    pseudo = Tongue("xx", Pseudo())
    monkeypatch.setattr("entente.web.room.wanted", lambda accepted: pseudo)
    yield


@cache
def of_the_record() -> set[str]:
    """Words that the record holds, with those that its views make of it, as programs get them."""
    book = made.book()
    tables = (book.documents, book.claims, book.events, book.undertakings, book.conflicts)
    text = b" ".join(to_json(record) for table in tables for record in table.values()).decode()
    calls = ["events", "conflicts", "documents", "undertakings", "outlets", "dyads/XOR/XVM", "problems"]
    calls += [f"events/{name}" for name in book.events] + [f"events/{name}/voices" for name in book.events]
    calls += [f"quotes/{name}" for name in book.claims]
    text += " ".join(browser().get(f"/api/v1/{call}").text for call in calls)
    text += msgspec.json.encode([list(book.actors), [actor.names for actor in book.actors.values()]]).decode()
    return set(re.findall(r"[A-Za-z]{2,}", text))


NAMES = frozenset(["Entente", "XOR", "XVM", "UTC", "BibTeX", "RIS", "CSL", "JSON", "RUS", "Who", "who", "nowhere"]) | {
    "Markdown", "HTML", "Word", "PDF",
}  # fmt: skip
"""Names, codes, and what the address itself holds."""


@pytest.mark.parametrize("path", PAGES)
def test_no_word_escapes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another alphabet, what is left in Latin letters is of the record, or a name."""
    with other_alphabet(monkeypatch):
        text = browser().get(path).text
    assert '<html lang="xx"' in text
    assert set() == Words(text).words - of_the_record() - NAMES


def test_templates_hold_no_bare_words() -> None:
    """Between tags, a template has no words of its own: they stand in calls of gettext."""
    for path in (files("entente.web") / "templates").iterdir():
        source = SPOKEN.sub("", path.read_text(encoding="utf-8"))
        data = "".join(text for _, kind, text in environment().lex(source) if kind == "data")
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>|&\w+;", " ", data))
        assert set() == set(words) - {"Entente", "sha"}, path.name


def test_the_collection_is_what_the_pages_say() -> None:
    """Translators find every message in the template, with its plural and its places."""
    found = collect()
    assert TEMPLATE.read_bytes() == written(found)
    assert {"Which words became deeds?", "There is no such page.", "happened", "Apr"} <= {
        m.id for m in found if isinstance(m.id, str)
    }
    assert ("%(num)s origin", "%(num)s origins") in {m.id for m in found if not isinstance(m.id, str)}


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("de", "en"),
        ("fa-IR,fa;q=0.9,en;q=0.5", "fa"),
        ("en;q=0.9, fa;q=0.8", "en"),
        ("fa;q=0", "en"),
        (";;q=x,", "en"),
    ],
)
def test_the_best_liked_language_is_spoken(accepted: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser gets the language it likes best of those there are, and English otherwise."""
    known = {code: Tongue(code, NullTranslations()) for code in ("en", "fa")}
    monkeypatch.setattr(tongue, "tongues", lambda: known)
    assert code == wanted(accepted).code


def test_direction_follows_the_language() -> None:
    """A language written from right to left turns the page, and the language before is spoken again after it."""
    with speaking(Tongue("fa", NullTranslations())):
        assert ("fa", "rtl") == (spoken().code, spoken().dir)
    assert ("en", "ltr") == (spoken().code, spoken().dir)


def test_quotes_tell_their_language() -> None:
    """Every quote has a language and a direction of its own."""
    quotes = re.findall(r"<blockquote([^>]*)>", browser().get(f"/event/{made.LOAN.event_id}").text)
    assert quotes
    assert all('lang="en"' in attributes and 'dir="auto"' in attributes for attributes in quotes)
