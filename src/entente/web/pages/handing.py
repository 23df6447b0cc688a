"""Handing in texts, and how far they are read."""

from collections.abc import Iterable

from entente.web.intake import Job, Met
from entente.web.pages.page import Page
from entente.web.tongue import _, say_count, say_trouble


def page() -> Page:
    """The form."""
    return Page("upload", _("Add texts"), {"job": None, "met": []}, "sources")


def news(job: Job, seen: int = 0) -> dict[str, object]:
    """How far one is, with the problems met since so many were told."""
    return {
        "state": job.state,
        "done": job.n_items,
        "of": max(len(job.files), job.n_items),
        "told": _(
            "%(texts)s of %(files)s read",
            texts=say_count(job.n_items, "text"),
            files=say_count(max(len(job.files), job.n_items), "file"),
        ),
        "latest": job.latest,
        "problems": said(job.problems[seen:]),
        "n_problems": len(job.problems),
    }


def said(problems: Iterable[Met]) -> list[str]:
    """Problems in the language at hand."""
    return [
        f"{where}: {say_trouble(message)}{f' ({say_trouble(remedy)})' if remedy else ''}"
        for where, message, remedy in problems
    ]


def job_page(job: Job) -> Page:
    """One handing in; the page follows it, or where no script runs asks again by itself, until it is over."""
    return Page(
        "upload", _("Reading") if not job.is_over else _("Read"), {"job": job, "met": said(job.problems)}, "sources"
    )
