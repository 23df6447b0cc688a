"""PDF, read by a child process whose memory and time are limited, so that no file can take the run down."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from entente.clean import pdf_child
from entente.clean.facts import Facts
from entente.clean.limits import PDF_CPU_S, PDF_MAX_OUTPUT, PDF_MAX_PAGES, PDF_MEMORY_BYTES, PDF_WALL_S
from entente.clean.stamps import read_stamp

EDGE_LINES = 2
"""Lines at the top and foot of a page where running heads stand."""

MIN_REPEATS = 3
"""Pages on which a line must stand to be a running head."""


class Paper(NamedTuple):
    """The text of a PDF and what it says of itself, or why there is none."""

    text: str = ""
    facts: Facts = Facts()
    failure: str = ""
    """`encrypted`, `unreadable`, `over_limits`; empty: it was read."""


def read_pdf(content: bytes) -> Paper:
    """The pages as one text, without running heads."""
    limits = (PDF_MEMORY_BYTES, PDF_CPU_S, PDF_MAX_PAGES, PDF_MAX_OUTPUT)
    command = [sys.executable, "-I", str(Path(pdf_child.__file__)), *map(str, limits)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PDF_WALL_S, check=False)
    except subprocess.TimeoutExpired:
        return Paper(failure="over_limits")
    return read_answer(done.returncode, done.stdout)


def read_answer(code: int, told: bytes) -> Paper:
    """What the child wrote, or what its exit code says."""
    if code:
        return Paper(failure=_failure(code))
    head, _, text = told.decode("utf-8", "replace").partition("\n")
    return Paper(_without_heads(text.split("\f")), _facts(json.loads(head)))


def _failure(code: int) -> str:
    """A negative code is a signal: the kernel ended the child at a limit."""
    return {pdf_child.ENCRYPTED: "encrypted", pdf_child.UNREADABLE: "unreadable"}.get(code, "over_limits")


def _facts(told: dict[str, str]) -> Facts:
    stamp = read_stamp(told["CreationDate"].removeprefix("D:")[:8])
    title = told["Title"] if " " in told["Title"].strip() else ""
    return Facts(title=title, byline=told["Author"], published=stamp, basis="metadata" if stamp else "unknown")


def _without_heads(pages: list[str]) -> str:
    """The pages one below the other; lines that stand at the edge of many are left out, and bare numbers there."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(line for lines in split for line in {*lines[:EDGE_LINES], *lines[-EDGE_LINES:]})
    heads = {line for line, count in edges.items() if count >= MIN_REPEATS}
    kept = []
    for lines in split:
        last = len(lines) - EDGE_LINES
        kept += [
            line
            for i, line in enumerate(lines)
            if not ((i < EDGE_LINES or i >= last) and (line in heads or line.isdigit()))
        ]
    return "\n".join(kept)
