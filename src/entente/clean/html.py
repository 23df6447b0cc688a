"""An HTML page: parsed once, its own words about itself read, its text taken by trafilatura in precision mode."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from entente.clean.blocks import Block, tidy
from entente.clean.facts import Facts
from entente.clean.kinds import KEPT, mark_cues
from entente.clean.limits import MAX_ATTRIBUTES
from entente.clean.lines import runs
from entente.clean.metadata import page_facts
from entente.clean.plain import plain_blocks
from entente.records.codes import RegionKind
from entente.vocab.cleaning import load_page_names
from entente.words import fold_text

Element = Any  # lxml ships no types

KIND_OF_TAG: dict[str, RegionKind] = {"head": "heading", "quote": "quote", "table": "table", "row": "table"}
LEAVES = frozenset({"p", "head", "item", "row", "code", "ab", "fw"})
"""Elements of trafilatura's tree that make one block each."""

MAX_CAPTIONS = 20
FEW_CELLS = 2
"""Cells with words in a row of a page that is laid out by a table: a margin and a column."""

PROSE_SHARE = 0.6
"""Share of the characters of a table that stand in cells with prose, from which it is layout."""

PLENTY, PLENTY_SHARE = 1000, 0.15
"""Characters of an article, and its share of all text on the page, from which one method is enough."""

MAX_MARKED = 600
"""Characters of an element that is taken for what its class names: a longer one may hold the article."""

SHORT_PAGE = 4000
"""Characters of markup of a page that is read whole when no article is found in it."""

ROOT_WITHIN = 5000
"""Characters in which a page shows that it is one."""

TAIL = 5000
"""Characters at the end in which a page shows whether it is whole."""

_ROOT = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CUT = re.compile(r"<[/!]?[a-zA-Z][^<>]*\Z|</?\Z")
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_RAW = frozenset({"script", "style", "SCRIPT", "STYLE", "Script", "Style"})
_RAW_END = re.compile(r"</(?:script|style)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s/\"']+")
_TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))|</?([a-zA-Z][a-zA-Z0-9]*)(?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+>?""", re.DOTALL
)
_MARKED = ("p", "div", "aside", "section", "li", "span", "small", "blockquote")
_BREAK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"})


class Page(NamedTuple):
    """What was read of a page."""

    blocks: list[Block]
    facts: Facts
    troubles: tuple[str, ...] = ()
    """Codes of what went wrong."""


def read_page(html: str, hints: Facts) -> Page:
    """The blocks of a page and what it says of itself; a fragment, as feeds hold it, is read as lines."""
    tree, cut = _parsed(html)
    troubles = ("nested_too_deep",) if cut else ()
    if tree is None:
        return Page([], Facts(), troubles)
    if not _ROOT.search(html, 0, ROOT_WITHIN):
        return Page(plain_blocks(_text_of(tree), title=hints.title), Facts(), troubles)
    facts = page_facts(tree)
    marks = marks_of(tree)
    captions, whole = _captions(tree), _text_of(tree) if len(html) <= SHORT_PAGE else ""
    body, comments = _extracted(tree)
    blocks = _article(body, captions, comments, facts, marks) or (
        plain_blocks(whole, title=facts.title) if whole else []
    )
    return Page(blocks, facts, troubles)


def flaws_of(html: str) -> tuple[str, ...]:
    """Codes of what the markup shows by itself: entities of its own, or an end in the middle of a tag or a text."""
    if _ENTITY.search(html, 0, ROOT_WITHIN):
        return ("page_entities",)
    tail = html[-TAIL:].rstrip()
    in_text = bool(_OPENED.search(html, 0, ROOT_WITHIN)) and not tail.endswith(">")
    return ("page_cut",) if (in_text or _CUT.search(tail)) and not _CLOSED.search(tail) else ()


def slimmed(html: str) -> tuple[str, int]:
    """The page with the attributes of monstrous tags taken away, and how many tags it has.

    The time to parse a tag grows with the square of the number of its attributes.
    """
    monstrous, count = [], 0
    for tag in _tags(html):
        count += 1
        start, end = tag.span()
        if end - start > 2 * MAX_ATTRIBUTES and len(_SEPARATOR.findall(tag[0])) > MAX_ATTRIBUTES:
            monstrous.append(tag)
    for tag in reversed(monstrous):
        html = f"{html[: tag.start()]}<{tag[1]}>{html[tag.end() :]}"
    return html, count


def _tags(html: str) -> Iterator[re.Match[str]]:
    """Every tag; what stands in scripts, styles and comments is none, and one that is not closed goes on to the end."""
    tag = _TAG.search(html)
    while tag:
        at = tag.end()
        name = tag[1]
        if name:
            yield tag
            if name in _RAW and html[tag.start() + 1] != "/":
                end = _RAW_END.search(html, at)
                at = end.start() if end else len(html)
        tag = _TAG.search(html, at)


def _parsed(html: str) -> tuple[Element, bool]:
    """The tree, and whether it was cut where it was nested too deep; None: nothing can be made of it."""
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    # Forms and inputs have classes of their own, looked for in Python at each element; here all are plain elements.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    return tree, any("depth" in error.message.lower() for error in parser.error_log)


def _extracted(tree: Element) -> tuple[Element, Element]:
    """The bodies of the article and of its comments; None where there are none.

    Another method is asked for a second opinion where the first finds little.
    """
    body, comments = _found(tree, fast=True)
    return (body, comments) if body is not None and _is_plenty(body, tree) else _found(tree, fast=False)


def _found(tree: Element, *, fast: bool) -> tuple[Element, Element]:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, fast=fast, favor_precision=True, include_comments=True, with_metadata=False)
    except Exception:  # noqa: BLE001 - heuristics over any tree: whatever fails in them, the page is not read
        return None, None
    return (None, None) if found is None or isinstance(found, dict) else (found.body, found.commentsbody)


def _is_plenty(body: Element, tree: Element) -> bool:
    """Whether paragraphs were found that are long and a fair share of what the page shows."""
    size = _size(body)
    if size < PLENTY or body.find(".//p") is None or len(body.findall(".//table")) > len(body.findall(".//p")):
        return False
    unseen = sum(len(element.text or "") for element in tree.iter("script", "style"))
    return size >= PLENTY_SHARE * (_size(tree) - unseen)


def _size(element: Element) -> int:
    """Characters of all text in it, spaces at the ends of lines left out."""
    return sum(len(text.strip()) for text in element.itertext())


def _article(
    body: Element, captions: Sequence[str], comments: Element, facts: Facts, marks: Mapping[str, RegionKind]
) -> list[Block]:
    """Title and byline, the text, then captions and comments."""
    text = [] if body is None else [Block(*block) for block in _walk(body, "body")]
    if not text:
        return []
    title = fold_text(facts.title)
    head = [Block(facts.title, "title")] if facts.title else []
    head += [Block(facts.byline, "byline")] if facts.byline else []
    body_blocks = [block for block in text if not (title and fold_text(block.text) == title)]
    seen = {block.text for block in body_blocks}
    behind = [Block(caption, "caption") for caption in captions if caption not in seen]
    behind += [] if comments is None else [Block(block.text, "comment") for block in _walk(comments, "comment")]
    return [*head, *mark_cues(_as_marked(body_blocks, marks)), *behind]


def _as_marked(blocks: Sequence[Block], marks: Mapping[str, RegionKind]) -> list[Block]:
    """Each block as the class of its element says; where nothing would be left, the classes say nothing."""
    marked = [block._replace(kind=marks.get(block.text, block.kind)) for block in blocks]
    return marked if any(block.kind in KEPT for block in marked) else list(blocks)


def marks_of(tree: Element) -> dict[str, RegionKind]:
    """The kind of each short text that stands in an element whose class names it: a promotion, a correction."""
    classes, found = load_page_names().classes, dict[str, RegionKind]()
    for element in tree.iter(*_MARKED):
        names = element.get("class", "").lower().split()
        kind = next((classes[name] for name in names if name in classes), None)
        if kind and _size(element) <= MAX_MARKED:
            found.update((line, kind) for line in tidy(_text_of(element)).split("\n") if line)
    return found


def _walk(element: Element, kind: RegionKind) -> Iterator[Block]:
    """One block for each leaf that holds text, in order."""
    for child in element:
        own = KIND_OF_TAG.get(child.tag, kind) if kind == "body" else kind
        if child.tag == "table" and kind == "body" and lays_out(child):
            yield from _cells(child)
        elif child.tag in LEAVES and not any(inner.tag in LEAVES for inner in child.iterdescendants()):
            yield from _blocks(_inline(child), own)
        else:
            yield from _blocks(child.text or "", own)
            yield from _walk(child, own)
        yield from _blocks(child.tail or "", kind)


def _cells(table: Element) -> Iterator[Block]:
    """Cells of a table that lays out a page: one with prose is a piece of the article, another stays a cell."""
    for row in table.iterchildren("row"):
        for cell in row.iterchildren("cell"):
            kind: RegionKind = "body" if _prose_of(cell) else "table"
            yield from _blocks(cell.text or "", kind)
            yield from _walk(cell, kind)


def lays_out(table: Element) -> bool:
    """Whether a table holds columns of a page: mostly prose, in few cells a row or in one row, under no head cells."""
    rows = [list(row.iterchildren("cell")) for row in table.iterchildren("row")]
    if any(cell.get("role") == "head" for row in rows for cell in row):
        return False
    filled = [[cell for cell in row if "".join(cell.itertext()).strip()] for row in rows]
    with_prose = [row for row in filled if any(_prose_of(cell) for cell in row)]
    few = all(len(row) <= FEW_CELLS for row in with_prose) or len(with_prose) == 1
    size = sum(len("".join(cell.itertext())) for row in filled for cell in row)
    return few and sum(_prose_of(cell) for row in with_prose for cell in row) >= PROSE_SHARE * size > 0


def _prose_of(cell: Element) -> int:
    """Characters of a cell in which a paragraph runs; 0: it is a figure, a name or a list of links."""
    lines = tidy("\n".join(cell.itertext())).split("\n")
    return sum(map(len, lines)) if any(runs(line) for line in lines) else 0


def _blocks(text: str, kind: RegionKind) -> Iterator[Block]:
    """A block for each line of a leaf."""
    for line in tidy(text).split("\n"):
        if line:
            yield Block(line, kind)


def _inline(element: Element) -> str:
    """The text of a leaf; a line break in it is one, and other line ends are spaces."""
    parts = [(element.text or "").replace("\n", " ")]
    for child in element:
        joint = "\n" if child.tag == "lb" else " " if child.tag in ("cell", "p") else ""
        parts += [joint, _inline(child), joint if child.tag != "lb" else "", (child.tail or "").replace("\n", " ")]
    return "".join(parts)


def _captions(tree: Element) -> list[str]:
    found = [" ".join("".join(caption.itertext()).split()) for caption in tree.iter("figcaption")]
    return list(dict.fromkeys(tidy(caption) for caption in found if caption))[:MAX_CAPTIONS]


def _text_of(tree: Element) -> str:
    """The text of a tree, one line a block element."""
    parts: list[str] = []
    for event, element in _events(tree):
        if element.tag in _BREAK:
            parts.append("\n")
        text = element.text if event == "start" else element.tail
        parts.append(" ".join(f"x{text}x".split())[1:-1] if text else "")
    return "".join(parts)


def _events(tree: Element) -> Iterator[tuple[str, Element]]:
    """Starts and ends of elements, without those that hold no text for people."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _SKIPPED:
            walk.skip_subtree()
            continue
        if not (event == "end" and element is tree):
            yield event, element
