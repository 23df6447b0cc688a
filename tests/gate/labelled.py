"""The project's own labelled sentences that were never trained on, in the form of the task `events`."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from entente.actors.describe import country_of
from entente.actors.period import Period
from entente.export.plover import KIND_CODES, PLANNED_AS, UNIONS, is_appeal
from entente.records.codes import COUNTED
from tests.gate.tools import tools

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "packages" / "entente-model-en" / "train" / "sentences.py"
GENERIC = frozenset({"IGO", "NGO", "MNC", "IMG"})


@cache
def reader() -> Any:
    """The module that reads them; the training recipe is no installed package."""
    spec = importlib.util.spec_from_file_location("train_sentences", READER)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def held_out(folder: Path) -> Iterator[str]:
    """One line a sentence: id, text, date, gold."""
    for sentence in reader().read_sentences(folder):
        if sentence.held_out:
            gold = [event for told in sentence.events for event in _events(told, sentence.text)]
            yield json.dumps({"id": sentence.id, "text": sentence.text, "date": None, "gold": gold, "exhaustive": True})


def _events(event: Any, text: str) -> Iterator[dict[str, Any]]:
    """As an export has it: what happened or is under way, planned acts as PLOVER rewrites them (T2)."""
    kind = _exported(event)
    if kind is None or (kind == "REQUEST" and is_appeal(text[slice(*event.trigger)])):
        return
    actors, recipients = ([{"code": code_of(party)} for party in side] for side in (event.actors, event.recipients))
    if event.reciprocal and len(actors) > 1:
        for one in actors:
            others = [other for other in actors if other is not one]
            yield {"source": [one], "target": others, "event_type": kind}
        return
    yield {"source": actors, "target": recipients, "event_type": kind}


def _exported(event: Any) -> str | None:
    if event.type in ("", "SAY") or event.kind not in ("event", "commitment"):
        return None
    if event.status in COUNTED:
        return str(event.type)
    return PLANNED_AS.get(event.type) if event.status == "planned" else None


def code_of(party: Any) -> str | None:
    """Country of a party, else the kind of body it is; None: not known."""
    code = str(party.code)
    if code in GENERIC or (code.isupper() and len(code) == 3):
        return code
    actors = tools().names.actors
    if code not in actors.by_id:
        return None
    country = country_of(code, actors, Period(None))
    if country in UNIONS:
        return "IGO"
    return country or KIND_CODES.get(actors.by_id[code].kind)
