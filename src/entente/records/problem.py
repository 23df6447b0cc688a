"""Something that went wrong with an input, as data."""

import re

from msgspec.structs import force_setattr

from entente.records.record import Record

_SURROGATE = re.compile("[\ud800-\udfff]")


class Problem(Record, frozen=True, kw_only=True, tag_field="record", tag="problem"):
    """What was met, where, and what to do next; the run goes on."""

    code: str
    """A slug that stays the same across versions: `sentence_too_long`."""
    message: str
    where: str = ""
    """File, address or record id; empty when the caller knows it."""
    remedy: str = ""
    start: int | None = None
    """Code points in the text; None: the problem has no place in a text."""
    end: int | None = None
    """None exactly when `start` is."""

    def __post_init__(self) -> None:
        """Any words will do: a lone surrogate, as in a file name that is not UTF-8, becomes U+FFFD."""
        for name in ("message", "where", "remedy"):
            words = getattr(self, name)
            if not words.isascii() and _SURROGATE.search(words):
                force_setattr(self, name, _SURROGATE.sub("\ufffd", words))
