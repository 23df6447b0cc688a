"""Promises told by verbs: a number of things to be handed over, and what is banned or exchanged."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from entente.records.codes import UndertakingKind
from entente.records.mentions import UndertakingSpan
from entente.vocab.undertakings import Doing, Head, load_undertakings

_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|a dozen)"
)
_RECEIVER = (
    r"(?:(?:over )?(?:to )?(?:the |its )?"
    r"(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?|it|them|neighbour|neighbor|ally) )?"
)
_END = (
    r"(?=(?: (?:to|for|by|in|within|under|over|before|this|next|and|with|on|at|from|as|free|last|during|until)\b"
    r"|[,.;:]|$))"
)
_SMALL = r"(?:the|all|its|their|any|and|some|most|more|new|for|from|with|those|these|further|other|our) "
"""Words before an object that tell no goods."""
_LONGEST = 60
"""Letters of the words behind "of" that tell what an object is."""


@cache
def _promise() -> re.Pattern[str]:
    """A giving verb, whoever receives, a number, and the things: "gave Chad two voting machines"."""
    verbs = "|".join(load_undertakings().giving)
    number = rf"(?:up to |another |some |about )?{_NUMBER}"
    return re.compile(rf"\b(?:{verbs}) {_RECEIVER}{number} (?:[a-z][\w-]* ){{0,3}}?([a-z]{{3,}}s){_END}")


def promised_things(text: str, start: int, stop: int) -> list[tuple[int, int, Head]]:
    """Every place where things stand that the text tells a number of as promised, with a head made of their name."""
    nouns = {match.group(1) for match in _promise().finditer(text, start, stop)}
    things = {noun: _singular(noun) for noun in nouns if _singular(noun) not in load_undertakings().not_things}
    if not things:
        return []
    sought = re.compile(r"\b(" + "|".join(sorted({*things, *things.values()}, key=len, reverse=True)) + r")\b")
    return [(match.start(), match.end(), _head(match.group(1), things)) for match in sought.finditer(text, start, stop)]


def _head(form: str, things: dict[str, str]) -> Head:
    return Head(lemma=things.get(form, form), kind="pledge", counted=True, plural=form in things)


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("ches", "shes", "xes", "sses", "buses")) else noun[:-1]


@cache
def _done() -> tuple[tuple[Doing, tuple[re.Pattern[str], ...]], ...]:
    return tuple((doing, tuple(_patterns(doing))) for doing in load_undertakings().doings)


@cache
def _needed(forms: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The words of each form."""
    return tuple(frozenset(form.lower().split()) for form in forms)


def _stands(forms: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether the words of one of the forms stand in a text, so that looking for it is worth the time."""
    return any(needed <= words for needed in _needed(forms))


_WORD = re.compile(r"[a-z]+")


@lru_cache(1)
def _words(text: str, start: int, stop: int) -> frozenset[str]:
    return frozenset(_WORD.findall(text[start:stop].lower()))


def _patterns(doing: Doing) -> Iterator[re.Pattern[str]]:
    """The object behind its verb: "halted imports of fish"; before the passive: "imports of fish were halted"."""
    verbs, objects = "|".join(doing.verbs), "|".join(sorted(doing.objects, key=len, reverse=True))
    named = rf"(?:(?:all|the|its|their|any|last|some|about) ){{0,2}}(?:{_NUMBER} )?(?:[A-Z][a-z]+ )?(?:{objects})"
    of = r" of (?:[\w’'-]+ ){0,2}?[\w’'-]+" if doing.of else ""
    yield re.compile(rf"\b(?:{verbs}) ({named}{of}{_END if doing.of else ''})\b")
    if doing.of:  # "halted onion imports"
        goods = rf"(?:all |the |its |their )?(?:[A-Z][\w-]+ )?(?!{_SMALL})[a-z]{{3,}} (?:{objects})"
        yield re.compile(rf"\b(?:{verbs}) ({goods})\b")
    told = rf"(?:(?:have|has|had|will|to|be|been|are|is|was|were|not|also) ){{1,4}}(?:{'|'.join(doing.done)})"
    yield re.compile(rf"\b((?i:{named}){of}) {told}\b")


_NAMED_WITH_YEAR = re.compile(
    r"((?:Exercise )?[A-Z][a-z]+ [A-Z][a-z]+ (?:19|20)\d\d) (?:(?:naval |military )?(?:exercise|drill)s? )?"
    r"(?:is|was|will|has|opens?|opened|beg[ai]ns?|starts?|started|end(?:s|ed)|closed?|concluded?|took|takes|kick(?:s|ed)|got|gets|ran|runs)\b"
)
_OF_ARMS = re.compile(
    r"\b(?:exercises?|drills?|manoeuvres?|navy|navies|naval|army|armies|troops|soldiers|warships?|frigates?)\b",
    re.IGNORECASE,
)
_NO_EXERCISE = re.compile(
    r"\b(?:Games|Cup|Expo|Forum|Summit|Festival|Olympics|Conference|Fair|Treaty|Agreement|Act|Accord)\b"
)


def exercises(text: str, start: int, stop: int) -> Iterator[UndertakingSpan]:
    """Two capitalised words and a year that begin or end, in a text of armed forces: "Blue Heron 2025 opened"."""
    if not _OF_ARMS.search(text, start, stop):
        return
    for match in _NAMED_WITH_YEAR.finditer(text, start, stop):
        if not _NO_EXERCISE.search(match.group(1)) and not match.group(1).startswith("Exercise "):
            yield UndertakingSpan(
                start=match.start(1),
                end=match.end(1),
                kind="exercise",
                head="exercise",
                name=match.group(1),
                domains=("defence",),
            )


_CURRENCY = (
    r"(?:[A-Z][a-z]+ )?(?:dollars|euros|pounds|yuan|yen|rupees|riyals|dirhams|francs|kroner|kronor|zlotys|pesos|reais)"
)
_SUM = (
    r"(?:up to |another |some |about )?(?:(?:[A-Z]{0,3}[$€£¥] ?|[A-Z]{3} ?)\d[\d,.]*(?: ?(?:million|billion|bn|m))?"
    rf"|\d[\d,.]* (?:million|billion) {_CURRENCY})"
)


@cache
def _money() -> tuple[tuple[UndertakingKind, tuple[str, ...], re.Pattern[str]], ...]:
    """Verbs that make a loan or a grant of a sum, whoever receives: "lent Chad $40 million"."""
    verbs = load_undertakings().money.items()
    return tuple((kind, forms, re.compile(rf"\b(?:{'|'.join(forms)}) {_RECEIVER}({_SUM})\b")) for kind, forms in verbs)


def money_lent(text: str, start: int, stop: int) -> Iterator[UndertakingSpan]:
    """A sum that somebody lends or grants, though no noun says so: "$40 million" behind "will lend Chad"."""
    words = _words(text, start, stop)
    for kind, forms, pattern in _money():
        for match in pattern.finditer(text, start, stop) if _stands(forms, words) else ():
            yield UndertakingSpan(
                start=match.start(1), end=match.end(1), kind=kind, head=kind, domains=("investment_finance",)
            )


def doings(text: str, start: int, stop: int) -> Iterator[UndertakingSpan]:
    """What verbs make an undertaking of: "imports of fish" behind "halted"."""
    words = _words(text, start, stop)
    sought = [(doing, patterns) for doing, patterns in _done() if _stands(doing.objects, words)]
    for doing, pattern in ((doing, pattern) for doing, patterns in sought for pattern in patterns):
        for match in pattern.finditer(text, start, stop):
            if match.end(1) - match.start(1) <= _LONGEST:
                yield UndertakingSpan(
                    start=match.start(1), end=match.end(1), kind=doing.kind, head=doing.head, domains=doing.domains
                )
