"""What is known around a batch: the book's own answers with the batch's lines over them."""

from collections.abc import Callable

from entente.ledger import Ledger
from entente.ledger.rows import EntryRow
from entente.ledger.standing import ABOUT, OF_ID, Standing
from tests.ledger.made import batch, reading


def test_questions_are_answered_by_key(new_place: Callable[[], str]) -> None:
    """In the order of the keys, for each what one asking would find, and nothing where nothing is."""
    with Ledger.open(new_place(), create=True) as ledger:
        ledger.append(batch(reading("a.txt", "Pact one."), reading("b.txt", "Pact two.")))
        one, two = (article.doc_id for article in ledger.documents())
        names = [two, "doc:none", one]
        found, about = ledger._connection.ask((OF_ID, [(n,) for n in names]), (ABOUT, [(n, "claim") for n in names]))
    assert [[names[0]], [], [names[2]]] == [[row[0] for row in rows] for rows in found]
    assert [2, 0, 2] == [len(rows) for rows in about]


def test_the_batch_counts_at_once(new_place: Callable[[], str]) -> None:
    """A line that it adds stands, one that it closes does not, and both were ever there."""
    with Ledger.open(new_place(), create=True) as ledger:
        ledger.append(batch(reading("a.txt", "Pact one.")))
        name = next(ledger.documents()).doc_id
        known = Standing(ledger._connection)
        known.add(EntryRow(9, 2, "claim", "clm:new", name, None, b"{}"))
        known.close(seq for seq, _ in known.of_id(name).values())
        assert ({}, 3) == (known.of_id(name), len(known.about(name, "claim")))
        assert [True, True, False] == [known.was_ever(each) for each in (name, "clm:new", "clm:none")]
