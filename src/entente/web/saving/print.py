"""A brief as PDF, tagged for readers by ear (PDF/UA-1); signs that no font here has are told, not left as boxes."""

import json
import re
import unicodedata
from importlib.resources import files

import typst

from entente import __version__
from entente.views import QuoteRow
from entente.web.pages.brief import Brief, Entry
from entente.web.saving.words import address_of, from_right, line_of, place_of, source_of
from entente.web.tongue import _, spoken

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
MOST_NAMED = 12
"""Signs without a shape that are named."""


def pdf(brief: Brief) -> bytes:
    """The file; the same brief gives the same bytes where the same fonts are installed."""
    try:
        return _set(brief, by_ear=True)
    except typst.TypstError as error:
        lacking = _lacking(error.diagnostic)
        return _set(brief, warning=_warning(lacking) if lacking else "")


def _set(brief: Brief, *, by_ear: bool = False, warning: str = "") -> bytes:
    template = (files("entente.web") / "data" / "brief.typ").read_bytes()
    inputs = {"brief": json.dumps({**_values(brief), "warning": warning})}
    return typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"] if by_ear else [])


def _lacking(diagnostic: str) -> list[str]:
    """Signs that the program says it has no shape for, as it wrote them; what is never seen needs none."""
    told = "".join(_LACKING.findall(diagnostic))
    signs = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), told)
    return [sign for sign in dict.fromkeys(signs) if unicodedata.category(sign) != "Cf"]


def _warning(lacking: list[str]) -> str:
    """That boxes stand for signs, which, and where they are to be read."""
    named = ", ".join(f"U+{ord(sign):04X}" for sign in lacking[:MOST_NAMED])
    more = ", …" if len(lacking) > MOST_NAMED else ""
    return _(
        "No font of the machine that made this file has the signs %(named)s; empty boxes stand for them. "
        "Install a font that has them, or save the brief as HTML or Word.", named=named + more,
    )  # fmt: skip


def _values(brief: Brief) -> dict[str, object]:
    """What the template prints, as text alone: no word of it is read as a command."""
    return {
        "title": line_of(brief.heading),
        "language": _language(spoken().code),
        "entries": [_entry(entry) for entry in brief.entries],
        "made": _("Made by Entente %(version)s. Every line keeps the words it rests on.", version=__version__),
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "heading": line_of(entry.heading),
        "known": f"{line_of(entry.line)} · {entry.id}",
        "said": [{"text": line_of(each.text), "quotes": list(map(str, each.rests_on))} for each in entry.said],
        "quotes": [_quote(number, quote) for number, quote in entry.numbered],
    }


def _quote(number: int, quote: QuoteRow) -> dict[str, object]:
    return {
        "number": str(number), "words": line_of(quote.exact), "language": _language(quote.language),
        "from_right": from_right(quote.exact), "source": source_of(quote), "title": line_of(quote.title),
        "address": address_of(quote), "place": place_of(quote),
    }  # fmt: skip


def _language(code: str) -> str:
    """The language as the template takes it."""
    found = _LANGUAGE.match(code.lower().partition("-")[0])
    return found[0] if found else "en"
