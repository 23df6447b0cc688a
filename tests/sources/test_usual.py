"""What a folder of articles may hold that is none."""

from pathlib import Path

from entente.records.raw import RawItem
from entente.sources import read_sources


def origins(folder: Path) -> list[str]:
    """Names of the files that are read."""
    return [Path(item.origin).name for item in read_sources([str(folder)]) if isinstance(item, RawItem)]


def test_readme_is_no_article(tmp_path: Path) -> None:
    """Pages about the folder itself are left out."""
    for name in ("README.md", "LICENSE", "one.txt"):
        (tmp_path / name).write_text("Kenya and Uganda signed a treaty.")
    assert origins(tmp_path) == ["one.txt"]


def test_ignore_file_takes_back(tmp_path: Path) -> None:
    """A user's own rule has the last word."""
    (tmp_path / "README.md").write_text("Kenya and Uganda signed a treaty.")
    (tmp_path / ".ententeignore").write_text("!README.md\n")
    assert origins(tmp_path) == ["README.md"]
