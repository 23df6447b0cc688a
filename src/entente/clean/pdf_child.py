"""Reads a PDF on standard input in a process of its own: a line of JSON with what it says of itself, then its text.

Run as a script with its limits as arguments: memory in bytes, CPU seconds, pages, bytes of output. Exit 3: encrypted;
4: no PDF that can be read; 5: out of memory.
"""

import json
import logging
import resource
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

ENCRYPTED, UNREADABLE, TOO_LARGE = 3, 4, 5


def main(memory: int, cpu_s: int, max_pages: int, max_output: int) -> int:
    """Reads under limits that the kernel keeps, and writes no more than allowed."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    logging.disable(logging.CRITICAL)
    try:
        return read(BytesIO(sys.stdin.buffer.read()), sys.stdout.buffer, max_pages=max_pages, max_output=max_output)
    except MemoryError:
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - a damaged file makes the library raise anything; the parent tells what to do
        return UNREADABLE


def read(source: BinaryIO, answer: BinaryIO, *, max_pages: int, max_output: int) -> int:
    """Writes the answer and gives the exit code; a damaged file makes it raise anything."""
    from pypdf import PdfReader

    reader = PdfReader(source, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return ENCRYPTED
    pages, size = [], 0
    for page in reader.pages[:max_pages]:
        pages.append(page.extract_text()[: max_output - size])
        size += len(pages[-1])
        if size >= max_output:
            break
    told: Mapping[str, object] = reader.metadata or {}
    facts = {name: str(told.get(f"/{name}") or "")[:500] for name in ("Title", "Author", "CreationDate")}
    facts["pages"] = str(len(reader.pages))
    written = json.dumps(facts) + "\n" + "\f".join(pages)
    answer.write(written.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:5])))
