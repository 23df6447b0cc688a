"""How to read the pages: shapes, words, grades, keys."""

from entente.web.pages.page import Page


def page() -> Page:
    """The page of explanations."""
    return Page("help", "How to read this", {}, "help")
