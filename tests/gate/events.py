"""The tasks `events` and `pair`: who did what to whom, from raw text; and the type of a pair that is given.

`events`: INPUT lines {id, text, date?}, OUTPUT lines {id, events: [{source, target, event_type}]}: what happened or is
under way, with planned acts as PLOVER rewrites them (T2). `pair`: the same, the parties' words given in
`gold[0].source/target[].text`; OUTPUT lines {id, events: [{event_type}]}. No other gold field is read.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from entente.actors import describe
from entente.api import extract, load_tools
from entente.extract.reader import pair_shares
from entente.pipeline import Tools
from entente.records import ActorMention, Claim
from entente.records.codes import COUNTED
from entente.records.text import Span
from entente.segment import segment
from entente.vocab.lexicon import load_lexicon
from tests.gate.task import Task, Trial, read_lines, write_lines

Json = dict[str, Any]  # Any: lines of other people's JSON

PLANNED_AS = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE") | {"RETREAT": "CONCEDE"}
PLANNED_AS |= dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"), "THREATEN")
PROMISES = frozenset({"promise", "offer", "ready"})
"""Groups of the firmness tables whose predicates bind their subject."""
KIND_CODES = {"igo": "IGO", "ngo": "NGO", "company": "MNC", "armed_group": "IMG"}
FALLBACK = "CONSULT"
"""The type of a pair about which the text says nothing that we read."""


@cache
def tools() -> Tools:
    """The shipped model and vocabulary."""
    return load_tools()


def predict(lines: Iterable[str]) -> list[str]:
    """Events of each text as codes and types."""
    return [json.dumps({"id": row["id"], "events": events_of(row["text"], row.get("date"))}) for row in rows(lines)]


def rows(lines: Iterable[str]) -> Iterator[Json]:
    """The lines as JSON; empty lines are passed over."""
    return (json.loads(line) for line in lines if line.strip())


def events_of(text: str, published: str | None) -> list[Json]:
    """The events of one text in the scorer's form, each once."""
    found = [
        event for claim in extract(text, published=published, tools=tools()).claims for event in _events_of_claim(claim)
    ]
    return list({json.dumps(event): event for event in found}.values())


def _events_of_claim(claim: Claim) -> Iterator[Json]:
    """The claim as the scorer has it: a mutual act stands once for each of its sides as source."""
    kind, source, target = exported_type(claim), codes_of(claim.actors), codes_of(claim.recipients)
    mediators = codes_of([third.actor for third in claim.third_parties if third.role == "mediator"])
    if kind == "CONSULT" and mediators and not target:
        source, target = mediators, [code for code in source if code not in mediators]
    if kind is None and claim.status == "called_for":
        kind, source, target = "REQUEST", _askers(claim), source or target
        target = [] if set(target) & set(source) else target
        if not source:
            return
    if kind is None or not (source or target) or (kind == "REQUEST" and not target):
        return
    if claim.mode == "visit" and target:
        yield {"source": target, "target": source, "event_type": kind}
    if _is_mutual(claim) and not target and len(source) > 1:
        for one in source:
            yield {"source": [one], "target": [code for code in source if code != one], "event_type": kind}
        return
    yield {"source": source, "target": target, "event_type": kind}


def _askers(claim: Claim) -> list[str]:
    """Who asks for an act: the last holder behind the author, when it is known and no side of the act."""
    speakers = [holder.actor_mention for holder in claim.holders if holder.actor_mention is not None]
    return codes_of(speakers[-1:])


def codes_of(mentions: Sequence[ActorMention]) -> list[str]:
    """Codes of the mentions that have one, each once."""
    return list(dict.fromkeys(code for mention in mentions if (code := code_of(mention))))


def _is_mutual(claim: Claim) -> bool:
    """Whether all sides do it to each other (T3)."""
    entry = load_lexicon().entries.get(claim.rules[0]) if claim.rules else None
    return entry is not None and entry.reciprocal and not claim.recipients


def exported_type(claim: Claim) -> str | None:
    """The PLOVER type of what took place or was promised; None for what was only said, asked for or imagined."""
    if claim.type in (None, "SAY") or claim.kind not in ("event", "commitment"):
        return None
    if claim.status in COUNTED:
        return claim.type
    if claim.status == "denied" and claim.firmness.orientation == "future" and claim.type in PLANNED_AS:
        return "REJECT"
    if claim.status != "planned" or claim.type is None:
        return None
    if claim.type == "AGREE" and claim.firmness.force == "offered" and claim.recipients:
        return "AGREE"  # readiness, which PLOVER codes as agreement
    return "AGREE" if claim.type in ("RETREAT", "CONCEDE") and _is_promised(claim) else PLANNED_AS.get(claim.type)


def _is_promised(claim: Claim) -> bool:
    """Whether the one who is to act says so: by a verb of promise, or as the last to speak (T1)."""
    speakers = [holder.actor_mention for holder in claim.holders if holder.actor_mention is not None]
    own = {mention.actor_id or mention.on_behalf_of for mention in claim.actors}
    return not PROMISES.isdisjoint(claim.rules) or any((m.actor_id or m.on_behalf_of) in own for m in speakers[-1:])


def code_of(mention: ActorMention) -> str:
    """The country of an actor, else what kind of body it is; empty when it is not known."""
    actors = tools().names.actors
    country, _ = describe(mention, actors)
    if country:
        return "IGO" if country in ("UNO", "EUR") else country
    actor = actors.by_id.get(mention.actor_id or "")
    return KIND_CODES.get(actor.kind, "") if actor else ""


def predict_pairs(lines: Iterable[str]) -> list[str]:
    """One type for each text, that of the claim that holds most of the words of both parties."""
    return [json.dumps({"id": row["id"], "events": [{"event_type": _pair_type(row)}]}) for row in rows(lines)]


def _pair_type(row: Json) -> str:
    """The type that the reader gives most weight between the two; a text it cannot read has the fallback."""
    text, gold = row["text"], row["gold"][0]
    first, second = ([side.get("text") or "" for side in gold.get(name) or ()] for name in ("source", "target"))
    weights: Counter[str] = Counter()
    for analysis in tools().analyser.analyse(text, segment(text)[0]):
        words = analysis.sentence.words
        weights.update(pair_shares(analysis, _words_of(text, words, first), _words_of(text, words, second)))
    return weights.most_common(1)[0][0] if weights else FALLBACK


def _words_of(text: str, words: Sequence[Span], names: Sequence[str]) -> list[int]:
    """Numbers of the words that stand in a place of one of the names."""
    places = [m.span() for name in names if name for m in re.finditer(re.escape(name), text)]
    return [n for n, (start, end) in enumerate(words) if any(a <= start and end <= b for a, b in places)]


def _writer(predictor: Callable[[Iterable[str]], list[str]]) -> Callable[[Path, Path], None]:
    return lambda source, target: write_lines(target, predictor(read_lines(source)))


def _run(path: Path, predicted: list[str], *options: str) -> Json:
    """What the scorer beside the data says of the predictions."""
    with tempfile.TemporaryDirectory() as folder:
        answers, report = Path(folder) / "predicted.jsonl", Path(folder) / "report.json"
        write_lines(answers, predicted)
        command = [
            sys.executable,
            str(path.parent / "score.py"),
            str(answers),
            str(path),
            "--json",
            str(report),
            *options,
        ]
        subprocess.run(command, check=True, capture_output=True)
        found: Json = json.loads(report.read_text())
        return found


def _events_scorer(*wanted: str) -> Callable[[Path], Mapping[str, float]]:
    def score(path: Path) -> Mapping[str, float]:
        report = _run(path, predict(read_lines(path)))
        return {name: 100 * value for name in wanted if (value := _measure(report, name)) is not None}

    return score


def _measure(report: Json, name: str) -> float | None:
    part, _, figure = name.partition(" ")
    value = report.get(part, {}).get({"recall": "R"}.get(figure, figure))
    return None if value is None else float(value)


def _score_pairs(path: Path) -> Mapping[str, float]:
    report = _run(path, predict_pairs(read_lines(path)), "--pair")
    return {name: 100 * float(report[name]) for name in ("accuracy", "macro_F1") if name in report}


_FOLDER = "eval/events/"

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
    ),
)
PAIR_TASK = Task("pair", _writer(predict_pairs), (Trial("plv", f"{_FOLDER}plv_dev.jsonl", _score_pairs),))
