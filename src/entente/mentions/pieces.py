"""Hits become pieces: names that their surroundings bear out, posts, persons and words that point."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from entente.mentions.scan import Hit
from entente.vocab.actors import Actors, Alias, HolderName, PostNoun
from entente.vocab.namebook import BEFORE_HYPHEN, NameBook
from entente.vocab.references import Reference, load_references

WORDS = load_references()
JOINERS = "-‐‑–"
_PLACES = frozenset({"capital", "residence", "ministry_seat"})
_COUNTRIES = frozenset({"state", "former_state", "territory"})
_SELF_ONLY = frozenset({"company", "media", "ngo", "people", "other"})
_CAPITAL_BEFORE = re.compile(r"(\b[A-Z][\w’'-]*\.?) $")
_CAPITAL_AFTER = re.compile(r" ([A-Z][\w-]*)")
_STATE_OF_UNION = re.compile(r"\b[A-Z]\w+, $")
_NOT_BEFORE = re.compile(r" ?[$€£]| (?:" + "|".join(WORDS.not_before) + r")\b")
_PREFIX = re.compile(r"\b(?:anti|pro|non|un|post|pre|ex)[-‑]$", re.IGNORECASE)
"""Before a name: it describes a stance or a time; the one named does not act."""
_ETHNIC = re.compile(r"\bethnic[ -]$", re.IGNORECASE)
_INSTITUTION = re.compile(r" (?:" + "|".join(sorted(WORDS.institutions)) + r")\b")
_NOT_ACTING = re.compile(rf"[{JOINERS}](?:" + "|".join(WORDS.not_acting) + r")\b")
_AGREEMENT = re.compile(r" (?:\d{4} )?(?:" + "|".join(WORDS.agreements) + r")\b", re.IGNORECASE)
_COMPANY_CUE = re.compile(r"\b(?:" + "|".join(WORDS.company_cues) + r") $", re.IGNORECASE)
_NOT_GIVEN = ("an", "ese", "ish", "ic", "i", "ing", "ed", "ly", "by", "er", "ern")
_TITLE = re.compile(r"\b(?:" + "|".join(WORDS.titles) + r")\.? $", re.IGNORECASE)
_FORMER_ALONE = re.compile(r"['’]s?\b|\s*[.,;:)!?—–]|\s*$| (\w+)")
_RELATION = r"['’]s? (?:[a-z-]+ ){0,3}(?:" + "|".join(WORDS.relations) + ")"
_OWNS_NAMED = re.compile(_RELATION + r",? [A-Z]")
_OWNS_BEFORE = re.compile(_RELATION + r"[,.;)]")
_NAMED_BEFORE = re.compile(r"\b[A-Z][\w’'-]+, $")
_EXPLETIVE = re.compile(
    r" (?:is|was|will be|would be|remains|became|seems|seemed) (?:\w+ly |also |still |now |not )?"
    r"(?:" + "|".join(WORDS.expletives) + r")\b(?! to (?:be|have)\b)"
)
"""After `it`: the word means nobody."""
LOOK_BACK = 40


class Piece(msgspec.Struct, gc=False):
    """Words of one kind, before they are joined to phrases."""

    start: int
    end: int
    names: tuple[Alias, ...] = ()
    posts: tuple[PostNoun, ...] = ()
    plural: bool = False
    people: tuple[str, ...] = ()
    """`act:` ids of the persons a personal name may mean."""
    person: str | None = None
    """The personal name as written."""
    reference: Reference | None = None
    of: tuple[str, ...] = ()
    """`act:` ids of the state or body that a phrase names."""
    former: bool = False
    ethnic: bool = False
    """Whether it names a people and not a state: `ethnic Albanians`."""
    owner: str | None = None
    """A name outside the book that the phrase belongs to."""
    joined: bool = False
    """Whether it is more than one hit."""


def pieces(text: str, hits: Sequence[Hit], book: NameBook) -> list[Piece]:
    """What each hit is here; hits that nothing bears out are left out."""
    support = _Support(hits, book.actors)
    found: list[Piece] = []
    for at, hit in enumerate(hits):
        follower = hits[at + 1] if at + 1 < len(hits) else None
        piece = _piece(text, hit, follower, support)
        if piece is not None and at and _lives_in(text, hits[at - 1], piece):
            piece.ethnic = True
        if piece is not None:
            found.append(piece)
    return found


def _piece(text: str, hit: Hit, follower: Hit | None, support: "_Support") -> Piece | None:
    """A name before a person, a person before a post, a post before a word that points."""
    start, end, term = hit
    if term.names:
        names = tuple(_standing(text, hit, follower, support))
        if names:
            return Piece(start, end, names=names, ethnic=_is_people(text, start, names))
    if term.holders:
        people = _people(text, hit, support)
        if people:
            return Piece(start, end, people=people, person=text[start:end])
    if term.posts:
        return Piece(start, end, posts=term.posts, plural=term.plural)
    if term.reference is not None and _points(text, hit):
        return Piece(start, end, reference=term.reference)
    return None


class _Support:
    """What the rest of the text bears out: actors named beyond doubt, their homes, persons named in full."""

    def __init__(self, hits: Sequence[Hit], actors: Actors) -> None:
        self.actors = actors
        self.named: set[str] = set()
        self.persons: set[str] = set()
        self._hits = hits
        self._of_others: dict[str, bool] = {}
        for hit in hits:
            self.named.update(alias.actor_id for alias in hit.term.names if alias.match != "needs_context")
            self.persons.update(holder.holder for holder in hit.term.holders if holder.whole)
        backgrounds = actors.backgrounds
        homes = {backgrounds[actor_id].home for actor_id in self.named if actor_id in backgrounds}
        self.homes = (homes | self.named) - {""}

    def bears_out(self, alias: Alias) -> bool:
        """Whether the actor, or for what belongs to a state its home, is named by a name that stands alone."""
        if alias.actor_id in self.named:
            return True
        actor = self.actors.by_id.get(alias.actor_id)
        background = self.actors.backgrounds.get(alias.actor_id)
        if actor is None or background is None or actor.kind in _SELF_ONLY:
            return False
        return bool({background.home, background.parent, background.sovereign} & self.homes)

    def gives_to_another(self, text: str, surname: str) -> bool:
        """Whether the text tells the whole name of somebody else of that surname."""
        if surname not in self._of_others:
            before = re.finditer(rf"\b([A-Z][a-z]+) {re.escape(surname)}(?![\w’'-]*\w)", text)
            given = (match.group(1) for match in before)
            self._of_others[surname] = any(
                word not in WORDS.not_names and word not in self._ends and word.lower() not in WORDS.titles
                for word in given
            )
        return self._of_others[surname]

    @cached_property
    def _ends(self) -> frozenset[str]:
        """Last words of what is no person: posts, peoples, states."""
        posts = [noun.text for hit in self._hits for noun in hit.term.posts]
        names = [noun.text for hit in self._hits for noun in hit.term.names]
        return frozenset(text.rpartition(" ")[2].capitalize() for text in (*posts, *names))

    def kind(self, alias: Alias) -> str:
        actor = self.actors.by_id.get(alias.actor_id)
        return actor.kind if actor else "other"

    def serves_named(self, holder: HolderName) -> bool:
        """Whether the state or body of one of the person's offices is named."""
        return any(office.role.body in self.homes for office in self.actors.offices_of(holder.holder))


def _is_people(text: str, start: int, names: Sequence[Alias]) -> bool:
    """Whether a demonym tells descent, not whose citizens they are: `ethnic Albanians`."""
    return names[0].kind == "demonym" and _ETHNIC.search(text, max(0, start - LOOK_BACK), start) is not None


def _lives_in(text: str, before: Hit, piece: Piece) -> bool:
    """Whether a demonym tells the descent of people of the state just before it: `Kosovo Serbs`."""
    several = bool(piece.names) and piece.names[0].kind == "demonym" and text[piece.end - 1] == "s"
    return several and bool(before.term.names) and text[before.end : piece.start] == " "


def _standing(text: str, hit: Hit, follower: Hit | None, support: _Support) -> Iterator[Alias]:
    """The names of a hit that its surroundings leave standing, those that the text bears out first."""
    start, end, term = hit
    if _NOT_ACTING.match(text, end) or _NOT_BEFORE.match(text, end) or _PREFIX.search(text, max(0, start - 8), start):
        return
    if _describes(text, start, end):
        return
    if term.names[0].kind in _PLACES and (_AGREEMENT.match(text, end) or _INSTITUTION.match(text, end)):
        return
    sure = [alias for alias in term.names if alias.match != "needs_context"]
    unsure = [alias for alias in term.names if alias.match == "needs_context"]
    if unsure:
        unsure = [alias for alias in unsure if _in_context(text, hit, alias, follower, support)]
        unsure.sort(key=lambda alias: not support.bears_out(alias))
    yield from sure
    yield from unsure


def _describes(text: str, start: int, end: int) -> bool:
    """Whether it only says whose ally or rival another one is: `Chad's ally Niger`, `Niger, Chad's ally, agreed`."""
    if _OWNS_NAMED.match(text, end):
        return True
    named = _NAMED_BEFORE.search(text, max(0, start - LOOK_BACK), start)
    return named is not None and _OWNS_BEFORE.match(text, end) is not None


def _in_context(text: str, hit: Hit, alias: Alias, follower: Hit | None, support: _Support) -> bool:
    """Whether a name that means other things too means the actor here."""
    if alias.note == BEFORE_HYPHEN or "before a hyphen" in alias.note:
        return text[hit.end : hit.end + 1] in tuple(JOINERS) and follower is not None and follower.start == hit.end + 1
    kind = support.kind(alias)
    if kind in _COUNTRIES or alias.kind in _PLACES:
        acronym = alias.kind in ("acronym", "ministry_seat", "residence")
        return support.bears_out(alias) if acronym else not _part_of_name(text, hit, support)
    if support.bears_out(alias):
        return True
    if kind == "igo" and alias.kind != "acronym":
        return " " in alias.text
    return bool(_COMPANY_CUE.search(text, max(0, hit.start - LOOK_BACK), hit.start)) and alias.kind != "acronym"


def _part_of_name(text: str, hit: Hit, support: _Support) -> bool:
    """Whether it stands inside a longer name: Michael Jordan, Georgia Smith, or Atlanta, Georgia."""
    before = _CAPITAL_BEFORE.search(text, max(0, hit.start - LOOK_BACK), hit.start)
    if before and before.group(1) not in WORDS.not_names and _opens_sentence(text, before.start(1)):
        return _looks_given(before.group(1), hit)
    if before and before.group(1) not in WORDS.not_names:
        return (not support.named and " " not in text[hit.start : hit.end]) or _looks_given(before.group(1), hit)
    after = _CAPITAL_AFTER.match(text, hit.end)
    if after and hit.term.names[0].kind == "short" and after.group(1) not in WORDS.not_names:
        return not after.group(1).isupper()
    return bool(_STATE_OF_UNION.search(text, max(0, hit.start - LOOK_BACK), hit.start)) and not support.bears_out(
        hit.term.names[0]
    )


def _looks_given(word: str, hit: Hit) -> bool:
    """Whether the word before a short name is part of the same name."""
    return hit.term.names[0].kind == "short" and word.istitle() and not word.endswith(_NOT_GIVEN)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or line begins here."""
    return start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start] in (". ", "! ", "? ")


def _people(text: str, hit: Hit, support: _Support) -> tuple[str, ...]:
    """Whom a personal name may mean: a full name stands alone, a surname needs the full name, a title or the state."""
    start, end, term = hit
    whole = tuple(dict.fromkeys(holder.holder for holder in term.holders if holder.whole))
    after = _CAPITAL_AFTER.match(text, end)
    if after is not None and after.group(1) in WORDS.institutions:
        return ()
    if whole:
        return whole
    in_text = tuple(holder.holder for holder in term.holders if holder.holder in support.persons)
    if _beside_capital(text, start, end):
        return ()
    if in_text:
        return in_text
    titled = _TITLE.search(text, max(0, start - LOOK_BACK), start) is not None
    if not titled and support.gives_to_another(text, text[start:end]):
        return ()
    if text[start:end] in WORDS.surnames_with_title and not titled:
        return ()
    return tuple(holder.holder for holder in term.holders if support.serves_named(holder))


def _beside_capital(text: str, start: int, end: int) -> bool:
    """Whether another capitalised word stands beside it, as in Khan Younis or Bushra Khan."""
    before = _CAPITAL_BEFORE.search(text, max(0, start - LOOK_BACK), start)
    if before and not _TITLE.search(text, max(0, start - LOOK_BACK), start):
        word = before.group(1)
        if word not in WORDS.not_names and not word.endswith(".") and not _opens_sentence(text, before.start(1)):
            return True
    after = _CAPITAL_AFTER.match(text, end)
    return after is not None and after.group(1) not in WORDS.not_names


def _points(text: str, hit: Hit) -> bool:
    """`the former` counts where it stands alone, a pronoun anywhere but in `it is clear that`."""
    reference = hit.term.reference
    if reference is not None and reference.kind == "one" and _EXPLETIVE.match(text, hit.end):
        return False
    if reference is not None and reference.kind == "country":
        return not text.startswith(" of ", hit.end)
    if reference is None or reference.kind not in ("former", "latter"):
        return True
    after = _FORMER_ALONE.match(text, hit.end)
    return after is not None and (
        after.group(1) is None or after.group(1).lower() in WORDS.after_former or after.group(1).endswith("ed")
    )
