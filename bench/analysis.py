"""Segmentation and analysis beside a spaCy pipeline of small shape on the same documents."""

import os
from collections.abc import Sequence
from pathlib import Path

from bench.race import Contestant, Documents, Race, Run
from entente.analyse import load_analyser
from entente.segment import segment, split_sentences, split_words

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"


def race() -> Race:
    """The project's own articles, and the annotated ones where they are at hand."""
    shared = Path(os.environ.get("ENTENTE_SHARED") or HERE.parents[1] / "shared")
    folders = {"bench/texts": TEXTS, "corpus/seeds": shared / "corpus" / "seeds"}
    documents = {name: texts for name, folder in folders.items() if (texts := _read(folder))}
    return Race(
        name="analysis",
        contestants=(
            Contestant("sentences", "bench.analysis:sentences", load_rounds=3),
            Contestant("words", "bench.analysis:words", load_rounds=3),
            Contestant("analysis", "bench.analysis:analysis", load_rounds=5),
            Contestant("spaCy small shape", "bench.small_spacy:small_spacy", load_rounds=0),
        ),
        reference="spaCy small shape",
        documents=documents,
        words={name: sum(len(split_words(text)) for text in texts) for name, texts in documents.items()},
        notes=(
            "analysis: segmentation and every head of the model, from raw text, one document at a time.",
            "spaCy small shape: tagger, parser and names on one shared encoder of width 96, depth 4, trained here on "
            "made-up annotation of bench/texts, documents in batches; its cost is a small pipeline's, its answers mean "
            "nothing.",
            "Words are counted by our own tokens for all contestants; rounds read the same documents again, so what "
            "remembers words gains by it: `first pass` is the speed on documents not seen before.",
        ),
    )


def _read(folder: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))


def sentences(_: Sequence[Documents]) -> Run:
    """Sentence ends alone."""
    return lambda documents: [split_sentences(text) for text in documents]


def words(_: Sequence[Documents]) -> Run:
    """Words alone, over the whole text."""
    return lambda documents: [split_words(text) for text in documents]


def analysis(_: Sequence[Documents]) -> Run:
    """From raw text to tags, trees, names and vectors."""
    analyser = load_analyser()
    return lambda documents: [analyser.analyse(text, segment(text)[0]) for text in documents]
