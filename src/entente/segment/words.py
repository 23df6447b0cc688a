"""Words as the Universal Dependencies treebanks of English cut them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from entente.records.text import Span
from entente.vocab.segmentation import load_segmentation

TABLES = load_segmentation()
CHUNK = re.compile(r"\S+")
LONG_CHUNK = 200
"""Chunks of more code points are cut by fewer rules, so that no rule looks far ahead twice."""

APOSTROPHES = "'’`´ʼ"
MARK_BLOCKS = (
    (0xAD, 0xAE),
    (0x300, 0x370),
    (0x483, 0x3100),
    (0xA66F, 0xAC00),
    (0xFB1E, 0xFB1F),
    (0xFE00, 0xFE30),
    (0xFEFF, 0xFF00),
)


def _marks() -> str:
    """Signs that belong to the letter before them: combining marks and invisible formats, for a set."""
    points = (point for first, last in MARK_BLOCKS for point in range(first, last))
    found = [chr(point) for point in points if unicodedata.category(chr(point)) in {"Mn", "Mc", "Me", "Cf"}]
    return re.escape("".join(found))


def _any(members: Iterable[str]) -> str:
    """One of the members, the longest first."""
    return "(?:" + "|".join(re.escape(member) for member in sorted(members, key=lambda m: (-len(m), m))) + ")"


def _stops(*groups: str) -> str:
    """One of the abbreviations of these groups, without its stop."""
    return _any(form for form, group in TABLES.stops.items() if group in groups)


LETTERS = rf"[\w{_marks()}]"
WORD = rf"(?:(?!_){LETTERS}+)"
INNER = rf"{WORD}(?:[{APOSTROPHES}]{WORD})*"
EDGE = rf"(?!{LETTERS})"
URL_TAIL = r"""[^\s<>"”“]*[^\s<>"'”“’.,;:!?)\]}…]"""
URL = rf"(?:(?i:https?|ftp|file)://|(?i:mailto:|www\.)){URL_TAIL}"
EMOJI = (
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF](?:[\uFE0F\U0001F3FB-\U0001F3FF]|\u200D[\U0001F000-\U0001FAFF\u2600-\u27BF])*"
)

RULES = (
    ("url", URL),
    ("email", rf"(?<!\w)\w[\w.+%-]*@\w[\w-]*(?:\.{{1,3}}\w[\w-]*)*|(?<!\S)@[^\W\d]{LETTERS}*"),
    ("whole", rf"(?<!\w)(?i:{_any(TABLES.whole)}){EDGE}"),
    ("marked", rf"(?<!\w){_any(TABLES.names_with_marks)}(?=['’\s]|[A-Za-z]|\Z)"),
    ("domain", rf"\w[\w-]*(?:\.[\w-]+)*\.(?:{_any(TABLES.domains)}){EDGE}(?![.-]\w)(?:/(?:{URL_TAIL})?)?"),
    ("file", rf"[\w#%~-]*(?:\.[\w-]+)*\.(?i:{_any(TABLES.files)}){EDGE}"),
    ("group", r"(?<!\w)[a-z]{2,}(?:\.[a-z-]+){2,}(?!\w)"),
    ("emoticon", rf"(?<![\w:]){_any(TABLES.emoticons)}(?!\w)"),
    ("currency", rf"(?<!\w){_any(TABLES.currencies)}"),
    ("phone", r"(?<![\w-])(?:\+?\d{1,3}[-.])?(?:\d{3}[-./])?\d{3}[-.]\d{4}(?![\w-])"),
    ("day", r"(?<![\w-])(?:\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{2,4})(?![\w-])"),
    ("decade", rf"(?<!\w)(?:\d\d)?\d0[{APOSTROPHES}]s{EDGE}|(?<!\w)['’]\d\ds?{EDGE}"),
    ("clitic", rf"(?i:{_any(TABLES.clitics)}){EDGE}"),
    ("measured", rf"(?<![\w.])\d+(?:[.:]\d+|,\d{{3}}(?!\d))*(?={_any(TABLES.units)}{EDGE})"),
    ("unit", rf"(?<=\d){_any(TABLES.units)}{EDGE}"),
    ("number", rf"(?<!\w)\+?\.?\d+(?:[.:/;]\d+|,\d{{3}}(?!\d))*(?:st|nd|rd|th|s)?{EDGE}"),
    ("dotted", rf"(?<!\w)[^\W\d_](?:\.[^\W\d_])+{EDGE}(?:\.(?!\Z))?"),
    ("initial", r"(?<!\w)[^\W\d_]\.(?=[ ]|[^\W\d_]{2})(?<![Ii]\.)"),
    ("abbreviation", rf"(?<!\w){_stops('joiners', 'calendar', 'closers')}\.(?!\.|\Z)"),
    ("title", rf"(?<!\w){_stops('titles')}\.(?!\.)"),
    ("numbered", rf"(?<!\w){_stops('numbered')}\.(?=[ ]?\d)"),
    ("letters", r"(?<!\w)[A-Za-z]{1,3}&[A-Za-z]{1,3}(?!\w)"),
    ("word", rf"(?:(?<!\w)(?:(?i:{_any(TABLES.prefixes)})-)+)?{INNER}(?:-(?:{_any(TABLES.suffixes)}){EDGE})?"),
    ("hashtag", rf"(?<!\S)#[^\W\d]{LETTERS}*"),
    ("emoji", EMOJI),
    ("arrow", r"[-=]+>|<[-=]+"),
    ("marks", r"[.!?…]{2,}|_{2,}|(?P<sign>[^\w\s()\[\]{}\"“”„])(?P=sign)+"),
    ("single", r"\S"),
)
"""What a chunk is cut into, the first rule that fits first; only what `word` finds may be cut again."""

PLAIN = {"url", "word", "marks", "single"}
RULE = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in RULES))
PLAIN_RULE = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in RULES if name in PLAIN))
STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
CLITICS = tuple(sorted(TABLES.clitics, key=len, reverse=True))
CONTRACTED = frozenset(
    form for word in TABLES.contractions for form in (word, word.capitalize(), word.upper()) if form.isalpha()
)
NEXT = re.compile(r"\s+(\S)")


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The words of `text[start:end]`, in order, with offsets into `text`; nothing but white space lies between."""
    stop = len(text) if end is None else end
    spans: list[Span] = []
    for match in CHUNK.finditer(text, start, stop):
        chunk = match.group()
        if chunk.isalpha() and chunk not in CONTRACTED:
            spans.append(match.span())
            continue
        at = match.start()
        follower = _follower(text, match.end(), stop) if "." in chunk[-3:] else ""
        cut = _cut_known if len(chunk) <= LONG_CHUNK else _cut
        spans += [(at + first, at + last) for first, last in cut(chunk, follower)]
    return tuple(spans)


def _follower(text: str, at: int, stop: int) -> str:
    """What stands behind a chunk: a space and `0` for a number, a space and `a` for anything else, or nothing."""
    match = NEXT.match(text, at, stop)
    if match is None:
        return ""
    return " 0" if match.group(1).isdigit() else " a"


def _cut(chunk: str, follower: str) -> tuple[Span, ...]:
    """The words of one chunk, with offsets into the chunk."""
    rule = RULE if len(chunk) <= LONG_CHUNK else PLAIN_RULE
    spans: list[Span] = []
    for match in rule.finditer(chunk + follower):
        if match.start() >= len(chunk):
            break
        spans += _cut_word(*match.span(), match.group()) if match.lastgroup == "word" else [match.span()]
    return tuple(spans)


_cut_known = lru_cache(maxsize=1 << 15)(_cut)


def _cut_word(start: int, end: int, word: str) -> Iterator[Span]:
    """A word without its clitics, then its clitics."""
    plain = word.lower().translate(STRAIGHT) if len(word) <= LONG_CHUNK else ""
    parts = TABLES.contractions.get(plain) or _clitic_parts(plain)
    for length in parts:
        yield start, start + length
        start += length
    if start < end:
        yield start, end


def _clitic_parts(plain: str) -> tuple[int, ...]:
    """The lengths of the word before its clitics and of each clitic but the last."""
    cuts: list[int] = []
    while clitic := next((each for each in CLITICS if plain.endswith(each) and len(plain) > len(each)), ""):
        plain = plain[: -len(clitic)]
        cuts.append(len(clitic))
    return (len(plain), *reversed(cuts[1:])) if cuts else ()
