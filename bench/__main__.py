"""The command line of the benchmarks; exit 1 only when a contestant breaks, never for a time."""

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console

from bench import BENCHMARKS, race_of
from bench.report import as_json, show
from bench.runner import run_race


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=BENCHMARKS, help="run this one alone")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    results = [run_race(race_of(name)) for name in BENCHMARKS if options.name in (None, name)]
    if options.json:
        print(json.dumps([as_json(result) for result in results], indent=1))
    else:
        console = Console()
        console.width = console.width if console.is_terminal else 140
        for result in results:
            show(result, console)
    return int(any(result.failed for result in results))


if __name__ == "__main__":
    sys.exit(main())
