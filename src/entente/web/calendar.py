"""Due days as an iCalendar file (RFC 5545), for any calendar."""

from entente.export.calendar import write_calendar
from entente.web.edition import Edition


def calendar(edition: Edition) -> str:
    """Every day set for a step of an undertaking in the edition."""
    return write_calendar(edition.undertakings, edition.at)
