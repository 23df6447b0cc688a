"""Reads a folder into a project in a process of its own, telling a line of JSON for each item and one at the end.

python -m entente.web.worker PROJECT FOLDER WHO
"""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from itertools import islice
from pathlib import Path

from entente.api import open_project
from entente.errors import EntenteError
from entente.records.made import Made
from entente.records.problem import Problem
from entente.views.wording import say_count
from entente.web.auditing import audit, recorded
from entente.web.intake import Met

_OUT = sys.stdout
"""Where lines go; whatever else prints, prints elsewhere."""
MOST_PROBLEMS = 200
"""Problems told one by one; `entente doctor` lists all."""
AT_ONCE = 2
"""Articles recorded together: the page shows them as they come."""
MOST_MEMORY = 6 << 30
"""Bytes of address space; what would take more ends the reading, not the machine."""


def main(arguments: Sequence[str]) -> int:
    """Reads; what cannot be read is told, and the run goes on."""
    project, folder, who = Path(arguments[0]), Path(arguments[1]), arguments[2]
    _limit_memory()
    with redirect_stdout(sys.stderr):
        return _read(project, folder, who)


def _read(project: Path, folder: Path, who: str) -> int:
    try:
        opened = open_project(project)
        with recorded(opened.ledger, audit(who, "hand_in", folder.name, str(say_count(_count(folder), "file")))):
            pass
        report = opened.read([folder], progress=_tell_made, batch=AT_ONCE)
    except EntenteError as error:
        _tell(failed=str(error))
        return 1
    except MemoryError:
        _tell(failed="reading it takes more memory than is allowed; hand in fewer or smaller files")
        return 1
    _tell(
        documents=report.documents, claims=report.claims, known=report.known, refused=report.refused,
        problems=_lines(report.problems), n_problems=len(report.problems),
    )  # fmt: skip
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ModuleNotFoundError:  # no such limits on this system
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    soft = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (soft, most))


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.iterdir())


def _tell_made(made: Made) -> None:
    _tell(item=Path(made.item.origin).name, problems=_lines(made.problems, Path(made.item.origin).name))


def _lines(problems: Iterable[Problem], where: str = "") -> list[Met]:
    """Each problem as the name of its file, what is wrong, and what to do."""
    return [(Path(each.where).name or where, each.message, each.remedy) for each in islice(problems, MOST_PROBLEMS)]


def _tell(**told: object) -> None:
    _OUT.write(json.dumps(told) + "\n")
    _OUT.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
