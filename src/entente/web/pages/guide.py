"""How to read the pages: shapes, words, grades, keys."""

from entente.web.pages.page import Page
from entente.web.tongue import _


def page() -> Page:
    """The page of explanations."""
    return Page("help", _("How to read this"), {}, "help")
