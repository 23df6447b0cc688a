"""Which texts are everyday news, in which nothing is looked for: each stretch of such a text reads so by itself."""

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from entente.records.mentions import ActorSpan, Mentions
from entente.records.text import Sentence
from entente.vocab.everyday import load_everyday
from entente.vocab.merging import stem

STRETCH = 60
"""Words, in whole sentences, that are judged together."""
EVERYDAY = -0.5
"""What each stretch of such a text comes to at most."""
ALL_OF_IT = -2.75
"""What its stretches come to together at most: one alone must be quite sure."""
MOST_STATES = 4
"""States named from which on more say no more."""

Signs = frozenset[str]


def is_everyday(text: str, sentences: Sequence[Sentence], mentions: Mentions) -> bool:
    """Whether nothing between states, of governments or of conflicts is told; the sentences are the author's own.

    Too short a text is never judged.
    """
    scores = [weigh(signs) for signs in signs_by_stretch(text, sentences, mentions)]
    return bool(scores) and max(scores) < EVERYDAY and sum(scores) < ALL_OF_IT


def weigh(signs: Signs) -> float:
    """How much a stretch reads as public affairs: above nought rather so than not."""
    weights = load_everyday().weights
    told = sum(weight for sign in signs if (weight := weights.get(sign)) is not None)
    return weights[""] + told / sqrt(len(signs) or 1)


def signs_by_stretch(
    text: str, sentences: Sequence[Sentence], mentions: Mentions, least: int = STRETCH
) -> Iterator[Signs]:
    """What stands in each stretch of at least so many words; a rest that is too short for one is left out."""
    ahead, count = list[Sentence](), 0
    for sentence in sentences:
        ahead.append(sentence)
        count += len(sentence.words)
        if count >= least:
            yield _signs(text, ahead, mentions)
            ahead, count = [], 0


def _signs(text: str, sentences: Sequence[Sentence], mentions: Mentions) -> Signs:
    start, end = sentences[0].start, sentences[-1].end
    own = [span for span in mentions.actors if start <= span.start and span.end <= end]
    works = (f"works {span.kind}" for span in mentions.undertakings if start <= span.start and span.end <= end)
    return frozenset((*_words(text, sentences), *_people(own), *works))


def _words(text: str, sentences: Iterable[Sentence]) -> Iterator[str]:
    """Stems of words in small letters: names would only tell of whom the examples told."""
    for sentence in sentences:
        for start, end in sentence.words:
            if end - start > 2 and text[start].islower():
                yield stem(text[start:end])


def _people(spans: Iterable[ActorSpan]) -> Iterator[str]:
    """How many states are named, who acts for one, in which sector and office."""
    named = set[str]()
    for span in spans:
        who = span.of or next(iter(span.candidates), None)
        if who:
            named.add(who)
        if span.acts_as:
            yield f"acts {span.acts_as}"
            if who:
                yield f"acts for {span.acts_as}"
        if span.post:
            yield f"post {span.post}"
    yield f"states {min(len(named), MOST_STATES)}"
