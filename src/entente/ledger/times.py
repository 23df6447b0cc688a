"""Moments and days as the whole numbers that the file keeps."""

from datetime import UTC, date, datetime, timedelta

from entente.errors import LedgerError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly."""
    if moment.tzinfo is None:
        raise LedgerError(f"the moment {moment} has no time zone", remedy="give it one: `.replace(tzinfo=UTC)`")
    return (moment - _EPOCH) // _MICROSECOND


def to_moment(micros: int) -> datetime:
    """The instant in UTC."""
    return _EPOCH + micros * _MICROSECOND


def to_ordinal(day: date | None) -> int | None:
    """The day's number in the proleptic Gregorian calendar; None stays open."""
    return day.toordinal() if day else None
