from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from entente.records.actors import Actor
from entente.records.codes import Post
from entente.vocab.actors import Actors, Alias, load_actors, person_id, read_table
from entente.words import fold_text


@pytest.fixture(scope="module")
def actors() -> Actors:
    """The shipped tables."""
    return load_actors()


def named(actors: Actors, text: str, day: date) -> set[str]:
    """The actors that a text names on a day, by folded text."""
    return {alias.actor_id for alias in aliases(actors, text) if alias.covers(day)}


def aliases(actors: Actors, text: str) -> Iterator[Alias]:
    """Every row of a text, by folded text."""
    return (alias for alias in actors.names if fold_text(alias.text) == fold_text(text))


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("state", 200), ("former_state", 40), ("territory", 75), ("igo", 300), ("armed_group", 350), ("party", 450),
        ("company", 300), ("media", 150), ("ngo", 80), ("government_body", 200), ("person", 5000),
    ],
)  # fmt: skip
def test_enough_actors(actors: Actors, kind: str, floor: int) -> None:
    """The tables hold the actors that news names, of every kind."""
    assert Counter(actor.kind for actor in actors.by_id.values())[kind] >= floor  # type: ignore[index]  # a kind


def test_enough_metonyms(actors: Actors) -> None:
    """At least two hundred residences, ministries and seats stand for a state, each in a sector."""
    seats = [alias for alias in actors.names if alias.kind in ("residence", "ministry_seat")]
    assert len(seats) >= 550
    assert all(alias.acts_as for alias in seats if alias.actor_id in ("act:rus", "act:usa", "act:pak"))


def test_un_members(actors: Actors) -> None:
    """The United Nations had 51 members at the start, 159 before the end of the Cold War, and has 193."""
    days = (date(1946, 1, 1), date(1989, 6, 1), date(2024, 1, 1))
    assert [51, 159, 193] == [len(actors.members_on("act:un", day)) for day in days]


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("act:eu", date(2019, 6, 1), 28), ("act:eu", date(2024, 6, 1), 27), ("act:eec", date(1987, 1, 1), 12),
        ("act:nato", date(1982, 1, 1), 15), ("act:nato", date(2024, 4, 1), 32), ("act:asean", date(2000, 1, 1), 10),
        ("act:sco", date(2010, 1, 1), 6), ("act:sco", date(2024, 8, 1), 10), ("act:brics", date(2024, 2, 1), 9),
        ("act:saarc", date(2010, 1, 1), 8), ("act:gcc", date(2020, 1, 1), 6), ("act:csto", date(2020, 1, 1), 6),
        ("act:arableague", date(2010, 1, 1), 22), ("act:oic", date(2024, 1, 1), 56), ("act:au", date(2020, 1, 1), 55),
        ("act:ecowas", date(2020, 1, 1), 15), ("act:ecowas", date(2025, 6, 1), 12), ("act:opec", date(2024, 6, 1), 12),
        ("act:oecd", date(2022, 1, 1), 38), ("act:coe", date(2021, 1, 1), 47), ("act:coe", date(2023, 1, 1), 46),
        ("act:sadc", date(2020, 1, 1), 16), ("act:apec", date(2020, 1, 1), 21), ("act:eurozone", date(2024, 1, 1), 20),
        ("act:warsawpact", date(1960, 1, 1), 8), ("act:oas", date(2020, 1, 1), 35),
        ("act:caricom", date(2020, 1, 1), 15), ("act:commonwealth", date(2024, 1, 1), 56),
        ("act:osce", date(2024, 1, 1), 57), ("act:csce", date(1975, 8, 1), 35), ("act:celac", date(2024, 1, 1), 33),
        ("act:comesa", date(2020, 1, 1), 21), ("act:arcticcouncil", date(2020, 1, 1), 8),
        ("act:sica", date(2020, 1, 1), 8), ("act:cplp", date(2020, 1, 1), 9),
    ],
)  # fmt: skip
def test_membership_counts(actors: Actors, body: str, day: date, count: int) -> None:
    """A body has as many members on a day as it counted then."""
    assert count == len(set(actors.members_on(body, day)))


@pytest.mark.parametrize(
    ("post", "body", "day", "person"),
    [
        ("head_of_state", "act:rus", date(2010, 1, 1), "Dmitry Medvedev"),
        ("head_of_government", "act:rus", date(2010, 1, 1), "Vladimir Putin"),
        ("head_of_state", "act:sun", date(1990, 6, 1), "Mikhail Gorbachev"),
        ("head_of_state", "act:usa", date(1962, 10, 20), "John F. Kennedy"),
        ("foreign_minister", "act:usa", date(1972, 2, 1), "William P. Rogers"),
        ("head_of_government", "act:deu", date(2008, 9, 15), "Angela Merkel"),
        ("head_of_government", "act:gbr", date(1956, 11, 1), "Anthony Eden"),
        ("head_of_government", "act:pak", date(2020, 5, 1), "Imran Khan"),
        ("commander", "act:pak", date(2018, 5, 1), "Qamar Javed Bajwa"),
        ("foreign_minister", "act:ind", date(2022, 3, 1), "S. Jaishankar"),
        ("head_of_state", "act:fra", date(2010, 1, 1), "Nicolas Sarkozy"),
        ("head_of_government", "act:chn", date(2005, 1, 1), "Wen Jiabao"),
        ("head_of_government", "act:irn", date(2015, 7, 14), "Hassan Rouhani"),
        ("foreign_minister", "act:tur", date(2017, 1, 1), "Mevlüt Çavuşoğlu"),
        ("other", "act:nato", date(2018, 1, 1), "Jens Stoltenberg"),
        ("head_of_government", "act:ita", date(1978, 3, 16), "Giulio Andreotti"),
        ("head_of_state", "act:dza", date(1992, 3, 1), "Mohamed Boudiaf"),
        ("foreign_minister", "act:jpn", date(1985, 6, 1), "Shintaro Abe"),
        ("foreign_minister", "act:ken", date(2014, 6, 1), "Amina Mohamed"),
        ("head_of_state", "act:bol", date(1982, 12, 1), "Hernán Siles Zuazo"),
        ("head_of_government", "act:slb", date(2020, 6, 1), "Manasseh Sogavare"),
        ("defence_minister", "act:col", date(2007, 6, 1), "Juan Manuel Santos"),
        ("other", "act:likud", date(2022, 1, 1), "Benjamin Netanyahu"),
    ],
)
def test_office_holders(actors: Actors, post: Post, body: str, day: date, person: str) -> None:
    """An office is held by the person who held it that day."""
    assert person in {office.person for office in actors.offices_on(post, body, day)}


@pytest.mark.parametrize(
    ("year", "led", "foreign"), [(1955, 0.9, 0.3), (1985, 0.95, 0.45), (2005, 0.95, 0.65), (2024, 0.99, 0.85)]
)
def test_offices_cover_the_un(actors: Actors, year: int, led: float, foreign: float) -> None:
    """Nearly all members of the United Nations have a head on the day, and the later the more a foreign minister."""
    day = date(year, 7, 1)
    members = actors.members_on("act:un", day)
    heads = [
        m
        for m in members
        if actors.offices_on("head_of_state", m, day) or actors.offices_on("head_of_government", m, day)
    ]
    ministers = [m for m in members if actors.offices_on("foreign_minister", m, day)]
    assert len(heads) / len(members) >= led
    assert len(ministers) / len(members) >= foreign


def test_one_row_for_one_person(actors: Actors) -> None:
    """A full name is not also a name of another of the same state; namesakes bear a year or a party in brackets."""
    full = {fold_text(actors.by_id[holder].name): holder for holder in actors.offices_by_holder}
    bodies = {holder: {office.role.body for office in held} for holder, held in actors.offices_by_holder.items()}
    shared = [
        name.text
        for name in actors.holder_names
        if (other := full.get(fold_text(name.text), name.holder)) != name.holder and bodies[other] & bodies[name.holder]
    ]
    assert {"Andris Bērziņš", "Bjarni Benediktsson", "Modibo Keïta"} == set(shared)


def test_a_date_that_is_not_a_day_is_not_sure(actors: Actors) -> None:
    """Most offices are known to the day; every row says how sure it is."""
    assert {"high", "medium"} == {office.confidence for office in actors.offices}
    assert 0.7 < sum(office.confidence == "high" for office in actors.offices) / len(actors.offices) < 0.95


def test_day_of_hand_over(actors: Actors) -> None:
    """On the day of a hand-over both hold the office, and the day after one does."""
    assert 2 == len(actors.offices_on("head_of_state", "act:usa", date(2021, 1, 20)))
    assert 1 == len(actors.offices_on("head_of_state", "act:usa", date(2021, 1, 21)))


def test_person_keeps_id_across_offices(actors: Actors) -> None:
    """One person is one actor in all offices held, and belongs to the country served."""
    putin = person_id("Vladimir Putin")
    assert {"president", "prime minister"} <= {office.title for office in actors.offices_of(putin)}
    assert "RUS" == actors.by_id[putin].country_on(date(2024, 1, 1))


def test_namesakes_stay_apart(actors: Actors) -> None:
    """Two persons of one name are two actors."""
    cdu, spd = person_id("Gerhard Schröder (CDU)"), person_id("Gerhard Schröder")
    holders = {name.holder for name in actors.holder_names if name.text == "Gerhard Schröder"}
    assert {cdu, spd} == holders


def test_short_forms_are_marked(actors: Actors) -> None:
    """A surname alone is not a whole name; an accent does not make a name another."""
    whole = {name.text: name.whole for name in actors.holder_names if name.holder == "act:recep_tayyip_erdogan"}
    assert whole["Erdogan"] is False
    assert whole["Recep Tayyip Erdogan"] is True


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("Moscow", date(1980, 1, 1), {"act:sun"}),
        ("Moscow", date(2020, 1, 1), {"act:rus"}),
        ("Kremlin", date(2020, 1, 1), {"act:rus"}),
        ("Congo", date(2020, 1, 1), {"act:cog", "act:cod"}),
        ("Zaire", date(1990, 1, 1), {"act:cod"}),
        ("Zaire", date(2010, 1, 1), set()),
        ("Macedonia", date(2010, 1, 1), {"act:mkd"}),
        ("Yugoslavia", date(1999, 5, 1), {"act:scg"}),
        ("Bonn", date(1985, 1, 1), {"act:frg"}),
        ("Rangoon", date(1990, 1, 1), {"act:mmr"}),
        ("Dominican", date(2020, 1, 1), {"act:dom", "act:dma"}),
        ("Ceylon", date(1960, 1, 1), {"act:lka"}),
    ],
)
def test_names_hold_for_their_days(actors: Actors, text: str, day: date, found: set[str]) -> None:
    """A name names the actor that bore it that day, and all of them when several did."""
    assert found == named(actors, text, day)


@pytest.mark.parametrize(
    "text", ["Georgia", "Jordan", "Washington", "Chad", "Guinea", "Congo", "Korea", "Lebanon", "Victoria"]
)
def test_ambiguous_names_ask_for_context(actors: Actors, text: str) -> None:
    """A name that is also something else does not stand alone."""
    assert {"needs_context"} == {alias.match for alias in aliases(actors, text)}


@pytest.mark.parametrize("text", ["US", "Turkey", "Pole", "Polish", "Swede", "EU", "Mali", "Danish"])
def test_words_keep_their_capitals(actors: Actors, text: str) -> None:
    """A name that is a common word in small letters counts only as written."""
    assert {"exact_case"} == {alias.match for alias in aliases(actors, text)}


@pytest.mark.parametrize(
    ("text", "state", "sector"),
    [
        ("Pentagon", "act:usa", "MIL"), ("Foggy Bottom", "act:usa", "GOV"), ("Quai d'Orsay", "act:fra", "GOV"),
        ("Rawalpindi", "act:pak", "MIL"), ("Lok Sabha", "act:ind", "LEG"), ("Zhongnanhai", "act:chn", "GOV"),
        ("Blue House", "act:kor", "GOV"), ("Bankova", "act:ukr", "GOV"), ("Itamaraty", "act:bra", "GOV"),
        ("Malacanang", "act:phl", "GOV"), ("Aso Rock", "act:nga", "GOV"), ("Lubyanka", "act:rus", "SPY"),
    ],
)  # fmt: skip
def test_metonyms(actors: Actors, text: str, state: str, sector: str) -> None:
    """A residence or ministry stands for its state, in the sector that sits there."""
    assert sector in {alias.acts_as for alias in aliases(actors, text) if alias.actor_id == state and alias.acts_as}


def test_succession(actors: Actors) -> None:
    """What became of a state is told by kind and day; a renamed one has no successor but itself."""
    kinds = {s.successor: s.kind for s in actors.successors("act:sun")}
    assert 15 == len(kinds)
    assert "continues" == kinds["act:rus"]
    assert () == actors.successors("act:bfa")
    assert "act:yug" in actors.predecessors["act:svn"]


def test_former_states_keep_their_codes(actors: Actors) -> None:
    """A state that ended is not written with its successor's code (A4)."""
    assert ("SUN", "SUHH") == (actors.by_id["act:sun"].ids.iso3, actors.by_id["act:sun"].ids.iso3166_3)
    assert "CSK" == actors.by_id["act:csk"].country_on(date(1980, 1, 1))


def test_disputed_entities(actors: Actors) -> None:
    """A disputed entity is itself, and says whose it is in name (A5, A7)."""
    assert ("Kosovo", "XKX") == (actors.by_id["act:xkx"].name, actors.by_id["act:xkx"].ids.iso3)
    abkhazia = actors.backgrounds["act:abk"]
    assert abkhazia.disputed
    assert "act:geo" == abkhazia.sovereign
    assert "GEO" == actors.by_id["act:abk"].country_on(date(2020, 1, 1))


def test_role_words(actors: Actors) -> None:
    """A word for a role leads to the title that bears it, in the state where it does."""
    posts = {(post.text, post.country): post for post in actors.posts}
    assert "foreign_minister" == posts["secretary of state", "act:usa"].post
    assert "other" == posts["foreign secretary", "act:pak"].post
    assert ("MIL", "members") == (posts["troops", ""].sector, posts["troops", ""].scope)
    assert len(posts) >= 350


def test_every_actor_can_be_found(actors: Actors) -> None:
    """Every actor but a person has a name in the tables, and every person a whole name."""
    found = {alias.actor_id for alias in actors.names} | {name.holder for name in actors.holder_names if name.whole}
    assert set(actors.by_id) == found


def test_records_are_records(actors: Actors) -> None:
    """What the tables give is a record like any other, and stays the same when loaded again."""
    assert load_actors() is actors
    russia = actors.by_id["act:rus"]
    assert isinstance(russia, Actor)
    assert ("RUS", "365") == (russia.ids.iso3, russia.ids.cow)
    assert "capital" in {name.kind for name in russia.names}


def test_lines_are_those_of_the_file() -> None:
    """A row knows the line it stands on, comments and head counted."""
    lines = [row.line for row in read_table("succession.csv")]
    assert all(one < other for one, other in pairwise(lines))
    text = "# a comment\nactor_id,successor,kind,on,note\n# another\nact:sun,act:rus,continues,1991-12-26,\n"
    assert [4] == [row.line for row in read_table("succession.csv", text)]
