"""The shipped model and vocabulary, and the same with the states of a fiction beside them; loaded once."""

from functools import cache
from pathlib import Path

from entente.analyse import Analyser, load_analyser
from entente.api import load_tools
from entente.pipeline import Tools

FICTION = Path(__file__).parent / "fiction"
"""Invented states that the set petrunit speaks of."""


@cache
def tools(*, fiction: bool = False) -> Tools:
    """Model and vocabulary."""
    return load_tools(vocabulary=[FICTION]) if fiction else load_tools()


@cache
def english() -> Analyser:
    """The model alone."""
    return load_analyser()
