"""Why a claim says what it says."""

from msgspec.structs import replace

from entente.api import extract
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


def test_each_word_that_decides_the_status_has_its_rule() -> None:
    """A predicate of firmness stands above the axes with its words, the rule of its group, and what it does."""
    claim = replace(NOT_BEGUN, rules=("work", "deny"), claim_id="")
    first, last = named("status", reasons_of(book(), claim))
    assert first.rule == "What is denied did not happen in the mouth of the one who denies."
    assert (first.value, last.value) == ("turned round", "denied")


def test_a_date_shows_its_words_rules_and_value() -> None:
    """A date stands beside its words, the rules that read them, how it is known, and its days."""
    claims = extract("Chad will sign the treaty with Libya by the end of May.", published="2025-02-10").claims
    (reason,) = named("when", reasons_of(book(), claims[0]))
    assert "by the end of May" == reason.words
    assert reason.rule.startswith("by < edge < month_capital: counted from the day of publication")
    assert reason.value.endswith("[[2025-02-10..2025-05-31]]")
