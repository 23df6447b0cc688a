"""Every media type and every kind of bad input: a document or problems, never an exception."""

from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject

from entente.clean import clean, cleaner, language
from entente.clean.language import language_of
from tests.clean.items import PARAGRAPH, document_of, item, problems_of, texts_of

TWO = f"{PARAGRAPH}\n\n{PARAGRAPH} Both parliaments are to vote in May."


def pdf(lines: list[str], password: str = "", repeat: int = 1, made: str = "") -> bytes:
    """A PDF with one page of text."""
    writer = PdfWriter()
    writer.add_metadata({"/CreationDate": made} if made else {})
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    drawn = "".join(f"BT /F1 10 Tf 20 {700 - 14 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))
    stream: StreamObject = DecodedStreamObject()
    stream.set_data(drawn.encode() * repeat)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_the_same_bytes_give_the_same_document() -> None:
    """Id, text and regions depend on the bytes alone, not on when they were read."""
    assert clean(item(TWO)) == clean(item(TWO))
    assert document_of(item(TWO)).doc_id == document_of(item(TWO, origin="b.txt")).doc_id


def test_a_pdf_is_read_in_its_own_process() -> None:
    """Wrapped lines of a PDF become paragraphs of a document."""
    words = TWO.replace("\n\n", " ").split()
    lines = [" ".join(words[i : i + 12]) for i in range(0, len(words), 12)]
    assert "Both parliaments are to vote in May." in document_of(item(pdf(lines), "application/pdf")).text


@pytest.mark.parametrize(
    ("head", "made", "day"),
    [
        ("Published: 12 June 2024", "D:20251120090000Z", "2024-06-12"),
        ("Port opens to grain", "D:20240613090000Z", "2024-06-13"),
        ("Port opens to grain", "D:20260101090000Z", None),
    ],
)
def test_a_pdf_is_not_published_when_it_was_saved(head: str, made: str, day: str | None) -> None:
    """What its text says goes before the day the file was made; a file made when it was fetched was saved then."""
    words = TWO.replace("\n\n", " ").split()
    lines = [head, *(" ".join(words[i : i + 12]) for i in range(0, len(words), 12))]
    published = document_of(item(pdf(lines, made=made), "application/pdf")).published
    assert day == (published.edtf if published else None)


def test_a_date_that_cannot_be_read_is_a_problem() -> None:
    """In the head of a file as well as in a feed."""
    head = "Title: Port opens\nDate: 31 Feb 2024\n\n"
    assert ["published_not_read"] == problems_of(item(head + TWO))
    assert [] == problems_of(item(head.replace("31", "29") + TWO))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf(["secret"], password="x"), "pdf_encrypted"),
        (pdf(["cut"])[:200], "pdf_unreadable"),
        (b"%PDF-1.7 nothing", "pdf_unreadable"),
        (pdf([]), "no_text"),
    ],
    ids=["encrypted", "truncated", "empty of objects", "blank"],
)
def test_bad_pdfs_are_told(content: bytes, code: str) -> None:
    """An encrypted, truncated, damaged or blank PDF gives one problem."""
    assert [code] == problems_of(item(content, "application/pdf"))


def test_a_pdf_bomb_is_stopped() -> None:
    """A small PDF that unpacks to hundreds of megabytes is stopped by the limits of the child."""
    bomb = pdf(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] * 20, repeat=100_000)
    assert len(bomb) < 2_000_000
    document, problems = clean(item(bomb, "application/pdf"))
    assert document is None
    assert problems[0].code in ("pdf_over_limits", "pdf_unreadable")


def letter(**headers: str) -> EmailMessage:
    """A message with the text of the tests."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(TWO)
    return message


def test_a_letter_tells_who_when_and_what() -> None:
    """Subject, sender and date of a message are title, byline and metadata of its text."""
    message = letter(
        Subject="Port opens to grain", From="Mira Tal <mira@courier.example>", Date="Wed, 12 Jun 2024 10:00:00 +0500"
    )
    document = document_of(item(message.as_bytes(), "message/rfc822", "a.eml"))
    assert ("Port opens to grain", "Mira Tal", "courier_example") == (
        document.title,
        document.byline,
        document.source_id,
    )
    assert "metadata" == document.published_basis
    assert ["Port opens to grain"] == texts_of(document, "title")


def test_an_encrypted_letter_is_told() -> None:
    """A message whose content is encrypted gives one problem."""
    raw = b"Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\nabc\r\n--x--\r\n"
    assert ["mail_encrypted"] == problems_of(item(raw, "message/rfc822"))


MARKDOWN = f"""---
author: Mira Tal
date: 2024-06-12
---
# Port opens to grain

{PARAGRAPH} See [the text](https://c.example/t).

> **Both** parliaments are to vote in May, the two ministers said, and nobody expects a surprise in either.
"""


def test_quoted_readers_in_markdown_are_lines_of_their_own() -> None:
    """A quotation below a list is no part of its last entry, and each reader who speaks begins a line."""
    text = f"# Port opens\n\n{PARAGRAPH}\n\n- [Older: The quay](#)\n> **Ada**: Sold.\n> **R. Tofte**: Not yet.\n"
    document = document_of(item(text, "text/markdown"))
    assert ["Ada: Sold.", "R. Tofte: Not yet."] == document.text.split("\n\n")[-2:]


def test_markdown_signs_are_taken_off() -> None:
    """Front matter is metadata, headings and links are their words."""
    document = document_of(item(MARKDOWN, "text/markdown"))
    assert ("Port opens to grain", "Mira Tal", "metadata") == (
        document.title,
        document.byline,
        document.published_basis,
    )
    assert "See the text.\n\nBoth parliaments are" in document.text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_strict_charsets_are_read(charset: str) -> None:
    """UTF-8, and what a byte order mark names, are read without a problem."""
    assert [] == problems_of(item(f"Café talks. {TWO}".encode(charset)))


def test_a_declared_charset_is_believed() -> None:
    """Bytes that are no UTF-8 are read in the charset that is declared."""
    raw = item(f"Café talks. {TWO}".encode("cp1252"), "text/plain; charset=iso-8859-1")
    assert document_of(raw).text.startswith("Café talks.")


def test_a_guessed_charset_is_told() -> None:
    """Bytes in no declared charset are read as far as can be, and the guess is a problem."""
    assert ["encoding_guessed"] == problems_of(item(f"Café talks. {TWO}".encode("cp1252")))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(32)) * 50, "not_text"),
        (b"Hi.", "no_text"),
        (b"Share\n\nLog in\n\nRead more", "no_text"),
    ],
)
def test_what_holds_no_article_is_told(content: bytes, code: str) -> None:
    """Nothing, bytes that are no text, and boilerplate alone give no document and one problem."""
    assert (None, [code]) == (clean(item(content))[0], problems_of(item(content)))


def test_a_huge_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text over the limit is read up to it, and the cut is a problem."""
    monkeypatch.setattr(cleaner, "MAX_TEXT", 10_000)
    document, problems = clean(item((TWO + "\n\n") * (11_000 // len(TWO))))
    assert ["text_cut"] == [problem.code for problem in problems]
    assert document is not None
    assert 9_000 < len(document.text) <= 10_000


def test_a_foreign_article_is_kept_and_told() -> None:
    """A text in another language is a document in that language, with a problem."""
    french = "Les deux ministres ont signé mercredi un accord de transit qui ouvre le port aux céréales. " * 5
    assert "fr" == document_of(item(french)).language
    assert ["language_not_supported"] == problems_of(item(french))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kenya and Uganda signed a water treaty in Kampala on Monday.", "en"),
        ("Kenia und Uganda haben am Montag in Kampala einen Vertrag unterzeichnet.", "de"),
        ("Los dos ministros firmaron en Kampala un acuerdo sobre el agua.", "es"),
    ],
)
def test_short_texts_have_a_language(text: str, language: str) -> None:
    """Small words tell the language of a sentence that is too short for a guess."""
    assert language == language_of(text)


def test_english_needs_no_model() -> None:
    """Common words tell English; a few letters tell nothing unless the page declares a language."""
    assert "en" == language_of(PARAGRAPH)
    assert ("und", "de") == (language_of("Kesh"), language_of("Kesh", "de-AT"))


def test_a_brief_full_of_names_is_english_and_pidgin_is_not() -> None:
    """English headlines that the classifier takes for Nigerian Pidgin lack that language's small words."""
    brief = "Kenya, Uganda sign Lake Victoria fisheries pact. Nairobi, Kampala agree joint patrols, quotas. "
    pidgin = "Di oga dem don tok say dem no go gree for di new law wey goment bring come, na so dem dey vex for Abuja. "
    assert ["en", "pcm"] == [language_of(text * 2) for text in (brief, pidgin)]


def test_english_may_begin_with_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the beginning is nearly plain English, what follows settles it, and no model is started."""
    monkeypatch.setattr(language, "_classify", lambda sample: "?")
    names = "Kenya, Uganda, Togo, Mali, Chad, Niger, Ghana, Benin, Gabon, Angola, Congo, Malawi, Zambia. "
    assert "en" == language_of(names * 2 + PARAGRAPH * 8)
    assert "?" == language_of(names * 8 + PARAGRAPH * 8)


@pytest.mark.parametrize(
    ("origin", "published", "basis", "edtf"),
    [
        ("a.txt", "2024-06", "user", "2024-06"),
        ("rows.jsonl#3", "2024-06-12T10:00:00Z", "user", "2024-06-12T10:00:00Z"),
        ("feed.xml#3", "Wed, 12 Jun 2024 10:00:00 GMT", "feed", "2024-06-12"),
        ("feed.xml#3", "12 Jun 2024", "feed", "2024-06-12"),
    ],
)
def test_a_hinted_date_tells_who_speaks(origin: str, published: str, basis: str, edtf: str) -> None:
    """A date given by hand or in a table is the user's, in any EDTF form; one of a feed is the feed's."""
    document = document_of(item(TWO, origin=origin, published=published))
    assert basis == document.published_basis
    assert document.published is not None
    assert edtf == document.published.edtf


@pytest.mark.parametrize("published", ["yesterday", "Tue, 99 Foo 2024", "0000-00-00", "31.31.31"])
def test_a_broken_date_is_told(published: str) -> None:
    """A date that cannot be read is a problem; the text is kept."""
    assert ["published_not_read"] == problems_of(item(TWO, origin="feed.xml#1", published=published))


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "text/plain", "text/html", "text/markdown", "message/rfc822", "x/y; charset=utf-9"]),
)
def test_no_bytes_raise(content: bytes, media_type: str) -> None:
    """Any bytes under any media type give a document, or problems that say why not."""
    document, problems = clean(item(content, media_type))
    assert document is not None or problems
