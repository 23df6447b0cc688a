import pytest

from entente.records.problem import Problem
from entente.vocab import read_data
from entente.vocab.actors import COLUMNS
from entente.vocab.check import CHECKS, check_tables, check_vocabulary
from entente.vocab.domains import check_domains


def planted(name: str, row: str) -> tuple[Problem, ...]:
    """What the tables' checks find when a row is put behind those of a file."""
    return check_tables({name: read_data("actors", name) + row + "\n"})


def test_shipped_files_hold_together() -> None:
    """The vocabulary that ships has no problem."""
    assert () == check_vocabulary()


def test_shipped_tables_hold_together() -> None:
    """The tables of actors that ship have no problem."""
    assert () == check_tables()


def test_problem_names_file_line_and_right_value() -> None:
    """A reference to nobody is shown with its file and line, and the id that was meant."""
    row = "act:geor,Georgian land,short,,en,,,any_case,,"
    line = len(read_data("actors", "names.csv").splitlines()) + 1
    problem = next(p for p in planted("names.csv", row) if p.code == "unknown_actor")
    assert f"vocab/data/actors/names.csv:{line}" == problem.where
    assert 'did you mean "act:geo"?' == problem.remedy


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("names.csv", "act:rus,Rus land,shorts,,en,,,any_case,,", "unknown_code"),
        ("names.csv", "act:rus,Rus land,short,,en,1991-13,,any_case,,", "bad_date"),
        ("names.csv", "act:rus,Rus land,short,,en,2001-02-30,,any_case,,", "bad_date"),
        ("names.csv", "act:rus,Rus land,short,,en,2001,1999,any_case,,", "ends_first"),
        ("names.csv", "act:rus,Rus land ,short,,en,,,any_case,,", "stray_space"),
        ("names.csv", "act:rus,Rus land,short,,en,,,any_case", "wrong_width"),
        ("names.csv", "act:rus,France,short,,en,,,any_case,,", "name_twice"),
        ("names.csv", "act:rus,Russia,short,,en,2000,2010,any_case,,", "name_twice"),
        ("names.csv", "act:rus,Rusish,demonym,,en,,,any_case,,", "demonym_form"),
        ("names.csv", "act:rus,,short,,en,,,any_case,,", "empty_cell"),
        ("states.csv", "act:new,state,RUS,,,Newland,,,east_asia,,,,", "code_twice"),
        ("states.csv", "act:new,state,,,,Newland,,,east_asia,,,,", "no_name"),
        ("states.csv", "act:rus,state,,,,Russia,,,east_asia,,,,", "id_twice"),
        ("states.csv", "act:New,state,,,,Newland,,,east_asia,,,,", "bad_id"),
        ("offices.csv", "Ann Other,Other,head_of_state,president,act:usa,2010,2012,,high", "two_holders"),
        ("offices.csv", "Ann Other,Other,head_of_state,president,act:sun,1990,1995,yes,high", "outside_validity"),
        ("members.csv", "act:warsawpact,act:hun,1990,1999,", "outside_validity"),
        ("posts.csv", "troops,members,other,,MIL,,any_case,", "post_twice"),
        ("posts.csv", "big chief,holder,head_of_state,presidnt,GOV,,any_case,", "unknown_title"),
        ("succession.csv", "act:rus,act:rus,continues,,", "own_successor"),
    ],
)
def test_planted_errors_are_found(name: str, row: str, code: str) -> None:
    """Each kind of error in a row is found by its check."""
    assert code in {problem.code for problem in planted(name, row)}


def test_wrong_head_is_one_problem() -> None:
    """A file with other columns is named, and its rows are not read by guess."""
    codes = [problem.code for problem in check_tables({"succession.csv": "who,what\na,b\n"})]
    assert ["wrong_head"] == codes


def test_a_shared_name_may_say_so() -> None:
    """Two actors may bear one name when both rows ask for context."""
    assert () == planted("names.csv", "act:usa,Georgia,short,,en,,,needs_context,,the state")


def test_every_file_has_a_head_with_source_and_licence() -> None:
    """Every table says at its head where it comes from and under which licence."""
    for name in COLUMNS:
        head = read_data("actors", name).split(",".join(COLUMNS[name]))[0]
        assert "Source: " in head, name
        assert "CC BY 4.0" in head, name


def test_checks_stand_in_one_tuple() -> None:
    """Every check of the module is listed, so that a new one cannot be forgotten."""
    import entente.vocab.check as module

    listed = {check.__name__ for check in (*CHECKS, *module.TABLE_CHECKS)}
    written = {name for name in vars(module) if name.startswith("check_")} - {"check_vocabulary"}
    assert written == listed


def test_domains_are_checked() -> None:
    """The words of the fields of relations are among what is checked."""
    assert check_domains in CHECKS
