"""The task `segment`: sentences and words of raw text, scored on the treebanks.

The raw text is made of the `# text` lines, joined in one of three ways. `lines`, which the command line and the
headline sets use: each is a line, and a `# newpar` or `# newdoc` leaves a blank one; a line break alone ends nothing.
`paragraphs`: single spaces, with a blank line where a paragraph begins. `spaces`: single spaces all through, so that
headings, signatures and lists have lost the only mark of their end.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from entente.records import Sentence
from entente.segment import segment
from tests.gate.conllu import NO_SPACE, Block, Row, opens_paragraph, read_blocks, text_of, write_block
from tests.gate.scores import read_trees, score_spans
from tests.gate.task import Task, Trial, read_lines, write_lines

Joined = Literal["lines", "paragraphs", "spaces"]


def predict(lines: Iterable[str], joined: Joined = "lines") -> list[str]:
    """CoNLL-U lines with the sentences and words we find; only comments of the input are read."""
    text = raw_text(lines, joined)
    sentences, _ = segment(text)
    return [line for sentence in sentences if sentence.words for line in write_block(_block(text, sentence))]


def raw_text(lines: Iterable[str], joined: Joined = "lines") -> str:
    """The `# text` lines as one text; a sentence without such a line is left out."""
    parts: list[str] = []
    for block in read_blocks(lines):
        if (text := text_of(block)) is not None:
            opens = joined != "spaces" and opens_paragraph(block)
            parts += ("\n\n" if opens else "\n" if joined == "lines" else " ", text)
    return "".join(parts[1:])


def _block(text: str, sentence: Sentence) -> Block:
    words = sentence.words
    starts = {start for start, _ in words}
    rows: Iterable[Row] = (
        (str(i), " ".join(text[start:end].split()), *"_" * 7, NO_SPACE if end in starts else "_")
        for i, (start, end) in enumerate(words, start=1)
    )
    return Block((f"# text = {' '.join(text[sentence.start : sentence.end].split())}",), tuple(rows))


def _predict_file(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


def _scorer(joined: Joined) -> Callable[[Path], Mapping[str, float]]:
    def score(path: Path) -> Mapping[str, float]:
        lines = read_lines(path)
        return score_spans(read_trees(read_blocks(lines)), read_trees(read_blocks(predict(lines, joined))))

    return score


EWT, PUD = "data/treebanks/en_ewt-test.conllu", "data/treebanks/en_pud-test.conllu"

TASK = Task(
    "segment",
    _predict_file,
    (
        Trial("EWT test", EWT, _scorer("lines")),
        Trial("PUD", PUD, _scorer("lines")),
        Trial("EWT test, paragraphs", EWT, _scorer("paragraphs")),
        Trial("PUD, paragraphs", PUD, _scorer("paragraphs")),
        Trial("EWT test, spaces", EWT, _scorer("spaces")),
        Trial("PUD, spaces", PUD, _scorer("spaces")),
    ),
)
