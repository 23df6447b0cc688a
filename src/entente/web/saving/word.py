"""A brief as a Word file: styles of the program, links from sentences to quotes, quotes in their own direction."""

import io

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from entente.views import QuoteRow
from entente.web.pages.brief import Brief, Entry
from entente.web.saving.words import address_of, from_right, line_of, place_of, source_of
from entente.web.tongue import spoken


def word(brief: Brief) -> bytes:
    """The file."""
    document = docx.Document()
    document.core_properties.title = line_of(brief.heading)
    document.core_properties.author = "Entente"
    document.core_properties.language = spoken().code
    document.styles.add_style("Known", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
    document.add_heading(line_of(brief.heading), 0)
    for entry in brief.entries:
        _add_entry(document, entry)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_entry(document: Document, entry: Entry) -> None:
    document.add_heading(line_of(entry.heading), 1)
    document.add_paragraph(f"{line_of(entry.line)} · {entry.id}", "Known")
    if entry.said:
        paragraph = document.add_paragraph()
        for statement in entry.said:
            paragraph.add_run(line_of(statement.text))
            for number in statement.rests_on:
                paragraph.add_run(" ")
                _link(paragraph, f"[{number}]", anchor=f"quote_{number}")
            paragraph.add_run(" ")
    for number, quote in entry.numbered:
        _add_quote(document, number, quote)


def _add_quote(document: Document, number: int, quote: QuoteRow) -> None:
    words = document.add_paragraph(style="Quote")
    _mark(words, number)
    words.add_run(f"[{number}] ")
    run = words.add_run(f"“{line_of(quote.exact)}”")
    _speak(run, quote.language)
    if from_right(quote.exact):
        words._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True
    cited = document.add_paragraph(style="Known")
    cited.add_run(f"{source_of(quote)}, ")
    if address := address_of(quote):
        _link(cited, line_of(quote.title), address=address)
    else:
        cited.add_run(line_of(quote.title)).italic = True
    cited.add_run(f", {place_of(quote)}")


def _mark(paragraph: Paragraph, number: int) -> None:
    """The place that sentences lead to."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"quote_{number}")
        paragraph._p.append(mark)


def _speak(run: Run, language: str) -> None:
    """The language of the words, so that they are spelt and read aloud as such."""
    spoken_as = OxmlElement("w:lang")
    spoken_as.set(qn("w:bidi" if from_right(run.text) else "w:val"), line_of(language))
    run._r.get_or_add_rPr().append(spoken_as)


def _link(paragraph: Paragraph, text: str, *, anchor: str = "", address: str = "") -> None:
    """Words that lead to a place in the file, or to an address."""
    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
