"""Which language a text is in, from its beginning."""

import re

from entente.vocab.cleaning import load_small_words

SAMPLE, LONG_SAMPLE = 500, 2000
"""Characters that the language is told from, and those that settle whether it is English where few do not."""

MIN_LETTERS = 40
"""Letters below which it cannot be told."""

FEW_LETTERS = 200
"""Letters below which a page's own word counts more than the guess."""

ENGLISH_SHARE, NEARLY_SHARE, ENGLISH_KINDS = 0.15, 0.12, 4
"""Shares and kinds of words that English does not share with its neighbours; they spare a model's start."""
SMALL_SHARE, SMALL_KINDS = 0.25, 3
"""Of a short text: share and kinds of small English words from which no guess is needed."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, declared: str = "") -> str:
    """BCP 47 primary language; `und` when the text is too short and nothing declares it."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    stated = re.split("[-_]", declared.strip().lower())[0]
    if is_plainly_english(sample) or _is_english_at_length(text[:LONG_SAMPLE]):
        return "en"
    if letters < MIN_LETTERS:
        return stated or "und"
    if letters < FEW_LETTERS and (stated or may_be_english(sample)):
        return stated or "en"
    return _classify(sample)


def may_be_english(sample: str) -> bool:
    """Whether a text too short to be classified is held together by small words that are all English."""
    words = _WORD.findall(sample.lower())
    commonest = load_small_words().commonest
    small = [word for word in words if word in commonest]
    return len(set(small)) >= SMALL_KINDS and len(small) >= SMALL_SHARE * len(words)


def _is_english_at_length(sample: str) -> bool:
    """Whether a text whose beginning is all but plainly English goes on in plain English."""
    return is_plainly_english(sample[:SAMPLE], share=NEARLY_SHARE) and is_plainly_english(sample)


def is_plainly_english(sample: str, share: float = ENGLISH_SHARE) -> bool:
    """Whether enough of its words, and enough different ones, are small words that English alone has."""
    words = _WORD.findall(sample.lower())
    telling = load_small_words().telling
    found = [word for word in words if word in telling]
    return len(set(found)) >= ENGLISH_KINDS and len(found) >= share * len(words)


def _classify(sample: str) -> str:
    """The model's guess; a language that English full of names looks like to it is told by small words of its own."""
    from py3langid import classify

    guess = str(classify(sample)[0])
    own = load_small_words().cousins.get(guess)
    return "en" if own is not None and own.isdisjoint(_WORD.findall(sample.lower())) else guess
