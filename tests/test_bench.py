"""The benchmark runner: turns, ratios, memory and those who cannot run, shown on contestants that burn CPU."""

import json
import math
from html import unescape
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bench import BENCHMARKS, RACES, alone, bursts, corpora, merging, race_of
from bench.__main__ import main
from bench.alone import Cold, Reading, Workers
from bench.child import serve
from bench.corpora import CORPORA, Corpus, articles, everyday_sources, page, write
from bench.pipeline import BARS, Bar, Report, races
from bench.pipeline import as_json as report_as_json
from bench.pipeline import show as show_report
from bench.race import Contestant, Race, Ratio, Result, Timing, ratio_of, words_per_cpu_second
from bench.report import BEGIN, END, as_json, rows, show, write_readme
from bench.runner import run_race
from bench.small_spacy import made_up_heads, train
from bench.stages import STAGE_NAMES, Figures, measure
from entente.api import load_tools


def race(*names: str, documents: tuple[str, ...] = ("Velmora and Orsenia agree.",), rounds: int = 2) -> Race:
    """A race of the contestants of `tests.contestants`; the first is the reference."""
    contestants = tuple(Contestant(str(i) + name, f"tests.contestants:{name}") for i, name in enumerate(names))
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
    serve("tests.contestants:long", StringIO('{"d": ["text"]}\n{"documents": "d"}\n'), answers)
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


@pytest.mark.parametrize("name", RACES)
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


def figures(ledger_ms: float) -> Figures:
    """What reading a hundred articles may come to, a tenth of it merging."""
    stages = dict.fromkeys(STAGE_NAMES, 0.0) | {"clean": ledger_ms, "merge": ledger_ms / 9}
    return Figures(
        documents=100,
        words=30_000,
        sentences=1500,
        kept=300,
        claims=50,
        events=40,
        stages_ms=stages,
        ledger_ms=ledger_ms,
        total_ms=sum(stages.values()),
        resident_mb=250,
        merge_mb=260,
    )


def workers(one_s: float, two_s: float) -> Workers:
    """Two rounds, the second half as fast by the wall clock."""
    walls = (one_s, two_s), (2 * one_s, 2 * two_s)
    one = tuple(Reading(10, 40, wall, 9.9 * wall / one_s, 240.0) for wall, _ in walls)
    return Workers(one, tuple(Reading(10, 40, wall, 11.0 * wall / two_s, 80.0) for _, wall in walls))


def told(*, feed_ms: float = 27.0) -> Report:
    """A report in which the peer of the one race is not installed."""
    description = race("short", "long")
    timings = (Timing("1long", "d", (1.0, 2.0), 5.0),)
    result = Result(description, timings, (), {"0short": "not installed, `pip install short` adds it"})
    stages: dict[Corpus, Figures] = {"feed": figures(feed_ms), "dense": figures(99.0)}
    return Report(100, 0.1, stages, (result,), workers(10.0, 5.0), Cold(0.3, 1.2))


@pytest.mark.parametrize("corpus", CORPORA)
def test_corpora_are_made_alike_each_time(corpus: Corpus) -> None:
    """The first articles are the same whether few or many are made, and so are their pages."""
    few, many = articles(corpus, 4), articles(corpus, 9)
    assert few == many[:4]
    assert [page(article) for article in few] == [page(article) for article in articles(corpus, 4)]
    assert len({article.text for article in many}) == 9


def test_one_article_in_six_of_the_feed_is_about_relations() -> None:
    """In `feed` every six hold one; in `dense` all are."""
    made = articles("feed", 60)
    assert [sum(article.relations for article in made[i : i + 6]) for i in range(0, 60, 6)] == [1] * 10
    assert all(article.relations for article in articles("dense", 20))


def test_invented_states_become_those_of_the_vocabulary() -> None:
    """No invented state is left, and an article names others than the next."""
    made = [article.text for article in articles("dense", 12)]
    assert not [text for text in made if "Velmora" in text or "Orsenia" in text]
    assert len({text.partition("\n")[0] for text in made}) > 6


def test_page_holds_every_paragraph_among_other_things() -> None:
    """A page shows the article's words, its day, and much that is not the article."""
    (article,) = articles("feed", 1)
    html = page(article)
    shown = unescape(html)
    assert all(paragraph in shown for paragraph in (article.title, *article.paragraphs))
    assert str(article.published.year) in html
    assert len(html) > 5 * len(article.text)


def test_everyday_texts_are_thirty_of_six_subjects() -> None:
    """Everyday news is short: 120 to 250 words a text."""
    sources = everyday_sources()
    assert {"courts", "culture", "local", "markets", "sport", "weather"} == sources.keys()
    files = sorted((corpora.TEXTS / "everyday").glob("*.txt"))
    assert len(files) == 30
    assert all(120 <= len(path.read_text(encoding="utf-8").split()) <= 250 for path in files)


def test_stages_book_all_cpu(tmp_path: Path) -> None:
    """Every stage has its share, the shares make the sum, and claims come out."""
    found = measure(write(tmp_path / "pages", articles("dense", 2), "html"), load_tools())
    assert tuple(found["stages_ms"]) == STAGE_NAMES
    assert found["total_ms"] == pytest.approx(sum(found["stages_ms"].values()))
    assert found["ledger_ms"] == pytest.approx(found["total_ms"] - found["stages_ms"]["merge"])
    assert (found["documents"], found["claims"] > 0) == (2, True)
    assert 0 < found["kept"] <= found["sentences"]


def test_pipeline_races_have_bars() -> None:
    """Each corpus of each race beside a peer has its bar."""
    made = {corpus: articles(corpus, 2) for corpus in CORPORA}
    described = list(races(made))
    assert {f"{c}: {race.name} / {race.reference}" for race in described for c in race.documents} <= BARS.keys()
    assert all(race.words[name] > 0 for race in described for name in race.documents)


@pytest.mark.parametrize(("value", "met"), [(25.0, (True, True)), (30.0, (True, False)), (70.0, (False, False))])
def test_bar_is_met_at_most_or_at_least(value: float, met: tuple[bool, bool]) -> None:
    """A cost may reach its bar and not pass it; a speed must reach it."""
    assert Bar(60, 28.8).met(value) == met
    assert Bar(None, 1.7, at_least=True).met(1.7) == (None, True)
    assert Bar(None, 1.7, at_least=True).met(1.6) == (None, False)


def test_pipeline_report_tells_the_same_in_both_forms() -> None:
    """The tables show the figures that the JSON holds, missed bars, and which peer was not installed."""
    console = Console(width=140, file=StringIO(), record=True)
    show_report(told(feed_ms=61.5), console)
    shown = console.export_text()
    bars = report_as_json(told(feed_ms=61.5))["bars"]
    assert {"what": "feed: page to ledger, CPU ms", "value": 61.5, "first_bar": 60, "bar": 28.8} in bars  # type: ignore[operator]
    assert all(part in shown for part in ("61.5", "missed", "holds", "pip install short", "20%"))


def test_workers_tell_whether_the_machine_was_loaded() -> None:
    """One process that waits shows that the machine has other work, which touches the wall and not the CPU."""
    free, busy = workers(10.0, 5.0), workers(20.0, 15.0)
    assert (free.ratio, free.loaded, busy.loaded) == (2.0, False, True)
    assert free.at_best == busy.at_best == pytest.approx(1.8)
    assert (free.documents, free.resident_mb) == (10, 240.0)


def test_a_start_finds_its_modules_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A cold start is that of an installed program: one start before those that count compiles what they import."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path), **alone.COMPILING}
    alone.run_python("-c", "import json.tool", environment=environment)
    assert list(tmp_path.rglob("tool*.pyc"))


def test_bursts_are_the_same_each_time() -> None:
    """The same seed makes the same texts, every quote of every claim stands in its text, and some texts are copies."""
    made = list(bursts.told(60))
    assert made == list(bursts.told(60))
    assert all(claim.holds_in(text.document.text) for text in made for claim in text.claims)
    assert len({text.document.text for text in made}) < len(made)


def test_merging_is_measured_by_size() -> None:
    """Each size has its cost, and two sizes have an exponent."""
    found = merging.Report(tuple({**merging.measure(40), "documents": size} for size in (10, 100)))
    small, large = found.sizes
    assert small["events"] == large["events"]
    assert found.exponent == pytest.approx(math.log10(large["merge_cpu_s"] / small["merge_cpu_s"]))


def test_the_readme_holds_what_was_measured(tmp_path: Path) -> None:
    """Between its markers alone, however often; a peer that was not run is named."""
    page = tmp_path / "README.md"
    page.write_text(f"Before\n{BEGIN}\nstale\n{END}\nAfter\n", "utf-8")
    figures = report_as_json(told(feed_ms=20.0)) | {"races": [{"left_out": {"spaCy small shape": "not installed"}}]}
    write_readme(figures, page)
    once = page.read_text("utf-8")
    write_readme(figures, page)
    write_readme({"benchmark": "dates"}, page)
    assert once == page.read_text("utf-8")
    assert ("Before", "After", False) == (once.split("\n")[0], once.split("\n")[-2], "stale" in once)
    assert "| feed: page to ledger, CPU ms | 20 | 28.8 |" in once
    assert "spaCy small shape | not run; spaCy tells" in once
