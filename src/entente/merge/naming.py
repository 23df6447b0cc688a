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
    return (
        head_class(word) == head_class(head)
        or stem(word) == stem(head)
        or (head_class(word) in load_heads() and may_name_one(word, head))
    )


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
    r"(?:(?:across|over|through|under|on)\s+(?:the\s+)?[A-Z]\w+\s+)?(?:[a-z]+\s+){0,2}?(?:across|over|through|between|from|of|along|under|near|on)\s+(?:the\s+)?"
    r"(?P<place>[A-Z][\w'’-]*(?:(?:\s+and\s+|\s+to\s+|\s+)[A-Z][\w'’-]*)+)"
    r"|(?:linking|connecting|joining)\s+(?:the\s+)?"
    r"(?P<ends>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*\s+(?:to|and|with)\s+[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
    r"|(?:at|near|outside|on the(?: [A-Z]\w+)? (?:island|river|peninsula|lake|strait) of)"
    r"\s+(?P<town>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
    r"|in\s+(?P<seat>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
    r"(?=,? (?:is|was|has|had|will|would|must|should|did|does|can|could|remains?|still|never|opened|began)\b)"
    r"|(?P<route>[A-Z]\w+[–—-][A-Z]\w+)\b"
)
"""Capitalised words behind a preposition: `across the Tarn Pass`, `linking Kesh to Lassa`, `at Kesh`; `Kesh–Lassa`."""


_MATTER = re.compile(
    r"(?: on \w+day)?(?: of [\d.,]+ ?(?:%|per ?cent\b))?(?P<matter> (?:of|on|for|into|in) "
    r"(?!\d|(?:\w+day|May|June|July|March|April|August|\w+ary|\w+ber|last|next|this|force|effect|place|full"
    r"|the (?:first|second|third|fourth|last|coming|next|end|course|middle|beginning|start|spring|summer|autumn|winter)"
    r")\b)"
    r"[^,.;:()\"“”]{3,70}?)"
    r"(?= (?:but|amid|while|the same"
    r"|is|was|are|has|had|have|will|would|took|takes?|came|comes|on|by|in|to|that|which|with|from|at|since|until"
    r"|this|last|next|earlier|before|after|during|within|remains?|stays?|should|must|can|could|may|might|ought|needs?|goes|went|hit|struck|affected|threatened"
    r"|opened|opens|began|begins|started|starts|expired?s?|lapsed?|lapses|entered|enters|runs|ran|ended|ends|no)\b"
    r"|[,.;:()\"“”]|$)"
)


def place_beside(surface: str, sentence: str) -> str:
    """The place in the words for works, or behind them in their sentence, that tells which they are; empty: none."""
    own = [word for word in surface.split()[:-1] if word[0].isupper() and not (_is_passing(word) or _counts(word))]
    if own:
        return " ".join(own)
    at = sentence.find(surface)
    match = _PLACE.match(sentence, at + len(surface) + 1) if at >= 0 else None
    found = next(filter(None, match.groupdict().values()), "") if match else ""
    return "" if _are_states(found) else found


def _counts(word: str) -> bool:
    """Whether a word that opens a sentence tells how many there are: "Two border crossings"."""
    return fold_text(word) in load_stem_rules()["vague"].members


def place_words(surface: str, sentence: str) -> str:
    """The words right behind works that tell where they are: " from Kesh to Lassa"; empty: none, or states alone."""
    at = sentence.find(surface)
    match = _PLACE.match(sentence, at + len(surface) + 1) if at >= 0 else None
    return f" {match[0]}" if match and place_beside(surface, sentence) else ""


def _is_passing(word: str) -> bool:
    """Whether a capitalised word tells whose a work is, or who built it, and no place: "Greek", "Dutch-built"."""
    if _are_states(word) or word.partition("-")[2] in load_stem_rules()["vague"].members:
        return True
    return fold_text(word) in _SMALL | _OWNERS | _peoples()


def _are_states(place: str) -> bool:
    """Whether the words tell states alone: "between Chad and Niger", "Thai-Lao" tell whose a line is."""
    parts = [fold_text(part) for part in re.split(r"\s+(?:and|to|with)\s+|[–—-]", place)]
    return (_states() | _peoples()).issuperset(parts)


@cache
def _states() -> frozenset[str]:
    """Names of states."""
    return frozenset(fold_text(state.name) for state in load_states())


@cache
def _peoples() -> frozenset[str]:
    """Adjectives of states, which tell whose a work is and not which."""
    return frozenset(fold_text(word) for state in load_states() for word in state.adjectives)


_APPOSITION = re.compile(
    r", (?:the |called |named |dubbed )(?P<name>(?:[A-Z][\w'’-]* )+(?P<head>[A-Z][\w-]*))(?=[,.;)]|$)"
)
"""Behind the words for works the name that they have: "an undersea cable, the Aphrodite Interconnector,"."""


def name_beside(surface: str, sentence: str, head: str) -> str:
    """The name that stands right behind the words for works; empty: none."""
    at = sentence.find(surface)
    match = _APPOSITION.match(sentence, at + len(surface)) if at >= 0 else None
    return match["name"] if match and may_name_one(match["head"], head) else ""


def tells_whose(name: str, head: str) -> bool:
    """Whether a name says no more than whose a work is: "the Greek-Turkish cable", "the Chad-Niger line"."""
    whose = not _peoples().isdisjoint(map(fold_text, _WORD.findall(name))) or _without_pairs(name) != name
    return whose and not telling_words(name, head)


_BETWEEN = re.compile(r" between (?P<states>[A-Z]\w+ and [A-Z]\w+)")


def states_joined(surface: str, sentence: str) -> frozenset[str]:
    """The states that works are told to join: "the Chad-Niger line", "a line between Chad and Niger"; empty: none."""
    at = sentence.find(surface)
    behind = _BETWEEN.match(sentence, at + len(surface)) if at >= 0 else None
    told = [found[0] for found in _PAIR.finditer(surface)] + ([behind["states"]] if behind else [])
    pair = next((words for words in told if _are_states(words)), "")
    return frozenset(fold_text(word) for word in re.split(r"\s+and\s+|[–—-]", pair) if word)


_PAIR = re.compile(r"\b[A-Z]\w+(?:[–—-]\w+)+")


def _without_pairs(words: str) -> str:
    """The words without states that are joined, and without who built it: "Chad-Niger", "Korean-built"."""
    return _PAIR.sub(lambda found: " " if _is_passing(found[0]) else found[0], words)


def matter_of(surface: str, sentence: str) -> str:
    """What a study is about, by which it is told from others: " of the Tarn rail link"; empty: not said, or a sum."""
    at = -1 if _SUM.fullmatch(surface) else sentence.find(surface)
    match = _MATTER.match(sentence, at + len(surface)) if at >= 0 else None
    return match["matter"] if match else ""


_SAID_OF_IT = re.compile(
    r"[^.;:]{0,30}?(?: on \w+day)?"
    r" (?:that|which|under which|by which|allowing|letting|giving|granting|opening|providing for)"
    r" (?P<said>[^.;:()]{3,120})"
)
"""What a clause behind a paper says of it: "an agreement that lets workers draw one pension"."""


def said_of(surface: str, sentence: str) -> str:
    """What a clause says right behind a paper of what it is for; empty: nothing."""
    at = sentence.find(surface)
    match = _SAID_OF_IT.match(sentence, at + len(surface)) if at >= 0 else None
    return match["said"] if match else ""


def sum_of(surface: str, sentence: str) -> str:
    """The money that a loan or grant is named by, as it is told: "$300 million"; empty: none."""
    at = sentence.find(surface)
    behind = sentence[at + len(surface) :].removeprefix(" of ") if at >= 0 else ""
    match = _SUM.search(surface) or (_SUM.match(behind) if sentence[at + len(surface) :].startswith(" of ") else None)
    return match[0] if match else ""


def telling_words(surface: str, head: str) -> frozenset[str]:
    """Stems of the words of a description that tell which one it is: `border` of "the 90-km border road"."""
    words = (fold_text(word) for word in _WORD.findall(_SUM.sub(" ", _MEASURE.sub(" ", _without_pairs(surface)))))
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
        same = len(short) > 1 or long - short <= fields()
        return Likeness("yes" if same else "maybe", "part_of_name")
    return Likeness("no", "other_name")


@cache
def fields() -> frozenset[str]:
    """Stems of words that tell the field of a thing and no other thing: the Banda gas project is the Banda project."""
    return frozenset(stem(word) for word, field in load_undertakings().modifiers.items() if field and " " not in word)


def own_words(key: NameKey) -> tuple[str, ...]:
    """The words of a name that tell more than its field, where there are any: Sekong of the Sekong water treaty."""
    return tuple(word for word in key.words if word not in fields()) or key.words


def spells(acronym: str, initials: str) -> bool:
    """Whether an acronym's letters are the initials of a name, its digits aside; two last words may be left over."""
    letters = "".join(char for char in acronym if char.isalpha())
    return len(letters) > 1 and initials.startswith(letters) and len(initials) - len(letters) <= SPARE_WORDS
