"""A brief as a file: each form opens, holds every quote, and leads from sentences to them."""

import io
import re
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace

from entente.web.asking import Refused
from entente.web.edition import Edition
from entente.web.pages.brief import Brief, read_brief
from entente.web.saving import forms, written
from entente.web.saving.plain import markdown
from entente.web.saving.print import pdf
from entente.web.saving.word import word
from tests.views import made
from tests.web.site import Seen, browser, edition

IDS = [made.PIPELINE.undertaking_id, made.LOAN.event_id, made.DISPUTE.conflict_id]
WROTE = "The money came first. The works did not [2]."
QUOTES = (made.LEND.support[0], made.BEGUN.support[0], made.NOT_BEGUN.support[0])


def brief(title: str = "Gas", ids: list[str] = IDS, text: str = WROTE) -> Brief:
    """A brief of three records with two sentences on the second."""
    return read_brief(edition(), {"id": ids, "title": [title], f"on.{IDS[1]}": [text]})


def quoting(words: str, language: str = "en") -> Brief:
    """A brief whose one quote says these words."""
    whole = read_brief(edition(), {"id": [IDS[1]]})
    entry = whole.entries[0]
    quote = replace(entry.quotes[0], exact=words, language=language)
    return whole._replace(entries=(entry._replace(quotes=(quote,)),))


def leaves(data: bytes) -> str:
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def in_one_line(text: str) -> str:
    """Without line ends, which a page sets where it likes."""
    return re.sub(r"\s+", " ", text)


def test_every_line_keeps_its_quote() -> None:
    """As Markdown each record has its words, their text and their place."""
    text = markdown(brief())
    assert 3 == text.count("\n## ")
    for quote in QUOTES:
        assert quote.exact.replace("_", "\\_") in text
        assert quote.evidence_id in text


def test_numbers_of_markdown_lead_to_quotes() -> None:
    """Each number behind a sentence is a link to a place in the file."""
    text = markdown(brief())
    led = re.findall(r"\]\(#(quote-\d+)\)", text)
    assert led
    assert set(led) <= set(re.findall(r'<a id="(quote-\d+)">', text))


def test_markdown_holds_no_markup_of_others() -> None:
    """A title or a sentence that would be HTML or a link is text."""
    text = markdown(brief(f"[x](y) {made.HOSTILE}", text=made.HOSTILE))
    assert "<script" not in text.replace("\\<", "")
    assert "[x](" not in text.replace("\\[", "").replace("\\]", "")


def test_one_page_needs_nothing() -> None:
    """As one page a brief loads nothing, runs nothing, shows hostile words as words, and its links lead somewhere."""
    asked = {"id": IDS, "title": made.HOSTILE, f"on.{IDS[1]}": WROTE}
    answer = browser().get("/brief.html", params=asked)
    seen = Seen(answer.text)
    assert [] == seen.loads
    assert "script" not in seen.tags
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert "The works did not. <a" in answer.text


def test_word_opens_and_holds_every_quote() -> None:
    """The file opens, its headings are headings, and every quote and sentence is in it."""
    opened = docx.Document(io.BytesIO(word(brief())))
    text = "\n".join(each.text for each in opened.paragraphs)
    assert all(f"“{quote.exact}”" in text for quote in QUOTES)
    assert "The works did not. [2]" in text
    assert 3 == sum(each.style is not None and each.style.name == "Heading 1" for each in opened.paragraphs)


def test_links_of_word_lead_to_quotes() -> None:
    """Each link inside the file leads to a bookmark of it."""
    body = docx.Document(io.BytesIO(word(brief()))).element.body
    led = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert "quote_2" in led
    assert led <= marks


def test_word_turns_what_is_written_from_the_right() -> None:
    """A quote in Arabic stands from right to left and says its language."""
    body = docx.Document(io.BytesIO(word(quoting("وقّعت الحكومة اتفاقا", "ar")))).element.body
    assert next(body.iter(qn("w:bidi"))) is not None
    assert "ar" == next(lang.get(qn("w:bidi")) for lang in body.iter(qn("w:lang")))


def test_signs_no_file_holds_are_left_out() -> None:
    """Control characters in a quote break no form of file."""
    odd = quoting("It \x00was\x0b signed\ud800.")
    assert docx.Document(io.BytesIO(word(odd))).paragraphs
    assert "signed" in leaves(pdf(odd))


def test_pdf_opens_and_holds_every_quote() -> None:
    """The file opens, has its title, is tagged, and holds every quote and sentence."""
    data = pdf(brief())
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = in_one_line(leaves(data))
    assert reader.metadata is not None
    assert "Gas" == reader.metadata.title
    assert "/StructTreeRoot" in reader.root_object
    assert "The works did not. [2]" in text
    assert all(quote.evidence_id in text for quote in QUOTES)
    assert all(quote.exact[:40] in text.replace("- ", "-") for quote in QUOTES)


def test_links_of_pdf_lead_to_places_in_it() -> None:
    """Each sentence has links to places in the file."""
    pages = pypdf.PdfReader(io.BytesIO(pdf(brief()))).pages
    notes: list[Any] = [note.get_object() for page in pages for note in page.annotations or ()]
    assert 2 <= sum("/Dest" in note or "/D" in note.get("/A", {}) for note in notes)


def test_pdf_reads_no_word_as_a_command() -> None:
    """Words that the program of the page would run are text."""
    data = pdf(brief("#panic() *x* $y$ @z", text='#read("/etc/passwd") is text.'))
    assert '#read("/etc/passwd") is text.' in in_one_line(leaves(data))


def test_same_brief_same_bytes() -> None:
    """A brief printed twice is one file."""
    assert pdf(brief()) == pdf(brief())


def test_signs_without_a_font_are_told() -> None:
    """Where no font has a sign, the page says which and what to do; where all are there, it says nothing."""
    lacking = in_one_line(leaves(pdf(quoting("\U00012000 was signed"))))
    assert "signs U+12000;" in lacking
    assert "No font" not in leaves(pdf(quoting("Подписано")))


@pytest.mark.parametrize("ending", forms.FORMS)
def test_brief_is_saved(ending: str) -> None:
    """The file is saved, not shown, under its media type."""
    answer = browser().get(f"/brief.{ending}", params={"id": IDS[0]})
    assert 200 == answer.status_code
    assert f'filename="brief.{ending}"' in answer.headers["content-disposition"]
    assert forms.FORMS[ending].media == answer.headers["content-type"]


def test_unknown_forms_are_refused() -> None:
    """Another ending is not known."""
    assert 404 == browser().get("/brief.exe").status_code


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the packages are missing the page offers the other forms and names the extra."""
    gone = frozenset({"docx", "pdf"})
    for module in ("entente.web.pages.brief", "entente.web.saving.written"):
        monkeypatch.setattr(f"{module}.missing", lambda: gone)
    page = browser().get("/brief", params={"id": IDS[0]}).text
    assert "entente[brief]" in page
    assert "/brief.pdf" not in page
    with pytest.raises(Refused) as refused:
        written.written(Edition(made.book()), brief(), "pdf")
    assert "entente[brief]" in refused.value.remedy
