"""One raw item: decoded, read as its media type asks, and made a document."""

from collections.abc import Sequence
from typing import NamedTuple

from entente.clean.blocks import Block, assemble
from entente.clean.charset import declared_charset, decode
from entente.clean.credit import facts_of_lines
from entente.clean.facts import UNKNOWN_SOURCE, Facts, host_of, slug_of
from entente.clean.front import read_front
from entente.clean.html import flaws_of, read_page, slimmed
from entente.clean.kinds import KEPT, NO_MARKS
from entente.clean.language import language_of
from entente.clean.limits import MAX_PAGE_BYTES, MAX_TAGS, MAX_TEXT, MIN_TEXT
from entente.clean.mail import read_letter
from entente.clean.markdown import read_markdown, read_marks
from entente.clean.pdf import read_pdf
from entente.clean.plain import plain_blocks
from entente.clean.published import Published, hint_facts, publication
from entente.clean.troubles import trouble
from entente.records.document import Document, Region
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.vocab.cleaning import supported_languages

HTML, MARKDOWN, PDF, MAIL = "text/html", "text/markdown", "application/pdf", "message/rfc822"
HEAD_BYTES = 2048
"""Where a page declares its charset."""

TITLE_LENGTH = 100
"""Characters of the first line that name a text without a title."""


class Read(NamedTuple):
    """What was read of an item before it becomes a document."""

    blocks: Sequence[Block] = ()
    facts: Facts = Facts()
    troubles: tuple[str, ...] = ()


def clean(item: RawItem) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of an item, or None; why something is missing is told in problems. Never raises."""
    hints = hint_facts(item)
    read = _read(item.content, item.media_type, hints)
    text, regions = assemble(read.blocks)
    if len(text) < MIN_TEXT or not any(region.kind in KEPT for region in regions):
        return None, tuple(trouble(code, item.origin) for code in read.troubles or ("no_text",))
    facts = hints.or_else(read.facts).or_else(facts_of_lines(read.blocks))
    published = publication(item, read.facts, read.blocks)
    document = _document(item, text, regions, facts, published)
    problems = tuple(trouble(code, item.origin) for code in read.troubles)
    return document, problems + published.problems + _language_problems(item, document)


def _read(content: bytes, media_type: str, hints: Facts) -> Read:
    """By media type; what is of no other kind is read as plain text."""
    kind = media_type.partition(";")[0].strip().lower()
    if not content.strip():
        return Read(troubles=("empty",))
    if kind == PDF:
        return _read_pdf(content)
    if kind == MAIL:
        return _read_mail(content)
    if kind in (HTML, "application/xhtml+xml") or (not kind and content.lstrip()[:1] == b"<"):
        return _read_html(content, media_type, hints)
    return _read_text(content, media_type, hints, markdown=kind in (MARKDOWN, "text/x-markdown"))


def _read_html(content: bytes, media_type: str, hints: Facts) -> Read:
    if len(content) > MAX_PAGE_BYTES:
        return Read(troubles=("page_too_large",))
    decoded = decode(content, declared_charset(media_type, content[:HEAD_BYTES]))
    if decoded is None:
        return Read(troubles=("not_text",))
    text, tags = slimmed(decoded.text)
    if tags > MAX_TAGS:
        return Read(troubles=("page_too_dense",))
    page = read_page(text, hints)
    guessed = ("encoding_guessed",) * decoded.guessed
    return Read(_titled(page.blocks, hints.title), page.facts, guessed + (page.troubles or flaws_of(decoded.text)))


def _read_text(content: bytes, media_type: str, hints: Facts, *, markdown: bool) -> Read:
    decoded = decode(content, declared_charset(media_type, b""))
    if decoded is None:
        return Read(troubles=("not_text",))
    text, facts = (read_markdown if markdown else read_front)(decoded.text[:MAX_TEXT])
    troubles = ("encoding_guessed",) * decoded.guessed + ("text_cut",) * (len(decoded.text) > MAX_TEXT)
    marks = read_marks(decoded.text[:MAX_TEXT]) if markdown else NO_MARKS
    blocks = plain_blocks(text, title=hints.title or facts.title, marks=marks)
    return Read(_titled(blocks, hints.title), facts, troubles)


def _read_pdf(content: bytes) -> Read:
    paper = read_pdf(content)
    if paper.failure:
        return Read(troubles=(f"pdf_{paper.failure}",))
    cut = ("text_cut",) if len(paper.text) > MAX_TEXT else ()
    return Read(plain_blocks(paper.text[:MAX_TEXT], title=paper.facts.title), paper.facts, cut)


def _read_mail(content: bytes) -> Read:
    """The part that holds the text is read by its own type; a message holds no messages."""
    letter = read_letter(content)
    if letter is None or letter.encrypted:
        return Read(troubles=("mail_not_read" if letter is None else "mail_encrypted",))
    inner = _read_html if letter.media_type.startswith(HTML) else _read_plain_part
    read = inner(letter.content, letter.media_type, letter.facts)
    return read._replace(facts=letter.facts.or_else(read.facts))


def _read_plain_part(content: bytes, media_type: str, hints: Facts) -> Read:
    return _read_text(content, media_type, hints, markdown=False)


def _titled(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The blocks under the title that the source names, where they do not hold one."""
    if not title or not blocks or any(block.kind == "title" for block in blocks):
        return blocks
    return [Block(title, "title"), *blocks]


def _document(item: RawItem, text: str, regions: tuple[Region, ...], facts: Facts, published: Published) -> Document:
    address = facts.url or facts.canonical_url
    return Document(
        source_id=_source(item, facts, address),
        url=facts.url or None,
        canonical_url=facts.canonical_url if facts.canonical_url.startswith(("http://", "https://")) else None,
        title=facts.title or text.split("\n", 1)[0][:TITLE_LENGTH],
        byline=facts.byline or None,
        language=language_of(_running_text(text, regions), facts.language),
        media_type=item.media_type.partition(";")[0].strip() or "text/plain",
        published=published.span,
        published_basis=published.basis,
        published_at=published.instant.instant if published.instant else None,
        modified=facts.modified.instant if facts.modified else None,
        retrieved_at=item.fetched,
        raw_sha256=item.sha256,
        text=text,
        regions=regions,
        credited_to=facts.credited_to or None,
    )


def _source(item: RawItem, facts: Facts, address: str) -> str:
    """The id the user gives, else one made of the outlet's name, the address's host, or the agency credited."""
    given = item.hints.get("source_id", "")
    names = (given, slug_of(facts.outlet), slug_of(host_of(address)), slug_of(facts.credited_to))
    return next((name for name in names if name), UNKNOWN_SOURCE)


def _running_text(text: str, regions: tuple[Region, ...]) -> str:
    return "\n".join(text[region.start : region.end] for region in regions if region.kind in KEPT)


def _language_problems(item: RawItem, document: Document) -> tuple[Problem, ...]:
    known = supported_languages()
    if document.language in known or document.language == "und":
        return ()
    return (
        Problem(
            code="language_not_supported",
            message=f'the text is in "{document.language}"; what is read is {", ".join(sorted(known))}',
            where=item.origin,
            remedy="give a translation, or its `language` where the guess is wrong",
        ),
    )
