"""What reads a PDF keeps within its limits, each by itself."""

import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from entente.clean import pdf as papers
from entente.clean import pdf_child
from tests.clean.test_clean import pdf

LINE = "Velmora and Orsenia signed an accord in Kesh."
MB = 1_000_000
ENOUGH = (300 * MB, 20, 10, 10_000)


def code_of(content: bytes, memory: int, cpu_s: int, pages: int, output: int) -> int:
    """How the child ends under these limits."""
    command = [sys.executable, "-I", pdf_child.__file__, *map(str, (memory, cpu_s, pages, output))]
    return subprocess.run(command, input=content, capture_output=True, check=False).returncode


def test_it_may_write_to_so_much_memory() -> None:
    """A paper that unpacks to more ends the child, which says so; another is read within the same limits."""
    assert 0 == code_of(pdf([LINE]), *ENOUGH)
    assert pdf_child.TOO_LARGE == code_of(pdf(["a" * 1000] * 100, repeat=600), 150 * MB, *ENOUGH[1:])


def test_it_may_compute_so_long() -> None:
    """The kernel ends one that goes on."""
    assert code_of(pdf([LINE] * 20, repeat=5000), 700 * MB, 1, *ENOUGH[2:]) < 0


def test_it_may_take_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it waits for."""
    assert not papers.read_pdf(pdf([LINE])).failure
    monkeypatch.setattr(papers, "PDF_WALL_S", 0.001)
    assert "over_limits" == papers.read_pdf(pdf([LINE])).failure


def test_it_reads_so_many_pages_and_writes_so_much() -> None:
    """The rest is left out."""
    writer = PdfWriter()
    for _ in range(3):
        writer.append(PdfReader(BytesIO(pdf([LINE]))))
    writer.write(three := BytesIO())
    texts = []
    for pages, output in ((3, 1000), (2, 1000), (3, 60)):
        pdf_child.read(three, told := BytesIO(), max_pages=pages, max_output=output)
        texts.append(told.getvalue().partition(b"\n")[2].replace(b"\f", b""))
    assert [3 * len(LINE), 2 * len(LINE), 60] == [len(text) for text in texts]
