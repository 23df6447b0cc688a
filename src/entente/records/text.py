"""What segmentation and analysis say of a text: sentences, words, names, tags and trees."""

from entente.records.record import Record

VECTOR_BYTES = 384 * 4
"""Of a sentence vector."""

Span = tuple[int, int]
"""Start and end in Unicode code points of the whole text, 0-based, half open."""


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence; its words stand in order and do not overlap."""

    start: int
    end: int
    words: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Words lie inside their sentence; only the outer two are looked at, since sentences are many."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"sentence {self.start}..{self.end} runs backwards")
        if self.words and not self.start <= self.words[0][0] <= self.words[-1][1] <= self.end:
            raise ValueError(f"words leave their sentence {self.start}..{self.end}")


class Name(Record, frozen=True, kw_only=True):
    """A proper name; `label` is PER, ORG or LOC."""

    start: int
    end: int
    label: str


class Sign(Record, frozen=True, kw_only=True):
    """A word that may report an act, as a trained reader sees it; shares are probabilities."""

    word: int
    """0-based number of the word in the sentence."""
    types: tuple[tuple[str, float], ...]
    """PLOVER types with their shares, likeliest first; `-` is a state of affairs. What is missing to 1: no act."""
    mode: str = ""
    kind: str = "event"
    status: tuple[tuple[str, float], ...] = ()
    """Likeliest first."""
    stage: str = ""
    domains: tuple[str, ...] = ()
    mutual: float = 0.0
    """Share that the parties do it to each other."""
    parties: tuple[tuple[int, str, float], ...] = ()
    """Words that name a party, with their role and its share."""


class Analysis(Record, frozen=True, kw_only=True):
    """What the analyser says of one sentence; its columns are parallel to `sentence.words`."""

    sentence: Sentence
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    deprels: tuple[str, ...]
    heads: tuple[int, ...]
    """0-based index of the head word in the sentence, -1 for the one root."""
    names: tuple[Name, ...] = ()
    vector: bytes = b""
    """384 little-endian float32 of unit length; empty when the analyser gives none."""
    signs: tuple[Sign, ...] | None = None
    """Words that may report an act, in order; None: the analyser does not read acts."""
    act: float = 0.0
    """Share that the sentence reports any act between parties."""

    def __post_init__(self) -> None:
        """Every column has one value a word, and the tree one root."""
        count = len(self.sentence.words)
        columns = (self.upos, self.xpos, self.lemmas, self.deprels, self.heads)
        if any(len(column) != count for column in columns):
            raise ValueError(f"columns of {[len(column) for column in columns]} values for {count} words")
        if count and self.heads.count(-1) != 1:
            raise ValueError(f"a tree has one root, not {self.heads.count(-1)}")
        if len(self.vector) not in (0, VECTOR_BYTES):
            raise ValueError(f"a sentence vector has {VECTOR_BYTES} bytes, not {len(self.vector)}")
