"""Words between quotation marks, each character looked at once."""

import re

from entente.records.mentions import QuoteSpan

_MARK = re.compile("[\"“”„«»‘’'‚]|\n[ \t]*\n|\n")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‚": "‘’"}
MAX_DEPTH = 8
MAX_SINGLE = 600
"""Single marks farther apart are apostrophes."""
PARTIAL_WORDS = 3


class _Open:
    """A mark that waits for its end."""

    __slots__ = ("closers", "single", "start")

    def __init__(self, start: int, closers: str, single: bool) -> None:
        self.start = start
        self.closers = closers
        self.single = single


def find_quotes(text: str, start: int = 0, end: int | None = None) -> tuple[QuoteSpan, ...]:
    """The quotations between two offsets; one that a paragraph leaves open goes on where the next opens anew."""
    stop = len(text) if end is None else end
    found: list[QuoteSpan] = []
    waiting: list[_Open] = []
    for match in _MARK.finditer(text, start, stop):
        at, mark = match.start(), match.group()
        if mark[0] == "\n":
            _end_line(text, match.end(), stop, waiting)
            continue
        _see(text, at, mark, waiting, found, stop)
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _see(text: str, at: int, mark: str, waiting: list[_Open], found: list[QuoteSpan], stop: int) -> None:
    """One mark: it ends the innermost quotation that it can end, else it opens one."""
    if waiting and _continues(text, at, mark, waiting[-1]):
        return
    for depth in range(len(waiting) - 1, -1, -1):
        if mark in waiting[depth].closers and _may_close(text, at, mark, waiting[depth], stop):
            opened = waiting[depth]
            del waiting[depth:]
            found.append(_quote(text, opened.start, at + 1))
            return
    if len(waiting) < MAX_DEPTH and _may_open(text, at, mark, stop):
        waiting.append(_Open(at, _PAIRS.get(mark, mark), mark in "‘'‚"))


def _end_line(text: str, after: int, stop: int, waiting: list[_Open]) -> None:
    """A line's end closes nothing; what no mark takes up in the next line is no quotation."""
    waiting[:] = [opened for opened in waiting if not opened.single]
    if waiting and not (after < stop and text[after] in '"“«„'):
        waiting.clear()


def _continues(text: str, at: int, mark: str, opened: _Open) -> bool:
    """Whether the mark opens a paragraph inside a quotation that is still open."""
    return at > 0 and text[at - 1] == "\n" and mark == text[opened.start] and opened.start != at


def _may_open(text: str, at: int, mark: str, stop: int) -> bool:
    after = text[at + 1] if at + 1 < stop else " "
    before = text[at - 1] if at else " "
    if mark in "”»":
        return False
    if mark in "'‘’‚":
        return mark != "’" and not after.isspace() and not before.isalnum() and (after.isalnum() or after in '[(“"')
    return not after.isspace() and (mark != '"' or not before.isalnum() or not after.isalnum())


def _may_close(text: str, at: int, mark: str, opened: _Open, stop: int) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < stop else " "
    if at - opened.start < 2:
        return False
    if opened.single:
        return not after.isalnum() and not before.isspace() and at - opened.start <= MAX_SINGLE
    return mark != '"' or not before.isspace() or not after.isalnum()


def _quote(text: str, start: int, end: int) -> QuoteSpan:
    words = text[start + 1 : min(end - 1, start + 100)].split()
    return QuoteSpan(start=start, end=end, partial=len(words) <= PARTIAL_WORDS and end - start <= 100)
