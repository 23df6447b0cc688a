"""Which language a text is in, from its beginning."""

import re

from entente.clean.lines import ENGLISH

SAMPLE, LONG_SAMPLE = 500, 2000
"""Characters that the language is told from, and those that settle whether it is English where few do not."""

MIN_LETTERS = 40
"""Letters below which it cannot be told."""

FEW_LETTERS = 200
"""Letters below which a page's own word counts more than the guess."""

# Words that running English text is full of and its neighbours do not share; they spare a model's start.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
        "with",
        "was",
        "by",
        "from",
        "have",
        "has",
        "their",
        "which",
        "this",
        "were",
        "been",
        "would",
        "about",
        "after",
        "between",
        "will",
        "said",
    ]
)
ENGLISH_SHARE, NEARLY_SHARE = 0.15, 0.12
ENGLISH_KINDS = 4
SMALL_SHARE, SMALL_KINDS = 0.25, 3
"""Of a short text: share and kinds of small English words from which no guess is needed."""

_PIDGIN = frozenset(("dey", "wey", "na", "di", "dem", "dis", "dat", "im", "don", "fit", "tok", "sey"))
"""Small words that Nigerian Pidgin cannot do without."""

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
    if letters < FEW_LETTERS and (stated or _may_be_english(sample)):
        return stated or "en"
    return _classify(sample)


def _may_be_english(sample: str) -> bool:
    """Whether a text too short to be classified is held together by small words that are all English."""
    words = _WORD.findall(sample.lower())
    small = [word for word in words if word in ENGLISH]
    return len(set(small)) >= SMALL_KINDS and len(small) >= SMALL_SHARE * len(words)


def _is_english_at_length(sample: str) -> bool:
    """Whether a text whose beginning is all but plainly English goes on in plain English."""
    return is_plainly_english(sample[:SAMPLE], share=NEARLY_SHARE) and is_plainly_english(sample)


def is_plainly_english(sample: str, share: float = ENGLISH_SHARE) -> bool:
    """Whether enough of its words, and enough different ones, are the commonest of English."""
    words = _WORD.findall(sample.lower())
    common = [word for word in words if word in _ENGLISH]
    return len(set(common)) >= ENGLISH_KINDS and len(common) >= share * len(words)


def _classify(sample: str) -> str:
    """The model's guess; English all names looks to it like Nigerian Pidgin, whose own small words tell that apart."""
    from py3langid import classify

    guess = str(classify(sample)[0])
    pidgin = guess == "pcm" and _PIDGIN.intersection(_WORD.findall(sample.lower()))
    return "en" if guess == "pcm" and not pidgin else guess
