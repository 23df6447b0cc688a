"""Hyphenated pairs of states: Russia-Pakistan, Pak-Russia, Indo-U.S., Russia-India-China."""

import re
from collections.abc import Iterator, Sequence

from entente.records.record import Record
from entente.records.text import Span
from entente.vocab.pairs import Member, load_pairs

TABLES = load_pairs()
JOINERS = "-‐‑–"
JOINER = re.compile(rf"(?<=[\w.])[{JOINERS}](?=[^\W\d_])")
LONGEST_MEMBER = max(map(len, TABLES.members))
WORD_START = re.compile(r"(?<![\w.’'‐‑–-])\w")
WORD_END = re.compile(r"\w\.?(?!\w)")
NEXT_WORD = re.compile(r"\s+(\w+)")


class Pair(Record, frozen=True, kw_only=True):
    """Two or more states joined by hyphens; `states` is parallel to `members`."""

    start: int
    end: int
    members: tuple[Span, ...]
    states: tuple[str | None, ...]
    """ISO 3166-1 alpha-3 codes; None: the member is no state, as in EU-Russia."""


Found = tuple[Span, Member]


def find_pairs(text: str, start: int = 0, end: int | None = None) -> tuple[Pair, ...]:
    """The pairs of `text[start:end]`, in order, with offsets into `text`."""
    return tuple(_pairs(text, start, len(text) if end is None else end))


def _pairs(text: str, start: int, stop: int) -> Iterator[Pair]:
    """Every chain of members that begins before a joiner and is a pair."""
    for joiner in JOINER.finditer(text, start, stop):
        if joiner.start() < start:
            continue
        chain = _chain(text, start, joiner.start(), stop)
        if len(chain) < 2:
            continue
        start = chain[-1][0][1]
        if _is_pair(text, chain):
            members, meanings = zip(*chain, strict=True)
            states = tuple(meaning.iso3 for meaning in meanings)
            yield Pair(start=members[0][0], end=members[-1][1], members=members, states=states)


def _chain(text: str, start: int, joiner: int, stop: int) -> Sequence[Found]:
    """The members on both sides of a joiner, and those joined to them behind."""
    first = _member_before(text, start, joiner)
    chain = [first] if first else []
    while chain and joiner < stop and text[joiner] in JOINERS and (found := _member_behind(text, joiner + 1, stop)):
        chain.append(found)
        joiner = found[0][1]
    return chain


def _member_before(text: str, start: int, joiner: int) -> Found | None:
    """The longest member that ends at the joiner."""
    for word in WORD_START.finditer(text, max(start, joiner - LONGEST_MEMBER), joiner):
        member = TABLES.members.get(text[word.start() : joiner])
        if member:
            return (word.start(), joiner), member
    return None


def _member_behind(text: str, start: int, stop: int) -> Found | None:
    """The longest member that starts here."""
    ends = [word.end() for word in WORD_END.finditer(text, start, min(stop, start + LONGEST_MEMBER + 1))]
    for end in reversed(ends):
        for last in (end, end - 1):
            member = TABLES.members.get(text[start:last])
            if member and (last == stop or not text[last].isalnum()):
                return (start, last), member
    return None


def _is_pair(text: str, chain: Sequence[Found]) -> bool:
    """A pair names a state, ends in no combining form, and is neither one name nor one people."""
    (start, _), first = chain[0]
    (last_start, end), last = chain[-1]
    if last.kind == "first" or not any(member.iso3 for _, member in chain) or text[start:end] in TABLES.not_pairs:
        return False
    if text[last_start:end] == "American" and first.kind == "adjective":
        follower = NEXT_WORD.match(text, end)
        return follower is not None and follower.group(1) in TABLES.american
    return True
