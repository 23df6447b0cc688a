"""The exact words a fact stands on, and their place in the text."""

from msgspec.structs import force_setattr

from entente.records.codes import EvidenceRole, EvidenceState, Part
from entente.records.ids import check_id, content_id
from entente.records.record import Record, check_share

CONTEXT_WIDTH = 32
"""Code points kept on each side of a quote."""


class Evidence(Record, frozen=True, kw_only=True):
    """A quote with its place: code points of the canonical text, 0-based, half open (W3C quote and position)."""

    evidence_id: str = ""
    """`ev:` id; made from the text's hash, the offsets and the role when left empty."""
    doc_id: str
    text_sha256: str
    """Names the text that the offsets refer to."""
    start: int
    end: int
    exact: str
    """The words as quoted when the evidence was made."""
    prefix: str = ""
    suffix: str = ""
    part: Part = "body"
    sentence: int
    """0-based index of the sentence."""
    page: int | None = None
    """PDF page from 1; None: the document has no pages."""
    role: EvidenceRole
    state: EvidenceState = "exact"
    match_score: float | None = None
    """0-1, how well a relocated quote matched; None: never relocated."""
    found: str | None = None
    """The text now at the offsets; None unless `state` is relocated (E1)."""

    def __post_init__(self) -> None:
        """E1, E2: offsets, quote and state agree."""
        self._check_words()
        if self.sentence < 0 or (self.page is not None and self.page < 1):
            raise ValueError("sentences count from 0 and pages from 1")
        check_share("match_score", self.match_score)
        if self.evidence_id:
            check_id(self.evidence_id, "ev")
        else:
            identity = (self.doc_id, self.text_sha256, self.start, self.end, self.role)
            force_setattr(self, "evidence_id", content_id("ev", *identity))

    def _check_words(self) -> None:
        if not self.exact or self.start < 0:
            raise ValueError("a quote has at least one character and starts at 0 or later")
        if (self.state == "relocated") != (self.found is not None):
            raise ValueError("`found` is kept exactly when the state is relocated")
        standing = self.exact if self.found is None else self.found
        if self.end - self.start != len(standing):
            raise ValueError(f"quote and offsets differ in length: {len(standing)} against {self.end - self.start}")
        if len(self.prefix) > CONTEXT_WIDTH or len(self.suffix) > CONTEXT_WIDTH:
            raise ValueError(f"prefix and suffix have at most {CONTEXT_WIDTH} characters")

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    @property
    def stands(self) -> bool:
        """Whether the quote still has its place, exact or relocated (E3)."""
        return self.state in ("exact", "relocated")

    def holds_in(self, text: str) -> bool:
        """Whether the quote stands at its offsets in this text; never for an orphaned or ambiguous one."""
        standing = self.exact if self.found is None else self.found
        return self.stands and text[self.start : self.end] == standing
