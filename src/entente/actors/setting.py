"""Where an act took place: the town that its own clause names behind it, or that opens its sentence."""

import re

from msgspec.structs import replace

from entente.actors.places import Locator
from entente.records.actors import ActorMention
from entente.records.claim import Claim, Place
from entente.records.codes import EventType
from entente.records.document import Document
from entente.records.evidence import Evidence

BODILY: frozenset[EventType] = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "PROTEST", "COERCE", "MOBILIZE", "ASSAULT"}
)
"""Types of acts that take place somewhere; words may be about anywhere."""
TOWN = 4
"""Precision of a town; a state or a region says too little of where two sides met."""
REACH = 110
"""Letters behind an act among which its town stands."""
_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|"
    r"\w+day)\b"
)
_NAME = rf"(?P<place>(?!{_DAY})[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|d[aeu]s?|del|la|el|al)(?= [A-Z]|\b)){{0,2}})"
_APART = (
    r"(?!(?:that|to|but|who|whom|which|whose|after|before|because|if|when|while|as|against|into|from|"
    r"said|says|told|under|of (?:the )?(?:war|fighting|situation|crisis|conflict))\b)"
)
_BEHIND = re.compile(
    rf"(?: {_APART}[\w'’-]+){{0,8}}? (?:in|at|near|outside) "
    rf"(?:the (?:[a-z]+ )?(?:city|town|capital|port|resort|village|suburb) of )?{_NAME}"
)
"""A few words of the act's own clause, then the place: "signed an accord on fish in Arica"."""
_AT_HEAD = re.compile(rf"(?:In|At|Near|Outside) {_NAME},")
_SEATED = re.compile(
    r"\b(?:embass\w+|consulate\w*|ministr\w+|ministers?|mission|plants?|bases?|factor\w+|troops|forces|war|situation|"
    r"conflict|crisis|fighting|interests?|investments?|ambassadors?|officials?|government|authorities|rebels|company|"
    r"elections?|citizens|companies|developments?|offices?|headquarters|hub|fields?|mines?|refinery|port|airport|"
    r"spokes\w+|military|army|power|stability|peace|progress|role|presence|regime|born|based|held|jailed|living|stationed)"
    r" (?:in|at|near|outside) $"
)
"""Words that have a place of their own: "its embassy in Kesh" says not where it was closed down by whom."""


def with_place(claim: Claim, document: Document, locator: Locator) -> Claim:
    """The claim with its town, where its clause names one; a town is nobody who takes part."""
    if claim.type not in BODILY or claim.kind not in ("event", "commitment") or claim.where is not None:
        return claim
    place = _place_of(claim, document, locator)
    if place is None or place.evidence is None:
        return claim
    return replace(
        claim,
        claim_id="",
        where=place,
        actors=_without(claim.actors, place.evidence) or claim.actors,
        recipients=_without(claim.recipients, place.evidence) or _struck(claim),
    )


def _struck(claim: Claim) -> tuple[ActorMention, ...]:
    """Whose town is shelled or bombed is who it is done to, where nobody else is."""
    return claim.recipients if claim.type == "ASSAULT" else ()


def _place_of(claim: Claim, document: Document, locator: Locator) -> Place | None:
    quote = max(claim.support, key=lambda quote: (quote.end - quote.start, -quote.start))
    found = _behind(claim, document.text, quote.end) or _AT_HEAD.match(document.text, quote.start, quote.end)
    if found is None:
        return None
    place = locator.locate(*found.span("place"))
    if place is None or place.precision < TOWN or not locator.is_sure(place):
        return None
    words = document.quote(*found.span("place"), role="place", sentence=claim.trigger.sentence)
    return replace(place, name=words.exact, evidence=words)


def _behind(claim: Claim, text: str, end: int) -> re.Match[str] | None:
    """The place behind the act in its clause, unless something else is said to lie there."""
    start = claim.trigger.end
    found = _BEHIND.match(text, start, min(end, start + REACH))
    seated = found is not None and _SEATED.search(text, start, found.start("place"))
    return None if seated else found


def _without(mentions: tuple[ActorMention, ...], words: Evidence) -> tuple[ActorMention, ...]:
    """Those that are not the town itself."""
    return tuple(one for one in mentions if one.evidence.end <= words.start or words.end <= one.evidence.start)
