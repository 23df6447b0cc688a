"""The tasks `events` and `pair`: who did what to whom, from raw text; and the type of a pair that is given.

`events`: INPUT lines {id, text, date?}, OUTPUT lines {id, events: [{source, target, event_type}]}: what happened or is
under way, as `entente.export.plover` tells it. `pair`: the same, the parties' words given in
`gold[0].source/target[].text`; OUTPUT lines {id, events: [{event_type}]}. No other gold field is read.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from entente.api import extract
from entente.export.plover import plover_events, plover_type
from entente.extract.reader import Coded, pair_shares
from entente.records import Claim
from entente.records.text import Span
from entente.segment import segment
from tests.gate.labelled import held_out
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import tools

Json = dict[str, Any]  # Any: lines of other people's JSON

CLAIM = 0.25
"""Weight of a claim for each of the two parties that it names."""
FALLBACK = "CONSULT"
"""The type of a pair about which the text says nothing that we read."""
FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Types that are refused where they are denied."""


def predict(lines: Iterable[str], *, fiction: bool = False) -> list[str]:
    """Events of each text as codes and types; `fiction`: with the invented states of petrunit as vocabulary."""
    return [
        json.dumps({"id": row["id"], "events": events_of(row["text"], row.get("date"), fiction=fiction)})
        for row in rows(lines)
    ]


def rows(lines: Iterable[str]) -> Iterator[Json]:
    """The lines as JSON; empty lines are passed over."""
    return (json.loads(line) for line in lines if line.strip())


def events_of(text: str, published: str | None, *, fiction: bool = False) -> list[Json]:
    """The events of one text in the scorer's form, each once."""
    read = tools(fiction=fiction)
    claims = extract(text, published=published, tools=read).claims
    found = [event for claim in claims for event in plover_events(claim, read.names.actors)]
    return [
        {"source": list(event.source), "target": list(event.target), "event_type": event.type}
        for event in dict.fromkeys(found)
    ]


def predict_pairs(lines: Iterable[str]) -> list[str]:
    """One type for each text, that of the claim that holds most of the words of both parties."""
    return [json.dumps({"id": row["id"], "events": [{"event_type": _pair_type(row)}]}) for row in rows(lines)]


def _pair_type(row: Json) -> str:
    """The type with most weight between the two, by the reader's signs and by the claims that name them."""
    text, gold = row["text"], row["gold"][0]
    first, second = ([side.get("text") or "" for side in gold.get(name) or ()] for name in ("source", "target"))
    claims = [
        claim
        for claim in extract(text, published=row.get("date"), tools=tools()).claims
        if claim.type not in (None, "SAY")
    ]
    acts = [_coded(claim) for claim in claims]
    weights: dict[str, float] = defaultdict(float)
    for analysis in tools().analyser.analyse(text, segment(text)[0]):
        words = analysis.sentence.words
        tied = pair_shares(analysis, _words_of(text, words, first), _words_of(text, words, second), acts)
        for name, weight in tied.items():
            weights[name] += weight
    for claim, act in zip(claims, acts, strict=True):
        weights[act.exported] += CLAIM * _shared(claim, first, second)
    return _heaviest(weights)


def _heaviest(weights: dict[str, float]) -> str:
    """The heaviest type; to yield in words and to yield in deed bear each other out."""
    yielding = max(("RETREAT", "CONCEDE"), key=lambda name: weights.get(name, 0.0))
    joined = {**weights, yielding: weights.get("RETREAT", 0.0) + weights.get("CONCEDE", 0.0)}
    best = max(joined, key=lambda name: joined[name])
    return best if joined[best] else FALLBACK


def _coded(claim: Claim) -> Coded:
    """The claim with the type that counts between a pair: help or agreement that is denied is refused."""
    own = str(claim.type)
    refused = claim.status == "denied" and own in FRIENDLY
    exported = plover_type(claim) or ("REJECT" if refused else own)
    by_entry = not claim.rules[0].startswith(("reader_", "clause_", "step_"))
    quote, told = claim.trigger, claim.support[0]
    return Coded((quote.start, quote.end), (told.start, told.end), own, exported, by_entry)


def _shared(claim: Claim, first: Sequence[str], second: Sequence[str]) -> int:
    """How many of the two parties a claim names, on their sides."""
    sides = [[m.surface for m in claim.actors], [m.surface for m in (claim.recipients or claim.actors)]]
    return sum(
        any(one in other or other in one for one in mine for other in named if other)
        for mine, named in zip(sides, (first, second), strict=True)
    )


def _words_of(text: str, words: Sequence[Span], names: Sequence[str]) -> list[int]:
    """Numbers of the words that stand in a place of one of the names."""
    places = [m.span() for name in names if name for m in re.finditer(re.escape(name), text)]
    return [n for n, (start, end) in enumerate(words) if any(a <= start and end <= b for a, b in places)]


def _writer(predictor: Callable[[Iterable[str]], list[str]]) -> Callable[[Path, Path], None]:
    return lambda source, target: write_lines(target, predictor(read_lines(source)))


def _run(path: Path, predicted: list[str], *options: str, scorer: Path | None = None) -> Json:
    """What the scorer, that beside the data if no other is named, says of the predictions."""
    with tempfile.TemporaryDirectory() as folder:
        answers, report = Path(folder) / "predicted.jsonl", Path(folder) / "report.json"
        write_lines(answers, predicted)
        command = [
            sys.executable,
            str(scorer or path.parent / "score.py"),
            str(answers),
            str(path),
            "--json",
            str(report),
            *options,
        ]
        subprocess.run(command, check=True, capture_output=True)
        found: Json = json.loads(report.read_text())
        return found


def _events_scorer(*wanted: str, fiction: bool = False) -> Callable[[Path], Mapping[str, float]]:
    def score(path: Path) -> Mapping[str, float]:
        return _points(_run(path, predict(read_lines(path), fiction=fiction)), wanted)

    return score


def _score_weis(path: Path) -> Mapping[str, float]:
    """Points on petrunit with its codes read as WEIS, where 041 is praise and 122 a denunciation."""
    types = tomllib.loads(WEIS.read_text())
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        write_lines(gold, [json.dumps(as_weis(row, types)) for row in rows(read_lines(path))])
        report = _run(gold, predict(read_lines(path), fiction=True), scorer=path.parent / "score.py")
    return _points(report, ("triple F1",))


def as_weis(row: Json, types: Mapping[str, Sequence[str]]) -> Json:
    """The row with each gold type replaced by those of the root of its WEIS code; codes without a type fall out."""
    known = [event for event in row["gold"] if event["cameo"][:2] in types]
    gold = [{**event, "quad_class": None, "event_type_any": types[event["cameo"][:2]]} for event in known]
    return {**row, "gold": gold}


def _points(report: Json, wanted: Iterable[str]) -> Mapping[str, float]:
    return {name: 100 * value for name in wanted if (value := _measure(report, name)) is not None}


def _score_own(scorer: Path) -> Mapping[str, float]:
    """Points on the project's own sentences that no model was trained on."""
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        write_lines(gold, list(held_out(SENTENCES)))
        report = _run(gold, predict(read_lines(gold)), scorer=scorer)
    return _points(report, ("type F1", "quad F1", "triple F1", "detection recall", "detection specificity"))


def _measure(report: Json, name: str) -> float | None:
    part, _, figure = name.partition(" ")
    value = report.get(part, {}).get({"recall": "R"}.get(figure, figure))
    return None if value is None else float(value)


def _score_pairs(path: Path) -> Mapping[str, float]:
    report = _run(path, predict_pairs(read_lines(path)), "--pair")
    return {name: 100 * float(report[name]) for name in ("accuracy", "macro_F1") if name in report}


_FOLDER = "eval/events/"
WEIS = Path(__file__).parent / "fiction" / "weis.toml"
SENTENCES = Path(__file__).parents[2] / "corpus" / "sentences"

TASK = Task(
    "events",
    _writer(predict),
    (
        Trial("gsr", f"{_FOLDER}gsr_dev.jsonl", _events_scorer("type F1", "quad F1", "triple F1")),
        Trial("plv", f"{_FOLDER}plv_dev.jsonl", _events_scorer("triple F1")),
        Trial(
            "cameopenta", f"{_FOLDER}cameopenta_dev.jsonl", _events_scorer("detection recall", "detection specificity")
        ),
        Trial(
            "case2021t2", f"{_FOLDER}case2021t2_dev.jsonl", _events_scorer("detection recall", "detection specificity")
        ),
        Trial("petrunit", f"{_FOLDER}petrunit_dev.jsonl", _events_scorer("triple F1", fiction=True)),
        Trial("petrunit, codes read as WEIS", f"{_FOLDER}petrunit_dev.jsonl", _score_weis),
        Trial("own sentences, held out", f"{_FOLDER}score.py", _score_own),
    ),
)
PAIR_TASK = Task("pair", _writer(predict_pairs), (Trial("plv", f"{_FOLDER}plv_dev.jsonl", _score_pairs),))
