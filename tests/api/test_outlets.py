"""The user's list of outlets: read from a table, kept in the ledger, refused whole where a cell is wrong."""

from pathlib import Path

import pytest

from entente import api
from entente.api.outlets import enter, read_list
from entente.errors import EntenteError
from entente.ledger import Ledger
from entente.records import Source

HEAD = "source_id,name,kind,country,languages,control,reliability,licence\n"
COURIER = 'courier,"Courier, Lassa",newspaper,XVM,"en, fr",independent,B,CC-BY-4.0\n'
WIRE = "wire,The Wire,wire,,,,,\n"


def table(folder: Path, text: str) -> Path:
    """A table in a file."""
    path = folder / "outlets.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_an_outlet(tmp_path: Path) -> None:
    """Each line is an outlet; an empty cell says nothing of it."""
    courier, wire = read_list(table(tmp_path, "\ufeff" + HEAD + COURIER + WIRE))
    assert Source(
        source_id="courier", name="Courier, Lassa", kind="newspaper", country="XVM", languages=("en", "fr"),
        control="independent", reliability="B", licence="CC-BY-4.0",
    ) == courier  # fmt: skip
    assert Source(source_id="wire", name="The Wire", kind="wire") == wire


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nCourier\n", "no source_id"),
        ("source_id,name,colour\na,A,red\n", "colour"),
        (HEAD + COURIER.replace(",B,", ",G,"), "line 2"),
        (HEAD + COURIER.replace("XVM", "Velmora"), "Velmora"),
        (HEAD + WIRE + WIRE, "line 3"),
        (HEAD + "wire,The Wire\n", "line 2"),
        (HEAD + WIRE.strip() + ",one more\n", "line 2"),
        (HEAD + ",Nameless,,,,,,\n", "line 2"),
        ("", "no source_id"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong is told with the place it stands at."""
    with pytest.raises(EntenteError, match=told):
        read_list(table(tmp_path, text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A file of another sort, or none at all, is told."""
    (tmp_path / "list.csv").write_bytes(b"\xff\xfe\x00")
    for name, remedy in (("list.csv", "the first line names columns"), ("nowhere.csv", "check the path")):
        with pytest.raises(EntenteError, match=rf"{name}.*; {remedy}"):
            read_list(tmp_path / name)


def test_a_later_list_replaces_the_lines_it_names(tmp_path: Path) -> None:
    """The same list again writes nothing; a changed line stands instead of the old one, the others stay."""
    project = api.create(tmp_path / "p")
    first = read_list(table(tmp_path, HEAD + COURIER + WIRE))
    assert 2 == enter(project, first).added
    assert enter(project, first).batch is None
    enter(project, read_list(table(tmp_path, HEAD + COURIER.replace(",B,", ",C,"))))
    with Ledger.open(project.ledger, read_only=True) as ledger:
        found = {each.source_id: each.reliability for each in ledger.records("source") if isinstance(each, Source)}
    assert {"courier": "C", "wire": "F"} == found
