"""Names of undertakings: which are variants of one name, and which number instances of a series."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from entente.records.codes import Answer
from entente.vocab.merging import head_class, load_heads, load_stem_rules, may_name_one, stem
from entente.vocab.states import load_states
from entente.vocab.undertakings import load_undertakings
from entente.words import fold_text

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_MEASURE = re.compile(r"\b\d[\d.,]*-\w+")
"""A figure joined to its unit, which measures a work and does not name it: "the 1,210-kilometre cable"."""
_SUM = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥]|\b[A-Z]{3}) ?\d[\d,.]*(?: ?(?:million|billion|bn|m)\b)?"
    r"|\b\d[\d,.]* (?:million|billion)\b(?: [a-z]+s?)?"
    r"|\b\d{1,3}(?:,\d{3})+\b"
)
"""Money, and figures in thousands, which name nothing."""
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_SMALL = frozenset(
    {"the", "a", "an", "of", "on", "for", "and", "in", "to", "from", "between", "with", "by", "at", "new", "joint"}
)
_OWNERS = frozenset(
    {"our", "its", "their", "his", "her", "this", "that", "these", "those", "both", "such", "no", "any"}
)
PAPER = frozenset({"agreement", "contract", "deal", "memorandum", "programme", "package"})
"""Second words of heads such as "loan agreement"."""
SPARE_WORDS = 2
"""Words of a name that its acronym may leave out at the end: "(CASA) power project"."""
LONGEST_INSTANCE = 2100
"""A number up to this may be a session or a year; a larger one belongs to the name."""


class NameKey(NamedTuple):
    """A name as it is compared."""

    words: tuple[str, ...]
    """Stems of its words in order, without numbers, small words and the head noun."""
    numbers: frozenset[int]
    """Session, edition or year."""
    acronym: str
    """Folded, with its digits: `casa1000`; empty: none."""
    head: str
    initials: str = ""
    """Of all its words, the head noun included."""


@lru_cache(65_536)
def name_key(name: str, head: str, acronym: str = "") -> NameKey:
    """A name taken apart; one that is itself an acronym counts as such."""
    tokens = [fold_text(word) for word in _WORD.findall(name)]
    compact = _compact(acronym)
    if not compact and _is_acronym(name, head):
        compact = _compact(" ".join(word for word in _WORD.findall(name) if not _is_head(word, head)))
    numbers = frozenset(number for token in tokens if (number := _number(token)) is not None and token not in compact)
    words = tuple(stem(t) for t in tokens if _number(t) is None and t not in _SMALL and not _is_head(t, head))
    initials = "".join(token[0] for token in tokens if _number(token) is None and token not in _SMALL)
    return NameKey(words, numbers, compact, head, initials)


def _is_head(word: str, head: str) -> bool:
    """Whether a word of a name says what kind of thing it is, as the head noun does."""
    return head_class(word) == head_class(head) or (head_class(word) in load_heads() and may_name_one(word, head))


def _compact(text: str) -> str:
    return "".join(_WORD.findall(fold_text(text)))


def _is_acronym(name: str, head: str) -> bool:
    """Capitals and digits alone, the head noun aside: `CASA-1000`, `TAPI pipeline`."""
    rest = [word for word in _WORD.findall(name) if not _is_head(word, head)]
    letters = [word for word in rest if not word.isdigit()]
    return len(letters) == 1 and len(letters[0]) > 1 and letters[0].isupper()


def _number(token: str) -> int | None:
    if token in _ORDINALS:
        return _ORDINALS.index(token) + 1
    match = _NUMBER.fullmatch(token)
    number = int(match.group(1)) if match else _ROMAN.get(token)
    return number if number is not None and number <= LONGEST_INSTANCE else None


_PLACE = re.compile(
    r"(?:[a-z]+\s+){0,2}?(?:across|over|through|between|from|of|along|under|near|on)\s+(?:the\s+)?"
    r"(?P<place>[A-Z][\w'’-]*(?:(?:\s+and\s+|\s+to\s+|\s+)[A-Z][\w'’-]*)+)"
    r"|(?:at|near|outside)\s+(?P<town>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
    r"|(?P<route>[A-Z]\w+[–—-][A-Z]\w+)\b"
)
"""Capitalised words behind a preposition: `across the Tarn Pass`, `between Kesh and Lassa`, `at Kesh`; `Kesh–Lassa`."""


_MATTER = re.compile(
    r"(?: on \w+day)?(?: of [\d.,]+ ?(?:%|per ?cent\b))?(?P<matter> (?:of|on|for|into|in) "
    r"(?!\d|(?:\w+day|May|June|July|March|April|August|\w+ary|\w+ber|last|next|this|force|effect|place|full"
    r"|the (?:first|second|third|fourth|last|coming|next|end|course|middle|beginning|start|spring|summer|autumn|winter)"
    r")\b)"
    r"[^,.;:()]{3,70}?)"
    r"(?= (?:is|was|are|has|had|have|will|would|took|takes?|came|comes|on|by|in|to|that|which|with|from|at|since|until"
    r"|this|last|next|earlier|before|after|during|within|remains?|stays?|should|must|can|could|may|might|ought|needs?|goes|went"
    r"|opened|opens|began|begins|started|starts|expired?s?|lapsed?|lapses|entered|enters|runs|ran|ended|ends|no)\b"
    r"|[,.;:()]|$)"
)


def place_beside(surface: str, sentence: str) -> str:
    """The place in the words for works, or behind them in their sentence, that tells which they are; empty: none."""
    passing = _SMALL | _OWNERS | _peoples()
    own = [word for word in surface.split()[:-1] if word[0].isupper() and fold_text(word) not in passing]
    if own:
        return " ".join(own)
    at = sentence.find(surface)
    match = _PLACE.match(sentence, at + len(surface) + 1) if at >= 0 else None
    return (match["place"] or match["town"] or match["route"]) if match else ""


@cache
def _peoples() -> frozenset[str]:
    """Adjectives of states, which tell whose a work is and not which."""
    return frozenset(fold_text(word) for state in load_states() for word in state.adjectives)


def tells_whose(name: str, head: str) -> bool:
    """Whether a name says no more than whose a work is: "the Greek-Turkish cable"."""
    return not telling_words(name, head) and not _peoples().isdisjoint(map(fold_text, _WORD.findall(name)))


def matter_of(surface: str, sentence: str) -> str:
    """What a study is about, by which it is told from others: " of the Tarn rail link"; empty: not said, or a sum."""
    at = -1 if _SUM.fullmatch(surface) else sentence.find(surface)
    match = _MATTER.match(sentence, at + len(surface)) if at >= 0 else None
    return match["matter"] if match else ""


def sum_of(surface: str, sentence: str) -> str:
    """The money that a loan or grant is named by, as it is told: "$300 million"; empty: none."""
    at = sentence.find(surface)
    behind = sentence[at + len(surface) :].removeprefix(" of ") if at >= 0 else ""
    match = _SUM.search(surface) or (_SUM.match(behind) if sentence[at + len(surface) :].startswith(" of ") else None)
    return match[0] if match else ""


def telling_words(surface: str, head: str) -> frozenset[str]:
    """Stems of the words of a description that tell which one it is: `border` of "the 90-km border road"."""
    words = (fold_text(word) for word in _WORD.findall(_SUM.sub(" ", _MEASURE.sub(" ", surface))))
    passing = _SMALL | {*load_stem_rules()["vague"].members} | _last_words(head) | _peoples()
    return frozenset(stem(w) for w in words if w not in passing and not _is_head(w, head) and len(w) > 2)


def _last_words(head: str) -> frozenset[str]:
    """Of a loan agreement the word that only says that it is on paper."""
    return frozenset(head.split()) & PAPER


class Likeness(NamedTuple):
    """Whether two names are one, why, and whether they number instances of one series."""

    answer: Answer
    why: str
    series: bool = False


def compare_names(one: NameKey, other: NameKey) -> Likeness:
    """Head nouns that cannot name one thing part two names; then numbers; then acronyms, words and parts of words."""
    if not may_name_one(one.head, other.head):
        return Likeness("no", "other_head")
    alike = _alike(one, other)
    if alike.answer != "no" and one.numbers != other.numbers:
        return Likeness("no", "other_instance", series=True)
    return alike


def _alike(one: NameKey, other: NameKey) -> Likeness:
    if one.acronym and one.acronym == other.acronym:
        return Likeness("yes", "same_acronym")
    if spells(one.acronym, other.initials) or spells(other.acronym, one.initials):
        return Likeness("yes", "acronym_of")
    if one.acronym and other.acronym:
        return Likeness("no", "other_acronym")
    if not one.words or not other.words:
        return Likeness("no", "unnamed")
    if sorted(one.words) == sorted(other.words):
        return Likeness("yes", "same_name")
    short, long = sorted((set(one.words), set(other.words)), key=len)
    if short < long:
        same = len(short) > 1 or long - short <= _fields()
        return Likeness("yes" if same else "maybe", "part_of_name")
    return Likeness("no", "other_name")


@cache
def _fields() -> frozenset[str]:
    """Stems of words that tell the field of a thing and no other thing: the Banda gas project is the Banda project."""
    return frozenset(stem(word) for word, field in load_undertakings().modifiers.items() if field and " " not in word)


def spells(acronym: str, initials: str) -> bool:
    """Whether an acronym's letters are the initials of a name, its digits aside; two last words may be left over."""
    letters = "".join(char for char in acronym if char.isalpha())
    return len(letters) > 1 and initials.startswith(letters) and len(initials) - len(letters) <= SPARE_WORDS
