"""A brief as Markdown: sentences with numbers that lead to the quotes below them."""

from entente.views import QuoteRow
from entente.web.pages.brief import Brief, Entry, Statement
from entente.web.saving.words import address_of, line_of, source_of
from entente.web.tongue import _


def markdown(brief: Brief) -> str:
    """The brief as Markdown; every sentence names its quotes, every quote its text and its place in it."""
    return "\n".join([f"# {_escaped(brief.heading)}\n", *(_entry(entry) for entry in brief.entries)])


def _entry(entry: Entry) -> str:
    parts = [f"## {_escaped(entry.heading)}\n\n{_escaped(entry.line)}. `{entry.id}`\n"]
    if entry.said:
        parts.append(" ".join(_sentence(statement) for statement in entry.said) + "\n")
    parts += [_quote(number, quote) for number, quote in entry.numbered]
    return "\n".join(parts)


def _sentence(statement: Statement) -> str:
    return _escaped(statement.text) + "".join(f" [\\[{number}\\]](#quote-{number})" for number in statement.rests_on)


def _quote(number: int, quote: QuoteRow) -> str:
    words = f'> <a id="quote-{number}"></a>**\\[{number}\\]** {_escaped(quote.exact)}'
    return f"{words}\n>\n> — {_cited(quote)}\n"


def _cited(quote: QuoteRow) -> str:
    place = _("characters %(start)s–%(end)s", start=quote.start, end=quote.end) + f", `{quote.evidence_id}`"
    address = address_of(quote)
    linked = f", <{address}>" if address and not set(address) & set("<> \n") else ""
    return f"{_escaped(source_of(quote))}, *{_escaped(quote.title)}*{linked}, {place}"


def _escaped(text: str) -> str:
    """Words of a text on one line, none of them read as a sign of Markdown or HTML."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!~" else char for char in line_of(text))
