"""The task `time`: date phrases and their values.

Lines {id, dct, text} are documents: one annotation a TIMEX3, the ends of a range apart. Lines {id, ref, text} are
single inputs: one annotation a phrase, a range as `(start,end,length)` with `start_end`, its end not included.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from entente.dates import Anchor, DatePhrase, date_text, find_dates, publication_interval, resolve, timex
from entente.dates.meaning import Ahead, Bound, Meaning, Part, Range, Shift, Stretch, Vague
from entente.records import DateSpan, read_edtf
from tests.gate.task import Task, Trial, read_lines, write_lines

Row = dict[str, Any]  # a line of JSON as it comes
DAY = timedelta(days=1)
WIDEST = 18
"""Months a publication interval may cover."""


def predict(lines: Iterable[str]) -> list[str]:
    """One line an input: its id and annotations; only id, day and text are read."""
    rows = [json.loads(line) for line in lines if line.strip()]
    return [json.dumps({"id": row["id"], "timexes": list(annotations(row))}, ensure_ascii=False) for row in rows]


def annotations(row: Row) -> Iterator[Row]:
    """The annotations of one input, by the convention of its kind."""
    if row.get("ref"):
        yield from _single(str(row["text"]), date.fromisoformat(str(row["ref"])[:10]))
        return
    dct = row.get("dct")
    published = DateSpan.read(str(dct)[:10], basis="explicit") if dct else None
    for dated in date_text(str(row["text"]), published):
        for mark in dated.timexes:
            yield {"start": mark.start, "end": mark.end, "type": mark.type, "value": mark.value}


def _single(text: str, day: date) -> Iterator[Row]:
    anchor = Anchor(published=DateSpan.read(str(day), basis="explicit"))
    for phrase in find_dates(text):
        mark = timex(phrase, anchor)
        if mark is None:
            continue
        row: Row = {"start": phrase.start, "end": phrase.end, "type": mark.type, "value": mark.value}
        if ends := _start_end(phrase.meaning, phrase, anchor):
            row["start_end"] = [str(end) if end else None for end in ends]
            if length := _length(phrase, mark.value, anchor):
                row["value"] = f"({ends[0]},{ends[1]},{length})" if all(ends) else mark.value
        yield row


def _start_end(meaning: Meaning, phrase: DatePhrase, anchor: Anchor) -> tuple[date | None, date | None] | None:
    """First day and the day after the last; a range of named ends stops where its last end begins."""
    span = resolve(phrase, anchor)
    if span is None or isinstance(meaning, (Ahead, Shift, Vague)):
        return None
    after = span.latest + DAY if span.latest and span.latest < date.max else None
    if isinstance(meaning, Range) and phrase.parts and not isinstance(meaning.last, (Part, Vague)):
        last = resolve(phrase.parts[-1], anchor)
        after = span.latest and (span.latest if last is None or last.earliest == last.latest else _start_of(last, span))
    if isinstance(meaning, Range) and isinstance(meaning.last, Vague):
        after = span.latest
    if isinstance(meaning, Stretch) and meaning.sign < 0 and span.latest == _day_of(anchor):
        after = span.latest
    if isinstance(meaning, Bound) and meaning.kind == "within":
        return span.earliest, span.latest
    if isinstance(meaning, Bound) and meaning.kind in ("until", "by") and span.latest:
        after = span.latest if phrase.parts and _is_day(phrase.parts[0], anchor) else after
        return None, after
    return span.earliest, after


def _length(phrase: DatePhrase, value: str, anchor: Anchor) -> str:
    """The length that stands in the value of a range; empty for what has a value of its own."""
    if isinstance(phrase.meaning, Stretch):
        return f"P{3 * int(value[1:-1])}M" if value.endswith("Q") and value[1:-1].isdigit() else value
    span = resolve(phrase, anchor)
    unit = span.granularity if span else ""
    if not isinstance(phrase.meaning, Range) or span is None:
        return {"quarter": "P3M", "half": "P6M", "decade": "P10Y", "century": "P100Y"}.get(unit, "")
    ends = [end for part in phrase.parts if (end := resolve(part, anchor)) and end.earliest]
    if len(ends) < 2 or ends[0].earliest is None or ends[1].earliest is None:
        return ""
    first, last = ends[0].earliest, ends[1].earliest
    units = {end.granularity for end in ends}
    if units == {"year"}:
        return f"P{last.year - first.year}Y"
    if units <= {"year", "month", "quarter", "season", "half"}:
        return f"P{12 * (last.year - first.year) + last.month - first.month}M"
    return f"P{(last - first).days}D"


def _start_of(last: DateSpan, span: DateSpan) -> date | None:
    """The first day of the unit that ends the range."""
    if span.latest is None or last.earliest is None or last.latest is None:
        return None
    return span.latest - (last.latest - last.earliest)


def _day_of(anchor: Anchor) -> date | None:
    return anchor.published.latest if anchor.published else None


def _is_day(phrase: DatePhrase, anchor: Anchor) -> bool:
    span = resolve(phrase, anchor)
    return span is not None and span.earliest == span.latest


# Scoring


def _score_documents(path: Path) -> Mapping[str, float]:
    rows = [json.loads(line) for line in read_lines(path) if line.strip()]
    gold_count = found_count = strict = relaxed = right = 0
    for row in rows:
        gold, found = row["timexes"], list(annotations(row))
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        strict += len(
            {(mark["start"], mark["end"]) for mark in gold} & {(mark["start"], mark["end"]) for mark in found}
        )
        for mine, theirs in _pairs(gold, found):
            relaxed += 1
            right += mine["value"] == theirs["value"]
    both = gold_count + found_count
    return {
        "strict span F1": 200 * strict / both if both else 0.0,
        "relaxed span F1": 200 * relaxed / both if both else 0.0,
        "value F1": 200 * right / both if both else 0.0,
    }


def _pairs(gold: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row]]:
    """One to one, the longest overlap first."""
    overlaps = sorted(
        ((_overlap(mine, theirs), -i, -j) for i, mine in enumerate(gold) for j, theirs in enumerate(found)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for length, i, j in overlaps:
        if length > 0 and -i not in used_gold and -j not in used_found:
            used_gold.add(-i)
            used_found.add(-j)
            yield gold[-i], found[-j]


def _overlap(mine: Row, theirs: Row) -> int:
    return int(min(mine["end"], theirs["end"]) - max(mine["start"], theirs["start"]))


def _score_inputs(path: Path) -> Mapping[str, float]:
    """Of the dates and date ranges asked for, those with a right value on overlapping words."""
    rows = [json.loads(line) for line in read_lines(path) if line.strip()]
    wanted = right = spans = 0
    for row in rows:
        found = list(annotations(row)) if row.get("ref") else []
        for gold in row["results"]:
            if gold["type"] in ("date", "daterange"):
                wanted += 1
                nearest = max(found, key=partial(_overlap, gold), default=None)
                if nearest and _overlap(gold, nearest) > 0:
                    right += is_right(gold, nearest)
                    spans += (gold["start"], gold["end"]) == (nearest["start"], nearest["end"])
    return {
        "values right": 100 * right / wanted if wanted else 0.0,
        "spans right": 100 * spans / wanted if wanted else 0.0,
    }


def is_right(gold: Row, mark: Row) -> bool:
    """A date by any of its values, a range by its days."""
    if gold["type"] == "date":
        return mark["value"] in gold["value"] or mark["value"] in gold["timex"]
    return mark.get("start_end") in gold["start_end"] or mark["value"] in gold["timex"]


def _score_publication(folder: Path) -> Mapping[str, float]:
    """Of the articles, those whose reasoned interval holds the gold's and is no wider than allowed."""
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("0*.json"))]
    right = [_publication_is_right(folder, row["document"]) for row in gold]
    return {"publication intervals right": 100 * sum(right) / len(right) if right else 0.0}


def _publication_is_right(folder: Path, document: Row) -> bool:
    text = (folder / f"{document['stem']}.txt").read_text(encoding="utf-8")
    span, _ = publication_interval(text)
    wanted = read_edtf(document["publication_date"]["edtf"].rstrip("~?"))
    if span.earliest is None or span.latest is None or wanted.earliest is None or wanted.latest is None:
        return False
    narrow = 12 * (span.latest.year - span.earliest.year) + span.latest.month - span.earliest.month < WIDEST
    return narrow and span.earliest <= wanted.earliest and wanted.latest <= span.latest


def _predict_file(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


TASK = Task(
    "time",
    _predict_file,
    (
        Trial("WikiWars", "eval/time/wikiwars.dev.jsonl", _score_documents),
        Trial("seeds, publication", "corpus/seeds", _score_publication),
        Trial("Recognizers, dates and ranges", "eval/time/recognizers.dev.jsonl", _score_inputs),
    ),
)
