"""Texts handed in through a page: kept in the project's folder `inbox`, then read in turn by processes of their own."""

import json
import re
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from entente.web.asking import Refused
from entente.web.tongue import _

INBOX = "inbox"
MOST_FILES = 500
MOST_BYTES = 256 * 1024 * 1024
"""Of one handing in, all files together."""
MOST_WAITING = 20
"""Handings in that wait for their turn."""
MOST_JOBS = 50
"""Jobs remembered; the oldest go first."""
LONGEST_S = 3600.0
Met = tuple[str, str, str]
"""A problem: the name of its file, what is wrong, and what to do about it."""
_ODD = re.compile(r"[^\w .()-]+")


@dataclass
class Job:
    """One handing in, and how far it is read."""

    name: str
    folder: Path
    files: tuple[str, ...]
    state: str = "waiting"
    """waiting, reading, done, failed."""
    n_items: int = 0
    latest: str = ""
    problems: list[Met] = field(default_factory=list)
    """As they are met."""
    who: str = "local"
    result: dict[str, Any] = field(default_factory=dict)  # Any: figures and lines, as the worker tells them

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "failed")


class Intake:
    """Takes files for a project, and reads them in turn."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    def job(self, name: str) -> Job:
        """A job by its name."""
        found = self._jobs.get(name)
        if found is None:
            raise Refused(404, _("No texts were handed in under this name since the server started."))
        return found

    def take(self, files: Iterable[tuple[str, BinaryIO]], who: str = "local") -> Job:
        """Keeps files under safe names and begins to read them; Refused where there are none, or too many wait."""
        if sum(not job.is_over for job in self._jobs.values()) >= MOST_WAITING:
            raise Refused(429, _("Many texts wait to be read already."), _("Come back when they are."), wait_s=60)
        name = secrets.token_hex(6)
        folder = self._project / INBOX / name
        kept = _keep(folder, files)
        if not kept:
            raise Refused(400, _("No file was chosen."), _("Choose files, or drop them on the field."))
        job = self._jobs[name] = Job(name, folder, kept, who=who)
        while len(self._jobs) > MOST_JOBS:
            self._jobs.pop(next(iter(self._jobs)))
        threading.Thread(target=self._read, args=(job,), daemon=True).start()
        return job

    def _read(self, job: Job) -> None:
        with self._turn:
            job.state = "reading"
            command = [
                sys.executable,
                "-m",
                "entente.web.worker",
                str(self._project.resolve()),
                str(job.folder.resolve()),
                job.who,
            ]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                clock = threading.Timer(LONGEST_S, process.kill)
                clock.start()
                for line in process.stdout or ():
                    _note(job, line)
                clock.cancel()
            job.result = job.result or {"failed": f"the reading process ended with code {process.returncode}"}
            job.state = "failed" if "failed" in job.result else "done"


def _note(job: Job, line: str) -> None:
    """What a line of the worker tells of a job."""
    told = json.loads(line)
    if "item" in told:
        job.problems = [*job.problems, *told["problems"]]
        job.latest = told["item"]
        job.n_items += 1
    else:
        job.problems = told.get("problems", job.problems)
        job.result = told


def _keep(folder: Path, files: Iterable[tuple[str, BinaryIO]]) -> tuple[str, ...]:
    """Writes files into a folder, all or none; their names there."""
    kept = []
    try:
        for number, (given, content) in enumerate(files, 1):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{number:03}-{safe_name(given)}"
            with path.open("xb") as file:
                shutil.copyfileobj(content, file, 1 << 20)
            kept.append(path.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        what = _("The files cannot be kept: %(why)s.", why=error.strerror or error)
        raise Refused(507, what, _("See that the project's disk has space and may be written.")) from error
    return tuple(kept)


def safe_name(given: str) -> str:
    """A name of a file without folders, signs that steer, or surprises; its ending kept."""
    name = _ODD.sub("_", re.split(r"[/\\]", given)[-1]).strip(" ._")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:10]}" if stem else name[:80] or "text"
