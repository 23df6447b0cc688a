"""Every target under atheris for some seconds, in children: `python -m tests.fuzz [SECONDS] [TARGET...]`; a table.

What atheris finds worth keeping lies in `build/fuzz/TARGET`, is packed into `tests/fuzz/kept/TARGET.zip`, and the next
run begins with it; the target tried least comes first. What breaks one lies in `build/fuzz/crash-...`: put it beside
the seeds, so that it stays a test. Each run adds to `tests/fuzz/totals.csv` and to the table in `docs/faults.md`.
"""

import csv
import re
import resource
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.fuzz.changes import LONG_TIMES
from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
KEPT = Path("build/fuzz")
PACKED = HERE / "kept"
TOTALS = HERE / "totals.csv"
PAGE = HERE.parents[1] / "docs" / "faults.md"
BEGIN, END = "<!-- counted by make fuzz: begin -->", "<!-- counted by make fuzz: end -->"
MANY = 1000
"""Inputs that may be kept as they are."""
INPUT_S = 60
"""Seconds after which one input is taken to hang."""

_DONE = re.compile(r"^Done (\d+) runs", re.MULTILINE)
_COVERED = re.compile(r"cov: (\d+)")


class Row(NamedTuple):
    """What came of one target."""

    target: str
    executions: int
    cpu_s: float
    covered: int
    """Edges of the code."""
    kept: int
    """Inputs."""
    broke: int


def fuzz(name: str, seconds: int) -> Row:
    """One target in a process of its own."""
    corpus = unpacked(name)
    options = (
        "-reload=0", f"-max_total_time={seconds}", f"-timeout={INPUT_S}",
        f"-max_len={LONG_TIMES * TARGETS[name].longest}",
        f"-dict={HERE / 'words' / name}.dict", f"-artifact_prefix={KEPT}/crash-{name}-",
        str(corpus), str(HERE / "seeds" / name),
    )  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", name, *options], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    executions = _DONE.findall(done.stderr) or re.findall(r"^#(\d+)", done.stderr, re.MULTILINE) or ["0"]
    if done.returncode:
        print(done.stderr[-4000:], file=sys.stderr)
    covered = max(map(int, _COVERED.findall(done.stderr)), default=0)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Row(name, int(executions[-1]), cpu, covered, len(list(corpus.iterdir())), int(done.returncode != 0))


def totals() -> dict[str, tuple[int, int, int]]:
    """Executions, CPU seconds and failures of every target, over all runs."""
    with TOTALS.open(newline="") as file:
        return {
            row["target"]: (int(row["executions"]), int(row["cpu_s"]), int(row["broke"]))
            for row in csv.DictReader(file)
        }


def unpacked(name: str) -> Path:
    """The folder of what was kept of a target, before and by others."""
    corpus = KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    if (PACKED / f"{name}.zip").is_file():
        with ZipFile(PACKED / f"{name}.zip") as packed:
            packed.extractall(corpus)
    return corpus


def sift(name: str) -> None:
    """Where many inputs are kept, the smallest that together reach the same."""
    whole, best = KEPT / name, KEPT / f"{name}.best"
    if len(list(whole.iterdir())) <= MANY:
        return
    shutil.rmtree(best, ignore_errors=True)
    best.mkdir()
    folders = map(str, (best, whole, HERE / "seeds" / name))
    command = [sys.executable, "-m", "tests.fuzz.one", name, "-merge=1", *folders]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode == 0 and any(best.iterdir()):
        shutil.rmtree(whole)
        best.rename(whole)


def pack(name: str) -> None:
    """The same inputs give the same bytes."""
    PACKED.mkdir(exist_ok=True)
    with ZipFile(PACKED / f"{name}.zip", "w") as packed:
        for path in sorted((KEPT / name).iterdir()):
            packed.writestr(ZipInfo(path.name), path.read_bytes(), ZIP_DEFLATED, 9)


def show_totals(page: Path = PAGE) -> None:
    """The totals between the markers of the page."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    heads = "| target | executions | CPU s | broke |\n|---|--:|--:|--:|"
    rows = [f"| {name} | {runs:,} | {cpu_s:,} | {broke} |" for name, (runs, cpu_s, broke) in totals().items()]
    page.write_text("\n".join((before + BEGIN, heads, *rows, END)) + rest.partition(END)[2], "utf-8")


def add(row: Row) -> None:
    """One run more."""
    known = totals()
    executions, cpu_s, broke = known[row.target]
    known[row.target] = (executions + row.executions, cpu_s + round(row.cpu_s), broke + row.broke)
    with TOTALS.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("target", "executions", "cpu_s", "broke"))
        writer.writerows((name, *known[name]) for name in TARGETS)


def main(arguments: list[str]) -> int:
    """1 if anything broke."""
    if find_spec("atheris") is None:
        print("atheris is not installed; run `.venv/bin/uv pip install --group fuzz`", file=sys.stderr)
        return 2
    seconds = int(arguments[0]) if arguments else 60
    print("".join(f"{field:>12}" for field in Row._fields))
    rows = []
    for name in arguments[1:] or sorted(TARGETS, key=lambda name: totals()[name]):
        rows.append(fuzz(name, seconds))
        add(rows[-1])
        sift(name)
        pack(name)
        show_totals()
        print("".join(f"{round(cell) if isinstance(cell, float) else cell:>12}" for cell in rows[-1]), flush=True)
    return int(any(row.broke for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
