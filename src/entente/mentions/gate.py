"""Which sentences are worth parsing: two actors, or one and words that may report an act."""

import re
from collections.abc import Collection
from functools import cache

from entente.records.codes import Sector, UndertakingKind
from entente.records.mentions import ActorSpan, Mentions
from entente.records.text import Sentence
from entente.vocab.inflection import forms_of
from entente.vocab.lexicon import Match, load_lexicon
from entente.vocab.steps import load_steps

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NO_TRIGGER_ALONE = frozenset(
    {"be", "have", "do", "make", "take", "give", "get", "go", "come", "put", "keep", "see", "set", "find"}
)
"""Verbs that report an act with their object alone."""

ORGANS: frozenset[Sector | None] = frozenset({"COP", "JUD"})
"""Sectors whose people act for a state, though every day's news is full of them."""
THINGS: frozenset[UndertakingKind] = frozenset({"pledge", "project"})
"""Undertakings that are built or handed over."""
PUBLIC: frozenset[Sector | None] = frozenset({"GOV", "MIL", "LEG", "REB", "PRM", "SPY", "UAF"})
"""Sectors whose people count though no state is named: all of them together as one actor."""

CROWD: frozenset[Sector | None] = frozenset({"CVL", "EDU", "LAB", "OPP"})
"""Sectors whose people count though no state is named where they protest: "students marched on the palace"."""


@cache
def load_triggers() -> frozenset[str]:
    """Every form of a word that may report an act: verbs, event nouns and adjectives of the lexicon."""
    lexicon = load_lexicon()
    lemmas = {*lexicon.verbs, *lexicon.nouns, *lexicon.adjectives} - _NO_TRIGGER_ALONE
    return frozenset(form for lemma in lemmas for form in forms_of(lemma))


@cache
def _protest_words() -> frozenset[str]:
    """Every form of the words that tell a protest by themselves."""
    lexicon = load_lexicon()
    told = (
        word
        for table in (lexicon.verbs, lexicon.nouns)
        for word, matches in table.items()
        if any(_tells_protest(match) for match in matches)
    )
    return frozenset(form for word in told for form in forms_of(word))


def _tells_protest(match: Match) -> bool:
    entry = match.entry
    tested = entry.objects or entry.subjects or entry.noun_of or entry.clause
    return entry.type == "PROTEST" and len(match.words) == 1 and not tested


@cache
def _step_words() -> tuple[frozenset[str], frozenset[str]]:
    """Every form of the nouns that point to an undertaking named before, and of the verbs that tell a step."""
    words = load_steps()
    verbs = {verb.split()[0] for step in words.steps.values() for verb in step.verbs} | words.outlook.verbs
    nouns = words.pointing - {"it", "they", "all", "none"}
    return (
        frozenset(form for noun in nouns for form in forms_of(noun)),
        frozenset(form for verb in verbs for form in forms_of(verb)),
    )


_LIMITS = frozenset({"by", "until", "within", "before", "later"})
"""Words that may lead to the day by which something is owed."""
_MEANT = frozenset({"it", "they", "both", "remaining"})
"""Words for what the sentence before names: "they were expected on 15 June"."""
_GIVEN = frozenset({"has", "have", "had", "given", "gives", "gave"})
"""Words before "until" by which somebody has time."""


def _is_owed(words: frozenset[str]) -> bool:
    """Whether something is to be done by a day: "must leave by May", "has until May"."""
    told = not _LIMITS.isdisjoint(words) or not _MEANT.isdisjoint(words)
    owed = told and not _owed_words().isdisjoint(words)
    return owed or ("until" in words and not _GIVEN.isdisjoint(words))


@cache
def _owed_words() -> frozenset[str]:
    """Every form of the words of a plan, and of duty."""
    return frozenset({"must", "shall", *(form for word in load_steps().plans for form in forms_of(word))})


@cache
def _works_words() -> frozenset[str]:
    """Every form of the verbs that tell a step, and of the words by which a clause gives a figure."""
    figures = load_steps().figures
    words = (*figures.states, *(verb for verb in figures.verbs if verb not in _NO_TRIGGER_ALONE))
    return _step_words()[1] | frozenset(form for word in words for form in forms_of(word))


@cache
def _shared_words() -> frozenset[str]:
    """Every form of the nouns for what two have between them."""
    return frozenset(form for noun in load_lexicon().classes["shared"] for form in forms_of(noun))


def gate(
    sentence: Sentence,
    mentions: Mentions,
    text: str,
    *,
    after: bool = False,
    near: bool = False,
    triggers: Collection[str] | None = None,
) -> bool:
    """Whether the sentence, whose own mentions these are, may report something between actors.

    Args:
        after: whether the sentence before it was kept; then a pronoun counts as an actor.
        near: whether one of the two sentences before it was; then what is owed by a day may be of what that names.
    """
    words = _WORD.findall(text[sentence.start : sentence.end].lower())
    if after and not any(known.isdisjoint(words) for known in _step_words()):
        return True  # "the rest is to be delivered by May": a step of what the sentence before names
    if (after or near) and _is_owed(frozenset(words)):
        return True  # "it has until May": what is owed of what the sentence before names
    actors = {key for span in mentions.actors for key in _identities(span, text)}
    if len(actors) >= 2 or (actors and mentions.undertakings):
        return True
    if any(span.acts_as in CROWD for span in mentions.actors) and not _protest_words().isdisjoint(words):
        return True
    if mentions.undertakings and not _works_words().isdisjoint(words):
        return True  # "the road is 96 km long", "the ferry has not sailed": steps and figures of works need nobody
    told_before = after and (any(span.points for span in mentions.actors) or not _shared_words().isdisjoint(words))
    if not (actors or mentions.undertakings or told_before):
        return False  # "the guns fell silent": the sentence before says whose
    if after and any(span.points and span.start == sentence.start for span in mentions.actors):
        return True  # "It is also prepared to": whatever it does, one named before does it
    return not (load_triggers() if triggers is None else frozenset(triggers)).isdisjoint(words)


def is_peopled(mentions: Mentions, text: str) -> bool:
    """Whether a sentence names somebody, or a paper that somebody made: "a vehicle" alone tells of nobody's act.

    Names that the model alone sees do not count.
    """
    if not mentions.undertakings or any(span.kind not in THINGS for span in mentions.undertakings):
        return True
    own = [span for span in mentions.actors if span.label is None]
    return any(span.acts_as in ORGANS or _identities(span, text) for span in own)


def _identities(span: ActorSpan, text: str) -> tuple[str, ...]:
    """Whom a span names, as far as telling one from another needs; pronouns and persons of no office name nobody."""
    if span.points in ("pair", "trio", "neighbours", "former", "latter"):
        return ("former", "latter")
    if span.points == "counterpart":
        return (span.of or "counterpart", "holder")
    if span.points is not None:
        return ()
    if span.of or span.candidates:
        return (span.of or span.candidates[0],)
    if span.owner or span.person or span.label:
        return (span.owner or span.person or text[span.start : span.end],)
    return ("somebody",) if span.acts_as in PUBLIC else ()
