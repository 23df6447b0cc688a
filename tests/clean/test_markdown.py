"""The signs of Markdown tell links and readers at the foot apart from the text."""

from entente.clean.markdown import read_marks
from tests.clean.items import PARAGRAPH, document_of, item, texts_of

FOOT = "- [Coming: How Kesh bought a lake](#)\n> **Ada**: Orsenia sank the ferry."


def test_signs_say_what_a_line_is() -> None:
    """An item that is nothing but a link leads elsewhere, a quotation under a name is a reader's."""
    assert {"related_link", "comment"} == set(read_marks(FOOT).values())
    assert {} == read_marks("- [Kesh](#) signed the accord.\n> A quotation.")


def test_they_count_at_the_foot() -> None:
    """Behind the last paragraph such lines are no text; before it they are."""
    body = "\n\n".join(f"{PARAGRAPH} Day {day}." for day in range(3))
    below = document_of(item(f"# Port opens\n\n{body}\n\n{FOOT}".encode(), "text/markdown", "a.md"))
    above = document_of(item(f"# Port opens\n\n{FOOT}\n\n{body}".encode(), "text/markdown", "b.md"))
    assert ["Ada: Orsenia sank the ferry."] == texts_of(below, "comment")
    assert [] == texts_of(above, "comment")
