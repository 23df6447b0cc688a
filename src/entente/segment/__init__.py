"""Sentences and words of a text, with offsets, as the English treebanks of Universal Dependencies cut them."""

from entente.records.problem import Problem
from entente.records.text import Sentence
from entente.segment.limits import MAX_SENTENCE_WORDS, split_long
from entente.segment.pairs import Pair, find_pairs
from entente.segment.sentences import split_sentences
from entente.segment.words import split_words

__all__ = ["MAX_SENTENCE_WORDS", "Pair", "find_pairs", "segment", "split_sentences", "split_words"]


def segment(text: str) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The sentences with their words; one of more than MAX_SENTENCE_WORDS is split, and a problem says so."""
    sentences: list[Sentence] = []
    problems: list[Problem] = []
    for start, end in split_sentences(text):
        words = split_words(text, start, end)
        if len(words) <= MAX_SENTENCE_WORDS:
            sentences.append(Sentence(start=start, end=end, words=words))
            continue
        problems.append(_too_long(start, end, len(words)))
        parts = split_long(text, words)
        sentences += [Sentence(start=part[0][0], end=part[-1][1], words=tuple(part)) for part in parts]
    return tuple(sentences), tuple(problems)


def _too_long(start: int, end: int, count: int) -> Problem:
    """The problem that tells of a sentence split for its length."""
    return Problem(
        code="sentence_too_long",
        message=f"a sentence of {count} words was split into parts of at most {MAX_SENTENCE_WORDS}",
        remedy="read what was extracted here with care; a list or a table may have lost its line breaks",
        start=start,
        end=end,
    )
