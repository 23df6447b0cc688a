"""Which kind of region each line of a pasted text is: the model's word first, then cues, then the company it keeps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from entente.clean.blocks import Block
from entente.clean.lines import LONG, Line, cut, runs, share_of_text
from entente.records.codes import RegionKind
from entente.vocab.cleaning import Cues, load_credits, load_cues, load_line_model
from entente.words import fold_text

KEEP = 0.3
"""How sure the model must be that a line belongs to the article."""

KEEP_LONG = 0.1
"""The same for a line of `RUNNING` characters: to lose one costs more."""

RUNNING = 200

LIST_DENSITY, LIST_CUES = 0.35, 0.05
"""A text with less running text and fewer cues than these shares is a list: its lines are the text."""

FOOT = 0.6
"""Share of the text after which notes on the writer stand."""

COMMENT_SHARE = 0.5
"""Share of the text above which what follows a heading cannot be readers' comments."""

TITLE_LINES = 12
"""How far down a title may stand."""

TITLE_WORDS = range(3, 31)
TITLE_SHARE = 0.3
"""Share of its longer words that a title has in common with the text."""

STEM = 5
HEAD_WORDS = 8
MIN_LABELLED = 4
"""Words, with its label, of a headline that leads elsewhere."""

MASTHEAD_WORDS = 6
MIN_QUOTE = 30
"""Characters of a repeated sentence that make it a pull quote."""

MAX_QUOTE = 600
MAX_QUOTED_LINES = 500
"""Paragraphs beyond which a text is a book, and repetition means nothing."""

CLOSING: frozenset[RegionKind] = frozenset({"author_note", "comment"})
"""Kinds of line behind which no text of the article follows."""

CLOSED_BY: frozenset[RegionKind] = frozenset({"author_note", "comment", "related_link"})
CLOSING_CUES = frozenset({"contributor", "law", "house", "house_foot", "related"})
"""Kinds of line and cues at the foot behind which readers may speak."""

BEFORE_HEADING: frozenset[RegionKind] = frozenset({"body", "table", "caption", "pull_quote"})
"""Kinds of line that a heading inside an article may follow."""

KEPT: frozenset[RegionKind] = frozenset({"body", "heading", "lead", "quote", "pull_quote", "dateline", "table"})
"""Kinds of region that are the article's own text."""

NO_MARKS: Mapping[str, RegionKind] = MappingProxyType({})
"""Of a text without markup nothing is known beforehand."""

_GIVEN = r"(?:[A-Z][\w’'-]+|[A-Z]\.)"
_NAME = re.compile(rf"{_GIVEN}(?: (?:{_GIVEN}|al|bin|de|der|el|van|von|and)){{1,6}}(?: in [A-Z]\w+)?")
_SPEAKER = re.compile(
    r"(?:[-–—>•*] ?)?((?:\w[\w.’'-]{0,19}|[A-Z]\.)(?: (?:[A-Z][\w.’'-]{0,19}|[A-Z]\.|al|bin|de|in|van|von)){0,3}): \S"
)
_BY = re.compile(rf"(?:(?<=\A)|(?<=\A[Bb]y )){_NAME.pattern}(?=\Z|,| \||  )")
_SAYING = re.compile(r"[^:]{2,40}: \S")
_LABEL = re.compile(r"(?:([^\W\d_][^:.!?|–—]{1,40}?(?::| [-–—|]))|([>»→▶►]{1,3})) +\S.*[^.;,:]")
_ENDS = re.compile(r"[.!?…:;,][\"'”’)\]]*\Z")
_RUNS = re.compile(r"[.,:;][\"'”’)\]]*\Z")
_QUOTE_SIGNS = " \"'“”‘’«»*_"


def classify(
    lines: Sequence[Line], cues: Cues, *, title: str = "", marks: Mapping[str, RegionKind] = NO_MARKS
) -> list[RegionKind]:
    """The kind of each line; `title` is what a feed or a page names as such, `marks` what markup says of lines."""
    kinds = _first_kinds(lines, cues)
    _mark_sections(lines, kinds, cues)
    _mark_labelled(lines, kinds)
    _mark_as_told(lines, kinds, marks)
    _mark_readers(lines, kinds)
    _mark_foot(lines, kinds)
    _mark_behind_links(lines, kinds)
    _keep_something(lines, kinds)
    _mark_titles(lines, kinds, title)
    _mark_writers(lines, kinds)
    _mark_pull_quotes(lines, kinds)
    _mark_headings(lines, kinds)
    return kinds


def _first_kinds(lines: Sequence[Line], cues: Cues) -> list[RegionKind]:
    scores = share_of_text(lines, cues, load_line_model())
    listed = is_list(lines)
    total, before = sum(len(line.text) for line in lines) or 1, 0
    kinds: list[RegionKind] = []
    for line, score in zip(lines, scores, strict=True):
        before += len(line.text)
        cue = _counting_cue(line, cues, before / total)
        belongs = listed or score >= (KEEP_LONG if len(line.text) >= RUNNING else KEEP)
        kinds.append(cue if cue else "body" if belongs else "boilerplate")
    return kinds


def _counting_cue(line: Line, cues: Cues, place: float) -> RegionKind | None:
    """The kind that the line's cue gives; a cue of the foot counts there alone."""
    if line.cue is None:
        return None
    cue = cues.by_name[line.cue]
    return None if cue.foot and place < FOOT else cue.kind


def is_list(lines: Sequence[Line]) -> bool:
    """Whether running text is rare and nothing speaks of a page: then the lines are the text."""
    total = sum(len(line.text) for line in lines) or 1
    running = sum(len(line.text) for line in lines if _is_running(line))
    cued = sum(line.cue is not None for line in lines)
    return running < LIST_DENSITY * total and cued < LIST_CUES * len(lines)


def _is_running(line: Line) -> bool:
    """Whether it is a paragraph that says nothing of itself."""
    return line.cue is None and runs(line.text)


def _mark_sections(lines: Sequence[Line], kinds: list[RegionKind], cues: Cues) -> None:
    """Behind a heading of readers' comments all is comment, behind a comment form all is boilerplate."""
    total = sum(len(line.text) for line in lines) or 1
    rest, section = total, None
    for i, line in enumerate(lines):
        rest -= len(line.text)
        cue = cues.by_name[line.cue] if line.cue else None
        if cue and cue.opens and rest < COMMENT_SHARE * total:
            section = cue.opens
            kinds[i] = cue.kind if section == "boilerplate" else "boilerplate"
        elif section and not (section == "boilerplate" and _is_running(line) and kinds[i] == "body"):
            kinds[i] = "comment" if section == "comment" else kinds[i] if cue else "boilerplate"


def _mark_labelled(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """At the foot, neighbours under one label or sign, none of them a sentence, lead to other pages."""
    labels = [_label_of(line) for line in lines]
    for i in range(_foot_of(lines) + 1, len(lines)):
        if labels[i] and labels[i] == labels[i - 1]:
            kinds[i - 1] = kinds[i] = "related_link"


def _label_of(line: Line) -> str:
    found = None if runs(line.text) else _LABEL.fullmatch(line.text)
    return fold_text(found[1] or found[2]) if found and len(line.text.split()) >= MIN_LABELLED else ""


def _foot_of(lines: Sequence[Line]) -> int:
    """The first line of the foot."""
    total, before = sum(len(line.text) for line in lines), 0
    for i, line in enumerate(lines):
        before += len(line.text)
        if before >= FOOT * total:
            return i
    return len(lines)


def _mark_as_told(lines: Sequence[Line], kinds: list[RegionKind], marks: Mapping[str, RegionKind]) -> None:
    """What markup says of a line counts behind the last paragraph of which it says nothing."""
    told = [marks.get(line.text) for line in lines]
    ordinary = (i for i, line in enumerate(lines) if told[i] is None and kinds[i] == "body" and runs(line.text))
    first = max(ordinary, default=len(lines))
    if sum(len(line.text) for line in lines[first + 1 :]) > COMMENT_SHARE * sum(len(line.text) for line in lines):
        return
    for i in range(first + 1, len(lines)):
        kinds[i] = told[i] or kinds[i]


def _mark_readers(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """Behind a note on the writer or links at the foot, a line that begins with a new name and a colon is a reader's.

    Who was named so before, as speakers of an interview are, goes on speaking.
    """
    known, closed, foot = set[str](), False, _foot_of(lines)
    for i, line in enumerate(lines):
        speaker = _SPEAKER.match(line.text) if line.cue is None else None
        closed = closed or (i >= foot and (kinds[i] in CLOSED_BY or line.cue in CLOSING_CUES))
        if speaker and not closed:
            known.add(speaker[1])
        elif speaker and kinds[i] != "related_link" and speaker[1] not in known:
            kinds[i] = "comment"


def _mark_foot(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """Behind the last paragraph, lines under a heading of links are links, headlines under a closing line no text."""
    running = [i for i, line in enumerate(lines) if kinds[i] == "body" and _is_running(line)]
    state: RegionKind | None = None
    for i in range(running[-1] + 1 if running else len(lines), len(lines)):
        if lines[i].cue == "related" and _heads_links(lines[i].text):
            state = "related_link"
        elif kinds[i] in CLOSING or lines[i].cue in ("contributor", "law"):
            state = "boilerplate"
        elif kinds[i] in ("body", "heading") and state and (state == "related_link" or not _ENDS.search(lines[i].text)):
            kinds[i] = state


def _mark_behind_links(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """Behind a list of links after the last paragraph no text follows; what a name is set before is a reader's."""
    running = [i for i, line in enumerate(lines) if kinds[i] == "body" and runs(line.text)]
    first, listed = running[-1] + 1 if running else len(lines), False
    for i in range(first + 1, len(lines)):
        listed = listed or kinds[i - 1] == kinds[i] == "related_link"
        if listed and kinds[i] in ("body", "heading", "dateline"):
            kinds[i] = "comment" if _SAYING.match(lines[i].text) else "boilerplate"


def _heads_links(text: str) -> bool:
    """Whether it heads a list of links and is none itself."""
    return ":" not in text.rstrip(":") and len(text.split()) <= HEAD_WORDS


def _keep_something(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """A text of which nothing would be left is kept but for the lines with cues."""
    if "body" not in kinds:
        kinds[:] = ["body" if line.cue is None else kind for line, kind in zip(lines, kinds, strict=True)]


def _mark_titles(lines: Sequence[Line], kinds: list[RegionKind], hint: str) -> None:
    """The title, every copy of it, and what stands above it as the page's own."""
    first = next((i for i, line in enumerate(lines) if _is_running(line) and kinds[i] == "body"), None)
    if first is None:
        return
    candidates = [i for i in range(min(first, TITLE_LINES)) if _may_be_title(lines[i])]
    if not candidates:
        return
    content = _content_words(" ".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body"))
    chosen = max(candidates, key=lambda i: _title_score(lines, i, fold_text(hint), content))
    name = fold_text(lines[chosen].text)
    for i in range(first):
        if fold_text(lines[i].text) == name:
            kinds[i] = "title"
        elif i < chosen and kinds[i] == "body":
            kinds[i] = "boilerplate"


def _may_be_title(line: Line) -> bool:
    text = line.text
    return line.cue is None and len(text.split()) in TITLE_WORDS and not _RUNS.search(text) and text[0] != "["


def _title_score(lines: Sequence[Line], i: int, hint: str, content: frozenset[str]) -> tuple[bool, bool, bool, int]:
    """The hinted one, then one that is repeated, then one in the words of the text, then the first."""
    name = fold_text(lines[i].text)
    repeated = sum(fold_text(line.text) == name for line in lines) > 1
    words = _content_words(lines[i].text)
    told = len(words & content) >= max(2, TITLE_SHARE * len(words)) and not is_masthead(lines[i].text)
    return bool(hint) and (name in hint or hint in name), repeated, told, -i


def is_masthead(text: str) -> bool:
    """Whether a few words name a paper, a station or a house."""
    words = text.lower().split()
    return 2 <= len(words) <= MASTHEAD_WORDS and bool(load_credits().outlets.intersection(words))


def _content_words(text: str) -> frozenset[str]:
    """Longer words, cut so that forms of one word are the same."""
    return frozenset(word[:STEM] for word in re.findall(r"\w{4,}", fold_text(text)))


def _mark_writers(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """A name alone below the title or the text is a byline; the line that begins with it is about the writer."""
    running = [i for i, line in enumerate(lines) if _is_running(line) and kinds[i] == "body"]
    if not running:
        return
    for i, line in enumerate(lines):
        lone = line.cue is None and kinds[i] in ("body", "boilerplate") and bool(_NAME.fullmatch(line.text))
        below_title = i < running[0] and i > 0 and kinds[i - 1] in ("title", "byline")
        foot = i > len(lines) // 2 and _is_foot(lines, kinds, i)
        if lone and (below_title or foot):
            kinds[i] = "byline"
    _mark_note_by_name(lines, kinds, running[-1])
    for i in range(1, len(lines)):
        after = kinds[i - 1] == "byline" and (i > len(lines) // 2 or i <= running[0])
        if after and kinds[i] in ("body", "boilerplate") and lines[i].text.startswith(lines[i - 1].text):
            kinds[i] = "author_note"


def _mark_note_by_name(lines: Sequence[Line], kinds: list[RegionKind], last: int) -> None:
    """At the foot a paragraph that begins with the name of the byline is about the writer."""
    names = {
        told[0] for line, kind in zip(lines, kinds, strict=True) if kind == "byline" and (told := _BY.search(line.text))
    }
    foot = _foot_of(lines)
    for i in range(min(last, len(lines) - 1), len(lines)):
        if i >= foot and kinds[i] == "body" and any(lines[i].text.startswith(f"{name} ") for name in names):
            kinds[i] = "author_note"


def _is_foot(lines: Sequence[Line], kinds: Sequence[RegionKind], i: int) -> bool:
    """Whether no more than one paragraph of the text follows, and that one is about the same name."""
    behind = [
        line for line, kind in zip(lines[i + 1 :], kinds[i + 1 :], strict=True) if kind == "body" and _is_running(line)
    ]
    return not behind or (len(behind) == 1 and behind[0].text.startswith(lines[i].text))


def _mark_pull_quotes(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """A line that stands word for word inside another, longer paragraph repeats it."""
    bodies = [(i, fold_text(lines[i].text)) for i in range(len(lines)) if kinds[i] == "body"]
    if len(bodies) > MAX_QUOTED_LINES:
        return
    whole = "\n".join(text for _, text in bodies)
    for i, text in bodies:
        quote = text.strip(_QUOTE_SIGNS)
        if not MIN_QUOTE <= len(quote) <= MAX_QUOTE or whole.count(quote) < 2:
            continue
        if any(i != j and len(other) > len(text) and _stands_in(quote, other) for j, other in bodies):
            kinds[i] = "pull_quote"


def _stands_in(quote: str, text: str) -> bool:
    """Whether the words stand there as whole words."""
    at = text.find(quote)
    end = at + len(quote)
    return at >= 0 and not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())


def _mark_headings(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """A short line without a stop, between the text and a paragraph of it, is a heading."""
    for i in range(1, len(lines) - 1):
        text = lines[i].text
        may_be = kinds[i] in ("body", "boilerplate") and lines[i].cue is None
        if not may_be or len(text) >= LONG or _ENDS.search(text) or text[:1].islower():
            continue
        behind = kinds[i + 1] == "body" and _is_running(lines[i + 1])
        if behind and kinds[i - 1] in BEFORE_HEADING and (kinds[i - 1] != "body" or _is_running(lines[i - 1])):
            kinds[i] = "heading"


def kinds_of_texts(texts: Sequence[str]) -> list[RegionKind]:
    """The kinds of lines given one by one, as a benchmark does."""
    from entente.clean.lines import read_lines

    cues = load_cues()
    return classify(read_lines(texts, cues), cues)


def mark_cues(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of an article as found in a page, with those that cues or repetition tell apart marked so."""
    cues = load_cues()
    pairs = [(line, block.kind) for block in blocks for line in _lines_of(block, cues)]
    lines = [line for line, _ in pairs]
    kinds = [kind for _, kind in pairs]
    total, before = sum(len(line.text) for line in lines) or 1, 0
    for i, line in enumerate(lines):
        before += len(line.text)
        cue = _counting_cue(line, cues, before / total) if kinds[i] in ("body", "heading", "table") else None
        kinds[i] = cue or kinds[i]
    _mark_sections(lines, kinds, cues)
    _mark_pull_quotes(lines, kinds)
    return [Block(line.text, kind) for line, kind in zip(lines, kinds, strict=True)]


def _lines_of(block: Block, cues: Cues) -> Iterator[Line]:
    return cut(block.text, True, cues) if block.kind == "body" else iter((Line(block.text, cues.of_line(block.text)),))
