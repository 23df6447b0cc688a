"""Handing in texts, and how far they are read."""

from entente.web.intake import Job
from entente.web.pages.page import Page
from entente.web.tongue import _, say_count


def page() -> Page:
    """The form."""
    return Page("upload", _("Add texts"), {"job": None}, "sources")


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
        "problems": job.problems[seen:],
        "n_problems": len(job.problems),
    }


def job_page(job: Job) -> Page:
    """One handing in; the page follows it, or where no script runs asks again by itself, until it is over."""
    return Page("upload", _("Reading") if not job.is_over else _("Read"), {"job": job}, "sources")
