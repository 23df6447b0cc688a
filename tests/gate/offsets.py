"""From offsets in a document's canonical text back to offsets in the file it was made from."""

import unicodedata

REACH = 2000
"""How many characters of the file may be missing from the text in one place."""


def places_in(raw: str, text: str) -> list[int]:
    """For each character of a canonical text the offset in the raw one that it came from; order is never changed."""
    places, at = [], 0
    for sign in text:
        if not sign.isspace():
            at = _next(raw, at, sign)
        places.append(min(at, len(raw) - 1))
        at += not sign.isspace()
    return places


def _next(raw: str, at: int, sign: str) -> int:
    """Where the sign stands next, composed or not; where we are when it is not near."""
    for i in range(at, min(len(raw), at + REACH)):
        if raw[i] == sign or unicodedata.normalize("NFC", raw[i : i + 2]) == sign:
            return i
    return at
