"""Whom the lines of a text name: its writer, its outlet, the agency it is credited to."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile, takewhile

from entente.clean.blocks import Block
from entente.clean.facts import Facts, clean_byline
from entente.clean.kinds import is_masthead
from entente.clean.lines import runs
from entente.clean.stamps import read_stamp
from entente.records.codes import RegionKind
from entente.vocab.cleaning import load_credits

CREDIT_KINDS: frozenset[RegionKind] = frozenset({"byline", "boilerplate", "related_link"})

_BRACKETS = re.compile(r"[/(\[]([A-Z][\w. :-]{1,30})[/)\]]")
MASTHEAD_LINES = 6

SUBTITLE_LINES = 3
MAX_IMPRINT = 200

_BULLETS = re.compile(r" ?[·•|] ?")
_WORDS = r"(?:[A-Z][\w’'&-]*)(?: (?:[A-Z][\w’'&-]*|of|and|the|for|&)){1,5}"
_IMPRINT = re.compile(
    r"(?:©|\([Cc]\)|[Cc]opyright)[ ©]*(?:\d{4}(?:[-–]\d{4})?,? )?(?:by )?"
    rf"((?!All Rights)(?:The )?{_WORDS}?)(?=,? \d{{4}}|[.,|]| All | - |\s*\Z)"
)
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
        outlet=outlet or _masthead(blocks) or _subtitle(blocks) or _imprint(blocks),
        credited_to=next((name for block in blocks if (name := _agency(block))), ""),
    )


def _masthead(blocks: Sequence[Block]) -> str:
    """The outlet that a short line above the title names."""
    for block in takewhile(lambda block: block.kind != "title", blocks[:MASTHEAD_LINES]):
        name = _SECTIONS.split(block.text)[0].strip()
        if block.kind == "boilerplate" and is_masthead(name):
            return name.title() if name.isupper() else name
    return ""


def _subtitle(blocks: Sequence[Block]) -> str:
    """The outlet that a line below the title names: a house before a bullet, or a name and what it publishes."""
    below = list(dropwhile(lambda block: block.kind != "title", blocks))[1 : 1 + SUBTITLE_LINES]
    for block in below:
        if runs(block.text):
            break
        if told := _publication().fullmatch(block.text):
            return told[1]
        head, bullet, _ = _BULLETS.sub("|", block.text).partition("|")
        name = head.partition(",")[0].strip()
        if bullet and is_masthead(name) and name[0].isupper():
            return name
    return ""


def _imprint(blocks: Sequence[Block]) -> str:
    """The house that a copyright line names."""
    lines = (block.text for block in blocks if block.kind == "boilerplate" and len(block.text) <= MAX_IMPRINT)
    return next((told[1].strip(" .") for line in lines if (told := _IMPRINT.search(line))), "")


@cache
def _publication() -> re.Pattern[str]:
    """A name and the kind of publication that it is, which no sentence is."""
    kinds = "|".join(map(re.escape, load_credits().publications))
    word = r"(?:[A-Z][\w’'-]*|of|and|the|for|on)"
    return re.compile(rf"({word}(?: {word}){{0,5}}), (?:an?|the|our) (?:[\w-]+ ){{0,2}}(?:{kinds})\b[^.!?]{{0,80}}")


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
