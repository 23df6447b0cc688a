"""Claims of one happening as one event."""

from datetime import date

from msgspec.structs import replace

from entente.merge.copies import find_copies
from entente.merge.events import event_id_of, fold_event, resolve_event
from entente.merge.origins import Origins
from entente.records import UNKNOWN_DATE, Claim, Conflict, Document, Event, Source
from entente.records.codes import Status
from tests.merge.articles import article, claim, day, source

VELMORA, ORSENIA = "act:xvm", "act:xor"
TEXT = "Lassa said on Monday that Orsenia had signed the Kesh accord with Velmora. "


def told(
    number: int, status: Status = "happened", published: str | None = "2024-06-12", **fields: object
) -> tuple[Document, Claim]:
    """The signing as one of several documents tells it, in its own words."""
    document = article(TEXT + f"Report {number}.", published, f"src:paper{number}")
    values: dict[str, object] = {"actors": {"Orsenia": ORSENIA, "Velmora": VELMORA}, "when": day("2024-06"), **fields}
    made = claim(document, TEXT.strip(), "signed", "SUPPORT", status=status, **values)  # type: ignore[arg-type]
    return document, made


def fold(
    *reports: tuple[Document, Claim],
    sources: tuple[Source, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
    copies: bool = False,
) -> Event:
    """The event; unless `copies`, each document counts as an origin of its own."""
    documents = {document.doc_id: document for document, _ in reports}
    lineages = find_copies(documents.values() if copies else ()).lineages
    origins = Origins(lineages, {key: d.source_id for key, d in documents.items()}, sources)
    return fold_event([made for _, made in reports], documents, origins, conflicts).event


def test_two_independent_sources_confirm() -> None:
    """Digit 1 asks for two origins and no open conflict."""
    assert (1, 2, 2) == (fold(told(1), told(2)).grade.credibility, 2, fold(told(1), told(2)).n_independent)


def test_copies_never_improve_a_digit() -> None:
    """Two documents with the same words are one origin."""
    event = fold(told(1), told(2), copies=True)
    assert (3, 2, 1) == (event.grade.credibility, event.n_documents, event.n_independent)


def test_sources_of_one_house_count_once() -> None:
    """Papers of one independence group do not confirm each other."""
    house = tuple(source(f"src:paper{n}", independence_group="house", reliability="C") for n in (1, 2))
    event = fold(told(1), told(2), sources=house)
    assert ("C3", 1) == (str(event.grade), event.n_independent)


def test_a_party_on_its_own_act() -> None:
    """One source: 2 when a named party says it, 3 for somebody else, 6 for hearsay."""
    assert 2 == fold(told(1, holder=("Lassa", VELMORA, "named"))).grade.credibility
    assert 3 == fold(told(1, holder=("Lassa", "act:xka", "named"))).grade.credibility
    assert 6 == fold(told(1, holder=("Lassa", None, "hearsay"))).grade.credibility


def test_an_open_conflict_doubts() -> None:
    """Digit 4 with an open conflict; 5 when two deny and nobody named affirms."""
    yes, no = told(1), told(2, "denied")
    clash = Conflict(claim_a=yes[1].claim_id, claim_b=no[1].claim_id, field="polarity", kind="denial")
    assert 4 == fold(yes, no, conflicts=(clash,)).grade.credibility
    rumour = told(3, holder=("Lassa", None, "hearsay"))
    assert 5 == fold(told(1, "denied"), no, rumour).grade.credibility


def test_of_equals_the_first_in_print_wins() -> None:
    """Fields and parties named equally often stand as first printed, whatever the alphabet or the order read."""
    first = told(1, published="2024-06-11", domains=("transport",), actors={"Velmora": VELMORA})
    later = told(2, published="2024-06-12", domains=("energy",), actors={"Orsenia": ORSENIA})
    undated = told(3, published=None, domains=("culture",), actors={"Kesh": "act:aaa"})
    event = fold(undated, later, first)
    assert event == fold(first, later, undated)
    assert ("transport", "energy", "culture") == event.domains
    assert [VELMORA, ORSENIA, "act:aaa"] == [actor.actor_id for actor in event.actors]


def test_a_denial_alone_deletes_nothing() -> None:
    """C4: an event that is only denied stands, as denied."""
    assert "denied" == fold(told(1, "denied")).status


def test_plans_give_way_to_deeds() -> None:
    """Two papers that announced it do not outvote the one that saw it."""
    event = fold(told(1, "planned", "2024-05-30"), told(2, "planned", "2024-05-31"), told(3, published="2024-06-12"))
    assert ("happened", date(2024, 6, 12)) == (event.status, event.first_published)


def test_ties_go_to_the_latest() -> None:
    """C4: of equally graded claims the latest published decides."""
    assert "denied" == fold(told(1, published="2024-06-10"), told(2, "denied", "2024-06-14")).status


def test_the_best_supported_date() -> None:
    """The narrowest of the dates that most origins allow; an unknown one supports nothing."""
    event = fold(told(1), told(2, when=day("2024-06-11")), told(3, when=UNKNOWN_DATE))
    assert "2024-06-11" == event.when.edtf


def test_a_deed_is_not_dated_after_its_report() -> None:
    """D4: a later date is set aside, and a problem says so."""
    document, made = told(1, published="2024-06-12", when=day("2024-07-01"))
    origins = Origins((), {})
    found = fold_event([made], {document.doc_id: document}, origins)
    assert (None, date(2024, 6, 12)) == (found.event.when.earliest, found.event.when.latest)
    assert ["date_after_report"] == [problem.code for problem in found.problems]


def test_nobody_is_on_both_sides() -> None:
    """An actor of one report is not also a recipient because another report turns it."""
    event = fold(told(1), told(2, actors={"Orsenia": ORSENIA}, recipients={"Velmora": VELMORA}))
    assert ({ORSENIA, VELMORA}, ()) == ({actor.actor_id for actor in event.actors}, event.recipients)


def test_every_id_ever_given_leads_to_the_event() -> None:
    """C6: an event bears the id of its first claim, so an old id is that of a claim in it."""
    one, two = told(1), told(2)
    joined = fold(one, two)
    for _, made in (one, two):
        assert resolve_event(event_id_of(made.claim_id), [joined]) == joined
    assert resolve_event("evt:unknown", [joined]) is None


def test_the_opposition_is_apart_from_its_state() -> None:
    """People of a state who do not act as it are a participant of their own, and may be against it."""
    document, made = told(1, actors={"Orsenia": "act:pak"}, recipients={"Velmora": "act:pak"})
    opposition = tuple(replace(actor, acts_as="OPP") for actor in made.actors)
    event = fold((document, replace(made, claim_id="", actors=opposition)))
    assert ([("act:pak", "OPP")], ["act:pak"]) == (
        [(actor.actor_id, actor.acts_as) for actor in event.actors],
        [recipient.actor_id for recipient in event.recipients],
    )


def test_of_mere_words_the_speaker_is_the_doer() -> None:
    """Those whom experts speak about are no speakers; who is not named leaves the doer open."""
    document, made = told(1, holder=("Lassa", None, "unnamed_source"))
    words = replace(made, claim_id="", kind="statement", type="SAY")
    event = fold((document, words))
    assert ((), {ORSENIA, VELMORA}) == (event.actors, {recipient.actor_id for recipient in event.recipients})


def test_who_speaks_for_a_state_is_the_state() -> None:
    """An ambassador whom the vocabulary does not know is no party of his own."""
    document, made = told(1, holder=("Lassa", None, "named"))
    ambassador = replace(made.actors[0], surface="Lassa", actor_id=None, on_behalf_of=ORSENIA, acts_as="GOV")
    holders = (*made.holders[:-1], replace(made.holders[-1], actor_mention=ambassador))
    event = fold((document, replace(made, claim_id="", kind="statement", type="SAY", holders=holders)))
    assert [ORSENIA] == [actor.actor_id for actor in event.actors]
