"""The benchmark runner: turns, ratios, memory and those who cannot run, shown on contestants that burn CPU."""

import json
import os
import time
from collections.abc import Sequence
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bench import BENCHMARKS, race_of
from bench.__main__ import main
from bench.child import serve
from bench.race import Contestant, Documents, Race, Ratio, Result, Run, Skip, Timing, ratio_of, words_per_cpu_second
from bench.report import as_json, rows, show
from bench.runner import run_race
from bench.small_spacy import made_up_heads, train
from entente.errors import ModelMissing


def burn(cpu_s: float) -> Run:
    """A pass that costs so many CPU seconds."""

    def run(_: Documents) -> None:
        until = time.process_time() + cpu_s
        while time.process_time() < until:
            pass

    return run


def short(_: Sequence[Documents]) -> Run:
    """Half of what `long` costs."""
    return burn(0.05)


def long(_: Sequence[Documents]) -> Run:
    """Twice what `short` costs."""
    return burn(0.1)


def absent(_: Sequence[Documents]) -> Run:
    """A contestant whose engine is not installed, and who sees how many threads it may use."""
    raise Skip(f"not installed, {os.environ['OMP_NUM_THREADS']} thread")


def broken(_: Sequence[Documents]) -> Run:
    """A contestant whose process ends while it loads."""
    raise SystemExit(3)


def without_model(_: Sequence[Documents]) -> Run:
    """A contestant of ours whose model is not installed."""
    raise ModelMissing("no model", "here", "install it")


def breaking(_: Sequence[Documents]) -> Run:
    """A contestant whose process ends in its first pass."""
    return lambda _: os._exit(4)


def signing(_: Sequence[Documents]) -> Run:
    """A contestant that writes its process into the file it is given, and talks."""

    def run(documents: Documents) -> None:
        print("this must not reach the runner")
        time.sleep(0)
        with Path(documents[0]).open("a", encoding="utf-8") as book:
            book.write(f"{os.getpid()}\n")
        burn(0.31)(documents)

    return run


def race(*names: str, documents: tuple[str, ...] = ("Velmora and Orsenia agree.",), rounds: int = 2) -> Race:
    """A race of the contestants above; the first is the reference."""
    contestants = tuple(Contestant(str(i) + name, f"tests.test_bench:{name}") for i, name in enumerate(names))
    return Race("fake", contestants, contestants[0].name, {"d": documents}, {"d": 100}, rounds=rounds)


def test_ratio_pairs_the_rounds() -> None:
    """A ratio is taken round by round, then its lowest, median and highest are told."""
    ours, theirs = Timing("a", "d", (1.0, 3.0, 2.0), 9), Timing("b", "d", (2.0, 2.0, 8.0), 9)
    assert ratio_of(ours, theirs) == Ratio(0.25, 0.5, 1.5)


def test_words_per_cpu_second_is_of_the_median_round() -> None:
    """One slow round does not change the speed told; the first pass is told apart."""
    assert words_per_cpu_second(Timing("a", "d", (0.5, 0.5, 9.0), 2.0), 100) == (200, 50)


def test_known_cpu_gives_known_ratio() -> None:
    """Twice the CPU is a ratio of two, and a pass is timed singly however often a round repeats it."""
    result = run_race(race("short", "long"))
    (_, same), (timing, twice) = rows(result)
    assert same == Ratio(1, 1, 1)
    assert twice is not None
    assert twice.middle == pytest.approx(2, rel=0.1)
    assert min(timing.cpu_s) == pytest.approx(0.1, rel=0.1)


def test_turns_alternate(tmp_path: Path) -> None:
    """Rounds go A B A B, each contestant in one process of its own; what it prints does not disturb the answers."""
    book = tmp_path / "book"
    result = run_race(race("signing", "signing", documents=(str(book),), rounds=2))
    signed = book.read_text(encoding="utf-8").split()
    first, second = dict.fromkeys(signed)
    # The warm-up is one pass to learn its length and one round.
    assert [first, first, second, second, first, second, first, second] == signed
    assert [len(timing.cpu_s) for timing in result.timings] == [2, 2]


def test_memory_is_the_contestants_own() -> None:
    """Memory is that of the child, which imports little, and not of the process that started it."""
    big = bytearray(b"x") * 200_000_000
    (loading,) = run_race(race("short", rounds=1)).loadings
    assert 1 < loading.resident_mb <= loading.peak_mb < len(big) / 2**20


def test_who_cannot_run_is_left_out_with_the_reason() -> None:
    """A missing engine skips its contestant with a line, without failing; children have one thread."""
    result = run_race(race("absent", "short", rounds=1))
    assert result.left_out == {"0absent": "not installed, 1 thread"}
    assert not result.failed
    assert [(timing.contestant, ratio) for timing, ratio in rows(result)] == [("1short", None)]


@pytest.mark.parametrize(
    ("name", "words"),
    [("broken", "code 3"), ("breaking", "code 4"), ("without_model", "here: no model; install it")],
)
def test_who_breaks_fails_and_the_others_go_on(name: str, words: str) -> None:
    """A contestant whose process ends, or whose model is missing, is a failure with its reason; the race goes on."""
    result = run_race(race("short", name, rounds=1))
    assert result.failed == {f"1{name}"}
    assert words in result.left_out[f"1{name}"]
    assert [timing.contestant for timing in result.timings] == ["0short"]


def test_child_answers_one_line_a_request() -> None:
    """The child's talk: documents in, loading out; then a set's name in, the CPU of one pass out."""
    answers = StringIO()
    serve("tests.test_bench:long", StringIO('{"d": ["text"]}\n{"documents": "d"}\n'), answers)
    loaded, timed = map(json.loads, answers.getvalue().splitlines())
    assert {"cpu_s", "resident_mb"} == loaded.keys()
    assert timed["cpu_s"] == pytest.approx(0.1, rel=0.1)
    assert timed["first_cpu_s"] == pytest.approx(0.1, rel=0.1)


def test_report_tells_the_same_in_both_forms(capsys: pytest.CaptureFixture[str]) -> None:
    """The table shows the figures that the JSON holds, and who was left out."""
    description = race("short", "long")
    timings = (Timing("0short", "d", (0.5, 0.5), 1.0), Timing("1long", "d", (1.0, 2.0), 5.0))
    result = Result(description, timings, (), {"2none": "why"})
    show(result, Console(width=140))
    shown = capsys.readouterr().out
    assert as_json(result)["timings"][1]["ratio"] == {"lowest": 2.0, "middle": 3.0, "highest": 4.0}  # type: ignore[index]
    assert all(part in shown for part in ("1long", "200", "20", "2none: not run: why"))


def test_command_fails_only_for_the_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 when a contestant broke, 0 when one was skipped, and the JSON is one list."""
    for names, code in ((("short", "absent"), 0), (("short", "broken"), 1)):
        monkeypatch.setattr("bench.__main__.race_of", lambda _, names=names: race(*names, rounds=1))
        assert main([BENCHMARKS[0], "--json"]) == code
        assert [each["benchmark"] for each in json.loads(capsys.readouterr().out)] == ["fake"]


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_describes_a_race(name: str) -> None:
    """A benchmark names documents with their words, and its reference is one of its contestants."""
    described = race_of(name)
    assert described.reference in [contestant.name for contestant in described.contestants]
    assert described.documents
    assert all(described.words[each] > 0 for each in described.documents)


def test_texts_are_short_articles() -> None:
    """The project's own texts are a dozen articles of 250 to 450 words."""
    counts = [len(text.split()) for text in race_of("analysis").documents["bench/texts"]]
    assert len(counts) == 12
    assert all(250 <= count <= 450 for count in counts)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 11, 27])
def test_made_up_trees_have_one_root(count: int) -> None:
    """Of the made-up trees every word leads to the one root."""
    heads = made_up_heads(count)
    assert [head for i, head in enumerate(heads) if head == i] == [min(2, count - 1)]
    for word in range(count):
        path = [word]
        while heads[path[-1]] != path[-1]:
            path.append(heads[path[-1]])
        assert len(path) <= count


@pytest.mark.skipif(find_spec("spacy") is None, reason="needs the extra [spacy]")
@pytest.mark.filterwarnings("default")
def test_small_spacy_reads_text() -> None:
    """The spaCy contestant tags, parses and has a names component after a moment of training."""
    pipeline = train(("Velmora met Orsenia in Kesh. They signed a treaty on trade.",), 0.5)
    document = pipeline("Orsenia signed a treaty.")
    assert all(token.tag_ and token.dep_ for token in document)
    assert {"tagger", "parser", "ner"} <= set(pipeline.pipe_names)
