"""The labelled sentences to training examples: which words report an act, of what kind, and who takes part."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from entente.records.codes import DOMAINS, EVENT_TYPES, STAGES, ClaimKind, Status, ThirdPartyRole
from entente.segment import split_words
from train.sentences import LabelledEvent, LabelledSentence, Span, read_sentences

NONE = ""
STATE = "-"
"""Type of a state of affairs or a figure, which PLOVER does not code."""
TYPES: tuple[str, ...] = (NONE, STATE, *map(str, EVENT_TYPES))
MODES: tuple[str, ...] = (NONE, *(f"{name}/{mode}" for name, facts in EVENT_TYPES.items() for mode in facts.modes))
KINDS: tuple[str, ...] = get_args(ClaimKind)
STATUSES: tuple[str, ...] = get_args(Status)
STEPS: tuple[str, ...] = (NONE, *STAGES)
FIELDS: tuple[str, ...] = tuple(DOMAINS)
ROLES: tuple[str, ...] = (NONE, "actor", "recipient", *get_args(ThirdPartyRole))


class Act(NamedTuple):
    """An act with its columns as numbers of the lists above; `roles` has one number a word."""

    word: int
    type: int
    mode: int
    kind: int
    status: int
    stage: int
    fields: tuple[int, ...]
    mutual: bool
    roles: tuple[int, ...]


class ActExample(NamedTuple):
    """A sentence cut into words, with all its acts; none: it tells no act and no state between parties."""

    words: tuple[str, ...]
    acts: tuple[Act, ...]
    reports: bool
    """Whether it reports an act of one of the sixteen types."""


def read_acts(folder: Path, *, held: bool) -> tuple[ActExample, ...]:
    """The examples of the part that trains, or of the part that is held out."""
    return tuple(example_of(sentence) for sentence in read_sentences(folder) if sentence.held_out == held)


def example_of(sentence: LabelledSentence) -> ActExample:
    """The sentence with its labels on words."""
    spans = split_words(sentence.text)
    words = tuple(sentence.text[start:end] for start, end in spans)
    acts = tuple(_act(event, spans, words) for event in sentence.events)
    return ActExample(words, acts, not sentence.neutral)


def _act(event: LabelledEvent, spans: Sequence[Span], words: Sequence[str]) -> Act:
    return Act(
        word=[at for at in words_in(event.trigger, spans) if words[at][-1:].isalnum()][-1],
        type=TYPES.index(event.type or STATE),
        mode=MODES.index(f"{event.type}/{event.mode}" if event.mode else NONE),
        kind=KINDS.index(event.kind),
        status=STATUSES.index(event.status),
        stage=STEPS.index(event.stage),
        fields=tuple(FIELDS.index(domain) for domain in event.domains),
        mutual=event.reciprocal,
        roles=_roles(event, spans),
    )


def _roles(event: LabelledEvent, spans: Sequence[Span]) -> tuple[int, ...]:
    roles = [0] * len(spans)
    sides: Iterable[tuple[str, Span]] = (
        *((role, party.span) for role, party in event.third_parties),
        *(("recipient", party.span) for party in event.recipients),
        *(("actor", party.span) for party in event.actors),
    )
    for role, span in sides:
        for at in words_in(span, spans):
            roles[at] = ROLES.index(role)
    return tuple(roles)


def words_in(span: Span, spans: Sequence[Span]) -> list[int]:
    """Numbers of the words that share a letter with the span."""
    return [at for at, (start, end) in enumerate(spans) if start < span[1] and span[0] < end]
