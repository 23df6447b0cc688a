"""Who acts in the world, under which names, in which offices and bodies: the tables of `data/actors/`."""

import csv
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar, cast

import msgspec

from entente.errors import VocabularyError
from entente.records.actors import (
    Actor,
    ActorIds,
    ActorName,
    Affiliation,
    Membership,
    Role,
    Succession,
    Validity,
)
from entente.records.codes import ActorKind, NameKind, Post, Sector, SuccessionKind
from entente.records.edtf import read_edtf
from entente.vocab import read_data, read_toml
from entente.words import fold_text

__all__ = [
    "COLUMNS",
    "Actors",
    "Alias",
    "Background",
    "HolderName",
    "Match",
    "Metonym",
    "Office",
    "PostNoun",
    "Row",
    "Scope",
    "as_of",
    "first_day",
    "last_day",
    "load_actors",
    "load_metonyms",
    "person_id",
    "read_table",
]

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "states.csv": (
            "actor_id", "kind", "iso3", "iso3166_3", "cow", "name", "from", "to", "region", "disputed", "sovereign",
            "confidence", "note",
        ),
        "bodies.csv": (
            "actor_id", "kind", "form", "sectors", "country", "name", "seat", "parent", "from", "to", "confidence",
            "note",
        ),
        "groups.csv": ("actor_id", "kind", "country", "sectors", "name", "from", "to", "confidence", "note"),
        "names.csv": ("actor_id", "text", "kind", "form", "lang", "from", "to", "match", "acts_as", "note"),
        "members.csv": ("body", "member", "from", "to", "confidence"),
        "offices.csv": ("person", "aliases", "post", "title", "body", "from", "to", "acting", "confidence"),
        "posts.csv": ("text", "scope", "post", "title", "sector", "country", "match", "note"),
        "succession.csv": ("actor_id", "successor", "kind", "on", "note"),
    }
)  # fmt: skip
"""The columns of each file, in order."""

Match = Literal["any_case", "exact_case", "needs_context"]
"""How far the text alone names the actor: in any case, only as written, or not without other cues."""
Scope = Literal["holder", "organ", "members"]
"""One person ("foreign minister"), an institution ("parliament"), or people of one ("troops")."""

_Key = TypeVar("_Key", bound=Hashable)
_Item = TypeVar("_Item")


class Row(NamedTuple):
    """One row of a table and the line it stands on."""

    line: int
    cells: list[str]


class Alias(Validity, frozen=True, kw_only=True):
    """One text that names an actor, or a place that stands for it."""

    actor_id: str
    text: str
    kind: NameKind
    form: tuple[str, ...] = ()
    """Of a demonym: adjective, person, persons."""
    language: str = "en"
    match: Match = "any_case"
    acts_as: Sector | None = None
    """The sector a place stands for; None: that of the actor."""
    note: str = ""


class Background(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the tables say of an actor beyond its record; empty where they say nothing."""

    region: str = ""
    disputed: bool = False
    """Statehood or ownership is contested (A5)."""
    sovereign: str = ""
    """`act:` id of the state it belongs to in name."""
    form: str = ""
    """Of a body: organisation, organ, court, bank, alliance, fund, mission, conference, format, agency."""
    seat: str = ""
    parent: str = ""
    """`act:` id of the body it is part of."""
    home: str = ""
    """`act:` id of the state it is at home in."""
    confidence: str = "high"
    note: str = ""


class Office(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A role with the title its holder bears."""

    role: Role
    person: str
    title: str
    """What the office calls its holder: "president", "chancellor", "supreme leader"."""
    confidence: str = "high"


class HolderName(NamedTuple):
    """A name or short form of somebody who held an office."""

    text: str
    holder: str
    """`act:` id of the person."""
    whole: bool
    """The full name, which stands alone; a short form needs the office or the full name nearby."""


class PostNoun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A word for a role, an organ or the people of one, and the sector it acts as."""

    text: str
    scope: Scope
    post: Post
    titles: tuple[str, ...] = ()
    """Titles of offices it names, best first; empty: the tables list no holders of it."""
    sector: Sector
    country: str = ""
    """`act:` id where it means this state only."""
    match: Match = "any_case"
    note: str = ""


class Metonym(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the name of a place in brackets."""

    text: str
    stands_for: str
    """`act:` id of whom the place acts for; empty where it is only a place."""


class _Metonyms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rule: str
    yes: tuple[Metonym, ...]
    no: tuple[str, ...]


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """The tables, joined; nothing in them changes after loading."""

    by_id: Mapping[str, Actor]
    backgrounds: Mapping[str, Background]
    names: tuple[Alias, ...]
    offices: tuple[Office, ...]
    holder_names: tuple[HolderName, ...]
    posts: tuple[PostNoun, ...]
    as_of: date
    """The day the list of office holders was last read through; a later day may have others."""
    offices_by_post: Mapping[tuple[Post, str], tuple[Office, ...]]
    offices_by_holder: Mapping[str, tuple[Office, ...]]
    predecessors: Mapping[str, tuple[str, ...]]
    states: frozenset[str]
    """Ids of the states, former ones included."""
    by_iso3: Mapping[str, str]
    """Ids of states and territories by ISO 3166-1 code."""

    def offices_on(self, post: Post, body: str, day: date) -> tuple[Office, ...]:
        """Who held the post that day: two on a day of hand-over, none when not known."""
        return tuple(office for office in self.offices_by_post.get((post, body), ()) if office.role.covers(day))

    def offices_of(self, holder: str, day: date | None = None) -> tuple[Office, ...]:
        """The offices of a person, all of them or those held that day."""
        held = self.offices_by_holder.get(holder, ())
        return tuple(office for office in held if day is None or office.role.covers(day))

    def members_on(self, body: str, day: date) -> tuple[str, ...]:
        """The members of a body that day, by id."""
        actor = self.by_id.get(body)
        return tuple(member.actor for member in actor.members if member.covers(day)) if actor else ()

    def successors(self, actor_id: str) -> tuple[Succession, ...]:
        """What became of an actor; empty when it goes on or is not known."""
        actor = self.by_id.get(actor_id)
        return tuple(s for s in actor.succession if s.successor != actor_id) if actor else ()


@cache
def load_actors(*folders: Path) -> Actors:
    """All tables, read once; a project's own folders add rows to the files of the same names."""
    table = partial(rows_of, folders=folders)
    states, bodies, groups = ([row.cells for row in table(name)] for name in ("states.csv", "bodies.csv", "groups.csv"))
    spans = {row[0]: (row[6], row[7]) for row in states}
    names = tuple(_while_it_lasts(alias, spans) for alias in _made("names.csv", table("names.csv"), _alias))
    held_rows = tuple(table("offices.csv"))
    offices = tuple(_made("offices.csv", held_rows, _office))
    members = _grouped(_made("members.csv", table("members.csv"), _membership))
    succession = _grouped(_made("succession.csv", table("succession.csv"), _succession))
    iso3 = {row[0]: row[2] for row in states if row[2]}
    sovereigns = {row[0]: row[10] for row in states}
    homes = _Homes(iso3, sovereigns)
    parts = _Parts(homes, _grouped((alias.actor_id, _actor_name(alias)) for alias in names), members, succession)
    by_id = {
        **{row[0]: _state(row, parts) for row in states},
        **{row[0]: _member_of(row, row[1], row[4], row[3], row[5], row[8], row[9], parts) for row in bodies},
        **{row[0]: _member_of(row, row[1], row[2], row[3], row[4], row[5], row[6], parts) for row in groups},
    }
    by_holder = _grouped((office.role.holder, office) for office in offices)
    by_id.update((holder, _person(holder, held, homes)) for holder, held in by_holder.items())
    return Actors(
        by_id=MappingProxyType(by_id),
        backgrounds=MappingProxyType(dict(_backgrounds(states, bodies, groups))),
        names=names,
        offices=offices,
        holder_names=tuple(_holder_names(held_rows)),
        posts=tuple(_made("posts.csv", table("posts.csv"), _post_noun)),
        as_of=as_of(),
        offices_by_post=_grouped(((office.role.post, office.role.body), office) for office in offices),
        offices_by_holder=by_holder,
        predecessors=_grouped(
            (s.successor, old) for old, rows in succession.items() for s in rows if s.successor != old
        ),
        by_iso3=MappingProxyType(
            {a.ids.iso3: id_ for id_, a in by_id.items() if a.ids.iso3 and a.kind in ("state", "territory")}
        ),
        states=frozenset(id_ for id_, actor in by_id.items() if actor.kind in ("state", "former_state")),
    )


@cache
def load_metonyms() -> tuple[Metonym, ...]:
    """The sentences of `metonyms.toml`: where a place acts, and where it is a place."""
    groups = read_toml(dict[str, _Metonyms], "actors", "metonyms.toml").values()
    acting = [metonym for group in groups for metonym in group.yes]
    return (*acting, *(Metonym(text, "") for group in groups for text in group.no))


# Reading


def read_table(name: str, text: str | None = None) -> Iterator[Row]:
    """The rows of a file under its head, each with its line; comments and empty lines are passed over."""
    lines = (read_data("actors", name) if text is None else text).splitlines()
    kept = [number for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    reader = csv.reader([lines[number - 1] for number in kept])
    head = next(reader, [])
    if tuple(head) != COLUMNS[name]:
        raise VocabularyError(f"the columns are {','.join(head)}", name, f"write them as {','.join(COLUMNS[name])}")
    return map(Row, kept[1:], reader)


def as_of() -> date:
    """The day named by `# as_of:` at the head of the offices."""
    for line in read_data("actors", "offices.csv").splitlines():
        if line.startswith("# as_of:"):
            return date.fromisoformat(line.removeprefix("# as_of:").strip())
    raise VocabularyError(
        "no line says when the offices were last read through", "offices.csv", "write `# as_of: DATE`"
    )


@cache
def first_day(edtf: str) -> date | None:
    """The first day of a year, month or day; None for an empty cell."""
    return read_edtf(edtf).earliest if edtf else None


@cache
def last_day(edtf: str) -> date | None:
    """The last day of a year, month or day; None for an empty cell."""
    return read_edtf(edtf).latest if edtf else None


class _Spaced(dict[int, str]):
    """Letters and digits as they are, all else a space."""

    def __missing__(self, code_point: int) -> str:
        kept = self[code_point] = chr(code_point) if chr(code_point).isalnum() else " "
        return kept


_SPACED = _Spaced()


@cache
def person_id(name: str) -> str:
    """The id of a person: the name, folded, with underscores."""
    return "act:" + "_".join(fold_text(name).translate(_SPACED).split())


def rows_of(name: str, folders: Sequence[Path] = ()) -> Iterator[Row]:
    """The rows of the shipped file, then those of the files of that name in the folders."""
    yield from read_table(name)
    for folder in folders:
        if (folder / name).is_file():
            yield from read_table(name, (folder / name).read_text(encoding="utf-8"))


def _made(name: str, rows: Iterable[Row], make: Callable[[Sequence[str]], _Item]) -> Iterator[_Item]:
    """What is made of each row; a broken row is named by file and line."""
    for line, cells in rows:
        try:
            yield make(cells)
        except ValueError as error:
            raise VocabularyError(str(error), f"{name}:{line}", "run `entente check vocab`") from error


def _grouped(pairs: Iterable[tuple[_Key, _Item]]) -> Mapping[_Key, tuple[_Item, ...]]:
    """Items by key, in their order."""
    groups: defaultdict[_Key, list[_Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return MappingProxyType({key: tuple(items) for key, items in groups.items()})


# From cells to records; codes are checked by `check.py`, so the casts here only name them


def _alias(cells: Sequence[str]) -> Alias:
    actor_id, text, kind, form, language, since, until, match, acts_as, note = cells
    return Alias(
        actor_id=actor_id,
        text=text,
        kind=cast(NameKind, kind),
        form=tuple(form.split()),
        language=language,
        from_=first_day(since),
        to=last_day(until),
        match=cast(Match, match),
        acts_as=cast(Sector, acts_as) if acts_as else None,
        note=note,
    )


def _while_it_lasts(alias: Alias, spans: Mapping[str, tuple[str, str]]) -> Alias:
    """The alias, no longer than its state: "Moscow" is the Soviet Union to 1991 and Russia since.

    A name from before the state, such as a colony's, keeps its own days.
    """
    first, last = spans.get(alias.actor_id, ("", ""))
    since = max(filter(None, (alias.from_, first_day(first))), default=None)
    until = min(filter(None, (alias.to, last_day(last))), default=None)
    if (since, until) == (alias.from_, alias.to) or (since and until and since > until):
        return alias
    return msgspec.structs.replace(alias, from_=since, to=until)


def _actor_name(alias: Alias) -> ActorName:
    return ActorName(text=alias.text, language=alias.language, kind=alias.kind, from_=alias.from_, to=alias.to)


def _office(cells: Sequence[str]) -> Office:
    person, _, post, title, body, since, until, acting, confidence = cells
    role = Role(
        holder=person_id(person),
        post=cast(Post, post),
        body=body,
        from_=first_day(since),
        to=last_day(until),
        acting=acting == "yes",
    )
    return Office(role=role, person=person, title=title, confidence=confidence)


def _membership(cells: Sequence[str]) -> tuple[str, Membership]:
    body, member, since, until, _ = cells
    return body, Membership(actor=member, from_=first_day(since), to=last_day(until))


def _succession(cells: Sequence[str]) -> tuple[str, Succession]:
    actor_id, successor, kind, on, _ = cells
    return actor_id, Succession(successor=successor, kind=cast(SuccessionKind, kind), on=first_day(on))


def _post_noun(cells: Sequence[str]) -> PostNoun:
    text, scope, post, titles, sector, country, match, note = cells
    return PostNoun(
        text=text,
        scope=cast(Scope, scope),
        post=cast(Post, post),
        titles=tuple(filter(None, titles.split("|"))),
        sector=cast(Sector, sector),
        country=country,
        match=cast(Match, match),
        note=note,
    )


def _holder_names(rows: Iterable[Row]) -> Iterator[HolderName]:
    """Every full name and short form once, in the order of the file."""
    seen: dict[HolderName, None] = {}
    for _, (person, aliases, *_) in rows:
        holder = person_id(person)
        whole = person.partition(" (")[0]
        seen[HolderName(whole, holder, True)] = None
        seen.update((HolderName(text, holder, " " in text), None) for text in aliases.split("|") if text != whole)
    yield from seen


class _Homes(NamedTuple):
    """Where an actor's country code is found."""

    iso3: Mapping[str, str]
    sovereigns: Mapping[str, str]

    def affiliations(self, actor_id: str, since: date | None = None) -> tuple[Affiliation, ...]:
        """The country of a state: its own code, else that of its sovereign."""
        code = self.iso3.get(actor_id) or self.iso3.get(self.sovereigns.get(actor_id, ""))
        return (Affiliation(iso3=code, from_=since),) if code else ()


class _Parts(NamedTuple):
    """What belongs to actors and stands in other files, by actor."""

    homes: _Homes
    names: Mapping[str, tuple[ActorName, ...]]
    members: Mapping[str, tuple[Membership, ...]]
    succession: Mapping[str, tuple[Succession, ...]]


def _state(cells: Sequence[str], parts: _Parts) -> Actor:
    actor_id, kind, iso3, iso3166_3, cow, name, since, until, *_ = cells
    return Actor(
        actor_id=actor_id,
        kind=cast(ActorKind, kind),
        name=name,
        names=parts.names.get(actor_id, ()),
        ids=ActorIds(iso3=iso3 or None, iso3166_3=iso3166_3 or None, cow=cow or None),
        country=parts.homes.affiliations(actor_id),
        sectors=("GOV",),
        valid=Validity(from_=first_day(since), to=last_day(until)),
        succession=parts.succession.get(actor_id, ()),
    )


def _member_of(
    cells: Sequence[str], kind: str, home: str, sectors: str, name: str, since: str, until: str, parts: _Parts
) -> Actor:
    """A body or a group."""
    actor_id = cells[0]
    return Actor(
        actor_id=actor_id,
        kind=cast(ActorKind, kind),
        name=name,
        names=parts.names.get(actor_id, ()),
        country=parts.homes.affiliations(home),
        sectors=cast(tuple[Sector, ...], tuple(sectors.split())),
        valid=Validity(from_=first_day(since), to=last_day(until)),
        succession=parts.succession.get(actor_id, ()),
        members=parts.members.get(actor_id, ()),
    )


def _person(holder: str, held: tuple[Office, ...], homes: _Homes) -> Actor:
    """Somebody who held an office: of the country served, from the first day served (A3)."""
    bodies = {office.role.body: office.role.from_ for office in reversed(held)}
    return Actor(
        actor_id=holder,
        kind="person",
        name=held[0].person,
        country=tuple(home for body, since in bodies.items() for home in homes.affiliations(body, since)),
        sectors=("GOV",),
    )


def _backgrounds(
    states: Iterable[Sequence[str]], bodies: Iterable[Sequence[str]], groups: Iterable[Sequence[str]]
) -> Iterator[tuple[str, Background]]:
    for actor_id, *_, region, disputed, sovereign, confidence, note in states:
        yield (
            actor_id,
            Background(
                region=region,
                disputed=disputed == "yes",
                sovereign=sovereign,
                confidence=confidence or "high",
                note=note,
            ),
        )
    for actor_id, _, form, _, home, _, seat, parent, _, _, confidence, note in bodies:
        yield (
            actor_id,
            Background(form=form, seat=seat, parent=parent, home=home, confidence=confidence or "high", note=note),
        )
    for actor_id, _, home, _, _, _, _, confidence, note in groups:
        yield actor_id, Background(home=home, confidence=confidence or "high", note=note)
