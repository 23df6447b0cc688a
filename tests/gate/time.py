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

from entente.dates import Anchor, DatePhrase, date_text, find_dates, resolve, timex
from entente.dates.meaning import Ahead, Bound, Meaning, Part, Range, Shift, Stretch, Vague
from entente.records import DateSpan
from tests.gate.task import Task, Trial, read_lines, write_lines

Row = dict[str, Any]  # a line of JSON as it comes
DAY = timedelta(days=1)


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
            if isinstance(phrase.meaning, (Range, Stretch)) and all(ends):
                row["value"] = f"({ends[0]},{ends[1]},{mark.value if isinstance(phrase.meaning, Stretch) else ''})"
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


def _predict_file(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


TASK = Task(
    "time",
    _predict_file,
    (
        Trial("WikiWars", "eval/time/wikiwars.dev.jsonl", _score_documents),
        Trial("Recognizers, dates and ranges", "eval/time/recognizers.dev.jsonl", _score_inputs),
    ),
)
