"""What tells everyday news (sport, courts, weather) from public affairs: signs of a text, and what they weigh."""

from functools import cache

import msgspec

from entente.errors import VocabularyError
from entente.vocab import read_data

PATH = ("lang", "{language}", "everyday.json")


class EverydayModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A logistic regression: above nought a stretch of text reads as public affairs, below it as everyday news."""

    trained_on: str
    licence: str
    weights: dict[str, float]
    """By sign."""


@cache
def load_everyday(language: str = "en") -> EverydayModel:
    """The language's weights."""
    path = tuple(part.format(language=language) for part in PATH)
    try:
        return msgspec.json.decode(read_data(*path), type=EverydayModel)
    except msgspec.DecodeError as error:
        raise VocabularyError(str(error), "/".join(("vocab/data", *path)), "train it again") from error
