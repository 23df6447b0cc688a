"""Spans of actors: names, roles, persons, and words that point to them."""

import re
from collections.abc import Iterator, Sequence

from entente.mentions.pieces import WORDS, Piece, pieces
from entente.mentions.roles import fitting_posts, ids, join_roles
from entente.mentions.scan import scan
from entente.records.codes import NameKind, Sector, Via
from entente.records.mentions import ActorSpan
from entente.vocab.actors import PostNoun
from entente.vocab.namebook import NameBook

_VIA: dict[NameKind, Via] = {
    "acronym": "acronym", "demonym": "demonym", "capital": "capital", "residence": "residence",
    "ministry_seat": "residence",
}  # fmt: skip
_POINTING: dict[str, Via] = {
    "pair": "nominal", "trio": "nominal", "bloc": "nominal", "neighbours": "nominal",
    "country": "nominal", "counterpart": "role",
}  # fmt: skip
_STOP = re.compile(r"[.!?]\s|\n")
_SHORTEST_SURNAME = 3


def find_actors(text: str, start: int, end: int, book: NameBook) -> tuple[ActorSpan, ...]:
    """Every span between two offsets, in order of start."""
    joined = join_roles(text, pieces(text, scan(text, start, end, book), book), book)
    spans = [_span(text, piece, book) for piece in joined if not _is_idle(text, piece, joined)]
    return tuple(_with_surnames(text, start, end, spans))


def _is_idle(text: str, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether it is a `joint` whose parties the sentence itself may name."""
    if piece.reference is None or piece.reference.text != "joint":
        return False
    return any(
        (other.names or other.of or other.owner)
        and not _STOP.search(text, min(piece.end, other.end), max(piece.start, other.start))
        for other in pieces
    )


def _span(text: str, piece: Piece, book: NameBook) -> ActorSpan:
    if piece.names:
        return _named(piece)
    if piece.posts:
        return _role(text, piece, book)
    if piece.person and not piece.of:
        return ActorSpan(start=piece.start, end=piece.end, candidates=piece.people, via="name", person=piece.person)
    return _pointing(piece)


def _named(piece: Piece) -> ActorSpan:
    first = piece.names[0]
    if piece.ethnic:
        return ActorSpan(start=piece.start, end=piece.end, via="nominal", acts_as="CVL", plural=True)
    return ActorSpan(
        start=piece.start,
        end=piece.end,
        candidates=ids(piece),
        via=_VIA.get(first.kind, "name"),
        acts_as=first.acts_as,
        place_like=first.kind in ("capital", "residence", "ministry_seat"),
    )


def _role(text: str, piece: Piece, book: NameBook) -> ActorSpan:
    """A post, whom it serves and who holds it; those who held it in that state come first."""
    posts = fitting_posts(piece)
    first = posts[0]
    bodies = piece.of or ((first.country,) if first.country and len({post.country for post in posts}) == 1 else ())
    people = sorted(piece.people, key=lambda person: not _held(person, bodies, book))
    return ActorSpan(
        start=piece.start,
        end=piece.end,
        candidates=tuple(people),
        via="role" if bodies or piece.person or piece.owner else "nominal",
        acts_as="ELI" if piece.former else _sector(first),
        post=first.post,
        of=bodies[0] if bodies else None,
        person=piece.person,
        owner=piece.owner,
        plural=piece.plural or _people(text, piece, first),
    )


def _people(text: str, piece: Piece, post: PostNoun) -> bool:
    """Whether the words mean several of a kind: soldiers do, a soldier does not."""
    return post.scope == "members" and post.text.lower() in text[piece.start : piece.end].lower()


def _sector(post: PostNoun) -> Sector:
    """Ministers and ministries are the executive, whatever their field."""
    return "GOV" if post.post in ("minister", "defence_minister") or "ministry" in post.text else post.sector


def _held(person: str, bodies: Sequence[str], book: NameBook) -> bool:
    return any(office.role.body in bodies for office in book.actors.offices_of(person))


def _pointing(piece: Piece) -> ActorSpan:
    reference = piece.reference
    kind = reference.kind if reference else "one"
    return ActorSpan(
        start=piece.start,
        end=piece.end,
        candidates=piece.people,
        via=_POINTING.get(kind, "pronoun"),
        acts_as=reference.acts_as if reference else None,
        of=piece.of[0] if piece.of else None,
        person=piece.person,
        points=kind,
        plural=kind in ("pair", "trio", "neighbours", "several"),
    )


def _with_surnames(text: str, start: int, end: int, spans: list[ActorSpan]) -> Iterator[ActorSpan]:
    """The spans, and later surnames of persons that a role phrase introduced."""
    introduced = {surname(span.person): span for span in reversed(spans) if span.post and span.person}
    introduced = {word: span for word, span in introduced.items() if _tells(word)}
    if not introduced:
        yield from spans
        return
    sought = re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, sorted(introduced))) + r")(?![\w-])")
    found = [
        _again(introduced[match.group()], match.start(), match.end()) for match in sought.finditer(text, start, end)
    ]
    yield from _merged(spans, found)


def surname(name: str | None) -> str:
    """The last word of a personal name."""
    return name.rsplit(" ", 1)[-1] if name else ""


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_SURNAME and word[0].isupper() and word not in WORDS.not_names


def _again(first: ActorSpan, start: int, end: int) -> ActorSpan:
    """A later naming of a person keeps what the first one told."""
    return ActorSpan(
        start=start, end=end, candidates=first.candidates, via="name", acts_as=first.acts_as, post=first.post,
        of=first.of, person=first.person,
    )  # fmt: skip


def _merged(spans: Sequence[ActorSpan], others: Sequence[ActorSpan]) -> Iterator[ActorSpan]:
    """Both in order; of two that overlap the first list's stays."""
    waiting = iter(others)
    other = next(waiting, None)
    for span in spans:
        while other is not None and other.start < span.end:
            if other.end <= span.start:
                yield other
            other = next(waiting, None)
        yield span
    while other is not None:
        yield other
        other = next(waiting, None)
