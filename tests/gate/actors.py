"""The task `actors`: country and sector of a mention, with its context and date where given.

INPUT and OUTPUT are lines of JSON: {id, mention, context, date} gives {id, country, code_1}.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from entente.actors import Locator, Resolver, describe
from entente.mentions import find_mentions, with_names
from entente.records import ActorMention, DateSpan, Document, Name
from entente.records.mentions import ActorSpan, Mentions
from entente.segment import segment
from entente.vocab.namebook import load_names
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import english

RETRIEVED = datetime(2024, 1, 1, tzinfo=UTC)


def predict(lines: Iterable[str]) -> list[str]:
    """A line of country and sector for each line with a mention."""
    return [json.dumps(_describe(json.loads(line)), ensure_ascii=False) for line in lines if line]


def _describe(item: Mapping[str, Any]) -> dict[str, str]:  # Any: what JSON can hold
    day = _day(item.get("date"))
    context = item.get("context") or ""
    mention = item["mention"]
    text = context if mention in context else f"{mention}\n\n{context}" if context else mention
    start = text.index(mention)
    mentions = with_names(find_mentions(text), _names(text))
    inside = [span for span in mentions.actors if span.start < start + len(mention) and span.end > start]
    others = [span for span in mentions.actors if span not in inside]
    country, sector = _best(_document(text, day), mentions, inside, day)
    country = country or _place(text, mentions, start, start + len(mention))
    country = country or _best(_document(text, day), mentions, others, day)[0]
    return {"id": item["id"], "country": country, "code_1": sector}


def _names(text: str) -> list[Name]:
    """Names as the English model finds them."""
    sentences, _ = segment(text)
    return [name for analysis in english().analyse(text, sentences) for name in analysis.names]


def _place(text: str, mentions: Mentions, start: int, end: int) -> str:
    """The country of the first place named between two offsets."""
    place = Locator(text, mentions).find_any(start, end)
    return place.country or "" if place else ""


def _best(document: Document, mentions: Mentions, spans: list[ActorSpan], day: DateSpan | None) -> tuple[str, str]:
    """The first country that a span tells, a role's or person's before others', and the first sector."""
    resolver = Resolver(document, mentions)
    told = [describe(_resolved(resolver, span, day), load_names().actors, day) for span in sorted(spans, key=_rank)]
    country = next((country for country, _ in told if country), "")
    return country, next((sector for _, sector in told if sector), "")


def _resolved(resolver: Resolver, span: ActorSpan, day: DateSpan | None) -> ActorMention:
    return resolver.resolve_all(span, day, acting=True)[0]


def _rank(span: ActorSpan) -> tuple[bool, bool, int]:
    return span.post is None and span.label is None, span.person is None, span.start


def _day(written: str | None) -> DateSpan | None:
    """A day written with digits, or with its month in words; anything else tells no day."""
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        try:
            day = datetime.strptime(written or "", form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return DateSpan.between(day, day, basis="explicit")
    return None


def _document(text: str, day: DateSpan | None) -> Document:
    return Document(
        source_id="src:gate",
        title="",
        language="en",
        media_type="text/plain",
        published=day,
        published_basis="metadata" if day else "unknown",
        retrieved_at=RETRIEVED,
        raw_sha256="0" * 64,
        text=text,
    )


def _score(path: Path) -> Mapping[str, float]:
    """Shares of lines with the right value, of those that have one."""
    gold = [json.loads(line) for line in read_lines(path) if line]
    said = {line["id"]: line for line in map(json.loads, predict(read_lines(path)))}
    return {
        key: 100 * sum(hits) / len(hits)
        for key in ("country", "code_1")
        if (hits := [said[item["id"]][key] == item["gold"][key] for item in gold if key in item["gold"]])
    }


def _predict_file(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


TASK = Task("actors", _predict_file, (Trial("NGEC", "eval/events/ngecactors_dev.jsonl", _score),))
