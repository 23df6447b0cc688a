"""Why a record says what it says: the words, the rule, the value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from entente.dates import rules_of
from entente.records import ActorMention, Claim, DateSpan, Evidence, Firmness, Holder
from entente.records.actors import AUTHOR_LABEL
from entente.records.codes import EVENT_TYPES, QUAD_WORDS, Anonymity, DateBasis, Via
from entente.views.book import Book
from entente.views.phrase import Phrase, joined, phrase
from entente.views.row import Row
from entente.views.wording import plain, say_amount, say_day, say_stage, say_type, say_when
from entente.vocab.firmness import Group, load_firmness
from entente.vocab.inflection import forms_of

_VIA: Mapping[Via, Phrase] = {
    "name": phrase("its name in the vocabulary"), "acronym": phrase("its acronym in the vocabulary"),
    "demonym": phrase("the adjective or people of a state"),
    "capital": phrase("a capital that acts stands for its government"),
    "residence": phrase("a seat of government that acts stands for it"),
    "role": phrase("the office and who held it on that day"),
    "pronoun": phrase("a pronoun read against the sentence"), "nominal": phrase("a description read against the text"),
    "context": phrase("carried from elsewhere in the text"),
}  # fmt: skip

_BASIS: Mapping[DateBasis, Phrase] = {
    "explicit": phrase("written out in the text"),
    "relative_to_publication": phrase("counted from the day of publication"),
    "relative_to_event": phrase("counted from another event"), "dateline": phrase("the dateline gives it"),
    "carried": phrase("the story of the sentence is dated by other words"),
    "publication_default": phrase("no cue: within three days before publication, at half confidence"),
    "unknown": phrase("the text does not say"),
}  # fmt: skip

_NAMED: Mapping[Anonymity, Phrase] = {
    "named": phrase("named in the text"), "unnamed_official": phrase("an official without a name"),
    "unnamed_source": phrase("a source without a name"), "hearsay": phrase("hearsay"),
}  # fmt: skip

_AXES: Mapping[str, Phrase] = {
    "positive": phrase("affirmed"), "negative": phrase("negated"), "unknown": phrase("neither affirmed nor denied"),
    "certain": phrase("without doubt"), "probable": phrase("as probable"), "possible": phrase("as possible"),
    "underspecified": phrase("how certain is left open"),
    "past": phrase("of the past"), "present": phrase("of the present"), "future": phrase("of the future"),
    "timeless": phrase("of no time in particular"),
    "asserted": phrase("as a fact"), "intended": phrase("as an intention"), "offered": phrase("as an offer"),
    "requested": phrase("as a request"), "demanded": phrase("as a demand"), "conditional": phrase("under a condition"),
    "questioned": phrase("as a question"), "generic": phrase("as what holds in general"),
}  # fmt: skip
"""The four axes of firmness as a reader would say them; no value stands on two axes."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE = "reader="
"""Begins the rule that holds the trained reader's share of the type."""


class Reason(Row, frozen=True, kw_only=True):
    """One value of a claim with what led to it."""

    field: str
    words: str
    """As they stand in the text; empty: no words, a rule alone."""
    rule: str
    """As the rules are named."""
    told: str
    """The same in words for readers."""
    value: str


def reasons_of(book: Book, claim: Claim) -> tuple[Reason, ...]:
    """Every value of a claim: what, who, whom, when, how firm, at which stage, how much, who says so."""
    return tuple(_reasons(book, claim))


def _reasons(book: Book, claim: Claim) -> Iterator[Reason]:
    yield _act(claim)
    for label, mentions in (("actor", claim.actors), ("recipient", claim.recipients)):
        for mention in mentions:
            yield _who(book, label, mention)
    if claim.actor_unknown:
        yield _told("actor", claim.actor_unknown.exact, phrase("the words leave it open"), phrase("not said"))
    for party in claim.third_parties:
        yield _who(book, plain(party.role), party.actor)
    yield _when("when", claim.when)
    if claim.due and claim.due != claim.when:
        yield _when("due", claim.due)
    yield from _status(claim)
    if claim.stage:
        rule = phrase("the milestone that the act is, as reported; only a reached one moves the stage")
        yield _told("stage", claim.trigger.exact, rule, say_stage(claim.stage))
    for amount in claim.amounts:
        yield _told("amount", amount.evidence.exact, phrase("figure and unit"), say_amount(amount))
    if claim.where:
        words = claim.where.evidence.exact if claim.where.evidence else ""
        yield _told("where", words, phrase("the place named for the act"), claim.where.name)
    for holder in claim.holders:
        yield _holder(book, holder)
    yield _told("domain", "", phrase("the first is primary"), joined(map(plain, claim.domains)))


def _told(field: str, words: str, told: Phrase, value: str) -> Reason:
    """A reason whose rule has no other name than its words."""
    return Reason(field=field, words=words, rule=str(told), told=told, value=value)


def _status(claim: Claim) -> Iterator[Reason]:
    """Each word that has a say in how firm the act is, with its rule; then what they come to together."""
    groups, words = load_firmness().groups, _words_around(claim)
    for group in (groups[name] for name in claim.rules[1:] if name in groups):
        yield _told("status", _word_of(group, words), phrase(group.rule), _effect(group))
    axes, said = _axes(claim.firmness), plain(claim.status)
    told = joined(_AXES[axis] if axis in _AXES else phrase("lasting") for axis in axes)
    yield Reason(field="status", words=claim.trigger.exact, rule=", ".join(axes), told=told, value=said)


def _words_around(claim: Claim) -> tuple[str, ...]:
    """Words of the act's own sentence as far as the quotes carry it, nearest first; then the verbs of its holders."""
    quote = claim.support[0]
    before, inside, after = (re.findall(r"[\w’']+", text) for text in (quote.prefix, quote.exact, quote.suffix))
    return (*inside, *reversed(before), *after, *(holder.verb for holder in claim.holders if holder.verb))


def _word_of(group: Group, words: Sequence[str]) -> str:
    """The first of these words that heads a phrase of the group; empty: none of them does."""
    phrases = (*group.verbs, *group.adjectives, *group.adverbs, *group.auxiliaries, *group.markers)
    heads = {form for phrase in phrases for form in forms_of(phrase.split()[0])}
    heads |= {form for phrase in group.nouns for form in forms_of(phrase.split()[-1])}
    return next((word for word in words if word.lower() in heads), "")


def _effect(group: Group) -> Phrase:
    """What a predicate of a group, affirmed, makes of its complement."""
    effect = group.positive
    turned = {"keep": "", "flip": phrase("turned round"), "unknown": phrase("left open")}[effect.polarity]
    force = "" if effect.force == "asserted" else plain(effect.force or "")
    certainty = "" if effect.certainty == "certain" else plain(effect.certainty or "")
    parts = [part for part in (turned, certainty, plain(effect.orientation or ""), force) if part]
    return joined(parts) if parts else phrase("unchanged")


def _act(claim: Claim) -> Reason:
    if claim.type is None:
        return _told("kind", claim.trigger.exact, phrase("no act, but something said of one"), plain(claim.kind))
    rule = "; ".join((claim.kind, QUAD_WORDS[EVENT_TYPES[claim.type].quad], *_found_by(claim)))
    value = joined((claim.type, say_type(claim.type, claim.mode)))
    return Reason(field="type", words=claim.trigger.exact, rule=rule, told=_grounds(claim), value=value)


def _found_by(claim: Claim) -> Iterator[str]:
    """The entry of the lexicon that found the act, unless the reader alone did; then the share it gives the type."""
    for rule in claim.rules[:1]:
        yield "the trained reader alone" if rule.startswith("reader_") else f"entry {rule}"
    for rule in claim.rules[1:]:
        if rule.startswith(_SHARE):
            yield f"reader {rule.removeprefix(_SHARE)}"
            yield f"sure {claim.extraction_confidence:.2f}"


def _grounds(claim: Claim) -> Phrase:
    """What found the act, in words, and how sure it is."""
    told: list[Phrase] = []
    if claim.rules:
        alone = claim.rules[0].startswith("reader_")
        listed = phrase("listed words for such an act stand here")
        told.append(phrase("no listed word, the trained reader alone takes it so") if alone else listed)
    share = next((rule.removeprefix(_SHARE) for rule in claim.rules[1:] if rule.startswith(_SHARE)), None)
    if share is not None:
        told.append(phrase("the trained reader gives it %(share)s%%", share=round(100 * float(share))))
        told.append(phrase("all in all %(sure)s%% sure", sure=round(100 * claim.extraction_confidence)))
    return joined(told or [phrase("the words tell it")], "; ")


def _who(book: Book, label: str, mention: ActorMention) -> Reason:
    value = book.name_of(mention.actor_id, mention.surface) if mention.actor_id else _UNRESOLVED
    if mention.on_behalf_of:
        value = phrase("%(name)s, for %(whom)s", name=value, whom=book.name_of(mention.on_behalf_of))
    if mention.acts_as:
        value = joined((value, f"({mention.acts_as})"), " ")
    return _told(label, mention.surface, _VIA[mention.via], value)


_UNRESOLVED = phrase("not resolved, never guessed")


def _when(field: str, when: DateSpan) -> Reason:
    words = when.expression.exact if when.expression else ""
    told = _BASIS[when.basis]
    named = told + (f", read against {when.anchor}" if when.anchor else "")
    rule = ": ".join(filter(None, (_rules(when.expression), named)))
    if when.anchor:
        told = phrase("%(basis)s, read against %(day)s", basis=told, day=_anchor(when.anchor))
    value = phrase("%(date)s [%(edtf)s]", date=say_when(when), edtf=when.edtf)
    return Reason(field=field, words=words, rule=rule, told=told, value=value)


def _anchor(anchor: str) -> str:
    """A day in words; another event by its id."""
    return say_day(date.fromisoformat(anchor)) if _ISO_DAY.fullmatch(anchor) else anchor


def _rules(words: Evidence | None) -> str:
    """The rules that make words a date, the widest first: "by < edge < the_unit"."""
    return " < ".join(rules_of(words.exact, words.prefix, words.suffix)) if words else ""


def _axes(firmness: Firmness) -> list[str]:
    axes: list[str] = [firmness.polarity, firmness.certainty, firmness.orientation, firmness.force]
    return [*axes, "lasting"] if firmness.durative else axes


def _holder(book: Book, holder: Holder) -> Reason:
    if holder.label == AUTHOR_LABEL:
        return _told("holder", "", phrase("whoever wrote the text stands first"), phrase("the author"))
    told, rule = _NAMED[holder.anonymity], plain(holder.anonymity) + (f", verb “{holder.verb}”" if holder.verb else "")
    if holder.verb:
        told = phrase("%(who)s, brought in by the verb “%(verb)s”", who=told, verb=holder.verb)
    mention = holder.actor_mention
    value = book.name_of(mention.actor_id, holder.label) if mention and mention.actor_id else holder.label
    if mention and mention.on_behalf_of:
        value = phrase("%(name)s, for %(whom)s", name=value, whom=book.name_of(mention.on_behalf_of))
    words = holder.evidence.exact if holder.evidence else ""
    return Reason(field="holder", words=words, rule=rule, told=told, value=value)
