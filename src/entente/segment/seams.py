"""Places where a sentence ends without a stop: time stamps, addresses, ruled lines, closing formulas and emoticons.

Each pattern starts with a set of signs that are rare in prose and looks behind only then: that is what makes it quick.
"""

import re
from collections.abc import Iterator

from entente.vocab.segmentation import load_segmentation

TABLES = load_segmentation()
CLOSINGS = tuple(TABLES.closings)
STAMP_LEADS = frozenset(TABLES.stamp_leads)
LOOK_BEHIND = 24
"""As many code points before a seam as are read for what leads to it."""

STAMP = re.compile(r"\d(?<![\w/].)\d?/\d\d?/(?:\d\d){1,2} \d\d?:\d\d(?::\d\d)?(?: [AP]M(?!\w)|(?! [AP]M))(?=\s|\Z)")
URL = re.compile(r"(?:http|www)\S*")
BEHIND_URL = re.compile(r"(?<=[\w/])\s+(?:[A-Z]|http|www)")
EMAIL = re.compile(r"@\w[\w-]*(?:\.\w[\w-]*)+>?(?=\s+[A-Z])")
RULED = re.compile(r"[-_=*](?<!\S.)(?:(?<=-)-{3,}|(?<=_)_{3,}|(?<==)={3,}|(?<=\*)\*{3,})(?!\S)")
CLOSING = re.compile(r",(?=\s+[A-Z]\w)")
EMOTICON = re.compile(
    "(?:"
    + "|".join(
        rf"{re.escape(each[0])}(?<=\s.){re.escape(each[1:])}" for each in TABLES.emoticons if not each[0].isalpha()
    )
    + r")(?=\s+[A-Z])"
)


def find_seams(text: str) -> list[int]:
    """Ends of sentences that no stop marks, in order."""
    return sorted(_seams(text))


def _seams(text: str) -> Iterator[int]:
    """The end of what each pattern finds, and the start of what stands alone."""
    for pattern in (EMAIL, EMOTICON):
        yield from (match.end() for match in pattern.finditer(text))
    yield from (match.end() for match in URL.finditer(text) if BEHIND_URL.match(text, match.end()))
    for match in RULED.finditer(text):
        yield from match.span()
    for match in CLOSING.finditer(text):
        if _closes(text, match.start()):
            yield match.end()
    for match in STAMP.finditer(text):
        yield match.end()
        if not _leads_to_stamp(text[max(0, match.start() - LOOK_BEHIND) : match.start()].rstrip()):
            yield match.start()


def _closes(text: str, comma: int) -> bool:
    """The comma stands behind a closing formula."""
    before = text[max(0, comma - LOOK_BEHIND) : comma]
    return before.endswith(CLOSINGS) and any(
        before.endswith(closing) and not before[: -len(closing)][-1:].isalnum() for closing in CLOSINGS
    )


def _leads_to_stamp(before: str) -> bool:
    """The words before a time stamp end in a mark or in a word that leads to it."""
    return not before or not (before[-1].isalnum() or before[-1] in ">)]") or before.split()[-1] in STAMP_LEADS
