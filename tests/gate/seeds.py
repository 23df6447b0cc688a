"""The task `seeds`: whole articles, with their page furniture, to records in analysts' words.

INPUT is a folder of `.txt` articles; OUTPUT lines {doc, kind, start, end, plover_type, date, actors, modality, domain,
stage}, offsets into the file as Python reads it. The words of the gold that are not ours stand in the tables below.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from entente.actors import describe
from entente.api import load_tools
from entente.pipeline import Tools, read_document
from entente.records import ActorMention, Claim, DateSpan
from entente.records.codes import COUNTED, ClaimKind, Domain, Stage, Status
from entente.vocab.actors import Actors
from tests.gate import tensions
from tests.gate.offsets import places_in
from tests.gate.pages import document_of
from tests.gate.scorer import scorer_in
from tests.gate.task import Task, Trial, write_lines

Json = dict[str, Any]  # Any: lines of other people's JSON

KINDS: Mapping[ClaimKind, str] = {"state": "state_of_affairs", "measure": "quantity"}
MODALITIES: Mapping[Status, str] = {
    "happened": "happened", "under_way": "ongoing", "planned": "planned", "called_for": "proposed_or_called_for",
    "hypothetical": "hypothetical", "denied": "denied", "unclear": "possible",
}  # fmt: skip
STAGES: Mapping[Stage, str] = {
    "mooted": "proposed", "proposed": "proposed", "negotiating": "proposed", "agreed": "announced", "signed": "signed",
    "approved": "signed", "in_force": "in_operation", "financed": "financed", "under_way": "under_construction",
    "completed": "completed", "closed": "completed", "stalled": "stalled", "suspended": "stalled",
    "cancelled": "cancelled", "rejected": "cancelled", "terminated": "revoked",
}  # fmt: skip
DOMAINS: Mapping[Domain, str] = {
    "investment_finance": "finance", "humanitarian": "aid", "education_science": "education_media",
    "arms_control_nuclear": "nuclear", "territory_border": "security", "intelligence": "security",
    "cyber_information": "security", "crime_policing": "security", "migration": "security",
    "agriculture_water": "economy", "digital_telecom": "economy", "health": "aid", "environment_disaster": "aid",
    "legal_justice": "domestic_politics", "human_rights": "domestic_politics",
    "identity_equality": "domestic_politics",
}  # fmt: skip
"""Fields that keep their names are not listed."""
_ONE_OF = re.compile(r"^\[(.*)\.\.(.*)\]$")
BUILT = frozenset({"project", "contract", "loan", "grant"})
"""Undertakings that are under construction when under way; others are in operation."""
PASSING = frozenset({"exercise", "visit"})
"""Undertakings to which the gold gives no stage."""


@cache
def tools() -> Tools:
    """The shipped model and vocabulary."""
    return load_tools()


def predict_folder(folder: Path) -> list[Json]:
    """The records of each article, in the order of the files."""
    return [row for path in sorted(folder.glob("*.txt")) for row in records_of(path)]


def records_of(path: Path) -> Iterator[Json]:
    """The records of one article, placed in the file's own text."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    document = document_of(path, path.read_bytes(), "text/plain")
    if document is None:
        return
    places = places_in(raw, document.text)
    for claim in read_document(document, tools()).claims:
        start, end = span_of(claim)
        yield {"doc": path.stem, "start": places[start], "end": places[end - 1] + 1} | words_of(claim)


def span_of(claim: Claim) -> tuple[int, int]:
    """From the first to the last word that supports it."""
    return min(quote.start for quote in claim.support), max(quote.end for quote in claim.support)


def words_of(claim: Claim) -> Json:
    """A claim in the gold's words."""
    return {
        "kind": KINDS.get(claim.kind, claim.kind),
        "plover_type": None if claim.type == "SAY" else claim.type,
        "date": date_of(claim.when),
        "actors": codes_of(claim, tools().names.actors),
        "modality": modality_of(claim),
        "domain": DOMAINS.get(claim.domains[0], claim.domains[0]),
        "stage": stage_of(claim),
    }


def date_of(when: DateSpan) -> str | None:
    """Bounds as an interval, since the gold knows no "one day of these"; nothing for what the text does not date."""
    if when.basis == "unknown" or not (when.earliest or when.latest):
        return None
    return _ONE_OF.sub(r"\1/\2", when.edtf)


def codes_of(claim: Claim, actors: Actors) -> list[str]:
    """The code of everyone who takes part, each once."""
    mentions = (*claim.actors, *claim.recipients, *(party.actor for party in claim.third_parties))
    return list(dict.fromkeys(code for mention in mentions if (code := code_of(mention, actors))))


def code_of(mention: ActorMention, actors: Actors) -> str:
    """An organisation's acronym or short name; for all who act for a state, its country."""
    actor = actors.by_id.get(mention.on_behalf_of or mention.actor_id or "")
    if actor is None or actor.kind in ("state", "former_state", "territory", "government_body", "person"):
        return describe(mention, actors)[0]
    acronym = next((name.text for name in actor.names if name.kind == "acronym"), "")
    return (acronym or actor.actor_id.removeprefix("act:").replace("-", "")).upper()


def modality_of(claim: Claim) -> str:
    """The gold's word for how firm a claim is: a prospect is expected or possible, a state of today goes on."""
    status, firmness = claim.status, claim.firmness
    if firmness.certainty == "possible" and status not in ("denied", "called_for"):
        return "possible"
    if claim.kind == "forecast" and status != "called_for":
        return "hypothetical" if firmness.force == "conditional" else "expected"
    if status in ("denied", "called_for"):
        return MODALITIES[status]
    if claim.kind == "state" and status == "happened" and firmness.orientation == "present":
        return "ongoing"
    return MODALITIES[status]


def stage_of(claim: Claim) -> str | None:
    """Where the gold would say that an undertaking stands: a milestone ahead is announced, readiness a proposal."""
    kinds = {naming.kind for naming in claim.undertakings} - PASSING
    if claim.status == "planned" and (claim.kind == "commitment" or (claim.stage and kinds)):
        return "proposed" if claim.firmness.force == "offered" else "announced"
    if claim.stage is None or not kinds or claim.status not in COUNTED:
        return None
    if claim.stage == "signed" and "mou" in kinds:
        return "mou"
    if claim.stage == "under_way" and not kinds & BUILT:
        return "in_operation"
    return STAGES[claim.stage]


MEASURES = ("event", "commitment", "forecast", "recommendation", "state_of_affairs", "statement")
"""Kinds whose own recall is watched."""


def points_of(report: Json) -> dict[str, float]:
    """The measures of the table from the scorer's report; what an accepted value earns is counted (lenient)."""
    fields, kinds = report["fields"], report["per_kind"]
    shares = {
        "recall by right kind": report["recall_kind_correct"],
        "kind precision": report["precision_kind_correct"],
        "date": fields.get("date(gold has one)", {}).get("lenient"),
        "actors": fields.get("actors", {}).get("strict"),
        "modality": fields.get("modality", {}).get("lenient"),
        "stage": fields.get("stage", {}).get("lenient"),
        "domain": fields.get("domain", {}).get("lenient"),
        "type": fields.get("plover_type", {}).get("lenient"),
    } | {f"{kind} recall": kinds.get(kind, {}).get("recall_kind_correct") for kind in MEASURES}
    return {name: 100.0 * (share or 0.0) for name, share in shares.items()}


def _score(folder: Path) -> Mapping[str, float]:
    scorer = scorer_in(folder)
    return points_of(scorer.score(predict_folder(folder), scorer.load_gold(str(folder)), "all"))


def _write(source: Path, target: Path) -> None:
    write_lines(target, [json.dumps(row, ensure_ascii=False) for row in predict_folder(source)])


TASK = Task(
    "seeds", _write, (Trial("articles", "corpus/seeds", _score), Trial("tensions", "corpus/seeds", tensions.score))
)
