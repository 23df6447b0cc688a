"""Why a record says what it says: the words, the rule, the value."""

import re
from collections.abc import Iterator, Sequence

from entente.dates import rules_of
from entente.records import ActorMention, Claim, DateSpan, Evidence, Firmness, Holder
from entente.records.actors import AUTHOR_LABEL
from entente.records.codes import EVENT_TYPES, QUAD_WORDS, DateBasis, Via
from entente.views.book import Book
from entente.views.row import Row
from entente.views.wording import plain, say_amount, say_stage, say_type, say_when
from entente.vocab.firmness import Group, load_firmness
from entente.vocab.inflection import forms_of

_VIA: dict[Via, str] = {
    "name": "its name in the vocabulary", "acronym": "its acronym in the vocabulary",
    "demonym": "the adjective or people of a state", "capital": "a capital that acts stands for its government",
    "residence": "a seat of government that acts stands for it", "role": "the office and who held it on that day",
    "pronoun": "a pronoun read against the sentence", "nominal": "a description read against the text",
    "context": "carried from elsewhere in the text",
}  # fmt: skip

_BASIS: dict[DateBasis, str] = {
    "explicit": "written out in the text", "relative_to_publication": "counted from the day of publication",
    "relative_to_event": "counted from another event", "dateline": "the dateline gives it",
    "carried": "the story of the sentence is dated by other words",
    "publication_default": "no cue: within three days before publication, at half confidence",
    "unknown": "the text does not say",
}  # fmt: skip

_SHARE = "reader="
"""Begins the rule that holds the trained reader's share of the type."""


class Reason(Row, frozen=True, kw_only=True):
    """One value of a claim with what led to it."""

    field: str
    words: str
    """As they stand in the text; empty: no words, a rule alone."""
    rule: str
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
        yield Reason(field="actor", words=claim.actor_unknown.exact, rule="the words leave it open", value="not said")
    for party in claim.third_parties:
        yield _who(book, plain(party.role), party.actor)
    yield _when("when", claim.when)
    if claim.due and claim.due != claim.when:
        yield _when("due", claim.due)
    yield from _status(claim)
    if claim.stage:
        rule = "the milestone that the act is, as reported; only a reached one moves the stage"
        yield Reason(field="stage", words=claim.trigger.exact, rule=rule, value=say_stage(claim.stage))
    for amount in claim.amounts:
        yield Reason(field="amount", words=amount.evidence.exact, rule="figure and unit", value=say_amount(amount))
    if claim.where:
        words = claim.where.evidence.exact if claim.where.evidence else ""
        yield Reason(field="where", words=words, rule="the place named for the act", value=claim.where.name)
    for holder in claim.holders:
        yield _holder(book, holder)
    fields = ", ".join(map(plain, claim.domains))
    yield Reason(field="domain", words="", rule="the first is primary", value=fields)


def _status(claim: Claim) -> Iterator[Reason]:
    """Each word that has a say in how firm the act is, with its rule; then what they come to together."""
    groups, words = load_firmness().groups, _words_around(claim)
    for group in (groups[name] for name in claim.rules[1:] if name in groups):
        yield Reason(field="status", words=_word_of(group, words), rule=group.rule, value=_effect(group))
    yield Reason(field="status", words=claim.trigger.exact, rule=_axes(claim.firmness), value=plain(claim.status))


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


def _effect(group: Group) -> str:
    """What a predicate of a group, affirmed, makes of its complement."""
    effect = group.positive
    turned = {"keep": "", "flip": "turned round", "unknown": "left open"}[effect.polarity]
    force = "" if effect.force == "asserted" else effect.force
    certainty = "" if effect.certainty == "certain" else effect.certainty
    return ", ".join(part for part in (turned, certainty, effect.orientation or "", force) if part) or "unchanged"


def _act(claim: Claim) -> Reason:
    if claim.type is None:
        return Reason(
            field="kind", words=claim.trigger.exact, rule="no act, but something said of one", value=claim.kind
        )
    rule = "; ".join((claim.kind, QUAD_WORDS[EVENT_TYPES[claim.type].quad], *_found_by(claim)))
    value = f"{claim.type}, {say_type(claim.type, claim.mode)}"
    return Reason(field="type", words=claim.trigger.exact, rule=rule, value=value)


def _found_by(claim: Claim) -> Iterator[str]:
    """The entry of the lexicon that found the act, unless the reader alone did; then the share it gives the type."""
    for rule in claim.rules[:1]:
        yield "the trained reader alone" if rule.startswith("reader_") else f"entry {rule}"
    for rule in claim.rules[1:]:
        if rule.startswith(_SHARE):
            yield f"reader {rule.removeprefix(_SHARE)}"
            yield f"sure {claim.extraction_confidence:.2f}"


def _who(book: Book, label: str, mention: ActorMention) -> Reason:
    value = book.name_of(mention.actor_id, mention.surface) if mention.actor_id else "not resolved, never guessed"
    if mention.on_behalf_of:
        value += f", for {book.name_of(mention.on_behalf_of)}"
    if mention.acts_as:
        value += f" ({mention.acts_as})"
    return Reason(field=label, words=mention.surface, rule=_VIA[mention.via], value=value)


def _when(field: str, when: DateSpan) -> Reason:
    words = when.expression.exact if when.expression else ""
    known = _BASIS[when.basis] + (f", read against {when.anchor}" if when.anchor else "")
    rule = ": ".join(filter(None, (_rules(when.expression), known)))
    return Reason(field=field, words=words, rule=rule, value=f"{say_when(when)} [{when.edtf}]")


def _rules(words: Evidence | None) -> str:
    """The rules that make words a date, the widest first: "by < edge < the_unit"."""
    return " < ".join(rules_of(words.exact, words.prefix, words.suffix)) if words else ""


def _axes(firmness: Firmness) -> str:
    axes = [firmness.polarity, firmness.certainty, firmness.orientation, firmness.force]
    return ", ".join([*axes, "lasting"] if firmness.durative else axes)


def _holder(book: Book, holder: Holder) -> Reason:
    if holder.label == AUTHOR_LABEL:
        return Reason(field="holder", words="", rule="whoever wrote the text stands first", value="the author")
    rule = plain(holder.anonymity) + (f", verb “{holder.verb}”" if holder.verb else "")
    mention = holder.actor_mention
    value = book.name_of(mention.actor_id, holder.label) if mention and mention.actor_id else holder.label
    if mention and mention.on_behalf_of:
        value += f", for {book.name_of(mention.on_behalf_of)}"
    return Reason(field="holder", words=holder.evidence.exact if holder.evidence else "", rule=rule, value=value)
