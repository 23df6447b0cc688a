"""Role phrases: a post with whom it serves, whom it is sent to and who holds it."""

import re
from collections.abc import Sequence

import msgspec

from entente.mentions.pieces import LOOK_BACK, WORDS, Piece
from entente.vocab.actors import PostNoun
from entente.vocab.inflection import load_irregular_verbs
from entente.vocab.namebook import NameBook

_MODIFIER = r"(?:(?:" + "|".join(word.replace(" ", "[ -]") for word in WORDS.modifiers) + r")[ -])"
_FORMER = r"(?:(?:" + "|".join(word.replace(" ", "[ -]") for word in WORDS.former) + r")[ -])"
_BETWEEN = re.compile(rf"(?:['’]s?)?[ \n](?:{_MODIFIER}|({_FORMER})){{0,4}}", re.IGNORECASE)
_FORMER_BEFORE = re.compile(rf"\b{_FORMER}(?:{_MODIFIER}){{0,2}}$", re.IGNORECASE)
_OF = re.compile(r"[ \n](?:of|for)[ \n](?:the )?")
_IN = re.compile(r"[ \n](?:in|from)[ \n](?:the )?")
_TO = re.compile(r"[ \n]to[ \n](?:the )?")
_BESIDE = re.compile(r" ?, | ")
_OWNER_BEFORE = re.compile(
    rf"(?<![\w-])(?P<name>(?:[A-Z][\w-]+ ){{0,2}}[A-Z][\w-]+)(?P<s>['’]s)? (?:{_MODIFIER}){{0,3}}$"
)
_OWNER_AFTER = re.compile(r" of (?:the )?((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)")
_ADJECTIVE_ENDS = ("an", "ish", "ese", "ari", "eli", "ian")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an|its|their|his|her|this|that) (?:[a-z-]+ )?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ \n](\w+)")
_PAST_FORMS = frozenset(form for forms in load_irregular_verbs().values() for form in forms)
_AND = re.compile(r"(?:,? and |, | or |[-–])(?:the )?")
_PORTFOLIO = re.compile(
    r" (?:of|for) (?:the )?(?!Republic\b)[A-Z][\w-]+"
    r"(?:(?:, and | and the | and | & |, | of the | of | )(?!The\b|Republic\b)[A-Z][\w-]+){0,8}"
)
_PORTFOLIO_BEFORE = re.compile(r"(?<![.!?] )\b(?:[A-Z][a-z]+ (?:(?:and|&) )?){1,3}$")
_PORTFOLIO_NOUNS = re.compile(r"(?:minister|ministry|department|secretary|ministers|ministries)$", re.IGNORECASE)
_WORD = r"(?:(?:[A-Z]\.)+|(?:[Aa]l|[Ee]l|[Uu]l)-[A-Z][\w’']*|[A-Z][\w’'-]*\w)"
_PARTICLE = r"(?:" + "|".join(WORDS.particles) + r")"
PERSON = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,4}}")
_POSSESSIVE = re.compile(r"['’]s?$")


def join_roles(text: str, pieces: list[Piece], book: NameBook) -> list[Piece]:
    """The pieces with each post joined to what belongs to it, from right to left."""
    done: list[Piece] = []
    """What stands to the right, nearest last."""
    left = list(pieces)
    while left:
        piece = left.pop()
        if piece.posts or _is_counterpart(piece):
            _take_right(text, piece, done)
            _take_left(text, piece, left)
            if _single(piece):
                _take_person(text, piece, done, book)
        done.append(piece)
    done.reverse()
    _share_sectors(text, done)
    return [piece for piece in done if not piece.posts or _stands(text, piece)]


def _stands(text: str, piece: Piece) -> bool:
    """Whether a post names somebody: bare ones need an article where they mean other things too, and no noun behind."""
    if piece.of or piece.person or piece.owner:
        return True
    surface = text[piece.start : piece.end].lower()
    if surface in WORDS.also_adjectives and not _is_whole(text, piece.end, before_names=False):
        return False
    unsure = all(post.match == "needs_context" for post in piece.posts)
    if unsure and not _is_whole(text, piece.end, before_names=piece.posts[0].scope == "holder"):
        return False
    return not unsure or _ARTICLE_BEFORE.search(text, max(0, piece.start - LOOK_BACK), piece.start) is not None


def _is_whole(text: str, end: int, *, before_names: bool = True) -> bool:
    """Whether the noun phrase ends here: no noun follows; a title stands before names, an adjective does not."""
    after = _NEXT_WORD.match(text, end)
    if after is None or after.group(1)[0].isupper():
        return after is None or before_names
    word = after.group(1)
    return word in WORDS.before_verbs or word.endswith("ed") or word in _PAST_FORMS


def _is_counterpart(piece: Piece) -> bool:
    return piece.reference is not None and piece.reference.kind == "counterpart"


def _single(piece: Piece) -> bool:
    """Whether one person may hold the post."""
    return _is_counterpart(piece) or (not piece.plural and piece.posts[0].scope == "holder")


def ids(piece: Piece) -> tuple[str, ...]:
    """The actors a name may mean, each once; of a phrase, whom it serves."""
    return tuple(dict.fromkeys(alias.actor_id for alias in piece.names)) or piece.of


# To the right


def _take_right(text: str, piece: Piece, done: list[Piece]) -> None:
    _take_portfolio(text, piece, done)
    _take_noun(text, piece, done)
    _take_body(text, piece, done)


def _take_portfolio(text: str, piece: Piece, done: list[Piece]) -> None:
    """Ministry of Petroleum and Natural Resources; what it swallows is not named apart."""
    if not _PORTFOLIO_NOUNS.search(text, piece.start, piece.end):
        return
    found = _PORTFOLIO.match(text, piece.end)
    if found is None or (done and done[-1].names and done[-1].start - piece.end <= len(" of the ")):
        return
    end = found.end()
    for other in reversed(done):
        if other.start >= end:
            break
        if other.names:  # Minister of Transport of Pakistan
            end = other.start
            break
    end = _without_trail(text, piece.end, end)
    while done and done[-1].start < end:
        done.pop()
    piece.end = end


def _take_noun(text: str, piece: Piece, done: list[Piece]) -> None:
    """Military leadership, government officials: the sector of the first, the rest of the second."""
    if not (done and done[-1].posts and piece.posts) or piece.posts[0].scope != "organ":
        return
    other = done[-1]
    if text[other.start : other.end] == "general":
        return
    if other.start - piece.end != 1 or text[piece.end] != " ":
        return
    sector = piece.posts[0].sector
    piece.posts = tuple(msgspec.structs.replace(post, sector=sector) for post in other.posts)
    piece.end, piece.of, piece.person, piece.people = other.end, piece.of or other.of, other.person, other.people
    piece.plural = other.plural
    done.pop()


def _without_trail(text: str, start: int, end: int) -> int:
    """The end before a trailing preposition, article or day."""
    words = text[start:end].split(" ")
    while len(words) > 1 and (
        not words[-1] or words[-1] in ("of", "the", "and", "&", ",") or words[-1] in WORDS.not_names
    ):
        end -= len(words.pop()) + 1
    return end


def _take_body(text: str, piece: Piece, done: list[Piece]) -> None:
    """The president of Chad, a spokesman for the Russian foreign ministry, officials in Kesh."""
    if not done or piece.of:
        return
    other = done[-1]
    bodies = ids(other)
    if not bodies or other.person:
        return
    gap = text[piece.end : other.start]
    if _OF.fullmatch(gap) or (_serves_there(text, piece) and _IN.fullmatch(gap) and not other.posts):
        piece.of, piece.end, piece.joined = bodies, other.end, True
        done.pop()


def _serves_there(text: str, piece: Piece) -> bool:
    """Whether `in X` tells whom it serves: officials do, an ambassador does not."""
    return text[piece.start : piece.end].lower() in WORDS.located_members


def _take_person(text: str, piece: Piece, done: list[Piece], book: NameBook) -> None:
    """Foreign Minister Ana Souza; Ambassador to Pakistan Ana Souza; Chad's president, Ana Souza."""
    at = _person_start(text, piece, done)
    if at is None:
        return
    nearest = next((other for other in reversed(done) if other.end > at), None)
    if nearest is not None and nearest.start == at and nearest.posts and nearest.person:
        _absorb(piece, nearest, done, at)
        return
    found = PERSON.match(text, at)
    if found is None:
        return
    end = _person_end(text, at, found.end(), done)
    name = text[at:end]
    if not name or name.split(" ")[0] in WORDS.not_names or (nearest and nearest.names and nearest.start < end):
        return
    term = book.term(name)
    people = tuple(dict.fromkeys(holder.holder for holder in term.holders)) if term else ()
    people = people or next(
        (other.people for other in done if other.start < end and other.people and other.end >= end), ()
    )
    while done and done[-1].start < end and done[-1].start >= at:
        done.pop()
    piece.end, piece.person, piece.people, piece.joined = end, name, people, True


def _absorb(piece: Piece, inner: Piece, done: list[Piece], at: int) -> None:
    """Army chief General Asim Munir: the first post, the person of the second."""
    piece.end, piece.person, piece.people, piece.joined = inner.end, inner.person, inner.people, True
    piece.of = piece.of or inner.of
    while done and done[-1].start <= at:
        done.pop()


def _person_start(text: str, piece: Piece, done: Sequence[Piece]) -> int | None:
    """Where a personal name would begin."""
    end = piece.end
    if (
        done
        and done[-1].names
        and _TO.fullmatch(text[end : done[-1].start])
        and piece.posts
        and piece.posts[0].post == "ambassador"
    ):
        end = done[-1].end
    gap = _BESIDE.match(text, end)
    if gap is None or (gap.group() != " " and not (piece.of or text[piece.start].isupper())):
        return None
    if gap.group() != " " and not _is_closed(text, gap.end(), done):
        return None
    return gap.end()


def _is_closed(text: str, at: int, done: Sequence[Piece]) -> bool:
    """After a comma only a person of the book, or a name with a comma or verb behind it, is the holder."""
    nearest = next((other for other in reversed(done) if other.start >= at), None)
    if nearest is not None and nearest.start == at:
        return bool(nearest.people)
    found = PERSON.match(text, at)
    return found is not None and " " in found.group() and text[found.end() : found.end() + 1] == ","


def _person_end(text: str, start: int, end: int, done: Sequence[Piece]) -> int:
    """The name ends before a possessive, a day, a name of an actor or a post."""
    stop = start
    for word in re.finditer(r"\S+", text[start:end]):
        bare = _POSSESSIVE.sub("", word.group())
        if bare in WORDS.not_names:
            break
        stop = start + word.start() + len(bare)
        if bare != word.group():
            break
    for other in reversed(done):
        if other.start >= stop:
            break
        if other.start > start and not other.people and text[other.start : other.end] not in WORDS.surnames_with_title:
            return len(text[start : other.start].rstrip()) + start
    return stop


# To the left


def _take_left(text: str, piece: Piece, left: list[Piece]) -> None:
    """The Turkish foreign minister, Pakistan's army chief, the former president."""
    if left:
        owner = left[-1]
        gap = _BETWEEN.fullmatch(text, owner.end, piece.start)
        if (
            gap is not None
            and owner.names
            and not owner.ethnic
            and not piece.of
            and _may_own(owner, piece, gap.group())
        ):
            piece.of, piece.start, piece.joined = ids(owner), owner.start, True
            piece.former = gap.group(1) is not None
            left.pop()
    _take_portfolio_left(text, piece, left)
    before = _FORMER_BEFORE.search(text, max(0, piece.start - LOOK_BACK), piece.start)
    if before is not None:
        piece.former, piece.start = True, before.start()
    if not piece.of:
        _take_owner(text, piece, left)


def _may_own(owner: Piece, piece: Piece, gap: str) -> bool:
    """`People` needs more than a bare name before it: Russian people, not what Russia people call so."""
    unsure = bool(piece.posts) and all(post.match == "needs_context" and post.sector == "CVL" for post in piece.posts)
    return not unsure or gap[0] in "'’" or any(alias.kind in ("demonym", "acronym") for alias in owner.names)


def _take_owner(text: str, piece: Piece, left: list[Piece]) -> None:
    """Kasteria's government, Orsenian officials: whom it serves is no name of the book."""
    floor = max(piece.start - LOOK_BACK, left[-1].end if left else 0)
    before = _OWNER_BEFORE.search(text, floor, piece.start)
    name = _without_openers(before.group("name")) if before is not None else ""
    if before is not None and name:
        adjective = name.endswith(_ADJECTIVE_ENDS) and text[piece.start].islower()
        if before.group("s") or adjective:
            piece.start, piece.owner, piece.joined = before.end("name") - len(name), name, True
            return
    after = None if piece.person else _OWNER_AFTER.match(text, piece.end)
    if after is not None and _without_openers(after.group(1)) == after.group(1):
        piece.end, piece.owner, piece.joined = after.end(), after.group(1), True


def _take_portfolio_left(text: str, piece: Piece, left: list[Piece]) -> None:
    """Climate Change Minister, when the words before are capitalised and no name of the book."""
    if piece.of or not piece.posts or not text[piece.start].isupper():
        return
    if not _PORTFOLIO_NOUNS.search(text, piece.start, piece.end) or text[piece.start : piece.end].istitle() is False:
        return
    floor = max(piece.start - LOOK_BACK, left[-1].end if left else 0)
    found = _PORTFOLIO_BEFORE.search(text, floor, piece.start)
    if found is None or found.group().split(" ")[0] in WORDS.not_names:
        return
    piece.start, piece.joined = found.start(), True
    if left and left[-1].names:
        gap = _BETWEEN.fullmatch(text, left[-1].end, piece.start)
        if gap is not None:
            piece.of, piece.start = ids(left[-1]), left[-1].start
            left.pop()


def _without_openers(name: str) -> str:
    """The name without words that only open its sentence; empty when nothing is left."""
    words = name.split(" ")
    while words and words[0] in WORDS.not_names:
        words.pop(0)
    return " ".join(words)


def _share_sectors(text: str, done: list[Piece]) -> None:
    """Russian and Pakistani troops: the first acts as the second does."""
    for at in range(len(done) - 2, -1, -1):
        piece, after = done[at], done[at + 1]
        many = after.plural or (after.posts and after.posts[0].scope != "holder")
        if not (piece.names and after.posts and after.of and many and not piece.posts):
            continue
        if text[after.start : after.end].startswith(("the ", "The ")) or not _AND.fullmatch(
            text[piece.end : after.start]
        ):
            continue
        if piece.names[0].kind == "demonym":
            piece.of, piece.names, piece.posts, piece.plural = ids(piece), (), after.posts, after.plural


def fitting_posts(piece: Piece) -> tuple[PostNoun, ...]:
    """The readings of a post for the state it serves, else those of no state in particular."""
    own = tuple(post for post in piece.posts if post.country and post.country in piece.of)
    return own or tuple(post for post in piece.posts if not post.country) or piece.posts
