"""The corpus of articles: each plan and its articles agree, word for word, and the codes are those of the record."""

import re
import tomllib
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from entente.records import StageRecord
from entente.records.codes import STAGES, CopyKind, EventType, RegionKind, SourceKind, Status, UndertakingKind
from entente.records.dates import DateSpan
from entente.records.edtf import read_edtf
from entente.records.ids import content_id
from entente.records.undertaking import deciding_record
from tests.corpus.test_demo import DATED_WEEKDAY, SHIPPED, WEEKDAYS, folded, letter, table, visible, words_as_said

Row = dict[str, Any]  # Any: what TOML can hold

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
NOTICE = "Fiction: written for the Entente corpus of articles; the events and people are invented."
DYADS = sorted(path.parent for path in CORPUS.glob("*/*/truth.toml"))
INVENTED = [folder for folder in DYADS if (folder / "vocabulary").is_dir()]
STATES_OF_NONE = re.compile(r"X[A-Z]{2}")

each_dyad = pytest.mark.parametrize("folder", DYADS, ids=lambda folder: folder.name)
each_invented = pytest.mark.parametrize("folder", INVENTED, ids=lambda folder: folder.name)


@cache
def truth(folder: Path) -> Row:
    """The plan of a folder."""
    return tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))


@cache
def article(folder: Path, file: str) -> str:
    """The words of an article, white space folded."""
    path = folder / "articles" / file
    if path.suffix == ".eml":
        return folded(letter(path.read_bytes()))
    text = path.read_text(encoding="utf-8")
    return folded(visible(text) if path.suffix == ".html" else text)


def quotes(folder: Path) -> list[tuple[str, str]]:
    """Every quote of a plan with its file."""
    plan = truth(folder)
    single = [(row["file"], row["quote"]) for name in ("claims", "traps", "regions") for row in plan[name]]
    pairs = [(*row["one"], *row["other"]) for name in ("conflicts", "harmless") for row in plan[name]]
    asked = [row["evidence"] for row in plan["questions"]]
    return single + [(file, quote) for rows in (pairs, asked) for row in rows for file, quote in row]


def published(folder: Path) -> dict[str, date]:
    """The day of each article."""
    return {row["file"]: date.fromisoformat(row["published"]) for row in truth(folder)["documents"]}


def reached(row: Row) -> StageRecord:
    """A planted milestone as a record."""
    when = DateSpan.read(row["when"], basis="explicit")
    claims = (content_id("clm", row["file"], row["quote"]),)
    return StageRecord(stage=row["stage"], when=when, status=row["status"], claims=claims)


def test_the_corpus_has_its_size() -> None:
    """72 articles of eight dyads and triads, half of them kept for the gate, in four formats."""
    halves = Counter(folder.parent.name for folder in DYADS)
    files = [path for folder in DYADS for path in (folder / "articles").iterdir()]
    assert {"open": 4, "held": 4} == halves
    assert len(files) == 72
    assert {".txt", ".html", ".eml", ".md"} == {path.suffix for path in files}


@each_dyad
def test_every_quote_stands_in_its_article(folder: Path) -> None:
    """A quote of the plan is found in its file, letter by letter but for white space."""
    assert [] == [(file, quote) for file, quote in quotes(folder) if folded(quote) not in article(folder, file)]


@each_dyad
def test_the_plan_lists_the_articles_that_are_there(folder: Path) -> None:
    """None missing, none unlisted, each of a kind of source."""
    documents = truth(folder)["documents"]
    assert sorted(row["file"] for row in documents) == sorted(path.name for path in (folder / "articles").iterdir())
    assert {row["kind"] for row in documents} <= set(get_args(SourceKind))


@each_dyad
def test_every_article_is_marked_as_fiction(folder: Path) -> None:
    """The notice is visible, once, and the article has between 250 and 900 words with all that clings to it."""
    for file in published(folder):
        text = article(folder, file)
        assert text.count(NOTICE) == 1
        assert 250 <= len(text.split()) <= 900, file


@each_dyad
def test_ids_resolve(folder: Path) -> None:
    """No id is given twice, and what a row speaks of is planned."""
    plan, files = truth(folder), published(folder)
    known = [row["id"] for row in plan["undertakings"]]
    named = [row.get("about") for row in (*plan["claims"], *plan["conflicts"], *plan["harmless"])]
    named += [other for row in plan["undertakings"] for other in (*row.get("different_from", ()), row.get("parent"))]
    assert len(known) == len(set(known))
    assert {name for name in named if name} <= set(known)
    assert {file for row in plan["copies"] for file in (row["file"], row["of"])} <= set(files)


@each_dyad
def test_codes_are_those_of_the_record(folder: Path) -> None:
    """Kinds, stages, statuses and types are codes of the domain model."""
    plan = truth(folder)
    assert {row["kind"] for row in plan["undertakings"]} <= set(get_args(UndertakingKind))
    assert {row["kind"] for row in plan["copies"]} <= set(get_args(CopyKind))
    assert {row["kind"] for row in plan["regions"]} <= set(get_args(RegionKind))
    for row in plan["claims"]:
        assert row["status"] in get_args(Status)
        assert row.get("stage", "signed") in STAGES
        assert row.get("type", "SAY") in get_args(EventType)


@each_dyad
def test_nothing_happened_after_it_was_reported(folder: Path) -> None:
    """Dates are EDTF, and a claim that something happened is no earlier than its beginning (rule D4)."""
    days = published(folder)
    for row in truth(folder)["claims"]:
        began = read_edtf(row["when"]).earliest
        assert began
        assert row["status"] not in ("happened", "under_way") or began <= days[row["file"]], row["quote"]


@each_dyad
def test_the_last_day_is_that_of_the_last_article(folder: Path) -> None:
    """Standings are judged on the day of the last article."""
    assert date.fromisoformat(truth(folder)["corpus"]["last_day"]) == max(published(folder).values())


@each_dyad
def test_stages_follow_from_their_history(folder: Path) -> None:
    """Where an undertaking stands is what its planted milestones give (rules L2 to L6)."""
    for row in truth(folder)["undertakings"]:
        steps = [step for step in truth(folder)["claims"] if step.get("about") == row["id"] and "stage" in step]
        deciding = deciding_record([reached(step) for step in steps])
        assert deciding, row["id"]
        assert row["stage"] == deciding.stage, row["id"]


@each_dyad
def test_due_days_fit_their_outcomes(folder: Path) -> None:
    """What is met, late, overdue or silent fell due before the last day; what is open did not."""
    last = date.fromisoformat(truth(folder)["corpus"]["last_day"])
    for row in truth(folder)["undertakings"]:
        due = date.fromisoformat(row["due"]) if "due" in row else None
        assert row["outcome"] in ("met", "late", "overdue", "silent", "open")
        assert (due is None or due > last) == (row["outcome"] == "open"), row["id"]
        assert ("due" in row) == ("due_what" in row)


@each_dyad
def test_silent_promises_are_told_once(folder: Path) -> None:
    """No later article tells a step of what is never heard of again."""
    claims = truth(folder)["claims"]
    for row in truth(folder)["undertakings"]:
        files = {claim["file"] for claim in claims if claim.get("about") == row["id"]}
        assert row["outcome"] != "silent" or len(files) == 1, row["id"]


@each_dyad
def test_lineage_has_no_circle(folder: Path) -> None:
    """A copy has one origin, published no later, and going back from it ends."""
    copies, days = truth(folder)["copies"], published(folder)
    origin = {row["file"]: row["of"] for row in copies}
    assert len(origin) == len(copies)
    for file in origin:
        seen = {file}
        while file in origin:
            assert days[origin[file]] <= days[file]
            file = origin[file]
            assert file not in seen
            seen.add(file)


@each_dyad
def test_copies_drop_and_add_what_the_plan_says(folder: Path) -> None:
    """What a copy dropped stands in the origin only, what it added in the copy only."""
    for row in truth(folder)["copies"]:
        new, old = article(folder, row["file"]), article(folder, row["of"])
        assert "dropped" not in row or (row["dropped"] in old and row["dropped"] not in new)
        assert "added" not in row or (row["added"] in new and row["added"] not in old)


@each_dyad
def test_verbatim_copies_are_verbatim(folder: Path) -> None:
    """Each paragraph of a verbatim copy stands in its origin."""
    for row in truth(folder)["copies"]:
        if row["kind"] == "verbatim_copy":
            page = (folder / "articles" / row["file"]).read_text(encoding="utf-8")
            paragraphs = re.findall(r"<p>([^<]+)</p>", page.partition("<footer>")[0].partition("<section")[0])
            old = words_as_said(article(folder, row["of"]))
            assert len(paragraphs) >= 4
            assert [] == [one for one in paragraphs if folded(words_as_said(one)).replace("&amp;", "&") not in old]


@each_dyad
def test_events_are_told_of_one_happening(folder: Path) -> None:
    """Claims of one event speak of the same undertaking, or all of none."""
    of: dict[str, set[object]] = {}
    for row in truth(folder)["claims"]:
        if "event" in row:
            of.setdefault(row["event"], set()).add(row.get("about"))
    assert {name: abouts for name, abouts in of.items() if len(abouts) > 1} == {}


@each_dyad
def test_weekdays_fit_their_dates(folder: Path) -> None:
    """A weekday printed with its date is the weekday of that date."""
    for file, day in published(folder).items():
        for weekday, number, month, year in DATED_WEEKDAY.findall(article(folder, file)):
            on = datetime.strptime(f"{number} {month} {year or day.year} +0000", "%d %B %Y %z")
            assert WEEKDAYS[on.weekday()] == weekday, file


@each_dyad
def test_states_are_real_or_in_the_vocabulary(folder: Path) -> None:
    """A folder of invented states brings them; all others are of the shipped vocabulary."""
    names, *rows = table(folder / "vocabulary" / "states.csv" if folder in INVENTED else SHIPPED / "states.csv")
    codes = {row[names.index("iso3")] for row in rows}
    assert set(truth(folder)["corpus"]["states"]) <= codes
    assert (folder in INVENTED) == all(STATES_OF_NONE.fullmatch(code) for code in truth(folder)["corpus"]["states"])


@each_invented
def test_vocabulary_is_read_like_the_shipped_one(folder: Path) -> None:
    """Its tables have the columns of the shipped tables of their name, and nobody real bears an invented name."""
    for path in (folder / "vocabulary").iterdir():
        names, *rows = table(path)
        assert names == table(SHIPPED / path.name)[0]
        assert {len(names)} == {len(row) for row in rows}
    shipped, own = table(SHIPPED / "names.csv"), table(folder / "vocabulary" / "names.csv")
    at = own[0].index("text")
    assert set() == {row[at].casefold() for row in own[1:]} & {row[at].casefold() for row in shipped[1:]}
