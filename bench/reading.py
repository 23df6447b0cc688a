"""The process that reads a folder as `entente read` does: `python -m bench.reading FOLDER WORKERS`, one JSON object."""

import json
import sys
import time
from tempfile import TemporaryDirectory

from bench.child import cpu_s, memory_mb
from entente.api import create


def read(folder: str, workers: int) -> dict[str, float]:
    """Seconds on the wall and on the processors, loading included, into a new project; what is resident at its end."""
    with TemporaryDirectory() as place:
        started, cpu = time.perf_counter(), cpu_s()
        report = create(place).read([folder], workers=workers)
        wall = time.perf_counter() - started
        spent, resident = cpu_s() - cpu, memory_mb()[0]
    return {
        "documents": report.documents,
        "claims": report.claims,
        "wall_s": wall,
        "cpu_s": spent,
        "resident_mb": resident,
    }


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], int(sys.argv[2]))))
