"""Claims as PLOVER has them: what counts as an event there, of which type, between which codes.

PLOVER knows neither plans nor appeals: planned acts are rewritten (T2), CAMEO's statements (01) and appeals (02) go.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from entente.actors import describe
from entente.records.actors import ActorMention
from entente.records.claim import Claim
from entente.records.codes import COUNTED, ActorKind, EventType
from entente.vocab.actors import Actors
from entente.vocab.inflection import forms_of
from entente.vocab.lexicon import load_lexicon

PLANNED_AS: dict[EventType, EventType] = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE",
    "SANCTION": "THREATEN", "COERCE": "THREATEN", "ASSAULT": "THREATEN", "MOBILIZE": "THREATEN",
    "PROTEST": "THREATEN",
}  # fmt: skip
"""What a planned act is exported as (T2)."""
PROMISES = frozenset({"promise", "offer", "ready"})
"""Groups of the firmness tables whose predicates bind their subject."""
KIND_CODES: dict[ActorKind, str] = {"igo": "IGO", "ngo": "NGO", "company": "MNC", "armed_group": "IMG"}
UNIONS = frozenset({"UNO", "EUR"})
"""Codes of bodies that PLOVER counts among international organisations."""


AT_HOME = frozenset(
    {
        ("COERCE", "restrict"), ("COERCE", "curfew"), ("COERCE", "martial-law"), ("COERCE", "censor"),
        ("COERCE", "arrest"), ("ACCUSE", "investigate"),
    }
)  # fmt: skip
"""Acts that a state does to its own people where no other side is named; PROTEST is one in every mode."""


class PloverEvent(NamedTuple):
    """An event with codes: ISO 3166-1 alpha-3, or IGO, NGO, MNC, IMG; an empty side: nobody with a code."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    type: EventType


def plover_events(claim: Claim, actors: Actors) -> Iterator[PloverEvent]:
    """The events of a claim; a mutual act stands once for each of its sides as source."""
    kind, source, target = plover_type(claim), codes_of(claim.actors, actors), codes_of(claim.recipients, actors)
    mediators = codes_of([third.actor for third in claim.third_parties if third.role == "mediator"], actors)
    if kind == "CONSULT" and mediators and not target:
        source, target = mediators, tuple(code for code in source if code not in mediators)
    if kind is None and claim.status == "called_for" and _demanded(claim):
        kind, source, target = "REQUEST", _askers(claim, actors), source or target
        target = () if set(target) & set(source) else target
        if not source:
            return
    if kind is None or (kind == "REQUEST" and not target) or _is_own_work(claim, source, target):
        return
    if _is_step(claim) and claim.status == "planned" and not (source and target):
        return  # "threatened to impose tariffs": the threat tells it
    if claim.status in COUNTED:
        source, target = _at_home(claim, source, target)
    if claim.mode == "visit" and target:
        yield PloverEvent(target, source, kind)
    if _is_mutual(claim) and not target and len(source) > 1:
        for one in source:
            yield PloverEvent((one,), tuple(code for code in source if code != one), kind)
        return
    yield PloverEvent(source, target, kind)


def _at_home(claim: Claim, source: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides of an act at home: a curfew or strike that names no other side counts against its own state."""
    if claim.type == "PROTEST" and not source and _is_one_state(target) and _is_ruled(claim):
        return target, target
    domestic = claim.type == "PROTEST" or (claim.type, claim.mode) in AT_HOME
    return (source, source) if domestic and not target and _is_one_state(source) else (source, target)


def _is_ruled(claim: Claim) -> bool:
    """Whether a protest is against those who govern, not at a mission abroad: an embassy."""
    missions = load_lexicon().classes["embassy"]
    return all(
        mention.acts_as == "GOV" and missions.isdisjoint(mention.surface.lower().split())
        for mention in claim.recipients
    )


def _is_own_work(claim: Claim, source: Sequence[str], target: Sequence[str]) -> bool:
    """Whether a step of a work tells co-operation of nobody, or of one state that has the work to itself (T5)."""
    if claim.type != "COOPERATE":
        return False
    if not (source or target):
        return claim.stage is not None
    alone = _is_one_state(source) and not target and claim.stage in ("under_way", "in_force")
    return alone and any(rule.startswith("step_") for rule in claim.rules)


def _is_step(claim: Claim) -> bool:
    """Whether nothing but a word for a step of an undertaking tells it."""
    return claim.rules[0].startswith("step_")


def _is_one_state(codes: Sequence[str]) -> bool:
    return len(codes) == 1 and codes[0] not in KIND_CODES.values()


def plover_type(claim: Claim) -> EventType | None:
    """The type of what took place or was promised; None for what was only said, asked for or imagined."""
    if claim.type in (None, "SAY") or claim.kind not in ("event", "commitment") or _is_only_matter(claim):
        return None
    if claim.status in COUNTED:
        return None if claim.type == "REQUEST" and is_appeal(claim.trigger.exact) else claim.type
    if claim.status == "denied" and claim.firmness.orientation == "future" and claim.type in PLANNED_AS:
        return "REJECT"
    if claim.status != "planned" or claim.type is None:
        return None
    if claim.type == "AGREE" and claim.firmness.force == "offered" and claim.recipients:
        return "AGREE"  # readiness, which PLOVER codes as agreement
    return "AGREE" if claim.type in ("RETREAT", "CONCEDE") and _is_promised(claim) else PLANNED_AS.get(claim.type)


def _is_only_matter(claim: Claim) -> bool:
    """Whether the sentence tells the act only as what somebody denies, mourns or fears: PLOVER drops CAMEO's 01."""
    return any(rule.startswith("about=") for rule in claim.rules)


def is_appeal(trigger: str) -> bool:
    """Whether a request is worded as an appeal, "urged", "called on", and not as a demand."""
    return not _appeals().isdisjoint(trigger.lower().split())


@cache
def _appeals() -> frozenset[str]:
    return frozenset(form for lemma in load_lexicon().classes["appeal"] for form in forms_of(lemma))


def _demanded(claim: Claim) -> bool:
    return claim.firmness.force == "demanded"


def _askers(claim: Claim, actors: Actors) -> tuple[str, ...]:
    """Who asks for an act: the last holder behind the author, when it is known and no side of the act."""
    speakers = [holder.actor_mention for holder in claim.holders if holder.actor_mention is not None]
    return codes_of(speakers[-1:], actors)


def _is_promised(claim: Claim) -> bool:
    """Whether the one who is to act says so: by a verb of promise, or as the last to speak (T1)."""
    speakers = [holder.actor_mention for holder in claim.holders if holder.actor_mention is not None]
    own = {mention.actor_id or mention.on_behalf_of for mention in claim.actors}
    return not PROMISES.isdisjoint(claim.rules) or any((m.actor_id or m.on_behalf_of) in own for m in speakers[-1:])


def _is_mutual(claim: Claim) -> bool:
    """Whether all sides do it to each other (T3)."""
    return len(claim.actors) > 1 and not claim.recipients


def codes_of(mentions: Sequence[ActorMention], actors: Actors) -> tuple[str, ...]:
    """Codes of the mentions that have one, each once."""
    return tuple(dict.fromkeys(code for mention in mentions if (code := code_of(mention, actors))))


def code_of(mention: ActorMention, actors: Actors) -> str:
    """The country of an actor, else what kind of body it is; empty when it is not known."""
    country, _ = describe(mention, actors)
    if country:
        return "IGO" if country in UNIONS else country
    actor = actors.by_id.get(mention.actor_id or "")
    return KIND_CODES.get(actor.kind, "") if actor else ""
