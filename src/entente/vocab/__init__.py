"""Words and rules as data: files under `data/`, each read once into a frozen table."""

from importlib.resources import files

__all__ = ["read_data"]


def read_data(*path: str) -> str:
    """The text of one data file, named by its path under `data/`."""
    return files(__name__).joinpath("data", *path).read_text(encoding="utf-8")
