"""What can be wrong with a source, each with what to do about it."""

from entente.records.problem import Problem
from entente.sources.limits import MAX_FEED_ENTRIES, MAX_ITEM_BYTES, MAX_MEMBERS, MAX_RATIO

TROUBLES: dict[str, tuple[str, str]] = {
    "not_found": ("there is no such file or folder", "check the path"),
    "link_broken": ("it is a link that leads nowhere", "mend or remove the link"),
    "nothing_in_it": ("no article begins in it", "look at it: it may be truncated, or of another kind than its name"),
    "not_a_file": ("it is neither a file nor a folder but a pipe, socket or device", "save its content in a file"),
    "empty": ("there is nothing in it", "remove it, or fetch it again"),
    "empty_folder": ("the folder holds nothing that may be read", "name a folder with articles"),
    "type_not_read": (
        "files of this kind are not read",
        "convert it to text, HTML or PDF, or name it in .ententeignore",
    ),
    "office_document": (
        "documents of word processors, spreadsheets and e-books are not read",
        "save it as PDF, HTML or text, or name it in .ententeignore",
    ),
    "item_too_large": (f"it has more than {MAX_ITEM_BYTES:,} bytes", "split it, or save the article alone"),
    "archive_bomb": (
        f"it unpacks to more than {MAX_RATIO} times its size",
        "unpack it yourself if you trust it, and read the folder",
    ),
    "archive_damaged": ("it is truncated or damaged; what came before was read", "fetch or pack it again"),
    "archive_encrypted": ("it is packed with a password", "unpack it yourself, and read the folder"),
    "archive_too_many": (f"it holds more than {MAX_MEMBERS:,} files", "unpack it yourself, and read the folder"),
    "archive_nested": ("an archive in an archive is not unpacked", "unpack it yourself, and read the folder"),
    "row_not_read": ("the line is no JSON object", "write one object a line"),
    "row_without_text": (
        "the row has no text: none of text, body, content, article, html",
        "name its column `text`",
    ),
    "table_without_text": (
        "no row of it has a text: none of text, body, content, article, html",
        "name its column `text`, or leave the file out in .ententeignore",
    ),
    "table_not_read": ("no line of it is a JSON object", "write one object a line"),
    "table_damaged": ("the table breaks off here; what came before was read", "check its quotes and its column names"),
    "encoding_guessed": ("it is not UTF-8; it was read as windows-1252", "if letters look wrong, convert it to UTF-8"),
    "table_blank": ("it goes on with nothing but blank lines; what came before was read", "remove them"),
    "feed_not_read": ("it is no RSS or Atom feed", "save the article as HTML or text"),
    "feed_damaged": ("the feed is not well-formed; what could be read was read", "tell its publisher"),
    "feed_entities": (
        "the feed declares entities of its own, which are not expanded",
        "remove its <!DOCTYPE> if you trust it",
    ),
    "feed_too_long": (f"only its first {MAX_FEED_ENTRIES:,} entries were read", "split it"),
    "entry_without_text": ("the entry has no text, only a link", "put its address in a URL list"),
    "opml_not_read": ("it is no list of feeds", "export OPML from your feed reader, or write one address a line"),
    "opml_empty": ("it names no feed", "write one address a line, or export OPML from your feed reader"),
    "robots_refuse": ("the site asks programs not to fetch it (robots.txt)", "ask its publisher, or save the page"),
    "mail_too_few": ("no message begins in it", "check that it is an mbox file"),
    "network_off": ("reading addresses needs the network, which is off", "allow it with --network on"),
    "address_private": (
        "it leads into this machine or its network, which lists from elsewhere may not ask",
        "save the page as a file, or set ENTENTE_PRIVATE_ADDRESSES=allow if you wrote the list",
    ),
    "address_not_read": ("it is no http or https address", "check the address"),
}


def trouble(code: str, where: str, detail: str = "") -> Problem:
    """The problem of that code at that place."""
    message, remedy = TROUBLES[code]
    return Problem(code=code, message=f"{message} ({detail})" if detail else message, where=where, remedy=remedy)


def unreadable(where: str, error: OSError) -> Problem:
    """The system will not let it be read."""
    return Problem(
        code="unreadable",
        message=f"it cannot be read: {error.strerror or type(error).__name__}",
        where=where,
        remedy="check its permissions and its disk",
    )
