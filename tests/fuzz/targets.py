"""What is fed any bytes, and what must hold of the outcome: a record or a problem, never an exception."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs
from zlib import crc32

from entente.api import load_tools
from entente.clean import clean
from entente.clean import pdf as papers
from entente.dates import Anchor, explain, find_dates, resolve, timex
from entente.pipeline import STAGES, Article, Tools
from entente.records import Document, Problem, from_json, to_json
from entente.records.claim import Claim
from entente.records.dates import DateSpan
from entente.records.raw import RawItem
from entente.sources.feeds import read_feed
from entente.sources.opml import read_opml
from entente.words import canonical_text

if TYPE_CHECKING:
    from entente.web.edition import Edition

NOON = datetime(2024, 6, 12, 12, tzinfo=UTC)
ANCHOR = Anchor(published=DateSpan.between(date(2024, 6, 12), date(2024, 6, 12), basis="explicit"))


TO_GATE = tuple(stage for stage in STAGES if stage.__name__ in {"_segment", "_mention", "_gate"})
WHOLE_SHARE = 50
"""Of so many texts one is read to its claims: the model costs more than all else."""
RAW_SHARE = 64
"""Of so many inputs one may be no UTF-8: guessing a charset costs more than reading a page."""


class Broken(AssertionError):
    """An outcome that no input may have."""


def page(data: bytes) -> None:
    """An HTML page."""
    _cleaned(data, "text/html")


def text(data: bytes) -> None:
    """A plain text: its document, its sentences, and which of them are read; of one in fifty all that is found."""
    document = _cleaned(data, "text/plain")
    if document is None:
        return
    article = Article(document)
    for stage in STAGES if crc32(data) % WHOLE_SHARE == 0 else TO_GATE:
        article = stage(article, _tools())
    _told(article.problems)
    _in_order([(sentence.start, sentence.end) for sentence in article.sentences], document.text)
    for sentence in article.sentences:
        _in_order(list(sentence.words), document.text)
    for claim in article.claims:
        if not claim.holds_in(document.text) or from_json(to_json(claim), Claim) != claim:
            raise Broken("a claim without its words, or one that does not come back")


def paper(data: bytes) -> None:
    """A PDF, read in this process by what reads it in the child, then by what reads the child's answer."""
    from entente.clean import pdf_child

    told = BytesIO()
    try:
        code = pdf_child.read(BytesIO(data), told, max_pages=5, max_output=50_000)
    except Exception:  # noqa: BLE001 - the child may die of anything; the parent is told by its exit code
        code = pdf_child.UNREADABLE
    _cleaned(papers.read_answer(code, told.getvalue()).text.encode("utf-8", "replace"), "text/plain")


def feed(data: bytes) -> None:
    """A feed, and the page of each entry."""
    for found in read_feed(data, "a.xml", NOON):
        _told((found,)) if isinstance(found, Problem) else _clean(found)


def feeds(data: bytes) -> None:
    """A list of feeds."""
    found, problems = read_opml(data, "a.opml")
    _told(tuple(problems))
    if not found and not problems:
        raise Broken("neither a feed nor a problem")
    if any(not one.url.startswith(("http://", "https://")) for one in found):
        raise Broken("an address of another kind")


def dates(data: bytes) -> None:
    """Words that may date something, read against a day."""
    words = data.decode("utf-8", "replace")
    for phrase in find_dates(words):
        _in_order([(phrase.start, phrase.end)], words)
        span = resolve(phrase, ANCHOR)
        timex(phrase, ANCHOR)
        explain(phrase, span)
        if span and span.earliest and span.latest and span.earliest > span.latest:
            raise Broken(f"{words[phrase.start : phrase.end]!r} ends before it begins")


def filters(data: bytes) -> None:
    """The query of an address of the reading room: a choice of events or a refusal that says what to do."""
    from entente.web import asking
    from entente.web.choosing import choose

    query = parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=None)
    for read in (asking.read_tab, asking.read_worldview, asking.read_page):
        _answered(lambda read=read: read(query))  # type: ignore[misc]  # three readers, three types
    _answered(lambda: choose(_edition(), asking.read_wish(_edition(), query)))


@cache
def _tools() -> Tools:
    return load_tools()


@cache
def _edition() -> "Edition":
    from entente.web.edition import Edition
    from tests.views import made

    return Edition(made.book())


def _answered(ask: Callable[[], object]) -> None:
    from entente.web.asking import Refused

    try:
        ask()
    except Refused as refused:
        if not (400 <= refused.status < 500 and refused.what):
            raise Broken(f"refused with {refused.status} and {refused.what!r}") from refused


def _cleaned(data: bytes, media_type: str) -> Document | None:
    """What becomes of the bytes."""
    content = data if crc32(data) % RAW_SHARE == 0 else data.decode("utf-8", "replace").encode()
    return _clean(RawItem(origin="a", content=content, media_type=media_type, fetched=NOON))


def _clean(item: RawItem) -> Document | None:
    """The document as it can be recorded, its text canonical, its regions in order."""
    document, problems = clean(item)
    _told(problems)
    if document is None:
        if not problems:
            raise Broken("neither a document nor a problem")
        return None
    if canonical_text(document.text) != document.text:
        raise Broken("a text that is not canonical")
    _in_order([(region.start, region.end) for region in document.regions], document.text)
    if from_json(to_json(document), Document) != document:
        raise Broken("a document that does not come back")
    return document


def _told(problems: tuple[Problem, ...]) -> None:
    """Each problem says what is wrong and what to do, and can be recorded."""
    for problem in problems:
        if not (problem.message and problem.remedy):
            raise Broken(f"{problem.code} says too little")
        to_json(problem)


def _in_order(spans: list[tuple[int, int]], text: str) -> None:
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise Broken("a span outside the text")
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        raise Broken("spans that overlap")


class Target(NamedTuple):
    """One door that anybody may push."""

    run: Callable[[bytes], None]
    longest: int
    """Bytes of most inputs that are made for it; a few are ten times as long."""


TARGETS: Mapping[str, Target] = {
    "html": Target(page, 96),
    "text": Target(text, 80),
    "pdf": Target(paper, 600),
    "feed": Target(feed, 300),
    "opml": Target(feeds, 300),
    "dates": Target(dates, 60),
    "filters": Target(filters, 150),
}
"""By the name of the folder of its seeds."""
