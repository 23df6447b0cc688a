"""Actors, offices and holders."""

from datetime import date

import pytest

from entente.records import AUTHOR, Actor, Affiliation, Holder, Role, Validity

TERM = Validity(from_=date(1991, 8, 31), to=date(2005, 3, 24))


@pytest.mark.parametrize(
    ("day", "covered"),
    [(date(1991, 8, 30), False), (date(1991, 8, 31), True), (date(2005, 3, 24), True), (date(2005, 3, 25), False)],
)
def test_validity_includes_both_ends(day: date, covered: bool) -> None:
    """A term holds on its first and its last day."""
    assert TERM.covers(day) is covered


def test_an_open_validity_always_holds() -> None:
    """No ends, no limits."""
    assert Validity().covers(date.min)
    assert Validity().covers(date.max)


def test_a_country_is_that_of_the_day() -> None:
    """A1, A4: an actor belongs to the country of the time, never to a successor's."""
    homes = (Affiliation(iso3="XVM", from_=date(1992, 1, 1)), Affiliation(iso3="XZZ", to=date(1991, 12, 31)))
    actor = Actor(kind="person", name="A. Person", country=homes)
    assert [actor.country_on(date(year, 6, 1)) for year in (1980, 2000)] == ["XZZ", "XVM"]


def test_roles_are_of_actors_and_in_order() -> None:
    """An office is held by an actor, at an actor, and does not end before it starts."""
    with pytest.raises(ValueError, match="should start with act:"):
        Role(holder="A. Person", post="ambassador", body="act:xvm")
    with pytest.raises(ValueError, match="before it starts"):
        Role(holder="act:p", post="ambassador", body="act:xvm", from_=date(2020, 1, 2), to=date(2020, 1, 1))


def test_only_the_author_needs_no_words() -> None:
    """Every other holder is named by a quote."""
    assert AUTHOR.evidence is None
    with pytest.raises(ValueError, match='holder "rail official" has no evidence'):
        Holder(label="rail official", anonymity="unnamed_official")


def test_an_actor_named_the_same_is_the_same() -> None:
    """Without a slug of its own, kind and name make the id."""
    one, other = Actor(kind="company", name="Tarn Rail"), Actor(kind="company", name="Tarn Rail", sectors=("BUS",))
    assert one.actor_id == other.actor_id != Actor(kind="ngo", name="Tarn Rail").actor_id
