"""Text as classes of time words: one character a token, so that rules are matched on a short string."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, repeat
from typing import NamedTuple

from entente.vocab.calendar import Calendar, Word

__all__ = ["BREAK", "Classes", "Island", "Lexer", "Node"]

_TOKENS = (
    r"[A-Za-z]{3,}\b(?:(?=\.)(?:LONG_STOPS)\.)? ?"  # most words; what follows is rarer
    r"|\s+"
    r"|(?:\d(?:"
    r"\d{3}-\d\d?-\d\d?(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)"
    r"|\d{0,3}/\d\d?/\d{2,4}(?!\w)|\d{0,3}\.\d\d?\.\d{2,4}(?!\w)|\d{0,3}-\d\d?-\d{2,4}(?!\w)"
    r"|\d*(?:-\d+){2,}"
    r"|\d?/\d\d?(?![\w/])"
    r"|\d?:\d\d(?::\d\d)?"
    r"|\d{0,3}(?:st|nd|rd|th)(?![a-z])"
    r"|\d{0,2}0['’]?s(?![a-z])"
    r"|\d*(?:[.,]\d+)*)"
    r"|['’](?:\d\d(?:s\b)?(?!\d)|s(?![a-z]))"
    r"|[QqHh][1-4](?!\w)|[Ff][Yy]\d\d(?:\d\d)?(?!\w)"
    r"|[AaPp]\.\s?[Mm]\b\.?|B\.\s?C\.E\.|B\.\s?C\b\.?|A\.D\.|C\.E\."
    r"|(?:SHORT_STOPS)\."
    r"|[^\W\d_]+"
    r"|.) ?"
)
"""A token takes one space with it: half as many to look up. An abbreviation of the vocabulary keeps its stop."""
_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "−": "DASH", "/": "SLASH", "(": "LPAR",
    ")": "RPAR", "$": "MONEY", "€": "MONEY", "£": "MONEY", "¥": "MONEY", "%": "PERCENT", "&": "AND", "@": "AT",
}  # fmt: skip
_CORE = frozenset(
    {
        "YEAR", "OLDYEAR", "SHORTYEAR", "ORD", "DECADE", "SHORTDECADE", "ISO", "SLASHED", "SLASHEDSHORT", "COMPACT",
        "CLOCK", "FYCODE", "MONTH", "MONTHCAP", "MONTHLOW", "WEEKDAY", "WEEKDAYABBR", "SEASON", "FALL", "UNIT", "UNITS",
        "CLOCKUNIT", "QUARTER", "HALF", "QUARTERCODE", "HALFCODE", "FISCAL", "DAYPART", "NOON", "AMPM", "OCLOCK",
        "DEICTIC", "TONIGHT", "PRESENT", "PAST", "FUTURE", "DECADEWORD", "ERA", "SETWORD", "HOLIDAY", "PERIOD",
        "PERSON", "BACKWARD", "THEN",
    }
)  # fmt: skip
"""Classes that tell time by themselves; the others only join them."""
_ANCIENT = re.compile(r"B\.?C")
"""In a text with years before our era a bare small number may be one."""
BREAK = "."
NEVER = "(?!)"
"""A pattern that nothing matches."""
LARGEST = 1e9
"""No figure from here on counts time."""
MAX_KNOWN = 50_000
"""How many tokens are remembered with their class."""
_SPACE = " "
_JOINED = "~"
_SILENT = _SPACE + _JOINED
_SLASHED = re.compile(r"\d{1,4}([/.-])\d\d?\1\d{2,4}|\d\d?/\d\d?")
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:T.*)?")


class Node(NamedTuple):
    """A token or what a rule made of several: its class, its place, what it means, the rules behind it."""

    kind: str
    start: int
    end: int
    value: object
    text: str
    rules: tuple[str, ...] = ()
    parts: tuple["Node", ...] = ()
    """The ends of a range, or what a bound is about; empty for everything else."""


class Classes:
    """One character for each class name."""

    def __init__(self) -> None:
        self._chars: dict[str, str] = {}

    def char(self, name: str) -> str:
        """The character that stands for a class."""
        return self._chars.setdefault(name, chr(0x100 + len(self._chars)))

    def known(self) -> Mapping[str, str]:
        """All classes so far."""
        return self._chars


class Island(NamedTuple):
    """Tokens in a row that may all belong to one phrase."""

    chars: str
    """One class character for each."""
    left: int
    right: int
    cut: "Cut"

    def nodes(self) -> list[Node]:
        """The tokens with their places and values."""
        return self.cut.nodes(self.left, self.right)


class Cut:
    """A text cut into tokens, with a line that has one class character for each."""

    __slots__ = ("_lexer", "_merged", "_offsets", "_tokens", "line")

    def __init__(self, lexer: "Lexer", tokens: list[str], line: str, merged: Mapping[int, "Name"], start: int) -> None:
        self.line = line
        self._lexer = lexer
        self._tokens = tokens
        self._merged = merged
        self._offsets = list(accumulate(map(len, tokens), initial=start))

    def island(self, at: int) -> Island:
        """The island around a token; a word behind it is told by one more character."""
        left = self.line.rfind(BREAK, 0, at) + 1
        right = self.line.find(BREAK, at)
        right = len(self.line) if right < 0 else right
        behind = self._lexer.word if right < len(self.line) and self._tokens[right][0].isalpha() else ""
        return Island(self.line[left:right].replace(_SPACE, "").replace(_JOINED, "") + behind, left, right, self)

    def nodes(self, left: int, right: int) -> list[Node]:
        """The tokens of an island, spaces left out."""
        nodes: list[Node] = []
        offsets, values = self._offsets, self._lexer.values
        for at in range(left, right):
            if self.line[at] in _SILENT:
                continue
            if at in self._merged:
                last, word = self._merged[at]
                end = offsets[last] + len(self._tokens[last].rstrip())
                nodes.append(Node(word.kind, offsets[at], end, word.value, word.text))
            else:
                token = self._tokens[at].rstrip()
                kind, value = values[token]
                nodes.append(Node(kind, offsets[at], offsets[at] + len(token), value, token))
        if right < len(self.line) and self._tokens[right][0].isalpha():
            nodes.append(Node("WORD", offsets[right], offsets[right], None, ""))
        return nodes


class Name(NamedTuple):
    """Several tokens that make one word."""

    last: int
    word: Word


class Lexer:
    """Cuts a text into islands of time words."""

    def __init__(self, calendar: Calendar, classes: Classes) -> None:
        self._classes = classes
        self.word = classes.char("WORD")
        self._token = _token_pattern(calendar)
        self._known: dict[str, str] = {}
        self.values: dict[str, tuple[str, object]] = {}
        """Class and meaning of every token met, without its space."""
        self._names: dict[str, dict[str, list[tuple[tuple[str, ...], Word]]]] = {}
        for mark, kind in {**_MARKS, "'s": "POSS", "’s": "POSS"}.items():
            self._add(mark, kind, mark)
        for token in (*map(str, range(2100)), *(f"FY{year}" for year in (*range(10, 60), *range(2000, 2060)))):
            self._learn(token)
            self._learn(f"{token} ")
        for word in sorted(calendar.words, key=lambda word: word.capital):
            self._word(word)
        self._firsts = self._by_token()
        core = "".join(classes.char(kind) for kind in sorted(_CORE))
        self._core = re.compile(f"[{core}]")
        self._ancient_core = re.compile(f"[{core}{classes.char('NUM')}]")

    def _add(self, form: str, kind: str, value: object) -> None:
        self._known[form] = self._known[f"{form} "] = self._classes.char(kind)
        self.values[form] = (kind, value)

    def _learn(self, token: str) -> None:
        """A token without letters not met before: figures, white space, marks; forgotten beyond a limit."""
        bare = token.strip() or token
        char = BREAK
        if bare.isspace():
            char = BREAK if token.count("\n") > 1 else _SPACE
        elif (bare[0].isdigit() or bare[0] in "'’" or bare[:2] == "FY") and (read := _read_figure(bare)):
            self.values[bare], char = read, self._classes.char(read[0])
        if len(self._known) < MAX_KNOWN or char != BREAK:
            self._known[token] = char

    def _word(self, word: Word) -> None:
        first, *rest = (token.rstrip() for token in self._token.findall(word.text) if not token.isspace())
        if rest:
            self._names.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest), word))
            return
        for form in _forms(word.text, capital=word.capital):
            self._add(form, word.kind, word.value)

    def _by_token(self) -> dict[str, dict[str, list[tuple[tuple[str, ...], Word]]]]:
        """The names by their first word in each way it may be written, the longest first."""
        for names in (names for seconds in self._names.values() for names in seconds.values()):
            names.sort(key=lambda entry: -len(entry[0]))
        forms = ((form, first) for first in self._names for form in _forms(first, capital=False))
        return {token: self._names[first] for form, first in forms for token in (form, f"{form} ")}

    def islands(self, text: str, start: int, end: int) -> Iterator[Island]:
        """Runs of tokens of the vocabulary that hold at least one that tells time."""
        tokens = self._token.findall(text[start:end])
        for token in set(tokens).difference(self._known):
            if not token[0].isalpha():
                self._learn(token)
        line = "".join(map(self._known.get, tokens, repeat(BREAK)))
        merged = self._merge(tokens)
        cut = Cut(
            self,
            tokens,
            _joined(line, merged, self._classes),
            merged,
            start,
        )
        core = self._ancient_core if _ANCIENT.search(text, start, end) else self._core
        found = core.search(cut.line)
        while found is not None:
            island = cut.island(found.start())
            yield island
            found = core.search(cut.line, island.right)

    def _merge(self, tokens: list[str]) -> dict[int, Name]:
        """Names of several words by the index of their first."""
        merged: dict[int, Name] = {}
        firsts, taken = self._firsts, 0
        for first in [at for at, token in enumerate(tokens[:-1]) if token in firsts]:
            if first < taken:
                continue
            for rest, word in firsts[tokens[first]].get(_next(tokens, first), ()):
                if last := _follow(tokens, first, rest):
                    merged[first] = Name(last, word)
                    taken = last + 1
                    break
        return merged


def _joined(line: str, merged: Mapping[int, Name], classes: Classes) -> str:
    """The line with each name as one token of its class."""
    parts, at = [], 0
    for first, (last, word) in merged.items():
        parts += [line[at:first], classes.char(word.kind), _JOINED * (last - first)]
        at = last + 1
    return "".join((*parts, line[at:])) if merged else line


def _forms(text: str, *, capital: bool) -> set[str]:
    """How a word may be written."""
    return {text.capitalize(), text.upper()} if capital else {text, text.capitalize(), text.upper()}


def _token_pattern(calendar: Calendar) -> re.Pattern[str]:
    """The tokens of a language: abbreviations of three letters and more are looked back at, the others met first."""
    stops = sorted({word.text[:-1] for word in calendar.words if re.fullmatch(r"[a-z]+\.", word.text)})
    forms = {stop: f"[{stop[0].upper()}{stop[0]}]{stop[1:]}" for stop in stops}
    long = "|".join(f"(?<=\\b{form})" for stop, form in forms.items() if len(stop) > 2)
    short = "|".join(form for stop, form in forms.items() if len(stop) < 3)
    return re.compile(_TOKENS.replace("LONG_STOPS", long or NEVER).replace("SHORT_STOPS", short or NEVER), re.DOTALL)


def _next(tokens: list[str], at: int) -> str:
    """The word or mark after a token, as names are written."""
    after = tokens[at + 1]
    if after.isspace() and at + 2 < len(tokens):
        after = tokens[at + 2]
    return after.rstrip().lower() if after.isascii() else _plain(after)


def _plain(token: str) -> str:
    return token.rstrip().replace("’", "'").replace("–", "-").lower()


def _follow(tokens: list[str], first: int, rest: tuple[str, ...]) -> int:
    """The index of the last token when `rest` follows, no blank line between; 0 when it does not."""
    at = first
    for part in rest:
        at += 1
        if at < len(tokens) and tokens[at].isspace() and tokens[at].count("\n") < 2:
            at += 1
        if at >= len(tokens) or _plain(tokens[at]) != part:
            return 0
    return at


def _read_figure(token: str) -> tuple[str, object] | None:
    """The class and value of a token made of figures; None when it tells nothing."""
    if token.isdigit() and token.isascii():
        return _read_number(token)
    if _ISO.fullmatch(token):
        return "ISO", token
    if _SLASHED.fullmatch(token):
        return ("SLASHEDSHORT" if token.count("/") == 1 else "SLASHED"), token
    if ":" in token:
        return "CLOCK", token
    tail = token.lstrip("0123456789")
    head = token[: len(token) - len(tail)]
    if tail in ("st", "nd", "rd", "th"):
        return "ORD", int(head)
    if head and tail.endswith("s") and head.isascii():
        return ("DECADE" if len(head) > 2 else "SHORTDECADE"), int(head)
    if token[0] in "'’" and token[1:3].isdigit():
        return ("SHORTDECADE", int(token[1:3])) if token.endswith("s") else ("SHORTYEAR", int(token[1:3]))
    if token[:2].lower() == "fy" and token[2:].isdigit():
        return "FYCODE", int(token[2:])
    try:
        number = float(token.replace(",", ""))
    except ValueError:
        return None
    return ("NUM", number) if number < LARGEST else None


def _read_number(token: str) -> tuple[str, object]:
    number = int(token) if len(token) < 16 else 0
    if len(token) == 8 and 1900 <= number // 10000 <= 2099:
        return "COMPACT", token
    if len(token) == 4 and 1000 <= number <= 2099:
        return ("YEAR" if number >= 1900 else "OLDYEAR"), number
    if len(token) <= 2 and 1 <= number <= 31:
        return "DAY", number
    return "NUM", number
