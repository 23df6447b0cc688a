"""Pasted text is told apart into title, byline, text, captions, quotes, links, comments and boilerplate."""

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.clean.blocks import GAP, assemble
from entente.clean.plain import plain_blocks, unwrapped
from tests.clean.items import PARAGRAPH, RESOURCES, document_of, item, texts_of

PASTED = item((RESOURCES / "pasted.txt").read_bytes())


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("title", ["A port, a promise and a price"] * 2),
        ("caption", ["Image Credit: Kesh Courier"]),
        ("pull_quote", ["Nobody should mistake a signature for a ship."]),
        ("related_link", ["Read Full Article at courier.example"]),
        ("author_note", ["Mira Tal is a fellow of the Kesh Institute and writes on rivers and trade."]),
    ],
)
def test_regions_of_a_pasted_article(kind: str, texts: list[str]) -> None:
    """Each kind of line stands in a region of its kind."""
    assert texts == texts_of(document_of(PASTED), kind)


def test_what_readers_say_is_comment() -> None:
    """Behind the heading of the comments all is a reader's word, and behind the form all is boilerplate."""
    document = document_of(PASTED)
    assert "Velmora has already sent its army" in texts_of(document, "comment")[0]
    assert "Your email address" in texts_of(document, "boilerplate")[-1]
    assert "army" not in " ".join(texts_of(document, "body"))


def test_what_stands_above_the_title_is_boilerplate() -> None:
    """A line of sections above the title is the page's own."""
    assert "World Politics Opinion" == texts_of(document_of(PASTED), "boilerplate")[0]


def test_byline_and_date_are_read_off_their_lines() -> None:
    """The writer is named by the byline, the day of publication by a line that is a date."""
    document = document_of(PASTED)
    assert ("Mira Tal", "byline") == (document.byline, document.published_basis)
    assert document.published is not None
    assert "2024-06-14" == document.published.edtf


def test_nothing_is_lost() -> None:
    """Cleaning pasted text changes the space between words and nothing else."""
    assert PASTED.content.decode().split() == document_of(PASTED).text.split()


def test_a_dateline_with_its_year_dates_the_text() -> None:
    """Place, day and agency at the head of the first paragraph are a dateline; the report follows it."""
    document = document_of(
        item(f"Port opens to grain\n\nKESH, 12 June 2024 (Reuters) — {PARAGRAPH}\n\n{PARAGRAPH} Again.")
    )
    assert ("dateline", "Reuters") == (document.published_basis, document.credited_to)
    assert ["KESH, 12 June 2024 (Reuters) —"] == texts_of(document, "dateline")


def test_one_sentence_is_body() -> None:
    """A single sentence is text, however short."""
    document = document_of(item("Velmora and Orsenia signed an accord."))
    assert ["Velmora and Orsenia signed an accord."] == texts_of(document, "body")


@pytest.mark.parametrize("width", [50, 72, 95])
def test_wrapped_lines_are_joined(width: int) -> None:
    """Lines that an editor wrapped are paragraphs again."""
    lines = [*wrap(f"{PARAGRAPH} {PARAGRAPH}", width), "", *wrap(f"{PARAGRAPH} Again.", width)]
    assert [(f"{PARAGRAPH} {PARAGRAPH}", True), (f"{PARAGRAPH} Again.", True)] == unwrapped(lines)


def test_a_list_below_long_lines_is_not_joined() -> None:
    """Where paragraphs stand on lines of their own, the lines of a list at the end are no wrapped ones."""
    links = [f"Also on this quay today: Orsenia sells ferry number {number} to Kesh" for number in range(6)]
    assert links == [line for line, _ in unwrapped([PARAGRAPH, "", PARAGRAPH, "", *links])][2:]


def test_broken_words_are_whole_again() -> None:
    """A word broken at a line's end loses the hyphen; a compound keeps its own."""
    lines = [
        "The two ministers spoke in Kesh about the counter-",
        "terrorism centre and about how both states coop-",
        "erate on the river and along the whole of the",
        "border since the spring of the year before last.",
    ]
    assert ["counter-terrorism" in text and "cooperate" in text for text, _ in unwrapped(lines)] == [True]


def test_paragraphs_on_single_lines_stay_apart() -> None:
    """Long lines without blank ones between them are paragraphs, not wrapped text."""
    assert 3 == len(unwrapped([PARAGRAPH, PARAGRAPH, PARAGRAPH]))


@given(st.text(max_size=400))
def test_regions_tile_the_text(text: str) -> None:
    """Regions follow each other, one gap between them, and cover the text from end to end."""
    made, regions = assemble(plain_blocks(text))
    assert made == GAP.join(made[region.start : region.end] for region in regions)


@given(
    st.lists(
        st.sampled_from(
            [PARAGRAPH, "By Mira Tal", "Read more", "Port opens", "• June 15, 2024 at 9:12 am", "Share", ""]
        ),
        max_size=12,
    )
)
def test_any_mix_of_lines_is_read(lines: list[str]) -> None:
    """Whatever the order of its lines, a text keeps all its words in order."""
    made, _ = assemble(plain_blocks("\n".join(lines)))
    assert "\n".join(lines).split() == made.split()
