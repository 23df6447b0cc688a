"""How much of one item is read; what is over a limit becomes a `Problem`."""

MAX_PAGE_BYTES = 5_000_000
"""Of an HTML page: the largest of news sites have half."""

MAX_TAGS = 100_000
"""Of an HTML page, opening and closing ones."""

MAX_ATTRIBUTES = 2000
"""Of one tag, roughly counted; a tag with more is read without any."""

MAX_TEXT = 1_000_000
"""Characters of a text: a long book."""

MAX_LINES = 20_000
"""Lines of a text that are judged one by one."""

MIN_TEXT = 20
"""Characters below which there is nothing to read."""

PDF_MAX_PAGES = 500
PDF_CPU_S = 20
PDF_WALL_S = 40
PDF_MEMORY_BYTES = 768 * 1024 * 1024
"""Address space of the child that reads a PDF."""

PDF_MAX_OUTPUT = 4_000_000
"""Bytes of text that the child may write."""
