"""Lists of feeds: OPML as feed readers export it, or plain lines."""

from typing import NamedTuple

from entente.records.problem import Problem
from entente.sources.feeds import declares_entities
from entente.sources.network import is_address
from entente.sources.troubles import trouble


class Feed(NamedTuple):
    """A feed that is watched."""

    url: str
    title: str = ""


def read_opml(content: bytes, origin: str) -> tuple[list[Feed], list[Problem]]:
    """The feeds of a list, each once; entries whose address is none are told."""
    feeds = _lines(content) if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _outlines(content)
    if feeds is None:
        return [], [trouble("opml_not_read", origin)]
    known = {feed.url: feed for feed in feeds if is_address(feed.url)}
    wrong = [trouble("address_not_read", f"{origin}: {feed.url[:200]}") for feed in feeds if not is_address(feed.url)]
    return list(known.values()), wrong if known or wrong else [trouble("opml_empty", origin)]


def _lines(content: bytes) -> list[Feed]:
    """One address a line; lines that begin with `#` are notes."""
    lines = (line.strip() for line in content.decode("utf-8-sig", "replace").splitlines())
    return [Feed(line) for line in lines if line and not line.startswith("#")]


def _outlines(content: bytes) -> list[Feed] | None:
    """Outlines with an address, however deep; None: it is no OPML, or brings entities, which attributes expand."""
    from lxml import etree

    if declares_entities(content):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if str(root.tag).lower() != "opml":
        return None
    outlines = [{name.lower(): value for name, value in found.attrib.items()} for found in root.iter("outline")]
    return [
        Feed(one["xmlurl"].strip(), one.get("title") or one.get("text") or "") for one in outlines if "xmlurl" in one
    ]
