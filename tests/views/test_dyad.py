"""The page of two states."""

from datetime import date

from entente.views import dyad
from tests.views.made import PIPELINE, book


def test_summary_is_quotes() -> None:
    """Every sentence of the summary is a quote of a text in the book."""
    view = dyad(book(), "act:xvm", "act:xor")
    texts = [document.text for document in book().documents.values()]
    assert [
        "Latest dated deed",
        "Latest dated agreement or talks",
        "Latest dated friction",
        "Overdue",
        "In dispute",
    ] == [fact.label for fact in view.summary]
    assert all(any(fact.quote.exact in text for text in texts) for fact in view.summary)


def test_order_of_the_states_does_not_matter() -> None:
    """Both ways round the records are the same."""
    one, other = dyad(book(), "act:xvm", "act:xor"), dyad(book(), "act:xor", "act:xvm")
    assert (one.events, one.undertakings, one.conflicts) == (other.events, other.undertakings, other.conflicts)
    assert (3, 1, 1) == (len(one.events), len(one.undertakings), len(one.conflicts))


def test_strangers_have_nothing() -> None:
    """Two states that no text brings together have an empty page and no invented line."""
    view = dyad(book(), "act:xvm", "act:xtm")
    assert ((), (), (), ()) == (view.summary, view.events, view.undertakings, view.voices)
    assert (4, 0) == (view.read.n_documents, view.about.n_documents)


def test_forecasts_are_no_events() -> None:
    """What may come stands among positions and forecasts, not among events."""
    view = dyad(book(), "act:xvm", "act:xor")
    assert all("could finish" not in row.quote.exact for row in view.events)


def test_day_of_judgement_moves_what_is_due() -> None:
    """Before its day the pipeline is due, after it overdue."""
    views = [dyad(book(), "act:xvm", "act:xor", day) for day in (date(2024, 12, 1), date(2025, 6, 5))]
    assert ["due", "overdue"] == [view.undertakings[0].outcome for view in views]
    assert PIPELINE.undertaking_id == views[1].undertakings[0].undertaking_id
