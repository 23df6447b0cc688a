"""The book: its clocks, whom an actor stands for, what is left out."""

from datetime import date

from msgspec.structs import replace

from entente.records import Actor, Affiliation, Participant
from entente.records.encoding import to_json
from entente.views import Book, UnknownActor, find_state
from tests.views.made import ACTORS, BEGUN, BLUNT, COPY, LEND, LEND_AGAIN, PROMISE, book, document, state

ENVOY = Actor(
    actor_id="act:rendal", kind="person", name="Vasko Rendal", country=(Affiliation(iso3="XOR", to=date(2024, 12, 31)),)
)


def test_people_of_a_state_are_named_beside_it() -> None:
    """Farmers of a state, or its opposition, are not the state; its ministry is."""
    farmers = Participant(actor_id="act:xvm", name="the opposition", acts_as="OPP")
    ministry = Participant(actor_id="act:xvm", name="the ministry", acts_as="GOV")
    assert ["the opposition (Velmora)", "Velmora"] == [book().name_of_participant(one) for one in (farmers, ministry)]


def test_claims_need_their_document() -> None:
    """A claim whose text is not there is left out, since its quote would not open."""
    assert () == tuple(Book.of((COPY,), (LEND,)).claims)


def test_quotes_must_stand() -> None:
    """A claim whose support is orphaned is left out."""
    lost = replace(LEND, claim_id="", support=(replace(LEND.support[0], state="orphaned"),))
    assert () == tuple(Book.of((PROMISE,), (lost,)).claims)


def test_judged_on_the_latest_publication() -> None:
    """The day to judge on is that of the latest text, not today."""
    assert date(2025, 6, 5) == book().last_day


def test_wide_publication_is_its_first_day() -> None:
    """Of a text published within years, only the first day is certain not to be too late."""
    vague = document("Velmora waits.", "[2017-03-01..2026-11-30]")
    assert date(2017, 3, 1) == Book.of((vague,)).published_on(vague.doc_id)


def test_office_holders_act_for_their_state() -> None:
    """A person counts for the country it belonged to on that day, and no longer."""
    held = Book.of(actors={**ACTORS, "act:rendal": ENVOY})
    assert "act:xor" == held.state_of("act:rendal", date(2024, 6, 1))
    assert held.state_of("act:rendal", date(2025, 6, 1)) is None


def test_armed_groups_are_no_state() -> None:
    """An armed group does not act for the state it lives in."""
    assert book().state_of("act:rlf") is None


def test_persons_are_shown_with_their_state() -> None:
    """Who acts for a state has it in brackets."""
    held = Book.of(actors={**ACTORS, "act:rendal": ENVOY})
    person = Participant(actor_id="act:rendal", name="Rendal")
    assert "Vasko Rendal (Orsenia)" == held.name_of_participant(person, date(2024, 6, 1))


def test_copied_words_share_an_origin() -> None:
    """A claim in words that came with a copy has the origin of the first text."""
    assert book().origin_of(LEND) == book().origin_of(LEND_AGAIN)
    assert 1 == book().origins_in((LEND, LEND_AGAIN))
    assert 2 == book().origins_in((LEND, BEGUN))


def test_states_by_code_name_and_demonym() -> None:
    """A state answers to its code, its name and its adjective in any case."""
    assert ["act:xvm"] * 4 == [find_state(words, ACTORS) for words in ("XVM", "velmora", " Velmoran ", "act:xvm")]


def test_unknown_states_have_neighbours() -> None:
    """Words that name no state come back with the names nearest to them."""
    assert UnknownActor("Velmara", ("Velmora",)) == find_state("Velmara", ACTORS)


def test_living_states_come_before_former() -> None:
    """A name that a former state shares means the one that lives."""
    former = replace(state("XOZ", "Old Orsenia", "Orsenian", former=True), actor_id="act:old")
    assert "act:xor" == find_state("Orsenian", {"act:old": former, **ACTORS})


def test_records_sort_by_id() -> None:
    """The same records give the same book in whatever order they come."""
    turned = Book.of((COPY, BLUNT, PROMISE))
    assert [to_json(d) for d in Book.of((PROMISE, COPY, BLUNT)).documents.values()] == [
        to_json(d) for d in turned.documents.values()
    ]
