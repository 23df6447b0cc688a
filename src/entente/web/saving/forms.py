"""The files a brief is saved as, and which of them need packages that are not here."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple


class Form(NamedTuple):
    """A kind of file."""

    media: str
    label: str
    needs: str = ""
    """The package that writes it; empty: none beyond what pages need."""


FORMS: Mapping[str, Form] = {
    "md": Form("text/markdown; charset=utf-8", "Markdown"),
    "html": Form("text/html; charset=utf-8", "HTML"),
    "docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", "docx"),
    "pdf": Form("application/pdf", "PDF", "typst"),
}
"""By the ending of the file."""


@cache
def missing() -> frozenset[str]:
    """Endings that cannot be written here, since the extra `brief` is not installed."""
    return frozenset(ending for ending, form in FORMS.items() if form.needs and find_spec(form.needs) is None)
