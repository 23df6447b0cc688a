"""An installed spaCy pipeline as an `Analyser`; its English labels become Universal Dependencies."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from entente.errors import ExtraMissing, ModelMissing
from entente.records.text import Analysis, Name, Sentence
from entente.vocab.clearnlp import ud_tree

_NAME_LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "NORP": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


class SpacyAnalyser:
    """Wraps a pipeline; what the pipeline does not predict stays empty (`X`, `dep`), never guessed."""

    def __init__(self, pipeline: Any) -> None:  # spaCy is optional, so its types are not at hand
        self._pipeline = pipeline
        self.name = f"spacy:{pipeline.meta['lang']}_{pipeline.meta['name']}"
        self.version = str(pipeline.meta["version"])

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """One analysis a sentence; words are ours, so offsets do not depend on spaCy's tokenizer."""
        docs = (self._document(text, sentence) for sentence in sentences)
        return tuple(map(_analysis, sentences, self._pipeline.pipe(docs)))

    def _document(self, text: str, sentence: Sentence) -> Any:
        from spacy.tokens import Doc

        words = [text[start:end] for start, end in sentence.words]
        ends = [start for start, _ in sentence.words[1:]] + [sentence.end]
        spaces = [end < after for (_, end), after in zip(sentence.words, ends, strict=False)]
        return Doc(self._pipeline.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])


def _analysis(sentence: Sentence, doc: Any) -> Analysis:
    heads = [-1 if token.head.i == token.i else token.head.i for token in doc]
    heads, deprels = ud_tree(_one_root(heads), [token.dep_ or "dep" for token in doc], [token.pos_ for token in doc])
    return Analysis(
        sentence=sentence,
        upos=tuple(token.pos_ or "X" for token in doc),
        xpos=tuple(token.tag_ or token.pos_ or "X" for token in doc),
        lemmas=tuple(token.lemma_ or token.text.lower() for token in doc),
        heads=tuple(heads),
        deprels=tuple(deprels),
        names=tuple(_names(sentence, doc)),
        vector=_vector(doc),
    )


def _one_root(heads: list[int]) -> list[int]:
    """Later roots hang on the first: we give a parser that split the sentence no second say."""
    first = next((i for i, head in enumerate(heads) if head < 0), -1)
    return [first if head < 0 and i != first else head for i, head in enumerate(heads)]


def _names(sentence: Sentence, doc: Any) -> list[Name]:
    return [
        Name(
            start=sentence.words[entity.start][0],
            end=sentence.words[entity.end - 1][1],
            label=_NAME_LABELS[entity.label_],
        )
        for entity in doc.ents
        if entity.label_ in _NAME_LABELS
    ]


def _vector(doc: Any) -> bytes:
    if not doc.has_vector or not doc.vector_norm:
        return b""
    return bytes((np.asarray(doc.vector, "<f4") / doc.vector_norm).astype("<f4"))


def load_pipeline(name: str) -> SpacyAnalyser:
    """The installed pipeline of that name or folder.

    Raises:
        ExtraMissing: spaCy itself is not installed.
        ModelMissing: the pipeline is not.
    """
    try:
        import spacy
    except ModuleNotFoundError as error:
        raise ExtraMissing("spaCy is not installed", f"spacy:{name}", "run `pip install 'entente[spacy]'`") from error
    try:
        return SpacyAnalyser(spacy.load(name))
    except OSError as error:
        raise ModelMissing(
            "no such spaCy pipeline", f"spacy:{name}", f"run `python -m spacy download {name}`"
        ) from error
