"""Words and rules as data: files under `data/`, each read once into a frozen table."""

from importlib.resources import files
from typing import TypeVar

import msgspec

from entente.errors import VocabularyError

__all__ = ["Group", "Proven", "read_data", "read_toml"]

Shape = TypeVar("Shape")


class Proven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What proves itself: texts that it decides, and near misses, marked as the head of its file says."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Group(Proven, frozen=True, kw_only=True):
    """One rule and the words it is about."""

    rule: str
    members: tuple[str, ...]


def read_data(*path: str) -> str:
    """The text of one data file, named by its path under `data/`."""
    return files(__name__).joinpath("data", *path).read_text(encoding="utf-8")


def read_toml(shape: type[Shape], *path: str) -> Shape:
    """One file of words and rules, as the type that says what may stand in it; an error names the file."""
    try:
        return msgspec.toml.decode(read_data(*path), type=shape)
    except msgspec.DecodeError as error:
        raise VocabularyError(
            str(error), "/".join(("vocab/data", *path)), "write it as the entries around it are"
        ) from error
