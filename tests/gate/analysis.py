"""The task `analysis`: tags, lemmas, trees and names over given words, trees from raw text, and sentence vectors.

INPUT `.conllu` gives CoNLL-U with UPOS, XPOS, lemma, head and relation; any other INPUT is read as one token a line and
gives BIO tags. Words, sentence ends and spacing are all that is read. What `segment` writes is such an INPUT, and the
sets named `raw` are scored through it, joined by single spaces (the hardest way) or with paragraphs kept.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from entente.analyse import Analyser
from entente.records import Analysis, Sentence
from tests.gate import segment
from tests.gate.bio import TagBlock, names_of, read_tags, tags_of, write_tags
from tests.gate.conllu import FORM, ID, MISC, Block, Row, hide_gold, is_range, read_blocks, text_of, tokens, write_block
from tests.gate.layout import Token, lay_out, space_tokens
from tests.gate.scores import read_trees, score_names, score_trees, share_of_same_neighbours
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import english

LABELS: Mapping[str, str] = {
    **{label: label for label in ("PER", "ORG", "LOC")},
    **dict.fromkeys(("person", "politician"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
}
"""What the labels of the files count as; the others (election, event, misc) are no names here."""


def predict(lines: Iterable[str], analyser: Analyser) -> list[str]:
    """CoNLL-U lines with tags, lemmas and trees for the words of CoNLL-U lines."""
    blocks = [hide_gold(block) for block in read_blocks(lines)]
    found = _analyse([tokens(block) for block in blocks], analyser)
    pairs = zip(blocks, found, strict=True)
    return [line for block, analysis in pairs for line in write_block(_annotated(block, analysis))]


def predict_names(lines: Iterable[str], analyser: Analyser) -> list[str]:
    """Token-per-line with BIO tags for the tokens of a token-per-line file."""
    blocks = [block._replace(tags=()) for block in read_tags(lines)]
    found = _analyse([space_tokens(block.forms, _text(block)) for block in blocks], analyser)
    pairs = zip(blocks, found, strict=True)
    tagged = (b._replace(tags=tags_of(a.sentence.words, a.names)) for b, a in pairs)
    return [line for block in tagged for line in write_tags(block)]


def _analyse(sentences: list[list[Token]], analyser: Analyser) -> tuple[Analysis, ...]:
    text, placed = lay_out(sentences)
    found = analyser.analyse(text, placed)
    _require_parallel(placed, found)
    return found


def _require_parallel(sentences: tuple[Sentence, ...], found: tuple[Analysis, ...]) -> None:
    if [len(s.words) for s in sentences] != [len(a.heads) for a in found]:
        raise ValueError(f"{len(sentences)} sentences went in, {len(found)} came out or have other numbers of words")


def _text(block: TagBlock) -> str | None:
    return text_of(Block(block.comments, ()))


def _annotated(block: Block, found: Analysis) -> Block:
    words = iter(range(len(found.heads)))
    return block._replace(rows=tuple(row if is_range(row) else _row(row, found, next(words)) for row in block.rows))


def _row(row: Row, found: Analysis, i: int) -> Row:
    tags = found.lemmas[i], found.upos[i], found.xpos[i]
    return (row[ID], row[FORM], *tags, "_", str(found.heads[i] + 1), found.deprels[i], "_", row[MISC])


def _predict_file(source: Path, target: Path) -> None:
    of_lines = predict if source.suffix == ".conllu" else predict_names
    write_lines(target, of_lines(read_lines(source), english()))


def _score_trees(path: Path) -> Mapping[str, float]:
    lines = read_lines(path)
    return score_trees(read_trees(read_blocks(lines)), read_trees(read_blocks(predict(lines, english()))))


def _score_raw(path: Path) -> Mapping[str, float]:
    return _score_through_segments(read_lines(path), "spaces")


def _score_raw_paragraphs(path: Path) -> Mapping[str, float]:
    return _score_through_segments(read_lines(path), "paragraphs")


def _score_through_segments(lines: list[str], joined: segment.Joined) -> Mapping[str, float]:
    predicted = predict(segment.predict(lines, joined), english())
    scores = score_trees(read_trees(read_blocks(lines)), read_trees(read_blocks(predicted)))
    return {measure: scores[measure] for measure in ("UPOS", "UAS", "LAS")}


def _score_names(path: Path) -> Mapping[str, float]:
    lines = read_lines(path)
    gold = [names_of(block.tags, LABELS) for block in read_tags(lines)]
    predicted = [names_of(block.tags, LABELS) for block in read_tags(predict_names(lines, english()))]
    return {"names F1": score_names(gold, predicted)}


def _score_vectors(path: Path) -> Mapping[str, float]:
    """Documents are the mean of their sentence vectors; the story is the gold `subtopic`."""
    documents = [json.loads(line) for line in read_lines(path) if line]
    sentences = [[Token(form) for form in s] for document in documents for s in document["sentences"].values()]
    found = iter(_analyse(sentences, english()))
    means = [np.mean([_vector(next(found)) for _ in document["sentences"]], axis=0) for document in documents]
    stories = [document["subtopic"] for document in documents]
    return {"same_story_neighbour": share_of_same_neighbours(np.stack(means), stories)}


def _vector(found: Analysis) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    if not found.vector:
        raise ValueError(f"the analyser gives no vector for the sentence at {found.sentence.start}")
    return np.frombuffer(found.vector, dtype="<f4").astype(np.float32)


TASK = Task(
    "analysis",
    _predict_file,
    (
        Trial("EWT test", "data/treebanks/en_ewt-test.conllu", _score_trees),
        Trial("PUD", "data/treebanks/en_pud-test.conllu", _score_trees),
        Trial("EWT test, raw", "data/treebanks/en_ewt-test.conllu", _score_raw),
        Trial("PUD, raw", "data/treebanks/en_pud-test.conllu", _score_raw),
        Trial("EWT test, raw paragraphs", "data/treebanks/en_ewt-test.conllu", _score_raw_paragraphs),
        Trial("PUD, raw paragraphs", "data/treebanks/en_pud-test.conllu", _score_raw_paragraphs),
        Trial("EWT test, names", "data/ner/uner_ewt_test.iob2", _score_names),
        Trial("PUD, names", "data/ner/uner_pud.iob2", _score_names),
        Trial("CrossNER politics test", "data/ner/cross_politics_test.txt", _score_names),
        Trial("ECB+ documents", "eval/coref/ecb.dev.docs.jsonl", _score_vectors),
    ),
)
