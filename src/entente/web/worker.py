"""Reads a folder into a project in a process of its own, telling a line of JSON for each item and one at the end.

python -m entente.web.worker PROJECT FOLDER
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from entente.api import open_project
from entente.errors import EntenteError
from entente.records.raw import RawItem

MOST_PROBLEMS = 200
"""Problems told one by one; `entente doctor` lists all."""


def main(arguments: Sequence[str]) -> int:
    """Reads; what cannot be read is told, and the run goes on."""
    project, folder = map(Path, arguments)
    try:
        report = open_project(project).read([folder], progress=_tell_item)
    except EntenteError as error:
        _tell(failed=str(error))
        return 1
    problems = [f"{Path(each.where).name}: {each.message}" for each in report.problems[:MOST_PROBLEMS]]
    _tell(
        documents=report.documents, claims=report.claims, known=report.known, refused=report.refused,
        problems=problems, n_problems=len(report.problems),
    )  # fmt: skip
    return 0


def _tell_item(item: RawItem) -> None:
    _tell(item=Path(item.origin).name)


def _tell(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
