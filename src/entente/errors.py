"""Every exception Entente raises, on one page.

Exceptions are for misuse and broken installations; bad input becomes a `Problem` record instead.
A message says what was met and where, why it will not do, and what to do next.
"""


class EntenteError(Exception):
    """The root: `what` was met and why it will not do, `where`, and the `remedy`."""

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: `where: what; remedy`."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}; {self.remedy}" if self.remedy else f"{place}{self.what}"


class RecordError(EntenteError, ValueError):
    """A record breaks one of its invariants, or JSON does not hold the record asked for."""


class VocabularyError(EntenteError):
    """A vocabulary file is missing, damaged, or contradicts itself or another."""


class ModelError(EntenteError):
    """An analysis model cannot be used."""


class ModelMissing(ModelError):
    """No model of that name is installed, or one of its files is gone."""


class ModelDamaged(ModelError):
    """A model file does not match its hash or cannot be loaded."""


class ExtraMissing(EntenteError):
    """An optional engine was asked for and its extra is not installed."""


class LedgerError(EntenteError):
    """A ledger cannot be opened, is locked by another writer, or does not hold together."""
