"""Quotations: marks of every kind, nested, over paragraphs, and never closed."""

import time

import pytest

from entente.mentions import find_quotes


def quotes(text: str) -> list[str]:
    """The quotations, marks included."""
    return [text[span.start : span.end] for span in find_quotes(text)]


@pytest.mark.parametrize(
    "quote",
    ['"We agree on that."', "“We agree on that.”", "«We agree on that.»", "‘We agree on that.’", "'We agree on that.'"],
)
def test_marks(quote: str) -> None:
    """Straight, curly and angled marks pair up; the span holds its marks."""
    assert [quote] == quotes(f"He said {quote} and left.")


def test_apostrophes() -> None:
    """Apostrophes open nothing."""
    assert [] == quotes("Chad's ministers' talks didn't end; it’s the envoys’ fault.")


def test_nested() -> None:
    """Inner quotations are spans too, after the outer one."""
    assert ["“They said ‘never again’ to us.”", "‘never again’"] == quotes("“They said ‘never again’ to us.”")


def test_paragraphs() -> None:
    """A quotation that each paragraph opens anew ends where it is closed."""
    text = "“One thing is sure.\n\n“Another is not,” she said."
    assert ["“One thing is sure.\n\n“Another is not,”"] == quotes(text)


def test_unbalanced() -> None:
    """A mark that its paragraph leaves open opens nothing, and the next paragraph is read afresh."""
    assert ['"Two"'] == quotes('"One is lost.\n\nHe said "Two" later.')


def test_partial() -> None:
    """Up to three words are scare quotes."""
    assert [True, False] == [span.partial for span in find_quotes('"so called" and "they said so yesterday"')]


@pytest.mark.parametrize("text", ["“a " * 10_000, '"' * 100_000, "‘a “b " * 20_000, "“" * 10_000 + "”" * 10_000])
def test_deep_nesting_is_cheap(text: str) -> None:
    """Ten thousand nested quotations take less than a second."""
    start = time.process_time()
    find_quotes(text)
    assert time.process_time() - start < 1
