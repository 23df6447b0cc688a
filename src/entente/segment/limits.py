"""The longest sentence that goes to the analyser whole."""

from collections.abc import Iterator, Sequence

from entente.records.text import Span

MAX_SENTENCE_WORDS = 180
"""A sentence of more words is split; ordinary prose stays far below, lists and tables do not."""
EARLIEST_SPLIT = MAX_SENTENCE_WORDS // 2
"""No part but the last holds fewer words, so that a text of separators is not cut to crumbs."""
SEPARATORS = (";", ":", "–—-", ",")
"""Where to split, the best first."""


def split_long(text: str, words: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The words in parts of at most MAX_SENTENCE_WORDS, each ended by the best and latest separator it may be."""
    at = 0
    while len(words) - at > MAX_SENTENCE_WORDS:
        end = _split_at(text, words, at)
        yield words[at:end]
        at = end
    yield words[at:]


def _split_at(text: str, words: Sequence[Span], at: int) -> int:
    """The index behind the last word of the part that starts at `at`."""
    latest = at + MAX_SENTENCE_WORDS
    for signs in SEPARATORS:
        for index in range(latest, at + EARLIEST_SPLIT, -1):
            if text[slice(*words[index - 1])] in signs:
                return index
    return latest
