"""What can be wrong with an item, each with what to do about it."""

from entente.clean.limits import MAX_PAGE_BYTES, MAX_TAGS, MAX_TEXT
from entente.records.problem import Problem

TROUBLES: dict[str, tuple[str, str]] = {
    "empty": ("there is nothing in it", "remove it, or fetch it again"),
    "no_text": (
        "no text of an article was found in it",
        "look at it: a list of links, a login page or a picture has none",
    ),
    "not_text": ("its bytes are no text", "give it its right media type, or leave it out"),
    "encoding_guessed": (
        "its bytes are not UTF-8 and no charset that is declared fits; the charset was guessed",
        "if letters look wrong, convert it to UTF-8",
    ),
    "page_too_large": (f"the page has more than {MAX_PAGE_BYTES:,} bytes", "save the article alone"),
    "page_too_dense": (f"the page has more than {MAX_TAGS:,} tags", "save the article alone"),
    "page_entities": (
        "the page declares entities of its own, which are not expanded",
        "remove its <!DOCTYPE> if you trust it",
    ),
    "page_cut": ("the page breaks off in the middle; what came before was read", "fetch it again"),
    "nested_too_deep": (
        "its elements are nested deeper than is read; text inside them is missing",
        "save the article's text alone",
    ),
    "page_not_read": ("the page could not be read", "save the article's text alone"),
    "text_cut": (f"only the first {MAX_TEXT:,} characters were read", "split it into articles"),
    "pdf_encrypted": ("the PDF is encrypted", "save it without a password"),
    "pdf_unreadable": ("the PDF is damaged, truncated or no PDF", "fetch it again, or save its text"),
    "pdf_over_limits": ("reading the PDF took more memory or time than is allowed", "save its text, or split it"),
    "mail_encrypted": ("the message is encrypted", "save it decrypted"),
    "mail_not_read": ("no text was found in the message", "save its text"),
}


def trouble(code: str, where: str) -> Problem:
    """The problem of that code at that place."""
    message, remedy = TROUBLES[code]
    return Problem(code=code, message=message, where=where, remedy=remedy)
