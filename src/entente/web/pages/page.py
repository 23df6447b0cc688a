"""What a page is before it is drawn."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from entente.web.asking import Refused
from entente.web.tongue import _

T = TypeVar("T")

SIZE = 40
"""Lines on one page of a list."""


_SHORT = re.compile(r"[a-z]+:[0-9a-f]{8,19}")
"""An id as tables in the terminal show it, or more of it, but not all."""


class Page(NamedTuple):
    """A template, what it is filled with, and which entry of the menu it belongs to."""

    template: str
    title: str
    values: Mapping[str, object]
    section: str = ""


class Leaf(NamedTuple):
    """One page of a list."""

    number: int
    n_pages: int
    n_lines: int
    first: int
    """Number of its first line, from 1."""
    last: int


def leaf_of(lines: Sequence[T], number: int, size: int = SIZE) -> tuple[Sequence[T], Leaf]:
    """The lines of one page; Refused where the list is shorter."""
    pages = max(1, -(-len(lines) // size))
    if number > pages:
        raise Refused(
            404,
            _("there is no page %(number)s; the list has %(pages)s", number=number, pages=pages),
            _("Go to its first page."),
        )
    first = (number - 1) * size
    chosen = lines[first : first + size]
    return chosen, Leaf(number, pages, len(lines), first + 1, first + len(chosen))


def known(records: Mapping[str, T], name: str, what: str) -> T:
    """The record under an id; Refused where there is none."""
    found = records.get(name)
    if found is None:
        shown = name if len(name) <= 60 else name[:60] + "…"
        raise Refused(
            404,
            _("there is no %(what)s “%(shown)s” in this project", what=_(what), shown=shown),
            _("It may come from another project, or from an older reading of the same text."),
        )
    return found


def is_short(name: str) -> bool:
    """Whether it may be the beginning of an id."""
    return _SHORT.fullmatch(name) is not None


def whole_id(records: Mapping[str, object], name: str) -> str | None:
    """The one id that begins so; None: there is none, or several."""
    found = list(islice((each for each in records if each.startswith(name)), 2))
    return found[0] if len(found) == 1 else None
