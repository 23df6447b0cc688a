"""Sentences: a stop, a blank line or a heading ends one; abbreviations, initials and list numbers do not."""

import re
from collections.abc import Iterator

from entente.records.text import Span
from entente.segment.seams import find_seams
from entente.vocab.segmentation import load_segmentation

TABLES = load_segmentation()
LONG_LINE = 100
"""A line of more code points is a whole paragraph: nobody wraps so late."""
SHORT_LINE = 50
"""A first line of fewer code points, with a longer one below, is a heading."""
LONG_WORD = 40
"""The word before a stop is read no further back than this."""

OPENERS = "\"'“‘«(["
CLOSERS = re.escape("\"'”’»)]")
CANDIDATE = re.compile(
    rf"[.!?…。！？\n](?:(?<=\n)\s*|(?<![.!?…].)(?<!\n)(?P<more>[.!?…]*)(?P<closed>[{CLOSERS}]*)(?:\[\d{{1,3}}\])*"
    r"(?:(?=\s|\Z|[A-Z“])|(?<=[。！？])))"
)
"""Where a sentence may end; the set of first signs lets the search skip everything else."""
EMOTICONS = "|".join(re.escape(emoticon) for emoticon in sorted(TABLES.emoticons, key=len, reverse=True))
LATE = re.compile(rf"(?:[ ](?:[)\]”’»]+|(?:\[\d{{1,3}}\])+|(?:{EMOTICONS}))(?=\s|\Z))+")
"""What a space may part from the stop it belongs to: brackets and quotes, numbers of references, emoticons."""
FOLLOWER = re.compile(rf"(\s*)([{re.escape(OPENERS)}]*)(\w{{1,20}}|.?)", re.DOTALL)
GLUED = re.compile(r"(?:[A-Z][a-z]+|[AI])(?![\w.@/])")
BULLET = re.compile(rf"(?:[{re.escape(''.join(TABLES.bullets))}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,4}})[.)])\s")
ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4}")
DOTTED = re.compile(r"\d*[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+|[^\W\d_]")
DASHES = str.maketrans("–—/", "---")
SPACE = re.compile(r"\s*")


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of the text in order, each without the white space around it."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    """Every stretch between two ends that holds anything."""
    start = _skip_space(text, 0)
    for end in _ends(text):
        if end <= start:
            continue
        yield start, len(text[start:end].rstrip()) + start
        start = _skip_space(text, end)
    if start < len(text):
        yield start, len(text.rstrip())


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, in order: at seams, and at candidates that hold."""
    seams = find_seams(text)[::-1]
    start = _skip_space(text, 0)
    for match in CANDIDATE.finditer(text):
        while seams and seams[-1] <= match.start():
            end = seams.pop()
            yield end
            start = max(start, _skip_space(text, end))
        if match.start() >= start and (end := _end_at(text, start, match)):
            yield end
            start = _skip_space(text, end)
    yield from reversed(seams)


def _end_at(text: str, start: int, match: re.Match[str]) -> int:
    """Where the sentence ends at this candidate; 0: it goes on."""
    if match.group()[0] == "\n":
        return match.start() if _ends_at_line(text, start, match) else 0
    if not _ends_at_stop(text, start, match):
        return 0
    late = LATE.match(text, match.end())
    return late.end() if late else match.end()


def _skip_space(text: str, at: int) -> int:
    """The first place from here that is not white space."""
    match = SPACE.match(text, at)
    return match.end() if match else at


def _ends_at_stop(text: str, start: int, match: re.Match[str]) -> bool:
    """A stop ends the sentence unless the word before it or the one behind says otherwise."""
    follower = FOLLOWER.match(text, match.end())
    if follower is None or not follower.group(3):
        return True
    gap, opened, word = follower.groups()
    before = _word_before(text, start, match.start())
    if not gap and not opened:
        return match.group()[0] in "。！？" or _ends_glued(text, before, match)
    if word[0] in ".,;:…!?" or (match["closed"] and word[0].islower() and not word.startswith(("http", "www"))):
        return False
    if match.group()[0] != ".":
        return _ends_at_mark(match, before, word)
    if match["more"]:
        return _ends_at_run(match, word)
    if not before and text[max(start, match.start() - 2) : match.start()].rstrip().endswith("."):
        return word[0].isupper()
    return _ends_at_full_stop(before, word, at_start=_opens_item(text, start, match.start() - len(before)))


def _opens_item(text: str, start: int, at: int) -> bool:
    """A word stands where the number of a list item may: at the start of a sentence or behind a colon."""
    return at <= start or text[max(start, at - 2) : at].rstrip().endswith((":", ";"))


def _word_before(text: str, start: int, at: int) -> str:
    """The word that a stop stands on, without opening brackets, quotes and hyphenated parts; empty behind a space."""
    chunk = text[max(start, at - LONG_WORD) : at]
    if not chunk or chunk[-1].isspace():
        return ""
    return chunk.translate(DASHES).split()[-1].lstrip(OPENERS).rpartition("-")[2]


def _ends_glued(text: str, before: str, match: re.Match[str]) -> bool:
    """Without a space, a stop ends a sentence between a whole word and a capitalised one that is no host name."""
    glued = GLUED.match(text, match.end())
    if glued is None or len(before) < 2 or not before.isalnum() or match["more"]:
        return False
    if before in TABLES.stops and TABLES.stops[before] != "numbered":
        return False
    return glued.group() not in TABLES.domains


def _ends_at_mark(match: re.Match[str], before: str, word: str) -> bool:
    """A question or exclamation mark ends a sentence unless a name holds it; an ellipsis does before a capital."""
    mark = match.group()[0]
    if mark == "…":
        return word[0].isupper()
    return before + mark not in TABLES.names_with_marks or word in TABLES.starters


def _ends_at_run(match: re.Match[str], word: str) -> bool:
    """Several stops end a sentence when a mark is among them, or before a capital."""
    return "?" in match["more"] or "!" in match["more"] or word[0].isupper()


def _ends_at_full_stop(before: str, word: str, *, at_start: bool) -> bool:
    """A single full stop ends a sentence unless it belongs to an abbreviation, an initial or a list number."""
    if at_start and ITEM.fullmatch(before):
        return False
    group = TABLES.stops.get(before, "")
    if group in {"titles", "joiners"}:
        return False
    if group == "numbered":
        return not word[0].isdigit()
    if group or (before != "I" and DOTTED.fullmatch(before)):
        return word in TABLES.starters
    return True


def _ends_at_line(text: str, start: int, match: re.Match[str]) -> bool:
    """A blank line, an item below, a heading or a paragraph above: there the line break ends a sentence."""
    at = match.end()
    if match.group().count("\n") > 1 or at == len(text) or BULLET.match(text, at):
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
    if line.endswith(":") or _is_salutation(line):
        return True
    if text[at].islower() or line.endswith((",", "-", "–", "—")):
        return False
    below = text.find("\n", at)
    length_below = (len(text) if below < 0 else below) - at
    if max(len(line), length_below) > LONG_LINE or _is_title(line):
        return True
    return len(line) < SHORT_LINE and len(line) * 4 < length_below * 3 and text.startswith(line, start)


def _is_salutation(line: str) -> bool:
    """A line of at most four words that ends in a comma or dash, all but short ones with a capital, greets a reader."""
    words = line.split()
    return (
        line.endswith((",", " -", " –"))
        and len(words) <= 4
        and all(word[0].isupper() for word in words if len(word) > 3)
    )


def _is_title(line: str) -> bool:
    """A title writes nearly all its longer words with a capital."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) * 5 >= len(words) * 4
