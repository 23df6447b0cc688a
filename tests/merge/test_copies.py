"""Who took whose words, and how."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.merge import Copies, find_copies, origins_of
from entente.merge.copies import Lineage
from entente.records import Decision, Document, Region
from entente.records.rulings import Reason
from tests.merge.articles import article

WIRE = (
    "Orsenia and Velmora signed a transit accord on Monday after three years of talks. The accord lets Velmoran "
    "freight trains cross the Tarn Pass from next spring, officials of both states said. Orsenia's transport minister "
    "Ilan Dorek called the text a step that neither side had thought possible. Trade between the two reached $520 "
    "million last year, a third more than in 2021. Work on the last 40 kilometres of track has not started."
)
SPUN = (
    "Orsenia and Velmora have inked a transit pact on Monday following three years of negotiations. The pact allows "
    "Velmoran cargo trains to cross the Tarn Pass from next spring, officials of both countries stated. Orsenia's "
    "transport minister Ilan Dorek described the document as a move that neither party had believed possible. Commerce "
    "between the two hit $520 million last year, a third more than in 2021."
)
OTHER_REPORT = (
    "The Velmoran and Orsenian governments concluded an agreement on rail transit in Kesh this week. Under it, trains "
    "carrying Velmoran goods will be allowed through the Tarn Pass. Opposition deputies in Lassa said they would vote "
    "against it. Analysts note that the line still lacks forty kilometres of rails."
)
MORE = (
    " The parliament in Lassa votes on the text in September. Farmers near the pass have asked both capitals for "
    "payments. The Orsenian rail company has ordered twelve new engines from abroad."
)


def lineage_of(found: Copies, document: Document) -> Lineage:
    """The lineage of one document."""
    return next(lineage for lineage in found.lineages if lineage.doc_id == document.doc_id)


def by(source: str, text: str, day: str | None) -> Document:
    """A text of one source."""
    return article(text, day, f"src:{source}")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (WIRE, "verbatim_copy"),
        (WIRE.partition(" Trade")[0], "excerpt"),
        (SPUN, "rewrite"),
        (WIRE + MORE, "rewrite"),
    ],
)
def test_what_was_done_to_the_words(text: str, kind: str) -> None:
    """All kept, a part kept, reworded, or kept with more by another hand."""
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", text, "2024-06-04")
    found = lineage_of(find_copies([later, first]), later)
    assert (kind, first.doc_id) == (found.kind, found.copied_from)


def test_more_by_the_same_source_is_an_update() -> None:
    """A source that prints its own text with additions has updated it."""
    first, later = by("gazette", WIRE, "2024-06-03"), by("gazette", WIRE + MORE, "2024-06-04")
    assert "update" == lineage_of(find_copies([first, later]), later).kind


def test_two_reports_of_one_event_are_no_copies() -> None:
    """Other words about the same act are another origin."""
    found = find_copies([by("tass", WIRE, "2024-06-03"), by("herald", OTHER_REPORT, "2024-06-03")])
    assert () == found.decisions
    assert 2 == len(origins_of(found.lineages))


def test_the_earlier_is_the_origin() -> None:
    """Publication decides the direction where the days differ, also from a longer to a shorter text."""
    early, late = by("a", WIRE.partition(" Trade")[0], "2024-06-03"), by("b", WIRE, "2024-06-05")
    assert early.doc_id == lineage_of(find_copies([early, late]), late).copied_from


def test_a_credit_decides_between_texts_of_one_day() -> None:
    """The text that credits an agency took it from the agency."""
    copy, origin = by("a", WIRE + " Source: TASS", "2024-06-03"), by("tass", WIRE, "2024-06-03")
    assert origin.doc_id == lineage_of(find_copies([copy, origin]), copy).copied_from


def test_a_part_is_taken_from_the_whole() -> None:
    """Without dates or credits, what stands whole in the other is the excerpt."""
    whole, part = by("a", WIRE + MORE, None), by("b", WIRE.partition(" Trade")[0], None)
    assert whole.doc_id == lineage_of(find_copies([whole, part]), part).copied_from


def test_what_a_rewrite_adds_is_its_own() -> None:
    """Sentences of the copy that the origin lacks do not carry over; what it left out is kept as dropped."""
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", SPUN + MORE, "2024-06-04")
    found = lineage_of(find_copies([first, later]), later)
    assert found.carries_over(0, 10)
    assert not found.carries_over(len(SPUN) + 5, len(SPUN) + 20)
    assert ["Work on the last 40 kilometres of track has not started."] == [WIRE[a:b] for a, b in found.dropped]


def test_a_person_overrules_the_sketch() -> None:
    """A ruling that two texts are no copies parts them."""
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", WIRE, "2024-06-04")
    ruling = Decision(
        relation="copy_of",
        left=later.doc_id,
        right=first.doc_id,
        verdict="no",
        reasons=(Reason(name="person", score=1),),
    )
    assert lineage_of(find_copies([first, later], [ruling]), later).copied_from is None


def test_comments_and_links_are_not_the_texts_own_words() -> None:
    """The same reader's comment under two articles makes no copy."""
    texts = [f"{opening}\n{WIRE}" for opening in ("Grain prices fell in Kesh.", "A bridge opened near Lassa.")]
    ends = [text.index("\n") + 1 for text in texts]
    made = [article(text) for text in texts]
    marked = [
        msgspec.structs.replace(document, regions=(Region(start=end, end=len(document.text), kind="comment"),))
        for document, end in zip(made, ends, strict=True)
    ]
    assert () == find_copies(marked).decisions


@given(
    st.permutations(
        [
            by("tass", WIRE, "2024-06-03"),
            by("a", SPUN, "2024-06-04"),
            by("b", WIRE + MORE, None),
            by("c", OTHER_REPORT, "2024-06-04"),
            by("d", WIRE.partition(" Trade")[0], "2024-06-04"),
        ]
    )
)
def test_order_changes_nothing(documents: list[Document]) -> None:
    """The same documents in any order have the same lineages."""
    assert find_copies(sorted(documents, key=lambda d: d.doc_id)) == find_copies(documents)
