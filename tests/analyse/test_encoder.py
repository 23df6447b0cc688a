"""The shipped model: what it answers, and how it fails."""

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from entente.analyse import Analyser, load_analyser
from entente.analyse.encoder import load_folder
from entente.errors import ModelDamaged, ModelMissing
from entente.records.text import Analysis, Sentence
from entente.segment import segment

MODEL = Path(str(files("entente_model_en")))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """The shipped English model."""
    return load_analyser("en")


def read(analyser: Analyser, text: str) -> tuple[Analysis, ...]:
    """Analyses of the text as segmented."""
    return analyser.analyse(text, segment(text)[0])


def word(analysis: Analysis, text: str, form: str) -> int:
    """Index of the first word of that form."""
    return next(i for i, (start, end) in enumerate(analysis.sentence.words) if text[start:end] == form)


def test_active_clause(analyser: Analyser) -> None:
    """Subject and object hang on their verb."""
    text = "Orsenia expelled two diplomats on Friday."
    (analysis,) = read(analyser, text)
    verb = word(analysis, text, "expelled")
    assert (analysis.heads[verb], analysis.deprels[verb], analysis.lemmas[verb]) == (-1, "root", "expel")
    assert analysis.deprels[word(analysis, text, "Orsenia")] == "nsubj"
    assert analysis.deprels[word(analysis, text, "diplomats")] == "obj"


def test_passive_clause(analyser: Analyser) -> None:
    """The agent of a passive is told from its subject."""
    text = "The accord was signed by the foreign minister of Turkey."
    (analysis,) = read(analyser, text)
    assert analysis.deprels[word(analysis, text, "accord")] == "nsubj:pass"
    assert analysis.deprels[word(analysis, text, "minister")] == "obl:agent"


def test_names_have_offsets(analyser: Analyser) -> None:
    """A name is given by its place in the text."""
    text = "On Monday Sergei Lavrov arrived in Islamabad."
    (analysis,) = read(analyser, text)
    assert {(text[name.start : name.end], name.label) for name in analysis.names} == {
        ("Sergei Lavrov", "PER"),
        ("Islamabad", "LOC"),
    }


def test_vector_is_near_for_near_sentences(analyser: Analyser) -> None:
    """Two wordings of one happening are nearer than two happenings."""
    text = (
        "Kenya and Uganda opened a border bridge. A bridge on the border of Uganda and Kenya was opened. Shares fell."
    )
    one, same, other = (np.frombuffer(analysis.vector, "<f4") for analysis in read(analyser, text))
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-4)
    assert one @ same > 0.6 > one @ other


def test_one_tree_a_sentence(analyser: Analyser) -> None:
    """Every sentence has one root, and no word heads itself."""
    text = "Talks failed! Why? Nobody, it was said, had come; the two sides, and their guests, went home."
    for analysis in read(analyser, text):
        assert analysis.heads.count(-1) == 1
        assert all(head != i for i, head in enumerate(analysis.heads))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x00 \x00",
        "\ud800 signed \udfff",
        "وقع الوزيران الاتفاق",
        "e\u0301" * 50,
        "( " * 400,
        "a" * 100_000,
    ],
    ids=["empty", "blank", "nul", "surrogates", "arabic", "combining", "brackets", "one_word"],
)
def test_any_text(analyser: Analyser, text: str) -> None:
    """Bad input is read like any other: columns stay parallel, offsets inside the text."""
    for analysis in read(analyser, text):
        columns = (analysis.upos, analysis.xpos, analysis.lemmas, analysis.deprels, analysis.heads)
        assert {len(column) for column in columns} == {len(analysis.sentence.words)}
        assert analysis.sentence.end <= len(text)


def test_no_words(analyser: Analyser) -> None:
    """A sentence without words has an empty analysis, in its place."""
    full = Sentence(start=0, end=4, words=((0, 4),))
    empty = Sentence(start=5, end=5)
    analyses = analyser.analyse("Talks ", [empty, full, empty])
    assert [len(analysis.heads) for analysis in analyses] == [0, 1, 0]


def test_same_text_same_answer(analyser: Analyser) -> None:
    """Equal input gives equal output."""
    text = "Serbia recalled its ambassador. The envoy left Zagreb on Sunday, officials said."
    assert read(analyser, text) == read(analyser, text)


def test_missing_file(tmp_path: Path) -> None:
    """The message names the file and the command that mends it."""
    with pytest.raises(ModelMissing, match=r"labels\.json.*pip install"):
        load_folder(tmp_path, "en")


def test_unknown_language() -> None:
    """A language without a model says which package would bring it."""
    with pytest.raises(ModelMissing, match="pip install entente-model-xx"):
        load_analyser("xx")


@pytest.mark.parametrize("file", ["model.onnx", "labels.json", "lemmas.json.gz", "tokenizer.json"])
def test_damaged_file(tmp_path: Path, file: str) -> None:
    """A file that was cut short is refused before it is used, by name."""
    folder = shutil.copytree(MODEL, tmp_path / "model")
    (folder / file).write_bytes((folder / file).read_bytes()[:1000])
    with pytest.raises(ModelDamaged, match=rf"{file}.*pip install"):
        load_folder(folder, "en")
