"""One record for each of several things promised."""

import pytest

from tests.extract.conftest import Read, sides


def named(read: Read, text: str) -> list[list[str]]:
    """The works that each promise of a text names."""
    told = [claim for claim in read(text) if claim.kind == "commitment"]
    return [[naming.evidence.exact for naming in claim.undertakings] for claim in told]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        (
            "Velmora will build a railway, a port and two power plants in Orsenia.",
            ["a railway", "", "two power plants"],
        ),
        (
            "Ghana is ready to rebuild the Tema refinery, the Akosombo dam and a fertiliser plant in Togo.",
            ["the Tema refinery", "the Akosombo dam", "a fertiliser plant"],
        ),
        ("Peru ratified the tax treaty and the extradition treaty with Spain.", ["tax treaty", "extradition treaty"]),
        ("Rwanda agreed to mend the Ruzizi dam, the Kamanyola road and a post.", ["Ruzizi dam", "Kamanyola road", ""]),
    ],
)
def test_each_thing_has_its_own_record(read: Read, text: str, works: list[str]) -> None:
    """What is promised, signed or ratified in a list is told once for each thing; one without a name names none."""
    found = ["".join(names) for names in named(read, text)]
    assert len(works) == len(found)
    assert all(work in name and bool(work) == bool(name) for work, name in zip(works, found, strict=True))


def test_each_thing_has_its_own_words(read: Read) -> None:
    """The first quote is the whole clause, the second the words for the thing."""
    told = read("Turkey is prepared to invest in the Kashagan pipeline and the Caspian cable.")
    assert ["the Kashagan pipeline", "the Caspian cable"] == [claim.support[1].exact for claim in told]
    assert {"Turkey is prepared to invest in the Kashagan pipeline and the Caspian cable"} == {
        claim.support[0].exact for claim in told
    }


def test_a_state_behind_the_last_thing_is_of_all(read: Read) -> None:
    """`A refinery and a dam in Togo` are both in Togo; a state inside the name of one thing is of that one alone."""
    told = read("Ghana agreed to build the Tema refinery and the Akosombo dam in Togo.")
    assert [["tgo"], ["tgo"]] == [sides(claim)[1] for claim in told if claim.trigger.exact == "agreed"]
    told = read("Turkey is prepared to invest in the Kashagan cable and the Iran-Pakistan pipeline.")
    assert [[], ["irn", "pak"]] == [sides(claim)[1] for claim in told]


def test_parts_of_one_name_are_one_thing(read: Read) -> None:
    """`Evrin and Oltu power plants` are told together."""
    assert 1 == len(named(read, "Velmora is ready to mend Evrin and Oltu power plants in Orsenia."))


def test_one_work_beside_something_else_is_no_list(read: Read) -> None:
    """A work and what is no work are told together."""
    assert 1 == len(named(read, "Velmora promised Orsenia a railway and its friendship."))
