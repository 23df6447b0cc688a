"""One target under atheris: `python -m tests.fuzz.one NAME [libFuzzer's options]`; it ends the process."""

import logging
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["entente", "pypdf"]):
    from tests.fuzz.targets import TARGETS

    for seed in sorted((Path(__file__).parent / "seeds" / sys.argv[1]).iterdir()):
        TARGETS[sys.argv[1]].run(seed.read_bytes())  # what is imported late is instrumented too, and models are loaded


def hash_stop_words_once() -> None:
    """The page reader's tuple of all languages' stop words, which justext hashes again for each page: 5 ms."""
    core: Any = import_module("justext.core")  # Any: it has no types
    found: dict[int, frozenset[str]] = {}
    make = core.define_stoplist
    core.define_stoplist = lambda words: found.get(id(words)) or found.setdefault(id(words), make(words))


if __name__ == "__main__":
    hash_stop_words_once()
    logging.disable(logging.CRITICAL)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]].run)
    atheris.Fuzz()
