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
TRANSLATED = (
    "In Monday Orsenia with Velmora signed accord of transit after three years of talks. Accord permits that freight "
    "trains of Velmora cross Tarn Pass since next spring, officials from two states said. Transport minister of "
    "Orsenia Ilan Dorek called text by step which no side had thought possible. Trade among two reached 520 million "
    "dollar at last year, on third more than at 2021. Work for last 40 kilometres from track not started."
)
DIGEST = (
    "An accord between Orsenia and Velmora lets Velmoran freight trains cross the Tarn Pass from next spring, "
    "officials said. The harbour of Port Anselm was closed by fog until Thursday, and eleven ships wait outside. "
    "Calverra's central bank left its rate where it was. In Hadrelia the cabinet shelved a plan "
    "for wolves, to the dismay of shepherds."
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
        (WIRE.partition(" Trade")[0] + MORE, "excerpt"),
        (TRANSLATED, "translation"),
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


def test_a_digest_has_its_sentence_from_the_wire() -> None:
    """A sentence taken over is a copy where all the rest is about something else, and it alone comes from there."""
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", DIGEST, "2024-06-05")
    found = lineage_of(find_copies([first, later]), later)
    assert ("rewrite", first.doc_id) == (found.kind, found.copied_from)
    assert found.carries_over(0, 10)
    assert not found.carries_over(DIGEST.index("The harbour"), len(DIGEST))


@pytest.mark.parametrize(("source", "day"), [("tass", "2024-06-05"), ("gazette", "2024-12-05")])
def test_background_is_no_copy(source: str, day: str) -> None:
    """A single sentence that the same source repeats, or that comes back months later, is background."""
    later = by(source, DIGEST, day)
    assert lineage_of(find_copies([by("tass", WIRE, "2024-06-03"), later]), later).copied_from is None


def test_a_digest_has_several_origins() -> None:
    """Each sentence goes back to the text it comes from, and to the first that printed it."""
    fog = (
        "Port Anselm was closed by fog until Thursday, and eleven ships wait outside the harbour of Calverra. Pilots "
        "were sent home. The last such closure was in 2019, and it cost importers $3 million."
    )
    wire, harbour = by("tass", WIRE, "2024-06-03"), by("herald", fog, "2024-06-04")
    later = by("gazette", DIGEST, "2024-06-05")
    found = lineage_of(find_copies([wire, harbour, later]), later)
    at = DIGEST.index("The harbour")
    assert {wire.doc_id, harbour.doc_id} == {found.copied_from, *(one.doc_id for one in found.also)}
    assert wire.doc_id == found.printed_first(0, 10)
    assert harbour.doc_id == found.printed_first(at, at + 10)
    assert later.doc_id == found.printed_first(len(DIGEST) - 5, len(DIGEST))


TRADE = " Last year trade between Orsenia and Velmora reached $520 million, a third more than in 2021."


@pytest.mark.parametrize(("text", "copied"), [(DIGEST, False), (DIGEST + TRADE, True)])
def test_without_a_day_one_passage_is_not_enough(text: str, copied: bool) -> None:
    """A text of any day may repeat one sentence as background; with several it is a digest."""
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", text, None)
    assert copied == (lineage_of(find_copies([first, later]), later).copied_from is not None)


def test_a_report_that_names_its_source_tells_its_news() -> None:
    """Few words in common are enough where the text says whose news it tells, and tells the same names and figures."""
    told = (
        "Rail freight from Velmora may use the Tarn Pass as of next spring, the Kesh Wire Agency reports. Minister "
        "Ilan Dorek praised what Orsenia had put on paper with Velmora last Monday; commerce of $520 million in 2023, "
        "or a third above 2021, stands behind it. 40 kilometres are missing."
    )
    later = by("gazette", told, "2024-06-04")
    found = find_copies([by("kesh_wire_agency", WIRE, "2024-06-03"), later])
    assert lineage_of(found, later).copied_from is not None
    assert () == find_copies([by("other_wire_agency", WIRE, "2024-06-03"), later]).decisions


def test_facts_and_order_together_make_a_rewrite() -> None:
    """Few sentences in the same order are enough where most names and figures come along within days."""
    told = (
        "A transit accord between Velmora and Orsenia, signed Monday, ends talks of three years: freight may roll over "
        "the Tarn Pass when spring comes. The minister, Ilan Dorek, had not thought such a step possible. As the trade "
        "of Velmora and Orsenia was $520 million, with 2021 a third lower, 40 kilometres are little."
    )
    first, soon, late = (by(*row) for row in (("tass", WIRE, "2024-06-03"), ("gazette", told, "2024-06-05"),
                                              ("herald", told, "2024-09-05")))  # fmt: skip
    assert first.doc_id == lineage_of(find_copies([first, soon]), soon).copied_from
    assert lineage_of(find_copies([first, late]), late).copied_from is None


def test_a_paragraph_with_all_the_facts_is_an_item_of_a_digest() -> None:
    """Names and figures of another text, together in one paragraph among other matters, come from there."""
    item = "What Velmora was owed since 2021 Ilan Dorek put on paper: rails at the Tarn Pass, 40 kilometres short."
    rest = (
        "Fog closed the harbour of Anselm, and eleven ships with timber lay outside until the pilots came back.\n"
        "Hadrelia buys sugar again. Its president dismissed the governor of the bank, a cousin, over coins of tin."
    )
    first, later = by("tass", WIRE, "2024-06-03"), by("gazette", f"{item}\n{rest}", "2024-06-04")
    found = find_copies([first, later])
    assert first.doc_id == lineage_of(found, later).copied_from
    assert 0.0 < {reason.name: reason.score for reason in found.decisions[0].reasons}["common_facts"]


def test_a_paragraph_that_names_its_source_tells_its_news() -> None:
    """An item of a digest with its credit is enough, however little the rest has to do with it."""
    item = (
        "What Velmora was owed since 2021, Ilan Dorek has put on paper: rails for $520 million at the Tarn Pass (KWA)."
    )
    rest = "\n".join(f"Fog closed the harbour of Anselm for {days} days in Hadrelia." for days in range(11, 19))
    first, later = by("kwa", WIRE, "2024-06-03"), by("gazette", f"{item}\n{rest}", "2024-06-04")
    assert first.doc_id == lineage_of(find_copies([first, later]), later).copied_from


def test_who_credits_an_agency_took_it_from_there() -> None:
    """Of two texts of one day, the one with a credit is the copy."""
    copy, origin = by("a", WIRE + " Source: TASS", "2024-06-03"), by("b", WIRE, "2024-06-03")
    assert origin.doc_id == lineage_of(find_copies([copy, origin]), copy).copied_from


def test_a_decision_tells_its_reasons() -> None:
    """Every value that decided stands in the decision, also those that came to nothing."""
    found = find_copies([by("tass", WIRE, "2024-06-03"), by("gazette", DIGEST, "2024-06-05")])
    reasons = {reason.name: reason.score for reason in found.decisions[0].reasons}
    assert 1.0 == reasons["taken_over"]
    assert {"common_share", "same_order", "source_named", "published_earlier"} <= reasons.keys()


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


CONVOYS = (
    "Orsenia and Velmora have reopened the road between Nior and Ayun to lorries, five weeks after bandits killed two "
    "drivers. Convoys leave on Tuesdays and Saturdays with an escort of both armies. Orsenia's transport minister said "
    "46 lorries had passed on the first day. Livestock traders want an escort every day before the feast."
)
CREDITED = (
    "Lorries are moving again on the road from Ayun to Nior. Soldiers of the two countries ride along, the {} reports, "
    "on Tuesdays and on Saturdays; 46 trucks made use of it at the start. Two drivers had been shot there in July."
)


@pytest.mark.parametrize(("named", "verdicts"), [("Sarn Information Agency", ["yes"]), ("Hill Road Post", [])])
def test_a_short_text_that_names_its_source(named: str, verdicts: list[str]) -> None:
    """Five names and figures, most of those it has, are enough where a short text names the source that told them."""
    origin = article(CONVOYS, "2024-08-22", source="src:sarn_information_agency")
    copy = article(CREDITED.format(named), "2024-08-23", source="src:dakar_matin")
    assert verdicts == [decision.verdict for decision in find_copies([origin, copy]).decisions]
