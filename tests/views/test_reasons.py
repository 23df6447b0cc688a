"""Why a claim says what it says."""

from entente.views import Reason, reasons_of
from tests.views.made import BEGIN, LEND, NOT_BEGUN, book


def named(field: str, reasons: tuple[Reason, ...]) -> list[Reason]:
    """The reasons for one field."""
    return [reason for reason in reasons if reason.field == field]


def test_status_shows_its_axes() -> None:
    """The status stands beside the trigger's words and the four axes."""
    (reason,) = named("status", reasons_of(book(), NOT_BEGUN))
    assert ("has not started", "negative, certain, past, asserted", "denied") == (
        reason.words,
        reason.rule,
        reason.value,
    )


def test_actors_show_how_they_were_known() -> None:
    """An actor stands beside its words and what led to it."""
    (reason,) = named("actor", reasons_of(book(), LEND))
    assert ("Orsenia", "its name in the vocabulary", "Orsenia") == (reason.words, reason.rule, reason.value)


def test_holders_run_from_the_author() -> None:
    """The chain of holders begins with whoever wrote the text."""
    values = [reason.value for reason in named("holder", reasons_of(book(), BEGIN))]
    assert ["the author", "Orsenia"] == values
