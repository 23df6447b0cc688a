"""Whom the lines of a text name: its writer, its outlet, the agency it is credited to."""

import re
from collections.abc import Sequence
from itertools import takewhile

from entente.clean.blocks import Block
from entente.clean.facts import Facts, clean_byline
from entente.clean.kinds import is_masthead
from entente.clean.stamps import read_stamp
from entente.records.codes import RegionKind
from entente.vocab.cleaning import load_credits

CREDIT_KINDS: frozenset[RegionKind] = frozenset({"byline", "boilerplate", "related_link"})

_BRACKETS = re.compile(r"[/(\[]([A-Z][\w. :-]{1,30})[/)\]]")
MASTHEAD_LINES = 6

_SECTIONS = re.compile(r" ?[>|»›/] ?")
_CREDIT = re.compile(
    r"\(?(?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited|[Tt]ranslated|[Cc]ompiled|inputs?)\b"
)
_REPORTED = re.compile(r"\(?(?:Reporting|Writing|Compiled|Reported|Written) by ([^;)]{3,120})")
_CONTRIBUTED = re.compile(r"\(?(.+?) contributed .*?\bto this \w+(?: (?:for|from) (.{2,60}?))?[.)]*\Z")


def facts_of_lines(blocks: Sequence[Block]) -> Facts:
    """What title, byline and credit lines say."""
    titles = [block.text for block in blocks if block.kind == "title"]
    byline, outlet = _writer(blocks)
    return Facts(
        title=next(iter(titles), ""),
        byline=byline,
        outlet=outlet or _masthead(blocks),
        credited_to=next((name for block in blocks if (name := _agency(block))), ""),
    )


def _masthead(blocks: Sequence[Block]) -> str:
    """The outlet that a short line above the title names."""
    for block in takewhile(lambda block: block.kind != "title", blocks[:MASTHEAD_LINES]):
        name = _SECTIONS.split(block.text)[0].strip()
        if block.kind == "boilerplate" and is_masthead(name):
            return name.title() if name.isupper() else name
    return ""


def _writer(blocks: Sequence[Block]) -> tuple[str, str]:
    """The first byline that names someone, else the reporters of a credit line; the outlet where one is named too."""
    lines = [block.text for block in blocks if block.kind == "byline" and block.text.lower().strip(" :") != "by"]
    for line in lines:
        if told := _CONTRIBUTED.match(line):
            return told[1], told[2] or ""
        if not (read_stamp(line) or _CREDIT.match(line)) and (name := clean_byline(line)):
            return name, ""
    reported = next((match[1] for line in lines if (match := _REPORTED.match(line))), "")
    return reported.strip(), ""


def _agency(block: Block) -> str:
    """The agency in a dateline's brackets, whoever it is, or a known one behind a credit word."""
    known = load_credits()
    if block.kind == "dateline":
        match = _BRACKETS.search(block.text)
        return known.agencies.get(match[1].lower(), match[1]) if match else ""
    if block.kind in CREDIT_KINDS:
        text = block.text.lower().strip(" ().")
        for lead in known.leads:
            if text.startswith(lead):
                return known.agencies.get(text[len(lead) :].strip(" :."), "")
    return ""
