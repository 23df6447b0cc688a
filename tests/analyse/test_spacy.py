"""An installed spaCy pipeline as an analyser."""

from pathlib import Path

import pytest

from entente.analyse import load_analyser
from entente.errors import ModelMissing
from entente.segment import segment

spacy = pytest.importorskip("spacy", reason="the extra [spacy] is not installed")

TEXT = "Velmora signed the accord in Kesh."
WORDS = ["Velmora", "signed", "the", "accord", "in", "Kesh", "."]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pipeline that has learned one sentence by heart."""
    from spacy.training import Example

    nlp = spacy.blank("en")
    example = Example.from_dict(
        nlp.make_doc(TEXT),
        {
            "words": WORDS,
            "heads": [1, 1, 3, 1, 1, 4, 1],
            "deps": ["nsubj", "ROOT", "det", "dobj", "prep", "pobj", "punct"],
            "tags": ["NNP", "VBD", "DT", "NN", "IN", "NNP", "."],
            "pos": ["PROPN", "VERB", "DET", "NOUN", "ADP", "PROPN", "PUNCT"],
            "morphs": [""] * 7,
            "entities": ["U-GPE", "O", "O", "O", "O", "U-GPE", "O"],
        },
    )
    for pipe in ("tagger", "morphologizer", "ner"):
        nlp.add_pipe(pipe)
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    optimiser = nlp.initialize(lambda: [example])
    for _ in range(40):
        nlp.update([example], sgd=optimiser)
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return folder


def test_labels_become_ud(pipeline: Path) -> None:
    """A ClearNLP tree turns round where UD hangs words otherwise."""
    (analysis,) = load_analyser(f"spacy:{pipeline}").analyse(TEXT, segment(TEXT)[0])
    assert analysis.deprels == ("nsubj", "root", "det", "obj", "case", "obl", "punct")
    assert analysis.heads == (1, -1, 3, 1, 5, 1, 1)
    assert analysis.upos[1] == "VERB"
    assert [(TEXT[name.start : name.end], name.label) for name in analysis.names] == [
        ("Velmora", "LOC"),
        ("Kesh", "LOC"),
    ]


def test_missing_pipeline() -> None:
    """A pipeline that is not installed is named with the command that brings it."""
    with pytest.raises(ModelMissing, match="spacy download no_such"):
        load_analyser("spacy:no_such")
