"""The root of every record: frozen, compared by value, checked when built."""

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Annotated

import msgspec

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""A probability or a confidence, 0-1."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant in UTC, written with its offset (ISO 8601)."""

_SLUG = re.compile(r"[a-z][a-z0-9_]*")


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A value that never changes; to change one, make another with `msgspec.structs.replace`."""


def check_share(name: str, value: float | None) -> None:
    """Refuse a probability or confidence outside 0-1."""
    if value is not None and not 0 <= value <= 1:
        raise ValueError(f"{name} is {value}, outside 0-1")


def check_finite(name: str, *values: float | None) -> None:
    """Refuse what JSON cannot write: infinity and NaN."""
    if not all(value is None or isfinite(value) for value in values):
        raise ValueError(f"{name} is not a finite number")


def check_moment(name: str, value: datetime | None) -> None:
    """Refuse an instant that is not in UTC."""
    if value is not None and value.utcoffset() != timedelta(0):
        raise ValueError(f"{name} is {value.isoformat()}, not in UTC; convert it with astimezone(UTC)")


def check_slug(name: str, value: str) -> None:
    """Refuse a code that is not a lower-case slug."""
    if not _SLUG.fullmatch(value):
        raise ValueError(f'{name} is "{value}", not a lower-case slug')


def check_order(name: str, first: date | None, last: date | None) -> None:
    """Refuse a period that ends before it starts; an open end is in order."""
    if first is not None and last is not None and last < first:
        raise ValueError(f"{name} ends on {last}, before it starts on {first}")
