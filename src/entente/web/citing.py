"""The texts that tell of an event, as entries for a reference manager: BibTeX, RIS, CSL-JSON."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from entente.records import Document
from entente.views import Book, QuoteRow
from entente.views.quote import quote_of
from entente.web.edition import Edition

_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
     "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)  # fmt: skip


class Work(NamedTuple):
    """A document as it is cited, with the words it is cited for."""

    key: str
    document: Document
    outlet: str
    quote: QuoteRow


def works(edition: Edition, event_id: str) -> list[Work]:
    """One work for each document of an event, originals first."""
    book = edition.book
    claims = {claim.doc_id: claim for claim in reversed(book.held(edition.events[event_id].claims))}
    made = [
        Work(_key(book, doc_id), book.documents[doc_id], book.source_name(doc_id), quote_of(book, claim))
        for doc_id, claim in claims.items()
    ]
    return sorted(made, key=lambda work: (str(work.quote.published_on), work.key))


def _key(book: Book, doc_id: str) -> str:
    year = book.published_on(doc_id)
    name = re.sub(r"\W+", "", book.source_name(doc_id)).lower()[:20] or "text"
    return f"{name}{year.year if year else 'nd'}{doc_id.partition(':')[2][:6]}"


def _day(work: Work) -> str:
    return work.quote.published_on.isoformat() if work.quote.published_on else ""


def _note(work: Work) -> str:
    quote = work.quote
    return f"“{quote.exact}” (characters {quote.start}–{quote.end}; text sha256 {work.document.text_sha256})"


def _line(text: str) -> str:
    """Without line ends and control characters, which would break out of a field."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def bibtex(found: list[Work]) -> str:
    """Entries for LaTeX and most managers."""
    return "\n".join(_bibtex(work) for work in found)


def _bibtex(work: Work) -> str:
    document = work.document
    fields = {
        "author": document.byline or "",
        "title": document.title,
        "journal": work.outlet,
        "date": _day(work),
        "url": document.canonical_url or document.url or "",
        "urldate": document.retrieved_at.date().isoformat(),
        "language": document.language,
        "note": _note(work),
    }
    lines = [f"  {name} = {{{_line(value).translate(_BIBTEX)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{work.key},", *lines, "}", ""])


def ris(found: list[Work]) -> str:
    """Entries with two-letter tags."""
    return "".join(_ris(work) for work in found)


def _ris(work: Work) -> str:
    document = work.document
    fields = [
        ("TY", "NEWS"), ("AU", document.byline or ""), ("TI", document.title), ("T2", work.outlet),
        ("DA", _day(work).replace("-", "/")), ("UR", document.canonical_url or document.url or ""),
        ("Y2", document.retrieved_at.strftime("%Y/%m/%d")), ("LA", document.language), ("N1", _note(work)),
    ]  # fmt: skip
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value) + "ER  - \r\n\r\n"


def csl(found: list[Work]) -> str:
    """Entries for Zotero, pandoc and others."""
    return json.dumps([_csl(work) for work in found], ensure_ascii=False, indent=1)


def _csl(work: Work) -> dict[str, object]:
    document, day = work.document, work.quote.published_on
    entry: dict[str, object] = {
        "id": work.key,
        "type": "article-newspaper",
        "title": document.title,
        "container-title": work.outlet,
        "language": document.language,
        "accessed": {"date-parts": [[*document.retrieved_at.timetuple()[:3]]]},
        "note": _note(work),
    }
    if document.byline:
        entry["author"] = [{"literal": document.byline}]
    if day:
        entry["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if address := document.canonical_url or document.url:
        entry["URL"] = address
    return entry


FORMS: Mapping[str, tuple[str, Callable[[list[Work]], str]]] = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "json": ("application/vnd.citationstyles.csl+json", csl),
}
"""Media type and writer of each form, by the ending of its file."""
