"""What every analyser answers, and how one is found by name."""

from collections.abc import Sequence
from typing import Protocol

from entente.records.text import Analysis, Sentence


class Analyser(Protocol):
    """Reads sentences of a text; equal input gives equal output, in the order of the input."""

    @property
    def name(self) -> str:
        """Name of the model, as `producer` records it."""

    @property
    def version(self) -> str:
        """Version of the model."""

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """One analysis a sentence; a sentence without words has an empty one."""


def load_analyser(name: str = "en", *, threads: int = 1) -> Analyser:
    """The analyser of that name: `en`, or `spacy:PIPELINE` for an installed spaCy pipeline.

    Raises:
        ModelMissing, ModelDamaged: the message names the file and the command that mends it.
        ExtraMissing: spaCy is asked for and not installed.
    """
    # Late imports: each engine costs a second that the other's users should not pay.
    if name.startswith("spacy:"):
        from entente.analyse.spacy import load_pipeline

        return load_pipeline(name.removeprefix("spacy:"))
    from entente.analyse.encoder import load_model

    return load_model(name, threads=threads)
