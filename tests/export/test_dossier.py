"""The dossier page: complete, self-contained, safe."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from unittest.mock import patch

import pytest

from entente.export import render_dossier
from entente.export.dossier import charts
from entente.views import Book, dyad
from tests.views.made import (
    ACTORS,
    BEGUN,
    DISPUTE,
    HOSTILE,
    LOAN,
    NOT_BEGUN,
    PIPELINE,
    book,
    claim,
    document,
    event,
    step,
    undertaking,
)

VOID = {"meta", "br", "link", "img", "hr", "input", "path", "rect", "circle", "line", "use"}


@cache
def page() -> str:
    """The dossier of the invented record."""
    return render_dossier(book(), dyad(book(), "act:xvm", "act:xor"))


class Reader(HTMLParser):
    """Tags with their attributes, the ids, and what was left open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that holds nothing."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, the last that was opened."""
        if tag not in VOID:
            assert tag == self.open.pop(), (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        self.words.append(data)


def read(html: str) -> Reader:
    """The page as a browser reads it."""
    reader = Reader()
    reader.feed(html)
    return reader


def hostile_page() -> str:
    """A dossier in which every word that comes from outside is an attack."""
    article = document(
        f"Velmora met Orsenia {HOSTILE} in Kesh.",
        title=f"</title>{HOSTILE}",
        source_id=f'"><b>{HOSTILE}',
        url='javascript:alert("x")',
        language='en" onload="x',
    )
    said = claim(article, article.text, "met", "CONSULT", when="2024-04-17", said_by=("Orsenia", "xor"))
    met = event(said)
    line = undertaking(f"line {HOSTILE}", step("agreed", "2024-04-17", said))
    held = Book.of((article,), (said,), (met,), (line,), actors=ACTORS)
    return render_dossier(held, dyad(held, "act:xvm", "act:xor"))


def test_tags_close() -> None:
    """Every tag that opens closes, in order."""
    assert [] == read(page()).open


def test_links_lead_somewhere() -> None:
    """Each link within the page has its target, and no id stands twice."""
    tags = read(page()).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    inner = {
        (a.get("href") or "")[1:] for tag, a in tags if tag in ("a", "use") and (a.get("href") or "").startswith("#")
    }
    assert len(ids) == len(set(ids))
    assert inner <= set(ids)


def test_nothing_is_fetched() -> None:
    """The page needs no network and no script."""
    for tag, attributes in read(page()).tags:
        assert tag not in ("script", "link", "img", "iframe", "object", "embed")
        assert "src" not in attributes
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", page())


def test_words_from_outside_are_words() -> None:
    """Hostile titles, outlets, addresses and quotes are shown, never obeyed."""
    reader = read(hostile_page())
    assert "script" not in {tag for tag, _ in reader.tags}
    assert "b" not in [tag for tag, a in reader.tags if a.get("onload")]
    assert not any(name.startswith("on") for _, attributes in reader.tags for name in attributes)
    assert not any((a.get("href") or "").startswith("javascript") for _, a in reader.tags)
    assert 'alert("x")' in "".join(reader.words)


def test_every_quote_opens_in_its_context() -> None:
    """Each claim about the two stands in a context block with its text and place."""
    words = "".join(read(page()).words)
    for each in book().claims.values():
        place = f"characters {each.support[0].start}–{each.support[0].end}"
        assert place in words, each.claim_id


def test_summaries_show_the_exact_words() -> None:
    """A line shows its quote before it is opened."""
    assert "Velmora accused Orsenia of delay in May" in page()
    assert page().count("<details") == page().count("<summary")


def test_firmness_has_word_and_shape() -> None:
    """A status is never colour alone: its word stands beside its shape."""
    shapes = re.findall(r'<span class="st"[^>]*><svg[^>]*><use href="#s-(\w+)"/></svg> ([\w ]+)</span>', page())
    assert shapes
    assert all(shape.replace("_", " ") == word for shape, word in shapes)


def test_due_days_are_drawn_and_said() -> None:
    """The overdue pipeline is in the table of due days, with its days."""
    assert "overdue 66 days" in page()
    assert "due 31 Mar 2025" in page()


def test_conflicts_show_both_sides() -> None:
    """Both quotes of the conflict stand side by side."""
    part = "".join(read(page()[page().index(f'id="{DISPUTE.conflict_id}"') :].partition("</article>")[0]).words)
    assert BEGUN.support[0].exact in part
    assert NOT_BEGUN.support[0].exact in part


def test_copies_are_told() -> None:
    """The sources say which text is a rewrite of which."""
    assert "rewrite of sarn-wire" in page()
    assert "1 origin in 2 texts" in page()


def test_same_book_same_bytes() -> None:
    """The page is a function of the book."""
    assert page() == render_dossier(book(), dyad(book(), "act:xvm", "act:xor"))


def test_tables_stand_without_charts() -> None:
    """Without vl-convert the figures are there as tables."""
    with patch.object(charts, "draw", return_value={}):
        bare = render_dossier(book(), dyad(book(), "act:xvm", "act:xor"))
    assert "<figure" not in bare
    assert "material cooperation" in bare


def test_charts_follow_the_page_colours() -> None:
    """A drawn chart has no colour of its own, so that dark mode holds for it."""
    pytest.importorskip("vl_convert")
    drawn = charts.draw(
        charts.charts_of(dyad(book(), "act:xvm", "act:xor").series, dyad(book(), "act:xvm", "act:xor").events)
    )
    assert {"periods", "balance", "fields"} == drawn.keys()
    assert all(
        "#a1000" not in svg and "var(--" in svg and "http" not in svg.partition(">")[2] for svg in drawn.values()
    )


def test_strangers_have_a_page() -> None:
    """Two states that no text brings together give a page that says so."""
    empty = render_dossier(book(), dyad(book(), "act:xvm", "act:xtm"))
    assert "Nothing that was read tells of an act between the two." in empty
    assert [] == read(empty).open


def test_empty_books_have_a_page() -> None:
    """A book without a document gives a page."""
    held = Book.of(actors=ACTORS)
    assert "0 articles read" in render_dossier(held, dyad(held, "act:xvm", "act:xor"))


def test_day_of_judgement_is_shown() -> None:
    """The page says on which day it judges."""
    early = render_dossier(book(), dyad(book(), "act:xvm", "act:xor", date(2024, 12, 1)))
    assert "as of 1 Dec 2024" in early
    assert "due in 120 days" in early


def test_records_are_reachable() -> None:
    """Each event and undertaking of the two has its place on the page."""
    for name in (LOAN.event_id, PIPELINE.undertaking_id):
        assert f'id="{name}"' in page()
