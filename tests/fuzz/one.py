"""One target under atheris: `python -m tests.fuzz.one NAME [libFuzzer's options]`; it ends the process."""

import logging
import sys

import atheris

with atheris.instrument_imports(include=["entente", "pypdf"]):
    from tests.fuzz.targets import TARGETS

    TARGETS[sys.argv[1]].run(b"")  # what is imported late is instrumented too

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]].run)
    atheris.Fuzz()
