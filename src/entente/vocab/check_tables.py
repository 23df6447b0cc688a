"""What is wrong in the tables of actors: file, line, and the nearest right value."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations, pairwise
from typing import get_args

from entente.errors import VocabularyError
from entente.records.codes import SECTORS, ActorKind, NameKind, Post, SuccessionKind
from entente.records.problem import Problem
from entente.vocab.actors import (
    COLUMNS,
    Match,
    Row,
    Scope,
    as_of,
    first_day,
    last_day,
    person_id,
    read_table,
)
from entente.words import fold_text

__all__ = ["TABLE_CHECKS", "Tables", "check_as_of", "check_tables", "read_tables"]

FORMS = (
    "organisation", "organ", "court", "bank", "alliance", "fund", "mission", "conference", "format", "agency",
)  # fmt: skip
USES = ("adjective", "person", "persons")
REGIONS = (
    "northern_america", "central_america", "caribbean", "south_america", "western_europe", "southern_europe",
    "northern_europe", "eastern_europe", "caucasus", "central_asia", "east_asia", "south_asia", "southeast_asia",
    "oceania", "middle_east", "north_africa", "west_africa", "central_africa", "east_africa", "southern_africa",
    "polar",
)  # fmt: skip

CODES: Mapping[tuple[str, str], Collection[str]] = {
    ("states.csv", "kind"): ("state", "former_state", "territory", "place_region"),
    ("states.csv", "region"): REGIONS,
    ("states.csv", "disputed"): ("", "yes"),
    ("states.csv", "confidence"): ("", "high", "medium"),
    ("bodies.csv", "kind"): get_args(ActorKind),
    ("bodies.csv", "form"): FORMS,
    ("bodies.csv", "confidence"): ("", "high", "medium"),
    ("groups.csv", "kind"): get_args(ActorKind),
    ("groups.csv", "confidence"): ("", "high", "medium"),
    ("names.csv", "kind"): get_args(NameKind),
    ("names.csv", "match"): get_args(Match),
    ("names.csv", "acts_as"): ("", *SECTORS),
    ("members.csv", "confidence"): ("", "high", "medium"),
    ("offices.csv", "post"): get_args(Post),
    ("offices.csv", "acting"): ("", "yes"),
    ("offices.csv", "confidence"): ("high", "medium"),
    ("posts.csv", "scope"): get_args(Scope),
    ("posts.csv", "post"): get_args(Post),
    ("posts.csv", "sector"): SECTORS,
    ("posts.csv", "match"): get_args(Match),
    ("succession.csv", "kind"): get_args(SuccessionKind),
}
"""The values a cell may have."""

LISTS: Mapping[tuple[str, str], Collection[str]] = {
    ("bodies.csv", "sectors"): SECTORS,
    ("groups.csv", "sectors"): SECTORS,
    ("names.csv", "form"): USES,
}
"""The values of a cell that holds several, parted by spaces."""

REFERENCES = (
    ("states.csv", "sovereign"), ("bodies.csv", "country"), ("bodies.csv", "parent"), ("groups.csv", "country"),
    ("names.csv", "actor_id"), ("members.csv", "body"), ("members.csv", "member"), ("offices.csv", "body"),
    ("posts.csv", "country"), ("succession.csv", "actor_id"), ("succession.csv", "successor"),
)  # fmt: skip
"""Cells that name an actor."""

MAY_BE_EMPTY = frozenset(
    {
        "iso3", "iso3166_3", "cow", "from", "to", "disputed", "sovereign", "confidence", "note", "country", "seat",
        "parent", "form", "acts_as", "acting", "title", "on",
    }
)  # fmt: skip
ACTOR_FILES = ("states.csv", "bodies.csv", "groups.csv")
DATES = ("from", "to", "on")

_ID = re.compile(r"act:[a-z0-9_]+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Tables:
    """The rows of every file, as cells by column."""

    rows: Mapping[str, tuple[tuple[int, Mapping[str, str]], ...]]

    @cached_property
    def actors(self) -> Mapping[str, Mapping[str, str]]:
        """Every actor of the files, by id."""
        return {row["actor_id"]: row for name in ACTOR_FILES for _, row in self.rows[name]}

    def cells(self, name: str, column: str) -> Iterator[tuple[int, str]]:
        """One column with its lines."""
        return ((line, row[column]) for line, row in self.rows[name])


def check_tables(texts: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """What is wrong in the tables of actors; `texts` stand in for files of the same name."""
    tables, problems = read_tables(texts or {})
    return (*problems, *(problem for check in TABLE_CHECKS for problem in check(tables)))


def read_tables(texts: Mapping[str, str]) -> tuple[Tables, tuple[Problem, ...]]:
    """Every file; rows of another width than the head are problems and left out."""
    rows: dict[str, tuple[tuple[int, Mapping[str, str]], ...]] = {}
    problems: list[Problem] = []
    for name, columns in COLUMNS.items():
        found = _read(name, texts.get(name), problems)
        problems.extend(
            _problem(name, row.line, "wrong_width", f"{len(row.cells)} cells", f"write {len(columns)}, one a column")
            for row in found
            if len(row.cells) != len(columns)
        )
        kept = (row for row in found if len(row.cells) == len(columns))
        rows[name] = tuple((row.line, dict(zip(columns, row.cells, strict=True))) for row in kept)
    return Tables(rows), tuple(problems)


def _read(name: str, text: str | None, problems: list[Problem]) -> list[Row]:
    try:
        return list(read_table(name, text))
    except VocabularyError as error:
        problems.append(_problem(name, 0, "wrong_head", error.what, error.remedy))
        return []


def _problem(name: str, line: int, code: str, message: str, remedy: str = "") -> Problem:
    place = f":{line}" if line else ""
    return Problem(code=code, message=message, where=f"vocab/data/actors/{name}{place}", remedy=remedy)


def _nearest(value: str, right: Collection[str]) -> str:
    """A question with the right value that looks most like it, or all of them when few."""
    near = get_close_matches(value, sorted(right), 1, 0.5)
    if near:
        return f'did you mean "{near[0]}"?'
    return "write one of " + ", ".join(filter(None, right)) if len(right) <= 12 else ""


# One rule a function, over all tables


def check_cells(tables: Tables) -> Iterator[Problem]:
    """A cell has no space at its ends, and only columns that may be empty are."""
    for name, rows in tables.rows.items():
        for line, row in rows:
            for column, cell in row.items():
                if cell != cell.strip():
                    yield _problem(name, line, "stray_space", f'{column} is "{cell}"', f'write "{cell.strip()}"')
                if not cell and column not in MAY_BE_EMPTY:
                    yield _problem(name, line, "empty_cell", f"{column} is empty", "fill it, or take the row out")


def check_codes(tables: Tables) -> Iterator[Problem]:
    """A coded cell has one of its codes."""
    for (name, column), right in CODES.items():
        for line, cell in tables.cells(name, column):
            if cell not in right:
                yield _problem(name, line, "unknown_code", f'{column} is "{cell}"', _nearest(cell, right))
    for (name, column), right in LISTS.items():
        for line, cell in tables.cells(name, column):
            for part in set(cell.split()).difference(right):
                yield _problem(name, line, "unknown_code", f'{column} has "{part}"', _nearest(part, right))


def check_ids(tables: Tables) -> Iterator[Problem]:
    """An id is `act:` and a slug, stands once, and is not that of a person too."""
    people = {person_id(name) for _, name in tables.cells("offices.csv", "person")}
    seen: dict[str, str] = {}
    for name in ACTOR_FILES:
        for line, actor_id in tables.cells(name, "actor_id"):
            if not _ID.fullmatch(actor_id):
                yield _problem(name, line, "bad_id", f'id "{actor_id}" is not act: and a slug of a-z, 0-9 and _')
            if actor_id in seen or actor_id in people:
                first = seen.get(actor_id, "a holder in offices.csv")
                yield _problem(name, line, "id_twice", f'"{actor_id}" is also {first}', "give one of them another id")
            seen[actor_id] = f"{name}:{line}"


def check_references(tables: Tables) -> Iterator[Problem]:
    """A cell that names an actor names one that is there."""
    for name, column in REFERENCES:
        for line, actor_id in tables.cells(name, column):
            if actor_id and actor_id not in tables.actors:
                message = f'{column} "{actor_id}" is in none of {", ".join(ACTOR_FILES)}'
                yield _problem(name, line, "unknown_actor", message, _nearest(actor_id, tables.actors))


def check_dates(tables: Tables) -> Iterator[Problem]:
    """A date is a year, month or day of the calendar, and no period ends before it starts."""
    for name, columns in COLUMNS.items():
        for line, row in tables.rows[name]:
            bad = [row[column] for column in DATES if column in columns and not _reads(row[column])]
            for cell in bad:
                yield _problem(name, line, "bad_date", f'"{cell}" is no date', "write 1991, 1991-12 or 1991-12-26")
            if not bad and "to" in row and _starts(row) > _ends(row):
                yield _problem(name, line, "ends_first", f"it ends {row['to']}, before it starts {row['from']}")


def check_codes_twice(tables: Tables) -> Iterator[Problem]:
    """A code is that of one state at a time."""
    for column in ("iso3", "cow"):
        by_code = defaultdict(list)
        for line, row in tables.rows["states.csv"]:
            by_code[row[column]].append((line, row))
        by_code.pop("", None)
        for code, shared in by_code.items():
            for (_, one), (line, other) in combinations(shared, 2):
                if _overlap(one, other):
                    message = f'{column} "{code}" is {one["actor_id"]} and {other["actor_id"]} at the same time'
                    yield _problem("states.csv", line, "code_twice", message, "end one before the other")


def check_names(tables: Tables) -> Iterator[Problem]:
    """Every actor has a name to be found by, and only demonyms say what they are used for."""
    named = {actor_id for _, actor_id in tables.cells("names.csv", "actor_id")}
    for name in ACTOR_FILES:
        for line, actor_id in tables.cells(name, "actor_id"):
            if actor_id not in named:
                yield _problem(
                    name, line, "no_name", f"{actor_id} has no row in names.csv", "write its short name there"
                )
    for line, row in tables.rows["names.csv"]:
        if (row["kind"] == "demonym") != bool(row["form"]):
            yield _problem("names.csv", line, "demonym_form", f'a {row["kind"]} with form "{row["form"]}"')


def check_names_twice(tables: Tables) -> Iterator[Problem]:
    """A text names one actor at a time, unless every row of it says that it needs context."""
    by_text = defaultdict(list)
    for line, row in tables.rows["names.csv"]:
        actor = tables.actors.get(row["actor_id"], row)
        by_text[fold_text(row["text"])].append((line, _while_it_lasts(row, actor)))
    for rows in by_text.values():
        for (_, one), (line, other) in combinations(rows, 2):
            if _same_name(one, other) or _ambiguous(one, other):
                message = f'"{other["text"]}" is a {other["kind"]} of {one["actor_id"]} and of {other["actor_id"]}'
                yield _problem("names.csv", line, "name_twice", message, "write needs_context in both, or take one out")


def check_offices(tables: Tables) -> Iterator[Problem]:
    """An office has one holder at a time; the acting one is apart, and a day or month of hand-over is shared."""
    held = defaultdict(list)
    for line, row in tables.rows["offices.csv"]:
        if not row["acting"]:
            held[row["body"], row["post"], row["title"]].append((line, row))
    for rows in held.values():
        for (_, one), (line, other) in pairwise(sorted(rows, key=lambda item: _starts(item[1]))):
            if _overlap(one, other):
                message = f"{other['person']} comes in {other['from']}, {one['person']} leaves {one['to'] or 'never'}"
                yield _problem("offices.csv", line, "two_holders", message, "end the one or start the other later")


def check_spans(tables: Tables) -> Iterator[Problem]:
    """Nobody is a member or holds an office of what is no longer there, or a member of what is not there yet.

    Members may be older than their statehood, and so may offices: colonies and self-governing territories had both.
    """
    for name, column in (("members.csv", "body"), ("members.csv", "member"), ("offices.csv", "body")):
        for line, row in tables.rows[name]:
            actor = tables.actors.get(row[column], row)
            if not _ends_within(row, actor) or (column == "body" and name == "members.csv" and _too_early(row, actor)):
                message = (
                    f"{row['from']} to {row['to'] or 'now'} is not within {actor['from']} to {actor['to'] or 'now'}"
                )
                yield _problem(name, line, "outside_validity", f"{row[column]}: {message}", "narrow the row")


def check_posts(tables: Tables) -> Iterator[Problem]:
    """A word stands once for each country, and its titles are those of offices."""
    titles = {title for _, title in tables.cells("offices.csv", "title")}
    count = Counter((row["text"], row["country"]) for _, row in tables.rows["posts.csv"])
    for line, row in tables.rows["posts.csv"]:
        if count[row["text"], row["country"]] > 1:
            yield _problem("posts.csv", line, "post_twice", f'"{row["text"]}" stands more than once')
        if row["scope"] == "holder" and row["post"] in LISTED_POSTS:
            for title in set(filter(None, row["title"].split("|"))) - titles:
                yield _problem(
                    "posts.csv", line, "unknown_title", f'no office has the title "{title}"', _nearest(title, titles)
                )


def check_succession(tables: Tables) -> Iterator[Problem]:
    """An actor becomes another one, or itself under a new name."""
    for line, row in tables.rows["succession.csv"]:
        if row["actor_id"] == row["successor"] and row["kind"] != "renamed":
            message = f"{row['actor_id']} {row['kind']} itself"
            yield _problem("succession.csv", line, "own_successor", message, "write renamed")


TABLE_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    check_cells,
    check_codes,
    check_ids,
    check_references,
    check_dates,
    check_codes_twice,
    check_names,
    check_names_twice,
    check_offices,
    check_spans,
    check_posts,
    check_succession,
)

LISTED_POSTS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
"""Posts whose holders the tables list for many states."""


def _reads(cell: str) -> bool:
    """Whether a cell is empty or a date of the calendar."""
    if not cell:
        return True
    if not _DATE.fullmatch(cell):
        return False
    try:
        return first_day(cell) is not None
    except ValueError:
        return False


def _starts(row: Mapping[str, str]) -> date:
    """The first day of a row, the first of all when open; a bad date counts as open."""
    return (first_day(row["from"]) if _reads(row["from"]) else None) or date.min


def _ends(row: Mapping[str, str]) -> date:
    """The last day of a row, the last of all when open; a bad date counts as open."""
    return (last_day(row["to"]) if _reads(row["to"]) else None) or date.max


def _overlap(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows share more than the day, month or year of a hand-over."""
    first, second = sorted((one, other), key=_starts)
    leaves = (first_day(first["to"]) if _reads(first["to"]) else None) or date.max
    comes = (last_day(second["from"]) if _reads(second["from"]) else None) or date.min
    return comes < leaves and comes < _ends(second)


def _ends_within(row: Mapping[str, str], actor: Mapping[str, str]) -> bool:
    """Whether a row ends no later than an actor, units of dates shared."""
    return ((first_day(row["to"]) if _reads(row["to"]) else None) or date.max) <= _ends(actor)


def _too_early(row: Mapping[str, str], actor: Mapping[str, str]) -> bool:
    """Whether a row starts before an actor, units of dates shared."""
    return bool(row["from"]) and _reads(row["from"]) and (last_day(row["from"]) or date.max) < _starts(actor)


def _while_it_lasts(row: Mapping[str, str], actor: Mapping[str, str]) -> Mapping[str, str]:
    """A row of names within the days of its actor, as the loader reads it."""
    start = row["from"] if _starts(row) >= _starts(actor) else actor["from"]
    return {**row, "from": start, "to": row["to"] if _ends(row) <= _ends(actor) else actor["to"]}


def _same_name(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows say the same of one actor at the same time."""
    return all(one[column] == other[column] for column in ("actor_id", "text", "kind", "lang")) and _overlap(one, other)


def _ambiguous(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows name two actors at the same time and one of them does not say so."""
    if one["actor_id"] == other["actor_id"] or one["kind"] != other["kind"] or not _overlap(one, other):
        return False
    differ = one["text"] != other["text"] and "exact_case" in (one["match"], other["match"])
    return not differ and not one["match"] == other["match"] == "needs_context"


def check_as_of() -> Iterator[Problem]:
    """The offices say when they were last read through."""
    try:
        as_of()
    except (VocabularyError, ValueError) as error:
        yield _problem("offices.csv", 0, "no_as_of", str(error), "write `# as_of: 2025-06-30` at its head")
