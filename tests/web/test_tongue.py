"""All words of the pages go through gettext: in another language no English is left but that of the record."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.records import codes
from entente.web import tongue
from entente.web.access import Guard
from entente.web.app import create_app
from entente.web.intake import Intake
from entente.web.render import environment
from entente.web.shelf import LedgerShelf
from entente.web.tongue import (
    Tongue,
    say_count,
    say_day,
    say_percent,
    say_trouble,
    speaking,
    spoken,
    tongues,
    wanted,
)
from entente.web.users import Users
from scripts.catalogue import TEMPLATE, WEB, collect, compiled, written
from tests.views import made
from tests.web.site import browser, sent
from tests.web.test_review import OTHER, PAIR
from tests.web.test_shelf import write
from tests.web.test_users import PASSWORD

PAGES = (
    "/", "/dyads", "/dyad/XOR/XVM", f"/event/{made.LOAN.event_id}", f"/event/{made.WORKS.event_id}",
    f"/compare/{made.WORKS.event_id}", f"/doc/{made.COPY.doc_id}", "/undertakings", "/undertakings?show=overdue",
    f"/undertaking/{made.PIPELINE.undertaking_id}", "/conflicts",
    "/conflicts?show=all", "/sources", "/search?q=pipeline", "/explore", "/explore?tab=timeline",
    "/explore?tab=matrix", "/explore?tab=network", "/explore?tab=map", "/explore?tab=trend", "/review",
    "/review/records", "/upload", "/help", "/nowhere", "/event/evt:0", "/explore?who=nowhere",
    f"/brief?id={made.LOAN.event_id}&id={made.PIPELINE.undertaking_id}",
)  # fmt: skip
ACCENTS = {code: code + 0x0430 - 0x61 for code in range(0x61, 0x7B)} | {
    code: code + 0x0410 - 0x41 for code in range(0x41, 0x5B)
}
"""Latin letters as Cyrillic ones."""
SPOKEN = re.compile(r"\{%-?\s*trans.*?endtrans\s*-?%\}|<style>.*?</style>|<(code|kbd)\b.*?</\1>", re.DOTALL)
KEPT = re.compile(r"%\(\w+\)s|<[^>]+>|&\w+;")


@cache
def messages() -> frozenset[str]:
    """All that translators are given."""
    given = (message.id for message in collect() if message.id)
    return frozenset(one for each in given for one in ((each,) if isinstance(each, str) else each))


class Pseudo(NullTranslations):
    """English in letters of another alphabet, of what the catalogue holds; places and tags are kept."""

    def gettext(self, message: str) -> str:
        """A message as a translator might give it back."""
        parts = re.split(f"({KEPT.pattern})", message)
        made_up = "".join(part if at % 2 else part.translate(ACCENTS) for at, part in enumerate(parts))
        return (made_up if message in messages() else message) or "the head of the catalogue"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As above."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Words(HTMLParser):
    """Words that a reader meets outside quotes: of texts, of labels, of titles."""

    def __init__(self, text: str, record: re.Pattern[str]) -> None:
        super().__init__()
        self.words: set[str] = set()
        self._record = record
        self._open: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Labels are read out, placeholders and titles shown; what has a language of its own is a quote."""
        given = {name: value or "" for name, value in attrs}
        for name in ("aria-label", "title", "placeholder", "alt", "data-l"):
            self._take(given.get(name, ""))
        if tag not in VOID:
            is_quote = given["lang"] != "xx" if "lang" in given else bool(self._open and self._open[-1])
            self._open.append(is_quote or tag in ("code", "kbd", "style", "script", "q", "cite"))

    def handle_endtag(self, tag: str) -> None:
        """What was open is closed."""
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """A text."""
        if not (self._open and self._open[-1]):
            self._take(data)

    def _take(self, text: str) -> None:
        self.words.update(re.findall(r"[A-Za-z]{2,}", self._record.sub(" ", text)))


VOID = frozenset(["meta", "link", "input", "br", "img", "hr"])


@contextmanager
def other_alphabet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every browser is spoken to in the made-up language."""
    pseudo = Tongue("xx", Pseudo())
    monkeypatch.setattr("entente.web.room.wanted", lambda accepted, asked: pseudo)
    yield


@cache
def of_the_record() -> re.Pattern[str]:
    """Names and titles of the record, and its quotes, each as a whole."""
    book = made.book()
    names = {name for actor in book.actors.values() for name in (actor.name, *(each.text for each in actor.names))}
    names |= {each.title for table in (book.documents, book.undertakings) for each in table.values()}
    names |= {book.source_name(doc_id) for doc_id in book.documents}
    names |= {holder.label for claim in book.claims.values() for holder in claim.holders[1:]}
    names |= {quote.exact for claim in book.claims.values() for quote in claim.quotes()}
    names |= {problem.message for problem in book.problems} | {problem.remedy for problem in book.problems}
    names |= {actor.actor_id for actor in book.actors.values()} | set(book.conflicts) | {*book.events}
    longest = sorted((name for name in names if name), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


NAMES = frozenset(["Entente", "XOR", "XVM", "XTM", "UTC", "BibTeX", "RIS", "CSL", "JSON", "Markdown"]) | {
    "HTML", "Word", "PDF", "evt", "und", "Who", "nowhere", "pipeline", *codes.EVENT_TYPES,
}  # fmt: skip
"""Names, codes, and what the address itself holds."""


@pytest.mark.parametrize("path", PAGES)
def test_no_word_escapes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another alphabet no Latin letter is left outside quotes, names and codes."""
    with other_alphabet(monkeypatch):
        text = browser().get(path).text
    assert '<html lang="xx"' in text
    assert set() == Words(text, of_the_record()).words - NAMES


@pytest.fixture
def taking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser on a project that takes texts, with a pair to rule on, signed in as its admin, who has looked once."""
    argon2 = pytest.importorskip("argon2")
    monkeypatch.setattr(Users, "_hasher", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.BLUNT, made.LEND, OTHER, made.ACCUSED)
    users = Users(tmp_path)
    users.add("ada", "admin", PASSWORD)
    guard, intake = Guard(users=users), Intake(tmp_path)
    app = create_app(LedgerShelf(open_project(tmp_path)), guard=guard, host="0.0.0.0", intake=intake)
    client = TestClient(app, base_url="http://reading.example", follow_redirects=False)
    sent(client, "/login", {"name": "ada", "password": PASSWORD}, "/login")
    client.get("/")
    for word in ("same", "back"):
        sent(client, "/review", {**PAIR, "word": word}, "/upload")
    sent(client, "/review/records", {"claim": made.ACCUSED.claim_id, "word": "accept"}, "/upload")
    return client


@pytest.mark.parametrize("path", ["/", "/review", "/review/records", "/upload", "/users", "/login"])
def test_no_word_escapes_those_who_change(path: str, taking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on pages for those who hand in texts, rule, and keep accounts."""
    with other_alphabet(monkeypatch):
        text = taking.get(path).text
    assert '<html lang="xx"' in text
    assert set() == Words(text, of_the_record()).words - NAMES - {"ada"}


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


@pytest.mark.parametrize("path", sorted((WEB / "locale").glob("*/LC_MESSAGES/entente.po")), ids=lambda p: p.parts[-3])
def test_catalogues_are_whole(path: Path) -> None:
    """A language says every message, with the same places and tags, and what is compiled is what was written."""
    translated = {forms(each.id): forms(each.string) for each in read_po(BytesIO(path.read_bytes())) if each.id}
    assert {forms(message.id) for message in collect() if message.id} == set(translated)
    assert path.with_suffix(".mo").read_bytes() == compiled(path)
    for message, said in translated.items():
        pairs = zip(message, said, strict=True)
        assert all(sorted(KEPT.findall(one)) == sorted(KEPT.findall(other)) for one, other in pairs), message


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """A message as its singular and plural, or as itself alone."""
    return (words,) if isinstance(words, str) else tuple(words or ())


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("fr", "en"),
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


def test_a_language_asked_for_goes_before() -> None:
    """The language chosen at the foot of a page counts more than the browser's, and one that is not there for none."""
    assert ("de", "de", "en") == (
        wanted("en", "de").code,
        wanted("de", "xx").code,
        wanted("", "").code,
    )


@pytest.mark.parametrize(
    ("back", "there"),
    [
        ("http://127.0.0.1/dyads?page=2", "/dyads?page=2"),
        ("http://elsewhere.example/dyads", "/"),
        ("http://127.0.0.1//elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_choosing_leads_back(back: str, there: str) -> None:
    """The choice is kept in a cookie and leads to the page it was made on, never to another server."""
    client = browser()
    answer = client.get("/language?language=de", headers={"referer": back})
    assert (303, there) == (answer.status_code, answer.headers["location"])
    assert '<html lang="de"' in client.get("/help").text
    assert 400 == client.get("/language?language=xx").status_code


def test_numbers_follow_the_language() -> None:
    """Figures, days and shares are written as the language has them."""
    with speaking(tongues()["de"]):
        assert "1.234 Ereignisse" == say_count(1234, "event")
        assert "13. Nov. 2024" == say_day(date(2024, 11, 13))
        assert "45 %" == say_percent(0.45)
    assert ("1,234 events", "45%") == (say_count(1234, "event"), say_percent(0.45))


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


def test_troubles_are_said_with_their_details() -> None:
    """What is wrong with a text is said in the reader's language; details stay, and so do words that are unknown."""
    with speaking(tongues()["de"]):
        assert "es ist mit einem Kennwort gepackt (a.zip)" == say_trouble("it is packed with a password (a.zip)")
        assert "(robots.txt)" == say_trouble("the site asks programs not to fetch it (robots.txt)")[-12:]
        assert "odd words (here)" == say_trouble("odd words (here)")
