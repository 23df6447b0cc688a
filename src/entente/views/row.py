"""The root of what views return: frozen rows whose columns carry the field's words."""

from entente.records import Record


class Row(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A line of a view; every column is written, also where it is empty."""
