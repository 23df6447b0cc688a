"""Tables of phrases and ranks prove themselves."""

import numpy as np
import pytest

from entente.records import Claim
from entente.web.columns import Names
from entente.web.phrases import Use, Worded, phrases, rank_of, rules_in, table, uses_of
from entente.words import fold_text
from tests.views import made


@pytest.mark.parametrize("name", table("wording"))
def test_phrase_finds_its_examples(name: str) -> None:
    """A phrase is found in its `yes` and not in its `no`."""
    row = table("wording")[name]
    pattern = next(rule.pattern for rule in phrases() if rule.name == name.replace("_", " "))
    assert row["tone"] in ("warm", "cool", "hard")
    assert all(pattern.search(fold_text(text)) for text in row["yes"])
    assert not any(pattern.search(fold_text(text)) for text in row["no"])


@pytest.mark.parametrize("name", table("ranks"))
def test_rank_finds_its_examples(name: str) -> None:
    """A naming has the rank under which it is listed."""
    row = table("ranks")[name]
    assert {row["order"]} == {rank_of([text]).order for text in row["yes"]}
    assert row["order"] not in {rank_of([text]).order for text in row["no"]}


def test_highest_rank_counts() -> None:
    """Of several who meet the highest counts."""
    assert "head of state or government" == rank_of(["a delegation", "President Lor"]).words


def uses(*claims: Claim) -> tuple[Use, ...]:
    """The uses in claims of the invented record."""
    book = made.book()
    days = [day.toordinal() if (day := book.published_on(claim.doc_id)) else 0 for claim in claims]
    names = Names([claim.claim_id for claim in claims], np.arange(len(claims), dtype=np.int32))
    return uses_of(book, names, Worded.of(claims), np.array(days, dtype=np.int32))


def test_uses_are_dated() -> None:
    """A phrase has its first and its last use, each with its quote."""
    use = next(use for use in uses(*made.book().claims.values()) if use.phrase == "accuses")
    assert ("2025-06-05", 1) == (str(use.first.published_on), use.n)
    assert "accused" in use.last.exact


def test_same_quote_counts_once() -> None:
    """A quote that comes twice is one use."""
    assert uses(made.ACCUSED) == uses(made.ACCUSED, made.ACCUSED)


def test_there_is_a_bit_for_each_phrase() -> None:
    """A claim's phrases fit in 64 bits, one for each of the table."""
    claims = tuple(made.book().claims.values())
    assert len(phrases()) <= 64
    assert {rule.name for claim in claims for rule in rules_in(claim.support[0].exact)} == {
        rule.name for at, rule in enumerate(phrases()) for bits in Worded.of(claims).rules.tolist() if bits >> at & 1
    }
