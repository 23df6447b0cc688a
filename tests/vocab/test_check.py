from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from entente import vocab
from entente.errors import VocabularyError
from entente.records.problem import Problem
from entente.vocab import check, check_tables, read_data
from entente.vocab.actors import COLUMNS
from entente.vocab.check import CHECKS, LOADERS, check_vocabulary
from entente.vocab.domains import check_domains
from entente.vocab.pairs import load_pair_groups
from entente.vocab.segmentation import load_groups

VOCAB = Path(vocab.__path__[0])


def _is_check(name: str, value: object) -> bool:
    return name.startswith("check_") and callable(value)


def planted(name: str, row: str) -> tuple[Problem, ...]:
    """What the tables' checks find when a row is put behind those of a file."""
    return check_tables.check_tables({name: read_data("actors", name) + row + "\n"})


def test_shipped_files_hold_together() -> None:
    """The vocabulary that ships has no problem."""
    assert () == check_vocabulary()


def test_problem_names_file_line_and_right_value() -> None:
    """A reference to nobody is shown with its file and line, and the id that was meant."""
    row = "act:geor,Georgian land,short,,en,,,any_case,,"
    line = len(read_data("actors", "names.csv").splitlines()) + 1
    problem = next(p for p in planted("names.csv", row) if p.code == "unknown_actor")
    assert f"vocab/data/actors/names.csv:{line}" == problem.where
    assert 'did you mean "act:geo"?' == problem.remedy


PLANTED = [
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
]
"""A row put behind those of a file, and the error in it."""


@pytest.fixture(scope="module")
def found() -> Mapping[str, set[str]]:
    """The codes of what the checks find by place, with every wrong row planted at once."""
    texts = {name: "\n".join((read_data("actors", name).rstrip("\n"), *rows_for(name))) for name, _, _ in PLANTED}
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for problem in check_tables.check_tables(texts):
        codes[problem.where].add(problem.code)
    return codes


def rows_for(name: str) -> list[str]:
    """The rows planted in one file."""
    return [row for file, row, _ in PLANTED if file == name]


@pytest.mark.parametrize(("name", "row", "code"), PLANTED)
def test_planted_errors_are_found(name: str, row: str, code: str, found: Mapping[str, set[str]]) -> None:
    """Each kind of error is found at its line."""
    line = len(read_data("actors", name).splitlines()) + 1 + rows_for(name).index(row)
    assert code in found[f"vocab/data/actors/{name}:{line}"]


def test_wrong_head_is_one_problem() -> None:
    """A file with other columns is named, and its rows are not read by guess."""
    codes = [problem.code for problem in check_tables.check_tables({"succession.csv": "who,what\na,b\n"})]
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
    listed = {each.__name__ for each in (*CHECKS, *check_tables.TABLE_CHECKS)}
    written = {
        name for module in (check, check_tables) for name, value in vars(module).items() if _is_check(name, value)
    }
    assert written - {"check_vocabulary"} == listed


TOML = sorted(
    f"vocab/{file.relative_to(VOCAB)}"
    for file in (VOCAB / "data").rglob("*.toml")
    if file.parent.name not in ("lexicon", "firmness", "sentences")
)


@pytest.mark.parametrize("name", [name for name in TOML if name in LOADERS])
def test_a_damaged_file_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not what its loader expects is an error that names it."""
    monkeypatch.setattr(vocab, "read_data", lambda *path: "rule = 7\nrule = 8")
    for cached in (load_groups, load_pair_groups):
        cached.cache_clear()
    load = LOADERS[name]
    with pytest.raises(VocabularyError, match=name):
        getattr(load, "__wrapped__", load)()


def test_every_file_is_loaded_by_a_check() -> None:
    """Each file of words is checked by its loader, by that of its folder, or by a check of its own."""
    own = {"vocab/data/lang/en/domains.toml", "vocab/data/lang/en/confidence.toml"}
    assert [] == [name for name in TOML if name not in own and not any(name.startswith(key) for key in LOADERS)]


def test_domains_are_checked() -> None:
    """The words of the fields of relations are among what is checked."""
    assert check_domains in CHECKS
