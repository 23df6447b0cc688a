"""Places of the network between visits."""

from pathlib import Path
from shutil import copytree

from entente.api import create, open_project
from entente.ledger import Batch, Ledger
from entente.records import Producer
from entente.web.positions import NAME, keep_positions, read_positions
from entente.web.shelf import LedgerShelf
from tests.views import made

INVENTED = Path(__file__).parents[2] / "corpus/demo/vocabulary"


def test_what_is_kept_reads_back(tmp_path: Path) -> None:
    """Places are written by state, and the same places give the same bytes."""
    keep_positions(tmp_path, {"act:b": (0.25, 0.5), "act:a": (0.1, 0.2)})
    first = (tmp_path / NAME).read_bytes()
    keep_positions(tmp_path, read_positions(tmp_path))
    assert {"act:a": (0.1, 0.2), "act:b": (0.25, 0.5)} == read_positions(tmp_path)
    assert first == (tmp_path / NAME).read_bytes()


def test_a_broken_file_is_no_file(tmp_path: Path) -> None:
    """A file that holds something else, or places off the sheet, is passed over."""
    (tmp_path / NAME).write_text("[1, 2")
    assert {} == read_positions(tmp_path)
    (tmp_path / NAME).write_text('{"act:a": [7, 0.5], "act:b": [0.5, 0.5]}')
    assert {"act:b": (0.5, 0.5)} == read_positions(tmp_path)


def test_a_folder_that_takes_no_file_is_no_fault(tmp_path: Path) -> None:
    """Pages are shown from a folder that is gone or cannot be written to."""
    keep_positions(tmp_path / "gone", {"act:a": (0.1, 0.2)})
    assert not (tmp_path / "gone").exists()


def test_a_project_keeps_its_network(tmp_path: Path) -> None:
    """A shelf opened a second time shows every state where it was put."""
    create(tmp_path)
    copytree(INVENTED, tmp_path / "vocabulary")
    with Ledger.open(tmp_path / "ledger.entente") as ledger:
        ledger.append(Batch(producer=Producer(name="test", version="1"), records=(made.PROMISE, made.LEND)))
    first = LedgerShelf(open_project(tmp_path)).current().edition.positions
    assert first.keys() == {"act:xor", "act:xvm"}
    assert first == read_positions(tmp_path)
    keep_positions(tmp_path, dict.fromkeys(first, (0.3, 0.7)))
    again = LedgerShelf(open_project(tmp_path)).current().edition
    assert {"act:xor": (0.3, 0.7), "act:xvm": (0.3, 0.7)} == again.positions
