"""Every target under atheris for some seconds, in children: `python -m tests.fuzz [SECONDS] [TARGET...]`; a table.

What atheris finds worth keeping lies in `build/fuzz/TARGET`, and the next run begins with it. What breaks a target lies
in `build/fuzz/crash-...`: put it beside the seeds, so that it stays a test.
"""

import re
import resource
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
KEPT = Path("build/fuzz")
INPUT_S = 20
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
    corpus = KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    options = (
        f"-max_total_time={seconds}", f"-timeout={INPUT_S}", f"-max_len={TARGETS[name].longest}",
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


def main(arguments: list[str]) -> int:
    """1 if anything broke."""
    if find_spec("atheris") is None:
        print("atheris is not installed; run `.venv/bin/uv pip install --group fuzz`", file=sys.stderr)
        return 2
    seconds = int(arguments[0]) if arguments else 60
    print("".join(f"{field:>12}" for field in Row._fields))
    rows = []
    for name in arguments[1:] or TARGETS:
        rows.append(fuzz(name, seconds))
        print("".join(f"{round(cell) if isinstance(cell, float) else cell:>12}" for cell in rows[-1]), flush=True)
    return int(any(row.broke for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
