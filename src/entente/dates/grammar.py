"""Rules over classes: each level is one pass, left to right, the longest rule at each place."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from entente.dates.tokens import Classes, Island, Node
from entente.errors import VocabularyError
from entente.vocab.calendar import DateRule

__all__ = ["Built", "Grammar", "Make"]

Built = tuple[str, object] | None
"""The class and meaning of what was found; an empty class stands for the rule's own; None: the rule does not hold."""
Make = Callable[[Sequence[Node]], Built]

_ELEMENT = re.compile(r"\s*(?:([A-Z][A-Z0-9]*)|([()|])|([?*+]))")
_OF_PARTS = ("RANGE", "BOUND", "AHEAD")
_LINKS = frozenset(
    {
        "FROM", "BETWEEN", "THROUGH", "UNTIL", "DASH", "SLASH", "AND", "OR", "SINCE", "BY", "BEFORE", "AFTER", "ONWARD",
        "ORLATER", "IN", "WITHIN",
    }
)  # fmt: skip
"""Classes that stand between the ends of a range, or before what is bounded."""
MAX_FOUND = 16_384
"""How many runs of classes are remembered with the rules that match them."""
NUMBERS, DATES = 1, 2
"""The levels without which there is no phrase."""
BUILDING_LEVEL, MAX_ROUNDS = 3, 4
"""The level that may build on itself, and how often: the end of the first week of the third month is three."""


class _Rule(NamedTuple):
    name: str
    gives: str
    make: Make
    match: re.Pattern[str]


class _Place(NamedTuple):
    """Where rules match: each with its end."""

    at: int
    matches: tuple[tuple[int, _Rule], ...]


class _Parsed(NamedTuple):
    """A pattern as a regular expression over class characters, with the characters it may start with."""

    regex: str
    first: frozenset[str]
    empty: bool


class Grammar:
    """All rules by level and by the class they may start with."""

    def __init__(
        self, rules: Iterable[DateRule], aliases: Mapping[str, str], makers: Mapping[str, Make], classes: Classes
    ) -> None:
        self._classes = classes
        self._aliases = aliases
        self._levels: dict[int, dict[str, list[_Rule]]] = {}
        for rule in rules:
            parsed = self._parse(rule)
            compiled = _Rule(rule.name, rule.gives, _maker(rule, makers), re.compile(self._guarded(rule, parsed)))
            for char in parsed.first:
                self._levels.setdefault(rule.level, {}).setdefault(char, []).append(compiled)

        self._order = [level for level in sorted(self._levels) for _ in range(_rounds(level))]
        self._found = lru_cache(maxsize=MAX_FOUND)(self._find)

    def phrases(self, island: Island) -> list[Node]:
        """What is left of an island when no rule holds any more."""
        chars, idle = island.chars, 0
        if not (self._found(NUMBERS, chars) or self._found(DATES, chars) or self._found(BUILDING_LEVEL, chars)):
            return []
        nodes = island.nodes()
        for level in self._order:
            places = self._found(level, chars) if level != idle else ()
            found = self._pass(places, chars, nodes) if places else None
            if found is None:
                idle = level
            else:
                chars, nodes = found
        return nodes

    def _find(self, level: int, chars: str) -> tuple[_Place, ...]:
        """Where rules of a level match, the longest first; a matter of classes alone, so it is remembered."""
        rules = self._levels[level]
        places: list[_Place] = []
        for at, char in enumerate(chars):
            matches = [(match.end(), rule) for rule in rules.get(char, ()) if (match := rule.match.match(chars, at))]
            if matches:
                places.append(_Place(at, tuple(sorted(matches, key=lambda match: -match[0]))))
        return tuple(places)

    def _pass(self, places: tuple[_Place, ...], chars: str, nodes: list[Node]) -> tuple[str, list[Node]] | None:
        """One node for each rule that holds, left to right."""
        taken, kept, line = 0, [], []
        for place in places:
            found = self._built(place, nodes) if place.at >= taken else None
            if found:
                end, node = found
                kept += [*nodes[taken : place.at], node]
                line += [chars[taken : place.at], self._classes.char(node.kind)]
                taken = end
        if not taken:
            return None
        return "".join((*line, chars[taken:])), [*kept, *nodes[taken:]]

    def _built(self, place: _Place, nodes: list[Node]) -> tuple[int, Node] | None:
        """The longest match whose words make sense."""
        for end, rule in place.matches:
            parts = nodes[place.at : end]
            if built := rule.make(parts):
                kind, value = built
                gives = kind or rule.gives
                names = dict.fromkeys(name for node in parts for name in node.rules)
                text = " ".join(node.text for node in parts)
                ends = _ends(parts) if gives in _OF_PARTS else ()
                return end, Node(gives, parts[0].start, parts[-1].end, value, text, (*names, rule.name), ends)
        return None

    def _guarded(self, rule: DateRule, parsed: _Parsed) -> str:
        before = f"(?<=[{self._set(rule.after)}])" if rule.after else ""
        not_after = f"(?<![{self._set(rule.not_after)}])" if rule.not_after else ""
        not_before = f"(?![{self._set(rule.not_before)}])" if rule.not_before else ""
        return f"{before}{not_after}(?:{parsed.regex}){not_before}"

    def _set(self, names: str) -> str:
        return "".join(self._classes.char(name) for name in names.split())

    def _parse(self, rule: DateRule) -> _Parsed:
        elements = list(self._elements(rule.pattern, rule.name))
        parsed, rest = self._either(elements, rule.name)
        if rest or parsed.empty:
            raise VocabularyError(f'"{rule.pattern}" is not a pattern', f"dates/rules.toml: {rule.name}", "mend it")
        return parsed

    def _elements(self, pattern: str, name: str) -> Iterator[str]:
        at, pattern = 0, pattern.rstrip()
        while at < len(pattern):
            match = _ELEMENT.match(pattern, at)
            if not match:
                raise VocabularyError(
                    f'"{pattern[at:]}" is no element', f"dates/rules.toml: {name}", "mend the pattern"
                )
            yield match[1] or match[2] or match[3]
            at = match.end()

    def _either(self, elements: list[str], name: str) -> tuple[_Parsed, list[str]]:
        options: list[_Parsed] = []
        while True:
            option, elements = self._row(elements, name)
            options.append(option)
            if not elements or elements[0] != "|":
                break
            elements = elements[1:]
        regex = "|".join(option.regex for option in options)
        first = frozenset[str]().union(*(option.first for option in options))
        return _Parsed(f"(?:{regex})", first, any(option.empty for option in options)), elements

    def _row(self, elements: list[str], name: str) -> tuple[_Parsed, list[str]]:
        regex, first, empty = "", frozenset[str](), True
        while elements and elements[0] not in "|)":
            part, elements = self._part(elements, name)
            regex += part.regex
            first = first | part.first if empty else first
            empty = empty and part.empty
        return _Parsed(regex, first, empty), elements

    def _part(self, elements: list[str], name: str) -> tuple[_Parsed, list[str]]:
        head, rest = elements[0], elements[1:]
        if head == "(":
            part, rest = self._either(rest, name)
            rest = rest[1:]
        elif head in self._aliases:
            part, _ = self._either(list(self._elements(self._aliases[head], name)), name)
        else:
            char = self._classes.char(head)
            part = _Parsed(char, frozenset(char), False)
        if rest and rest[0] in "?*+":
            limit = {"?": "?", "*": "{0,8}", "+": "{1,8}"}[rest[0]]
            part = _Parsed(f"(?:{part.regex}){limit}", part.first, part.empty or rest[0] != "+")
            rest = rest[1:]
        return part, rest


def _ends(parts: Sequence[Node]) -> tuple[Node, ...]:
    """What stands between the words that link: each stretch as one node."""
    ends: list[Node] = []
    open_end = False
    for node in parts:
        if node.kind in _LINKS:
            open_end = False
        elif open_end:
            ends[-1] = ends[-1]._replace(end=node.end, text=f"{ends[-1].text} {node.text}")
        else:
            ends.append(node)
            open_end = True
    return tuple(ends)


def _rounds(level: int) -> int:
    return MAX_ROUNDS if level == BUILDING_LEVEL else 1


def _maker(rule: DateRule, makers: Mapping[str, Make]) -> Make:
    try:
        return makers[rule.make]
    except KeyError:
        raise VocabularyError(
            f'no function makes "{rule.make}"', f"dates/rules.toml: {rule.name}", f"one of {', '.join(sorted(makers))}"
        ) from None
