"""The quality gate: scorers on cases counted by hand, predictors that see no gold, floors that only rise."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from entente.errors import ModelMissing
from entente.records import Analysis, Name, Sentence
from tests.gate import TASKS, analysis, segment
from tests.gate.__main__ import main, shared_folder
from tests.gate.bio import names_of, read_tags, tags_of
from tests.gate.conllu import read_blocks, tokens
from tests.gate.floors import FLOORS, raised, read_floors, write_floors
from tests.gate.layout import Token, lay_out, space_tokens
from tests.gate.report import ABSENT, BELOW_BAR, BELOW_FLOOR, MET, NO_BAR, run_tasks, verdict_of
from tests.gate.scores import f1, read_trees, score_names, score_spans, score_trees, share_of_same_neighbours
from tests.gate.task import Task, Trial, read_lines

TREE = """# newdoc id = one
# newpar id = one-1
# sent_id = 1
# text = Velmora doesn't sign.
1\tVelmora\tVelmora\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
# text = Orsenia waits.
1\tOrsenia\tOrsenia\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\twaits\twait\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No
2.1\twaits\twait\tVERB\tVBZ\t_\t_\t_\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
""".splitlines()
NAMES = """# sent_id = 1
# text = Kesh-based Ilona Draskovic spoke.
1\tKesh\tB-LOC\t-\tx
2\t-\tO\t-\tx
3\tbased\tO\t-\tx
4\tIlona\tB-PER\t-\tx
5\tDraskovic\tI-PER\t-\tx
6\tspoke\tO\t-\tx
7\t.\tO\t-\tx
""".splitlines()


class Fake:
    """An analyser that hangs all on the first word, tags by case, and calls every capitalised word a place."""

    name, version = "fake", "1"

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """One analysis a sentence, seen only through the text and the spans."""
        return tuple(self._one(text, sentence) for sentence in sentences)

    def _one(self, text: str, sentence: Sentence) -> Analysis:
        forms = [text[start:end] for start, end in sentence.words]
        names = [
            Name(start=a, end=b, label="LOC")
            for (a, b), form in zip(sentence.words, forms, strict=True)
            if form.istitle()
        ]
        return Analysis(
            sentence=sentence,
            upos=tuple("PROPN" if form.istitle() else "X" for form in forms),
            xpos=tuple("NNP" if form.istitle() else "FW" for form in forms),
            lemmas=tuple(form.lower() for form in forms),
            deprels=tuple("dep" if i else "root" for i in range(len(forms))),
            heads=tuple(0 if i else -1 for i in range(len(forms))),
            names=tuple(names),
            vector=np.eye(384, dtype="<f4")[text[sentence.start : sentence.end].count("a")].tobytes(),
        )


def reading(*sentences: str) -> list[str]:
    """CoNLL-U lines from words written as `form/head/deprel`."""
    lines = []
    for sentence in sentences:
        for i, word in enumerate(sentence.split(), start=1):
            form, head, deprel = word.split("/")
            lines.append(f"{i}\t{form}\t{form}\tX\tX\t_\t{head}\t{deprel}\t_\t_")
        lines.append("")
    return lines


def scored(gold: list[str], predicted: list[str]) -> Mapping[str, float]:
    """Both kinds of scores for two readings of one text."""
    pair = read_trees(read_blocks(gold)), read_trees(read_blocks(predicted))
    return score_spans(*pair) | score_trees(*pair)


def scrambled(lines: list[str]) -> list[str]:
    """The same words with every gold column replaced."""
    return [_scrambled(line.split("\t")) if "\t" in line else line for line in lines]


def _scrambled(columns: list[str]) -> str:
    return "\t".join([*columns[:2], *("??" for _ in columns[2:-1]), columns[-1]])


def test_given_words_make_f1_an_accuracy() -> None:
    """With the words given, a wrong label costs LAS and a wrong head costs both."""
    gold = reading("We/2/nsubj signed/0/root it/2/obj today/2/obl:tmod")
    predicted = reading("We/2/nsubj signed/0/root it/2/iobj today/3/obl:tmod")
    scores = scored(gold, predicted)
    assert (75, 50, 100) == (scores["UAS"], scores["LAS"], scores["UPOS"])


def test_subtypes_count() -> None:
    """`nsubj:pass` is not `nsubj`."""
    assert scored(reading("It/2/nsubj:pass failed/0/root"), reading("It/2/nsubj failed/0/root"))["LAS"] == 50


def test_spans_are_compared_without_spaces() -> None:
    """Three gold words against two, one alike: 2 x 1 / 5 of 100 points; the sentence is the same."""
    scores = scored(reading("a/2/x b/0/root c/2/x"), reading("ab/0/root c/1/x"))
    assert scores["words F1"] == pytest.approx(40)
    assert scores["sentences F1"] == 100


def test_aligned_words_need_aligned_heads() -> None:
    """A head is right when it is the same stretch of text, whatever its number."""
    scores = scored(reading("a/0/root b/1/x c/2/y"), reading("a/0/root b/1/x", "c/0/root"))
    assert scores["LAS"] == pytest.approx(200 * 2 / 6)
    assert scores["sentences F1"] == 0


def test_gold_without_a_lemma_forgives() -> None:
    """Where gold has `_` for a lemma any lemma is right, as in the shared task."""
    gold = ["1\ta\t_\tX\tX\t_\t0\troot\t_\t_", "2\tb\tb\tX\tX\t_\t1\tx\t_\t_"]
    assert scored(gold, [line.replace("b\tb", "b\tz").replace("a\t_", "a\tq") for line in gold])["lemma"] == 50


def test_other_characters_are_refused() -> None:
    """A prediction that loses a character is told where."""
    with pytest.raises(ValueError, match="part at character 1"):
        scored(reading("ab/0/root"), reading("a/0/root"))


def test_unreadable_heads_are_wrong_not_fatal() -> None:
    """A head that is no number, or beyond the sentence, counts as wrong."""
    assert scored(reading("a/0/root b/1/x c/1/x"), reading("a/0/root b/9/x c/?/x"))["UAS"] == pytest.approx(100 / 3)


def test_rows_are_read_whatever_stands_in_them() -> None:
    """A short row is filled up, a word may stand where its number should, an empty node alone is no sentence."""
    (block,) = read_blocks(["well-known\twell-known", "", "1.1\tempty", ""])
    assert [row[:3] for row in block.words] == [("well-known", "well-known", "_")]


def test_lines_end_at_line_feeds(tmp_path: Path) -> None:
    """A lone carriage return or a line separator inside a line does not end it; Windows ends do no harm."""
    path = tmp_path / "lines"
    path.write_bytes("\ufeffa\rb\u2028c\r\nd".encode())
    assert read_lines(path) == ["a\rb\u2028c", "d"]


def test_f1_of_nothing_is_nothing() -> None:
    """Where nothing is predicted and nothing is gold there is no score to win."""
    assert f1(0, 0, 0) == 0
    assert f1(2, 4, 2) == pytest.approx(200 / 3)


def test_spacing_is_rebuilt() -> None:
    """The text the analyser sees is the one the treebank's words come from, ranges included."""
    text, sentences = lay_out(tokens(block) for block in read_blocks(TREE))
    assert text.strip() == "Velmora doesn't sign. Orsenia waits."
    assert ["Velmora", "does", "n't", "sign", "."] == [text[a:b] for a, b in sentences[0].words]
    assert text[sentences[1].start : sentences[1].end] == "Orsenia waits."


def test_spacing_is_read_off_the_text() -> None:
    """Token-per-line files are spaced as their text line says, or by single spaces where it does not fit."""
    assert space_tokens(["a", "-", "b"], "a- b") == [Token("a", False), Token("-", True), Token("b", False)]
    assert space_tokens(["a", "b"], "ac") == space_tokens(["a", "b"], None) == [Token("a"), Token("b")]


def test_raw_text_is_joined_in_three_ways() -> None:
    """A sentence follows on a new line or after a space; a paragraph begins after a blank line unless all is spaces."""
    lines = [*TREE, "# newpar", *TREE[2:]]
    assert segment.raw_text(lines).count("\n\n") == 1
    assert segment.raw_text(lines, "paragraphs").count("\n") == 2
    assert "\n" not in segment.raw_text(lines, "spaces")


def test_segment_predicts_from_comments_alone() -> None:
    """Only the text lines are read: other rows below them change nothing."""
    predicted = segment.predict(TREE)
    assert predicted == segment.predict([line.replace("\t", "x\t", 1) if "\t" in line else line for line in TREE])
    assert "Velmora" in [row[1] for block in read_blocks(predicted) for row in block.words]


def test_segment_output_is_an_input_of_analysis() -> None:
    """What `segment` writes keeps the spacing, so that `analysis` meets the raw text again."""
    text, _ = lay_out(tokens(block) for block in read_blocks(segment.predict(TREE)))
    assert text.split() == segment.raw_text(TREE).split()


def test_analysis_never_reads_gold() -> None:
    """Scrambled gold columns give the same output, column by column filled by the analyser."""
    predicted = analysis.predict(TREE, Fake())
    assert predicted == analysis.predict(scrambled(TREE), Fake())
    assert "1\tOrsenia\torsenia\tPROPN\tNNP\t_\t0\troot\t_\t_" in predicted
    assert "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_" in predicted


def test_names_never_read_gold() -> None:
    """Scrambled tags give the same output; every form of the file comes back in its own shape."""
    predicted = analysis.predict_names(NAMES, Fake())
    assert predicted == analysis.predict_names(scrambled(NAMES), Fake())
    assert "4\tIlona\tB-LOC\t-\t-" in predicted
    assert analysis.predict_names(["Kesh\tB-x", "is O", "up"], Fake()) == ["Kesh\tB-LOC", "is\tO", "up\tO", ""]


def test_comment_signs_can_be_words() -> None:
    """A `#` that stands where a word stands is a word."""
    (block,) = read_tags(["#\tO", "# O", "# text = # #", "1\tO"])
    assert block.forms == ("#", "#", "1")


def test_names_take_whole_words() -> None:
    """A name that cuts into a word tags the word; a name of two words opens once."""
    names = [Name(start=0, end=3, label="LOC"), Name(start=6, end=15, label="PER")]
    assert tags_of([(0, 5), (6, 9), (10, 15), (15, 16)], names) == ("B-LOC", "B-PER", "I-PER", "O")


def test_labels_are_mapped_and_the_others_are_no_names() -> None:
    """Politicians are persons, parties organisations, countries places; elections are nothing."""
    tags = ["B-politician", "I-politician", "B-country", "B-politicalparty", "B-election", "I-election"]
    assert names_of(tags, analysis.LABELS) == {(0, 2, "PER"), (2, 3, "LOC"), (3, 4, "ORG")}


def test_tags_without_a_beginning_open_a_name() -> None:
    """`I-` after another label, or after nothing, begins a name."""
    assert names_of(["I-ORG", "I-LOC", "O", "I-PER", "I-PER"], analysis.LABELS) == {
        (0, 1, "ORG"),
        (1, 2, "LOC"),
        (3, 5, "PER"),
    }


def test_names_f1_is_exact() -> None:
    """One of two predicted is right, of three gold: 40 points."""
    gold = [{(0, 1, "PER"), (2, 3, "LOC")}, {(0, 2, "ORG")}]
    assert score_names(gold, [{(0, 1, "PER"), (2, 4, "LOC")}, set()]) == pytest.approx(40)


def test_neighbours_are_found_by_direction() -> None:
    """Length does not matter, and a row is not its own neighbour."""
    vectors = np.array([[1, 0], [9, 1], [0, 1], [1, 8], [5, 5.1]], dtype=np.float32)
    assert share_of_same_neighbours(vectors, ["a", "a", "b", "b", "a"]) == 80


def test_analyser_that_loses_sentences_is_refused() -> None:
    """An answer with fewer sentences than asked is an error, not a shifted score."""

    class Short(Fake):
        def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
            return super().analyse(text, sentences)[1:]

    with pytest.raises(ValueError, match="2 sentences went in, 1 came out"):
        analysis.predict(TREE, Short())


def test_document_vectors_come_from_all_their_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents with the same sentences are neighbours, story by story."""
    monkeypatch.setattr(analysis, "english", Fake)
    rows = [("x", "a"), ("x", "a"), ("y", "aa"), ("y", "aa")]
    path = tmp_path / "docs.jsonl"
    path.write_text(
        "\n".join(json.dumps({"subtopic": s, "sentences": {"0": [w, "."], "4": [w]}}) for s, w in rows), "utf-8"
    )
    trial = next(trial for trial in analysis.TASK.trials if trial.path.endswith("docs.jsonl"))
    assert trial.score(path) == {"same_story_neighbour": 100}


def test_missing_data_is_a_line_not_a_failure(tmp_path: Path) -> None:
    """Without the shared folder every set that is not the project's own says that its data is not at hand."""
    tasks = [task._replace(trials=tuple(trial for trial in task.trials if trial.shared)) for task in TASKS]
    lines = list(run_tasks(tasks, tmp_path, {}))
    assert {ABSENT} == {line.verdict for line in lines}
    assert not any(line.fails for line in lines)


def test_what_cannot_be_scored_fails(tmp_path: Path) -> None:
    """A model that is not installed is a line with its remedy, and the gate stays shut."""

    def score(_: Path) -> Mapping[str, float]:
        raise ModelMissing("no model", "here", "install it")

    task = Task("t", lambda _source, _target: None, (Trial("set", ".", score),))
    (line,) = run_tasks((task,), tmp_path, {})
    assert (line.verdict, line.fails) == ("not scored: here: no model; install it", True)


@pytest.mark.parametrize(
    ("score", "floor", "bar", "verdict"),
    [(79.9, 80, 85, BELOW_FLOOR), (80, 80, 85, BELOW_BAR), (85, 80, 85, MET), (50, 0, None, NO_BAR)],
)
def test_verdicts(score: float, floor: float, bar: float | None, verdict: str) -> None:
    """The floor is what must hold; the bar is what is aimed at."""
    assert verdict_of(score, floor, bar) == verdict


def test_floors_only_rise() -> None:
    """A better score lifts the floor to just under it, a worse one leaves it; bars stay, new measures join."""
    old = read_floors('[t."s"]\n"a" = { floor = 80, bar = 90 }\n"b" = { floor = 80 }\n[u."s"]\n"a" = { floor = 1 }\n')
    new = raised(old, {("t", "s", "a"): 85.129, ("t", "s", "b"): 70.0, ("t", "s", "c"): 9.0})
    assert read_floors(write_floors(new, "# head")) == new
    assert new[("t", "s", "a")] == {"floor": 85.02, "bar": 90}
    assert new[("t", "s", "b")] == {"floor": 80}
    assert new[("t", "s", "c")] == {"floor": 8.9}


def test_floors_file_is_in_its_written_form() -> None:
    """The floors file is what `--raise` would write, and speaks only of sets that exist."""
    text = FLOORS.read_text(encoding="utf-8")
    floors = read_floors(text)
    assert write_floors(floors, text) == text
    known = {(task.name, trial.name) for task in TASKS for trial in task.trials}
    assert {key[:2] for key in floors} <= known
    assert all(0 <= value <= 100 for entry in floors.values() for value in entry.values())


def test_command_prints_the_table_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints one object a line of the table, and ENTENTE_SHARED moves the data."""
    monkeypatch.setenv("ENTENTE_SHARED", str(tmp_path))
    assert main(["--json", "--only", "segment"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert shared_folder() == tmp_path
    assert {"segment"} == {line["task"] for line in lines}


def test_command_raises_floors_and_fails_below_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--raise` writes the score reached into the file; the next run, which scores less, exits 1."""
    scores = iter([90.0, 80.0])
    trial = Trial("set", ".", lambda _: {"a": next(scores)})
    monkeypatch.setattr("tests.gate.__main__.TASKS", (Task("t", lambda _source, _target: None, (trial,)),))
    monkeypatch.setattr("tests.gate.__main__.FLOORS", tmp_path / "floors.toml")
    (tmp_path / "floors.toml").write_text('# head\n\n[t."set"]\n"a" = { floor = 1, bar = 95 }\n', "utf-8")
    assert main(["--raise"]) == 0
    assert '# head\n\n[t."set"]\n"a" = { floor = 89.9, bar = 95 }\n' == (tmp_path / "floors.toml").read_text("utf-8")
    assert main(["--only", "t"]) == 1


def test_command_predicts_for_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TASK INPUT OUTPUT writes what the predictor says; the suffix tells trees from names."""
    monkeypatch.setattr(analysis, "english", Fake)
    for name, lines, predicted in (
        ("in.conllu", TREE, analysis.predict(TREE, Fake())),
        ("in.iob2", NAMES, analysis.predict_names(NAMES, Fake())),
    ):
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
        assert main(["analysis", str(tmp_path / name), str(tmp_path / "out")]) == 0
        assert (tmp_path / "out").read_text("utf-8").split("\n")[:-1] == predicted


def test_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing INPUT is one line and exit 2; so is TASK without OUTPUT."""
    assert main(["segment", str(tmp_path / "none.conllu"), str(tmp_path / "out")]) == 2
    assert "none.conllu" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["segment", "in"])


def test_fake_analyser_answers_as_the_protocol_says() -> None:
    """The fake holds to the record types, so that what the harness accepts is what an analyser gives."""
    text, placed = lay_out([[Token("Kesh"), Token("waits")]])
    (found,) = Fake().analyse(text, placed)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Analysis).names == found.names
