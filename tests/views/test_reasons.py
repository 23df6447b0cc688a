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


def test_a_type_shows_its_entry_and_the_reader() -> None:
    """The type stands beside what found the act: the entry of the lexicon, the reader's share, how sure both are."""
    (claim,) = extract("Chad and Togo signed a trade agreement on 4 March 2024.", published="2024-03-05").claims
    (reason,) = named("type", reasons_of(book(), claim))
    share, sure = (part.split()[1] for part in reason.rule.split("; ")[3:])
    assert f"commitment; verbal cooperation; entry {claim.rules[0]}" == reason.rule.split("; reader")[0]
    assert (f"reader={share}", float(sure)) == (claim.rules[-1], claim.extraction_confidence)


def test_a_type_that_no_word_tells_is_the_readers() -> None:
    """Where no entry found the act, the trained reader alone did."""
    claim = replace(LEND, rules=("reader_aid", "reader=0.91"), claim_id="")
    (reason,) = named("type", reasons_of(book(), claim))
    assert reason.rule.endswith("; the trained reader alone; reader 0.91; sure 0.80")
