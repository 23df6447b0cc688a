"""Who did it and to whom, as a person sets it right: each naming has a side and an actor, and others may be added."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from entente.records import ActorMention, Claim, Document
from entente.views import Book, UnknownActor, find_state
from entente.views.quote import telling_quote
from entente.web.asking import Query, Refused, last
from entente.web.tongue import _
from entente.words import fold_text

Side = Literal["who", "to whom", "no party"]
SIDES: tuple[Side, ...] = ("who", "to whom", "no party")
ADDED = "new"
"""In place of the number of a naming: the one that is added."""


class Naming(NamedTuple):
    """A naming of a claim as the form shows it."""

    key: str
    words: str
    actor: str
    """By name; empty: it is not known who is meant."""
    side: Side


def namings(book: Book, claim: Claim) -> tuple[Naming, ...]:
    """Those of both sides, in their order."""
    sides: tuple[tuple[Side, tuple[ActorMention, ...]], ...] = (("who", claim.actors), ("to whom", claim.recipients))
    found = [(side, mention) for side, mentions in sides for mention in mentions]
    return tuple(
        Naming(str(at), mention.surface, book.name_of(mention.actor_id, "") if mention.actor_id else "", side)
        for at, (side, mention) in enumerate(found)
    )


def changed(book: Book, claim: Claim, asked: Query) -> dict[str, object]:
    """The fields of a claim that the form changes; Refused where an actor or the words are not known."""
    found: dict[Side, list[ActorMention]] = {side: [] for side in SIDES}
    given = (*claim.actors, *claim.recipients)
    for naming, mention in zip(namings(book, claim), given, strict=True):
        found[_side(asked, naming.key) or naming.side].append(_meant(book, asked, naming, mention))
    for mention in _added(book, claim, asked):
        found[_side(asked, ADDED) or "who"].append(mention)
    actors, recipients = tuple(found["who"]), tuple(found["to whom"])
    if (actors, recipients) == (claim.actors, claim.recipients):
        return {}
    unknown = claim.actor_unknown if not actors else None
    return {"actors": actors, "recipients": recipients, "actor_unknown": unknown}


def _side(asked: Query, key: str) -> Side | None:
    """The side asked for; None: nothing is asked."""
    word = last(asked, f"side.{key}")
    if word and word not in SIDES:
        raise Refused(400, _("A party is who, to whom or no party."))
    return next((side for side in SIDES if side == word), None)


def _meant(book: Book, asked: Query, naming: Naming, mention: ActorMention) -> ActorMention:
    """The naming with the actor that was written; left empty, nobody known."""
    field = f"actor.{naming.key}"
    if field not in asked or last(asked, field) == naming.actor:
        return mention
    words = last(asked, field)
    return replace(
        mention, actor_id=find_actor(book, words) if words else None, on_behalf_of=None, candidates=(), confidence=1.0
    )  # fmt: skip


def _added(book: Book, claim: Claim, asked: Query) -> Iterator[ActorMention]:
    """The naming that is added, with its place in the text."""
    words, actor = last(asked, f"words.{ADDED}"), last(asked, f"actor.{ADDED}")
    if not words and not actor:
        return
    if not words:
        raise Refused(400, _("A party needs the words that name it."), _("Copy them from the text."))
    start = _place(book.documents[claim.doc_id], claim, words)
    quote = book.documents[claim.doc_id].quote(
        start, start + len(words), role="actor", sentence=telling_quote(claim).sentence
    )
    meant = find_actor(book, actor or words)
    yield ActorMention(surface=words, evidence=quote, actor_id=meant, via="name", confidence=1.0)


def _place(document: Document, claim: Claim, words: str) -> int:
    """Where the words stand: in the quote, else the nearest before or after it."""
    near = telling_quote(claim).start
    places = [found.start() for found in re.finditer(re.escape(words), document.text)]
    if not places:
        raise Refused(400, _("“%(words)s” does not stand in the text.", words=words[:80]), _("Copy it from there."))
    return min(places, key=lambda at: (abs(at - near), at))


def find_actor(book: Book, words: str) -> str:
    """The actor of an id, a code or a name; Refused with the nearest names."""
    if words in book.actors:
        return words
    found = find_state(words[:100], book.actors)
    if not isinstance(found, UnknownActor):
        return found
    sought = fold_text(words)
    named = (
        actor.actor_id for actor in book.actors.values()
        if fold_text(actor.name) == sought or any(fold_text(name.text) == sought for name in actor.names)
    )  # fmt: skip
    meant = next(named, None)
    if meant is None:
        near = _("Did you mean %(names)s?", names=", ".join(found.nearest)) if found.nearest else ""
        raise Refused(400, _("“%(words)s” names no actor that is known", words=words[:80]), near)
    return meant
