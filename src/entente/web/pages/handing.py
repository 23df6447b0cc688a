"""Handing in texts, and how far they are read."""

from entente.web.intake import Job
from entente.web.pages.page import Page


def page() -> Page:
    """The form."""
    return Page("upload", "Add texts", {"job": None}, "sources")


def job_page(job: Job) -> Page:
    """One handing in; the page asks again by itself until it is over."""
    return Page("upload", "Reading" if not job.is_over else "Read", {"job": job}, "sources")
