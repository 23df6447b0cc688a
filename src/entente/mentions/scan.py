"""One pass over a text: every place where words of the name book stand, as the case rules allow."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from entente.vocab.actors import Alias, PostNoun
from entente.vocab.namebook import NameBook, Term, match_key, plain

_ALWAYS_CAPITAL = frozenset({"demonym", "capital", "residence", "ministry_seat"})


class Hit(NamedTuple):
    """Words of the book in the text, with the readings that their case allows."""

    start: int
    end: int
    term: Term


def scan(text: str, start: int, end: int, book: NameBook) -> list[Hit]:
    """The hits between two offsets, in order, the longest where several overlap."""
    return _longest(list(_hits(text, start, end, book)))


def _hits(text: str, start: int, end: int, book: NameBook) -> Iterator[Hit]:
    folded = f" {match_key(text[start:end])} "
    for last, (length, term) in book.automaton.iter(folded):
        stop = start + last - 1
        surface = text[stop - length : stop]
        allowed = term if _takes_any_case(term, surface) else _as_written(term, surface)
        if allowed is not None:
            yield Hit(stop - length, _with_dot(text, stop, allowed), allowed)


def _with_dot(text: str, stop: int, term: Term) -> int:
    """The end of a name that is written with a last dot, as in `U.S.`."""
    dotted = text.startswith(".", stop) and any(alias.text.endswith(".") for alias in term.names)
    return stop + 1 if dotted else stop


def _longest(hits: list[Hit]) -> list[Hit]:
    """From left to right the longest; what it overlaps is dropped, and what only points gives way to a name."""
    hits.sort(key=_left_then_long)
    kept: list[Hit] = []
    reached = -1
    for at, hit in enumerate(hits):
        if hit.start >= reached and not _opens_name(hits, at):
            reached = hit.end
            if not hit.term.blocked:
                kept.append(hit)
    return kept


def _opens_name(hits: list[Hit], at: int) -> bool:
    """Whether it is the `the Republic` of `the Republic of Chad`, which is a name."""
    hit = hits[at]
    if hit.term.reference is None or hit.term.names or hit.term.posts:
        return False
    for other in hits[at + 1 :]:
        if other.start >= hit.end:
            return False
        if other.start > hit.start and other.end > hit.end and other.term.names:
            return True
    return False


def _left_then_long(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _takes_any_case(term: Term, surface: str) -> bool:
    """Whether all its readings stand, whatever the case: pronouns and words for roles mostly."""
    return term.reference is not None and not term.names and not term.holders and surface[0].islower()


def _as_written(term: Term, surface: str) -> Term | None:
    """The readings that the case of the text allows; None when none is left."""
    if term.blocked:
        return term
    names = tuple(alias for alias in term.names if _name_stands(alias, surface))
    posts = tuple(post for post in term.posts if _post_stands(post, surface))
    holders = term.holders if surface[0].isupper() and not _shouted(surface) else ()
    if len(names) == len(term.names) and len(posts) == len(term.posts) and len(holders) == len(term.holders):
        return term
    if not (names or posts or holders or term.reference):
        return None
    return msgspec.structs.replace(term, names=names, posts=posts, holders=holders)


def _shouted(surface: str) -> bool:
    return surface.isupper() and len(surface) <= 4


def _name_stands(alias: Alias, surface: str) -> bool:
    """Only as written for `US`, any case for `united states`; places and peoples begin with a capital."""
    if alias.match == "any_case":
        return alias.kind not in _ALWAYS_CAPITAL or " " in surface or surface[0].isupper() or not surface[0].isalpha()
    return _same_case(alias.text, surface)


def _same_case(written: str, surface: str) -> bool:
    """Letter for letter; a heading in capitals counts for names that are words, not for acronyms."""
    if surface.startswith("The ") and written.startswith("the "):
        written = "The " + written[4:]
    stands = plain(surface) == plain(written).removesuffix(".")
    return stands or (surface.isupper() and not written.isupper() and len(surface) > 3)


def _post_stands(post: PostNoun, surface: str) -> bool:
    if post.match == "exact_case":
        return surface == post.text
    return surface.islower() or surface[0].isupper() or post.text[0].isupper()
