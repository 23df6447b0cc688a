"""Where words come from: the source, the document as cleaned, and its regions."""

from datetime import datetime

from msgspec.structs import force_setattr

from entente.records.codes import (
    PART_OF_REGION,
    Control,
    CopyKind,
    EvidenceRole,
    Part,
    PublishedBasis,
    RegionKind,
    Reliability,
    SourceKind,
)
from entente.records.dates import DateSpan
from entente.records.evidence import CONTEXT_WIDTH, Evidence
from entente.records.ids import check_id, content_id, text_sha256
from entente.records.record import Moment, Record, check_moment
from entente.words import CANONICALISER, context


class Source(Record, frozen=True, kw_only=True, tag_field="record", tag="source"):
    """Who publishes: an agency, a paper, a ministry."""

    source_id: str
    """A stable slug of the user's source list."""
    name: str
    kind: SourceKind = "other"
    country: str | None = None
    """ISO 3166-1 alpha-3; None: not known, or of no one country."""
    languages: tuple[str, ...] = ()
    """BCP 47."""
    control: Control = "unknown"
    reliability: Reliability = "F"
    """Admiralty letter, from the user's list."""
    reliability_basis: str | None = None
    """Why that letter; None: nobody has said."""
    independence_group: str | None = None
    """Sources of one group do not confirm each other; None: it stands alone."""
    licence: str | None = None
    """On what terms its texts may be used, in the user's words or as an SPDX name; None: nobody has said."""


class Region(Record, frozen=True, kw_only=True):
    """A stretch of the text that is one kind of thing; code points, half open."""

    start: int
    end: int
    kind: RegionKind

    def __post_init__(self) -> None:
        """A region is not empty."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"region {self.start}..{self.end} is empty or starts before the text")


class Document(Record, frozen=True, kw_only=True, tag_field="record", tag="document"):
    """Text as cleaned, never changed again, with its three clocks: published, retrieved, and what it tells of."""

    doc_id: str = ""
    """`doc:` id; made from source, address and text when left empty."""
    source_id: str
    url: str | None = None
    """None: it came from a file or a hand."""
    canonical_url: str | None = None
    """The address the page itself names; None: it names none."""
    title: str
    byline: str | None = None
    """None: the page shows none."""
    language: str
    """BCP 47; `und` when it cannot be told."""
    media_type: str
    """Of the raw bytes, as in `text/html`."""
    published: DateSpan | None = None
    """Day or interval of publication; None: nothing tells."""
    published_basis: PublishedBasis = "unknown"
    published_at: Moment | None = None
    """The instant, UTC; None: only a day or an interval is known."""
    modified: Moment | None = None
    """Last change the page admits, UTC; None: it admits none."""
    retrieved_at: Moment
    """UTC."""
    raw_sha256: str
    """Of the bytes as fetched, in hexadecimal."""
    text: str
    """Canonical text; every offset refers to it."""
    text_sha256: str = ""
    """Of the canonical text in UTF-8; computed when left empty, checked when not."""
    text_version: str = CANONICALISER
    """Name and version of the canonicaliser."""
    regions: tuple[Region, ...] = ()
    """In order, without overlap; text outside them is `body`."""
    copy_group: str | None = None
    """Documents that are copies of each other share it; None: no copy is known."""
    copy_kind: CopyKind | None = None
    """None: not compared with others."""
    copied_from: str | None = None
    """`doc:` id; None: no origin is known."""
    credited_to: str | None = None
    """Agency named in the text; None: none is."""

    def __post_init__(self) -> None:
        """The hash is that of the text, regions lie inside it, clocks are in UTC."""
        digest = text_sha256(self.text)
        if self.text_sha256 not in ("", digest):
            raise ValueError("text_sha256 is not the hash of this text")
        force_setattr(self, "text_sha256", digest)
        if self.doc_id:
            check_id(self.doc_id, "doc")
        else:
            force_setattr(self, "doc_id", document_id(self.source_id, self.canonical_url or self.url, digest))
        if (self.published is None) != (self.published_basis == "unknown"):
            raise ValueError("published and published_basis are known together or not at all")
        for name, moment in self._clocks():
            check_moment(name, moment)
        _check_regions(self.regions, len(self.text))

    def _clocks(self) -> tuple[tuple[str, datetime | None], ...]:
        return (
            ("retrieved_at", self.retrieved_at),
            ("published_at", self.published_at),
            ("modified", self.modified),
        )

    def region_at(self, offset: int) -> RegionKind:
        """The kind of region at an offset; `body` outside all of them."""
        return next((region.kind for region in self.regions if region.start <= offset < region.end), "body")

    def quote(
        self,
        start: int,
        end: int,
        *,
        role: EvidenceRole,
        sentence: int,
        part: Part | None = None,
        page: int | None = None,
    ) -> Evidence:
        """The evidence for a span of this text; its part is that of the region it starts in unless given."""
        prefix, suffix = context(self.text, start, end, CONTEXT_WIDTH)
        return Evidence(
            doc_id=self.doc_id,
            text_sha256=self.text_sha256,
            start=start,
            end=end,
            exact=self.text[start:end],
            prefix=prefix,
            suffix=suffix,
            part=part or PART_OF_REGION.get(self.region_at(start), "other"),
            sentence=sentence,
            page=page,
            role=role,
        )


def document_id(source_id: str, url: str | None, text_hash: str) -> str:
    """The id of a text at an address: fetching it again unchanged gives the same one."""
    return content_id("doc", source_id, url, text_hash)


def _check_regions(regions: tuple[Region, ...], length: int) -> None:
    last = 0
    for region in regions:
        if region.start < last or region.end > length:
            raise ValueError(f"region {region.start}..{region.end} overlaps another or leaves the text of {length}")
        last = region.end
