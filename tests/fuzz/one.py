"""One target under atheris: `python -m tests.fuzz.one NAME [libFuzzer's options]`; it ends the process."""

import logging
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import atheris

PAPER = ("_reader", "_doc_common", "_page", "_cmap", "_encryption", "filters")
"""What of pypdf finds its way through a file; what reads numbers and names runs for every letter."""
WATCHED: Mapping[str, tuple[str, ...]] = {
    "html": ("entente.clean", "entente.words"),
    "text": ("entente.clean", "entente.segment", "entente.mentions"),
    "pdf": ("entente.clean.pdf", "entente.clean.pdf_child", *(f"pypdf.{name}" for name in PAPER)),
    "feed": ("entente.clean", "entente.sources"),
    "opml": ("entente.sources",),
    "dates": ("entente.dates",),
    "filters": ("entente.web", "entente.views"),
}
"""Packages whose branches lead the making of inputs; to watch the others too would double the time of each."""
TIGHT = ("entente.clean.lines",)
"""Modules of few branches that are run for every line."""


def modules(package: str) -> Iterator[str]:
    """All of a package, none of them imported."""
    found = find_spec(package)
    root = Path(found.origin).parent if found and found.origin else Path()
    for path in root.rglob("*.py"):
        yield ".".join((package, *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")


def unwatched(name: str) -> Iterator[str]:
    """The modules that run as they are."""
    for module in (*modules("entente"), *modules("pypdf")):
        inside = any(f"{module}.".startswith(f"{watched}.") for watched in WATCHED[name])
        if not inside or module in TIGHT:
            yield module


def hash_stop_words_once() -> None:
    """The page reader's tuple of all languages' stop words, which justext hashes again for each page: 5 ms."""
    core: Any = import_module("justext.core")  # Any: it has no types
    found: dict[int, frozenset[str]] = {}
    make = core.define_stoplist
    core.define_stoplist = lambda words: found.get(id(words)) or found.setdefault(id(words), make(words))


def main(name: str, options: list[str]) -> None:
    """What is imported late is watched too, and models are loaded, before the first input is made."""
    with atheris.instrument_imports(include=["entente", "pypdf"], exclude=list(unwatched(name))):
        from tests.fuzz.changes import changer
        from tests.fuzz.targets import TARGETS

        for seed in sorted((Path(__file__).parent / "seeds" / name).iterdir()):
            TARGETS[name].run(seed.read_bytes())
    hash_stop_words_once()
    logging.disable(logging.CRITICAL)
    change = changer(name, lambda data, most: atheris.Mutate(data, most))  # another one once it fuzzes
    again = f"{sys.executable} -m tests.fuzz.one {name}"  # what libFuzzer runs to sift the inputs that are kept
    atheris.Setup([again, *options], TARGETS[name].run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
