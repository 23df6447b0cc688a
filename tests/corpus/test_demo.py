"""The demo corpus: what its plan plants stands in its articles, word for word."""

import csv
import json
import re
import tomllib
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from entente.records.codes import STAGES, Status, UndertakingKind
from entente.records.edtf import read_edtf

DEMO = Path(__file__).resolve().parents[2] / "corpus" / "demo"
ARTICLES = DEMO / "articles"
VOCABULARY = DEMO / "vocabulary"
SHIPPED = DEMO.parents[1] / "src" / "entente" / "vocab" / "data" / "actors"
TRUTH: dict[str, Any] = tomllib.loads((DEMO / "truth.toml").read_text(encoding="utf-8"))
CORPUS: dict[str, Any] = TRUTH["corpus"]
INLINE = {"a", "b", "i", "em", "strong", "span", "font", "time"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DATED_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (\d{{1,2}}) ([A-Z][a-z]+)(?: (\d{{4}}))?\b")


class Quoted(NamedTuple):
    """Words that the plan says stand in an article."""

    file: str
    item: int
    quote: str


class VisibleText(HTMLParser):
    """Collects what a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block starts on new ground."""
        self.hidden += tag in {"script", "style"}
        self.parts.append("" if tag in INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self.hidden -= tag in {"script", "style"}
        self.parts.append("" if tag in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        """Text outside scripts is seen."""
        self.parts.append("" if self.hidden else data)


def visible(page: str) -> str:
    """The text of an HTML page."""
    reader = VisibleText()
    reader.feed(page)
    return "".join(reader.parts)


def letter(data: bytes) -> str:
    """The plain text of a mail."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"


def folded(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


@cache
def article(file: str, item: int = 1) -> str:
    """The words of one article."""
    path = ARTICLES / file
    match path.suffix:
        case ".html":
            return folded(visible(path.read_text(encoding="utf-8")))
        case ".eml":
            return folded(letter(path.read_bytes()))
        case ".jsonl":
            return folded(str(json.loads(path.read_text(encoding="utf-8").splitlines()[item - 1])["text"]))
        case _:
            return folded(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[list[str]]:
    """The rows of a vocabulary table, its column names first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.reader(line for line in lines if not line.startswith("#")))


def column(file: str, name: str) -> list[str]:
    """One column of a table of the demo vocabulary."""
    names, *rows = table(VOCABULARY / file)
    return [row[names.index(name)] for row in rows]


def planted() -> list[Quoted]:
    """Every quote of the plan, with its article."""
    rows = [row for table in ("facts", "traps", "dates") for row in TRUTH[table]]
    single = [Quoted(row["file"], row.get("item", 1), row["quote"]) for row in rows]
    pairs = [row for table in ("conflicts", "harmless") for row in TRUTH[table]]
    return single + [Quoted(f, 1, q) for row in pairs for f, q in zip(row["files"], row["quotes"], strict=True)]


def words_as_said(text: str) -> str:
    """The text with typographic quotation marks and dashes as a keyboard has them."""
    return text.translate(str.maketrans("“”’—–", '""\'--'))


def published(row: dict[str, Any]) -> tuple[date, date]:
    """The first and last day an article can have been published."""
    reading = read_edtf(row["published"])
    assert reading.earliest
    assert reading.latest
    return reading.earliest, reading.latest


LISTED = [
    pytest.param(row["file"], row.get("item", 1), id=f"{row['file']}:{row.get('item', 1)}") for row in TRUTH["articles"]
]


@pytest.mark.parametrize("row", planted(), ids=lambda row: f"{row.file}:{row.quote[:24]}")
def test_every_planted_quote_stands_in_its_article(row: Quoted) -> None:
    """A quote of the plan is found in its file, letter by letter but for white space."""
    assert folded(row.quote) in article(row.file, row.item)


def test_the_plan_lists_the_articles_that_are_there() -> None:
    """Twenty-four articles in twenty-three files, none missing, none unlisted."""
    files = {row["file"] for row in TRUTH["articles"]}
    assert files == {path.name for path in ARTICLES.iterdir()}
    assert (CORPUS["files"], CORPUS["articles"]) == (len(files), len(TRUTH["articles"]))
    assert CORPUS["origins"] == CORPUS["articles"] - len(TRUTH["copies"])


def test_formats_are_mixed() -> None:
    """Pages, pasted text, Markdown, one mail, one file of JSON Lines."""
    suffixes = [path.suffix for path in ARTICLES.iterdir()]
    assert {".html": 11, ".txt": 8, ".md": 2, ".eml": 1, ".jsonl": 1} == {s: suffixes.count(s) for s in set(suffixes)}


@pytest.mark.parametrize(("file", "item"), LISTED)
def test_every_article_says_that_it_is_fiction(file: str, item: int) -> None:
    """The notice is visible, once, and the article is neither a stub nor a book."""
    text = article(file, item)
    assert text.count(CORPUS["notice"]) == 1
    assert 180 <= len(text.split()) <= 650


def test_publication_days_frame_the_corpus() -> None:
    """The first and last days of the plan are those of its articles."""
    days = [published(row) for row in TRUTH["articles"]]
    assert date.fromisoformat(CORPUS["first_day"]) == min(first for first, _ in days)
    assert date.fromisoformat(CORPUS["last_day"]) == max(last for _, last in days)


def test_nothing_happened_after_it_was_reported() -> None:
    """A fact that happened began no later than its article (rule D4)."""
    reported = {(row["file"], row.get("item", 1)): published(row)[1] for row in TRUTH["articles"]}
    for fact in TRUTH["facts"]:
        began = read_edtf(fact["when"]).earliest
        if fact["status"] == "happened":
            assert began
            assert began <= reported[fact["file"], fact.get("item", 1)], fact["quote"]


@pytest.mark.parametrize(("file", "item"), LISTED)
def test_weekdays_fit_their_dates(file: str, item: int) -> None:
    """A weekday printed with its date is the weekday of that date."""
    year = next(row["published"][:4] for row in TRUTH["articles"] if (row["file"], row.get("item", 1)) == (file, item))
    for weekday, day, month, own_year in DATED_WEEKDAY.findall(article(file, item)):
        on = datetime.strptime(f"{day} {month} {own_year or year} +0000", "%d %B %Y %z")
        assert WEEKDAYS[on.weekday()] == weekday


def test_every_date_phrase_stands_in_its_quote() -> None:
    """A date phrase is part of its quote and its reading is one of the forms of the record."""
    for row in TRUTH["dates"]:
        assert row["expression"] in row["quote"]
        assert read_edtf(row["edtf"])


def test_codes_are_those_of_the_record() -> None:
    """Kinds, stages and statuses are codes of the domain model, and every fact is of a planned undertaking."""
    known = {row["id"] for row in TRUTH["undertakings"]}
    assert {row["kind"] for row in TRUTH["undertakings"]} <= set(get_args(UndertakingKind))
    for fact in TRUTH["facts"]:
        assert fact["about"] in known
        assert fact["status"] in get_args(Status)
        assert fact.get("stage", "signed") in STAGES


def test_every_undertaking_is_told() -> None:
    """Each undertaking has a fact; all but the silent one are told in more than one article."""
    for row in TRUTH["undertakings"]:
        files = {fact["file"] for fact in TRUTH["facts"] if fact["about"] == row["id"]}
        assert (len(files) == 1) == (row["outcome"] == "silent"), row["id"]


def test_due_days_fit_their_outcomes() -> None:
    """What is met, late, overdue or silent fell due within the corpus; what is open did not."""
    last = date.fromisoformat(CORPUS["last_day"])
    for row in TRUTH["undertakings"]:
        due = date.fromisoformat(row["due"]) if "due" in row else None
        assert (due is None or due > last) == (row["outcome"] == "open"), row["id"]
    outcomes = [row["outcome"] for row in TRUTH["undertakings"]]
    assert {"overdue": 3, "met": 1, "late": 3, "silent": 1, "open": 9} == {o: outcomes.count(o) for o in set(outcomes)}


def test_the_silent_promise_is_never_heard_of_again() -> None:
    """No later article names the consulate."""
    telling = [row["file"] for row in TRUTH["articles"] if "consulate" in article(row["file"], row.get("item", 1))]
    assert ["02-swa-sixth-session.txt"] == telling


def test_the_verbatim_copy_is_verbatim() -> None:
    """Each paragraph of the copied wire stands in the wire."""
    (copy,) = [row for row in TRUTH["copies"] if row["kind"] == "verbatim_copy"]
    page = (ARTICLES / copy["file"]).read_text(encoding="utf-8")
    paragraphs = re.findall(r"<p>(?:KESH \(SWA\) — )?([^<]{60,})</p>", page)
    assert 10 == len(paragraphs)
    assert [] == [p for p in paragraphs if words_as_said(p) not in words_as_said(article(copy["of"]))]


def test_rewrites_drop_and_add_what_the_plan_says() -> None:
    """What a rewrite dropped stands in the original only, what it added in the rewrite only."""
    for copy in TRUTH["copies"]:
        new, old = article(copy["file"], copy.get("item", 1)), article(copy["of"])
        assert copy.get("dropped", "") in old
        assert copy.get("added", "") in new
        assert not ("dropped" in copy and copy["dropped"] in new)
        assert not ("added" in copy and copy["added"] in old)


@pytest.mark.parametrize("path", sorted(VOCABULARY.iterdir()), ids=lambda path: path.name)
def test_vocabulary_has_the_columns_of_the_shipped_one(path: Path) -> None:
    """A table of the demo vocabulary is read like the shipped table of its name."""
    names, *rows = table(path)
    assert names == table(SHIPPED / path.name)[0]
    assert {len(names)} == {len(row) for row in rows}


def test_vocabulary_is_closed() -> None:
    """Every state of the plan is there, and every table speaks of actors that are there."""
    actors = [actor for file in ("states.csv", "bodies.csv", "groups.csv") for actor in column(file, "actor_id")]
    assert len(actors) == len(set(actors))
    assert set(CORPUS["states"]) == set(column("states.csv", "iso3"))
    assert set(actors) == set(column("names.csv", "actor_id"))
    assert set(column("members.csv", "body") + column("members.csv", "member")) <= set(actors)
    assert set(column("offices.csv", "body")) <= set(actors)


def test_invented_names_are_nobody_elses() -> None:
    """No name of an invented actor names a real one in the shipped vocabulary."""
    names, *rows = table(SHIPPED / "names.csv")
    real = {row[names.index("text")].casefold() for row in rows}
    assert set() == {text.casefold() for text in column("names.csv", "text")} & real


@pytest.mark.parametrize("person", column("offices.csv", "person"))
def test_every_office_holder_is_met(person: str) -> None:
    """An office holder of the vocabulary stands in an article under a name of the table."""
    said = [article(row["file"], row.get("item", 1)) for row in TRUTH["articles"]]
    assert any(person in text or person.split()[-1] in text for text in said)
