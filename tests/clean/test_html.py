"""A web page becomes title, byline, text, captions, and what it says of itself."""

from datetime import UTC, date, datetime
from time import process_time

import pytest

from entente.clean import clean, html
from entente.clean.blocks import Block
from entente.clean.html import slimmed
from tests.clean.items import PARAGRAPH, RESOURCES, document_of, item, problems_of, texts_of

PAGE = item((RESOURCES / "accord.html").read_bytes(), "text/html", "accord.html")


def test_a_page_says_who_wrote_what_when() -> None:
    """Title, byline, outlet, address and both dates come from the page's own metadata."""
    document = document_of(PAGE)
    assert "Velmora and Orsenia sign transit accord" == document.title
    assert ("Mira Tal", "kesh_courier", "en") == (document.byline, document.source_id, document.language)
    assert "https://courier.example/world/transit-accord" == document.canonical_url
    assert datetime(2024, 6, 12, 16, 30, tzinfo=UTC) == document.published_at
    assert datetime(2024, 6, 13, 6, tzinfo=UTC) == document.modified


@pytest.mark.parametrize(("paragraphs", "methods"), [(12, [True]), (2, [True, False])])
def test_little_text_asks_for_a_second_opinion(
    paragraphs: int, methods: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long article in paragraphs is found by one fast method; beside a short one, another is asked."""
    asked: list[bool] = []
    found = html._found

    def noted(tree: object, *, fast: bool) -> tuple[object, object]:
        asked.append(fast)
        return found(tree, fast=fast)

    monkeypatch.setattr(html, "_found", noted)
    body = "".join(f"<p>{PARAGRAPH} Then came week {number}.</p>" for number in range(paragraphs))
    document = document_of(item(f"<html><body><article>{body}</article></body></html>", "text/html"))
    assert paragraphs == document.text.count("transit accord")
    assert methods == asked


def test_the_day_of_publication_is_the_one_written() -> None:
    """The day is that of the page's own zone, and its basis is metadata."""
    document = document_of(PAGE)
    assert document.published is not None
    assert date(2024, 6, 12) == document.published.earliest == document.published.latest
    assert "metadata" == document.published_basis


def test_each_region_is_marked() -> None:
    """Title, dateline, heading, caption and related link stand in regions of their own."""
    document = document_of(PAGE)
    assert ["Velmora and Orsenia sign transit accord"] == texts_of(document, "title")
    assert ["KESH, June 12 (Reuters) -"] == texts_of(document, "dateline")
    assert ["A long road"] == texts_of(document, "heading")
    assert ["Grain ships wait at Tirel. Photo: Arlen Voss"] == texts_of(document, "caption")
    assert ["Read more: What the port means for grain prices"] == texts_of(document, "related_link")


def test_navigation_and_footers_are_left_out() -> None:
    """What belongs to the site and not to the article does not reach the text."""
    text = document_of(PAGE).text
    assert not [word for word in ("Sport", "Most read", "All rights reserved", "Cup final") if word in text]


def test_an_agency_in_the_dateline_is_credited() -> None:
    """The agency in the dateline's brackets is the one the text is credited to."""
    assert "Reuters" == document_of(PAGE).credited_to


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        ('<meta property="article:published_time" content="2024-06-12">', "metadata"),
        ('<link rel="canonical" href="https://c.example/2024/06/12/accord">', "url"),
        ("", "byline"),
    ],
)
def test_the_date_is_taken_from_the_best_place(head: str, basis: str) -> None:
    """Metadata comes before the address, the address before a date shown on the page."""
    shown = '<p class="date">June 12, 2024</p>'
    page = f"<html><head>{head}</head><body>{shown}<article>{f'<p>{PARAGRAPH}</p>' * 4}</article></body></html>"
    document = document_of(item(page, "text/html"))
    assert basis == document.published_basis
    assert "2024-06-12" == (document.published.edtf if document.published else "")


def test_a_date_to_come_is_not_believed() -> None:
    """A day of publication after the fetch is a problem and leaves the date open."""
    head = '<meta property="article:published_time" content="2031-06-12">'
    page = f"<html><head>{head}</head><body><article>{f'<p>{PARAGRAPH}</p>' * 4}</article></body></html>"
    document, problems = clean(item(page, "text/html"))
    assert ["published_in_future"] == [problem.code for problem in problems]
    assert document is not None
    assert document.published is None


def test_broken_structured_data_is_passed_over() -> None:
    """JSON-LD that does not parse, or nests without end, costs nothing but itself."""
    nested = '{"@graph": ' * 5000
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in ("{broken", nested, "[[[]]]"))
    page = f"<html><head>{scripts}</head><body><article>{f'<p>{PARAGRAPH}</p>' * 4}</article></body></html>"
    assert PARAGRAPH in document_of(item(page, "text/html")).text


def test_a_fragment_of_a_feed_is_read_as_lines() -> None:
    """Markup without a page around it, as feeds hold it, gives its paragraphs under the feed's title."""
    fragment = f"<p>{PARAGRAPH}</p><p>{PARAGRAPH} Again.</p>"
    raw = item(fragment, "text/html", "f.xml#1", title="Port opens to grain", published="Wed, 12 Jun 2024 10:00:00 GMT")
    document = document_of(raw)
    assert ["Port opens to grain"] == texts_of(document, "title")
    assert "feed" == document.published_basis
    assert f"{PARAGRAPH}\n\n{PARAGRAPH} Again." in document.text


def test_deep_nesting_is_told() -> None:
    """60,000 nested tags give a problem, not an exception, and take no time."""
    page = "<html><body>" + "<div>" * 60_000 + f"<p>{PARAGRAPH}</p>" + "</div>" * 60_000 + "</body></html>"
    assert ["page_too_dense"] == problems_of(item(page, "text/html"))
    shallower = page.replace("<div>" * 60_000, "<div>" * 3000).replace("</div>" * 60_000, "</div>" * 3000)
    assert "nested_too_deep" in problems_of(item(shallower, "text/html"))


def test_a_tag_of_a_million_attributes_costs_nothing() -> None:
    """The attributes of a monstrous tag are passed over, and the text inside it is read."""
    tag = "<div " + " ".join(f"a{i}=1" for i in range(300_000)) + ">"
    page = f"<html><body>{tag}<article>{f'<p>{PARAGRAPH}</p>' * 3}</article></div></body></html>"
    begun = process_time()
    assert PARAGRAPH in document_of(item(page, "text/html")).text
    assert process_time() - begun < 5


def test_signs_in_scripts_are_no_tags() -> None:
    """Quotes and smaller-than signs in a script or a comment hide nothing of the text behind them."""
    script = "<script>if (a<b && c == \"it's) { '</script><!-- <b a=\" -->"
    filler = "<p>" + " ".join(f"word{i}" for i in range(3000)) + "</p>"
    page = f'<html><body>{script}<article>{f"<p>{PARAGRAPH}</p>" * 3}</article>{filler}"</body></html>'
    assert PARAGRAPH in document_of(item(page, "text/html")).text


def test_a_page_of_links_is_no_article() -> None:
    """A page without an article gives no document and says so."""
    links = "".join(f'<li><a href="/{i}">Story number {i}</a></li>' for i in range(200))
    assert (None, ["no_text"]) == (
        clean(listing := item(f"<html><body><ul>{links}</ul></body></html>", "text/html"))[0],
        problems_of(listing),
    )


def test_a_huge_page_is_refused() -> None:
    """A page over the limit is refused before it is parsed."""
    assert ["page_too_large"] == problems_of(item(b"<html>" + b"a" * 5_000_001, "text/html"))


HEAD = "<html><head><title>Accord</title></head><body>"
SECOND = PARAGRAPH.replace("Wednesday", "Thursday")
THIRD = PARAGRAPH.replace("October", "May")


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{PARAGRAPH}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table>",
        f"<table><tr><td><p>{PARAGRAPH}</p><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>",
        f"<table><tr><td>{PARAGRAPH}</td></tr><tr><td>{SECOND}</td></tr><tr><td>{THIRD}</td></tr></table>",
        f"<table><tr><td width=140>Kesh 4 degrees</td><td>{PARAGRAPH}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table>",
    ],
)
def test_prose_in_a_layout_table_is_body(body: str) -> None:
    """Columns that a table lays out hold the article; its paragraphs are the author's words."""
    document = document_of(item(f"{HEAD}{body}</body></html>", "text/html"))
    text = "\n\n".join(texts_of(document, "body"))
    assert all(paragraph in text for paragraph in (PARAGRAPH, SECOND, THIRD))


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>Year</td><td>Trade</td></tr><tr><td>2023</td><td>$1.2 bn</td></tr>",
        f"<tr><th>Day</th><th>What</th></tr><tr><td>3 May</td><td>{THIRD}</td></tr>",
        f"<tr><td>3 May</td><td>Kesh</td><td>{THIRD}</td></tr><tr><td>4 May</td><td>Tirel</td><td>{THIRD}</td></tr>",
    ],
)
def test_data_stays_a_table(rows: str) -> None:
    """Figures, and prose under heads or among several columns, are a table's."""
    article = f"<p>{PARAGRAPH}</p><p>{SECOND}</p><table>{rows}</table><p>{PARAGRAPH}</p>"
    page = f"{HEAD}<article>{article}</article></body></html>"
    document = document_of(item(page, "text/html"))
    assert texts_of(document, "table")
    assert THIRD not in "\n\n".join(texts_of(document, "body"))


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (f"{HEAD}<p>{PARAGRAPH}</p></body></html>", []),
        (f"{HEAD}<p>{PARAGRAPH}</p>", []),
        (f"{HEAD}<p>{PARAGRAPH}</p><p>And then the", ["page_cut"]),
        (f"{HEAD}<p>{PARAGRAPH}</p><a hre", ["page_cut"]),
        (f"<!DOCTYPE x [<!ENTITY a 'b'>]>{HEAD}<p>{PARAGRAPH}</p></body></html>", ["page_entities"]),
    ],
)
def test_a_page_shows_whether_it_is_whole(page: str, codes: list[str]) -> None:
    """A page that ends in a tag or a word is cut, and one with entities of its own is told; both are read."""
    raw = item(page, "text/html")
    assert codes == problems_of(raw)
    assert PARAGRAPH in document_of(raw).text


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<STYLE>", "<!-->", "<!"])
def test_a_page_of_beginnings_costs_little(piece: str) -> None:
    """Comments and scripts that never end are looked at once, however many begin."""
    started = process_time()
    slimmed("<html><body>" + piece * 200_000)
    assert process_time() - started < 2


def test_a_comment_that_ends_at_once_hides_no_tags() -> None:
    """`<!-->` is a whole comment, and what follows it is counted."""
    assert 3 == slimmed("<!--><b><!--->")[1] + slimmed("<!--><b></b>")[1]


def test_a_class_names_what_is_no_text() -> None:
    """A short element inside the article whose class says so is a promotion or a correction."""
    body = "".join(f"<p>{PARAGRAPH} Day {day} of the talks in Kesh.</p>" for day in range(4))
    inner = f'<h1>Port opens</h1>{body}<p class="promo">Kesh Bank paid for this page.</p>'
    page = f"<html><head><title>Port opens</title></head><body><article>{inner}</article></body></html>"
    document = document_of(item(page.encode(), "text/html", "port.html"))
    assert "Kesh Bank" not in " ".join(texts_of(document, "body"))


def test_classes_do_not_take_the_whole_text() -> None:
    """Where all of an article is so named, the name says nothing."""
    blocks = [Block("Kesh signed.", "body")]
    assert blocks == html._as_marked(blocks, {"Kesh signed.": "boilerplate"})
