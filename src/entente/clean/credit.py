"""Whom the lines of a text name: its writer, its outlet, the agency it is credited to."""

import re
from collections.abc import Iterable, Sequence

from entente.clean.blocks import Block
from entente.clean.facts import Facts, clean_byline
from entente.clean.stamps import read_stamp
from entente.records.codes import RegionKind
from entente.vocab.cleaning import load_credits

CREDIT_KINDS: frozenset[RegionKind] = frozenset({"byline", "boilerplate", "related_link"})

_BRACKETS = re.compile(r"[/(\[]([A-Z][\w. :-]{1,30})[/)\]]")
_CONTRIBUTED = re.compile(r"\(?(.+?) contributed .*?\bto this \w+(?: (?:for|from) (.{2,60}?))?[.)]*\Z")


def facts_of_lines(blocks: Sequence[Block]) -> Facts:
    """What title, byline and credit lines say."""
    titles = [block.text for block in blocks if block.kind == "title"]
    byline, outlet = _writer(blocks)
    return Facts(
        title=next(iter(titles), ""),
        byline=byline,
        outlet=outlet,
        credited_to=next((name for block in blocks if (name := _agency(block))), ""),
    )


def _writer(blocks: Iterable[Block]) -> tuple[str, str]:
    """The first byline that names someone, and the outlet where it names one too."""
    for block in blocks:
        if block.kind != "byline" or read_stamp(block.text):
            continue
        if told := _CONTRIBUTED.match(block.text):
            return told[1], told[2] or ""
        if (name := clean_byline(block.text)) and name.lower() != "by":
            return name, ""
    return "", ""


def _agency(block: Block) -> str:
    known = load_credits()
    if block.kind == "dateline":
        match = _BRACKETS.search(block.text)
        return known.agencies.get(match[1].lower(), "") if match else ""
    if block.kind in CREDIT_KINDS:
        text = block.text.lower().strip(" ().")
        for lead in known.leads:
            if text.startswith(lead):
                return known.agencies.get(text[len(lead) :].strip(" :."), "")
    return ""
