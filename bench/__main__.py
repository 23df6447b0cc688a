"""The command line of the benchmarks; exit 1 only when a contestant breaks, never for a time."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.console import Console

from bench import BENCHMARKS, RACES, corpora, merging, pipeline, race_of
from bench.report import as_json, show, write_readme
from bench.runner import run_race


class Outcome(NamedTuple):
    """What a benchmark came to, in both forms."""

    figures: dict[str, object]
    show: Callable[[Console], None]
    failed: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=BENCHMARKS, help="run this one alone")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--documents", type=int, help="pages of each corpus (pipeline); texts, in place of all sizes (merging)"
    )
    parser.add_argument("--readme", action="store_true", help="write the bars and the peers into the README as well")
    options = parser.parse_args(arguments)
    outcomes = [_run(name, options.documents) for name in BENCHMARKS if options.name in (None, name)]
    if options.json:
        print(json.dumps([outcome.figures for outcome in outcomes], indent=1))
    else:
        console = Console()
        console.width = console.width if console.is_terminal else 140
        for outcome in outcomes:
            outcome.show(console)
    if options.readme:
        for outcome in outcomes:
            write_readme(outcome.figures)
    return int(any(outcome.failed for outcome in outcomes))


def _run(name: str, documents: int | None) -> Outcome:
    if name in RACES:
        result = run_race(race_of(name))
        return Outcome(as_json(result), lambda console: show(result, console), bool(result.failed))
    if name == "merging":
        found = merging.report((documents,) if documents else merging.SIZES)
        return Outcome(merging.as_json(found), lambda console: merging.show(found, console), failed=False)
    told = pipeline.report(documents or corpora.COUNT)
    return Outcome(pipeline.as_json(told), lambda console: pipeline.show(told, console), told.failed)


if __name__ == "__main__":
    sys.exit(main())
