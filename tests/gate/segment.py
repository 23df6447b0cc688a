"""The task `segment`: sentences and words of raw text, scored on the treebanks.

The raw text is made of the `# text` lines: a sentence follows the one before it after a single space, or after a blank
line where a `# newpar` or `# newdoc` line says that a paragraph begins. The headline sets drop those lines first, so
that all is joined by single spaces and no sentence end is given away; the sets named `paragraphs` keep them, as real
documents do.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from entente.records import Sentence
from entente.segment import segment
from tests.gate.conllu import NO_SPACE, Block, Row, opens_paragraph, read_blocks, text_of, write_block
from tests.gate.scores import read_trees, score_spans
from tests.gate.task import Task, Trial, read_lines, write_lines


def predict(lines: Iterable[str]) -> list[str]:
    """CoNLL-U lines with the sentences and words we find; only comments of the input are read."""
    text = raw_text(lines)
    sentences, _ = segment(text)
    return [line for sentence in sentences if sentence.words for line in write_block(_block(text, sentence))]


def raw_text(lines: Iterable[str]) -> str:
    """The `# text` lines as one text; a sentence without such a line is left out."""
    parts: list[str] = []
    for block in read_blocks(lines):
        if (text := text_of(block)) is not None:
            parts += ("\n\n" if opens_paragraph(block) else " ", text)
    return "".join(parts[1:])


def without_paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The lines without those that begin a paragraph or a document."""
    return (line for line in lines if not line.startswith(("# newpar", "# newdoc")))


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


def _score(lines: list[str]) -> Mapping[str, float]:
    return score_spans(read_trees(read_blocks(lines)), read_trees(read_blocks(predict(lines))))


def _score_joined(path: Path) -> Mapping[str, float]:
    return _score(list(without_paragraphs(read_lines(path))))


def _score_paragraphs(path: Path) -> Mapping[str, float]:
    return _score(read_lines(path))


TASK = Task(
    "segment",
    _predict_file,
    (
        Trial("EWT test", "data/treebanks/en_ewt-test.conllu", _score_joined),
        Trial("PUD", "data/treebanks/en_pud-test.conllu", _score_joined),
        Trial("EWT test, paragraphs", "data/treebanks/en_ewt-test.conllu", _score_paragraphs),
        Trial("PUD, paragraphs", "data/treebanks/en_pud-test.conllu", _score_paragraphs),
    ),
)
