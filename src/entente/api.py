"""The Python door: what a program that uses Entente calls."""

from functools import lru_cache

from entente.analyse import Analyser, load_analyser
from entente.records.problem import Problem
from entente.records.text import Analysis
from entente.segment import segment

__all__ = ["analyse_text"]

_loaded = lru_cache(maxsize=4)(load_analyser)


def analyse_text(text: str, *, model: str | Analyser = "en") -> tuple[tuple[Analysis, ...], tuple[Problem, ...]]:
    """Sentences of a text with words, tags, lemmas, tree, names and vector; offsets are code points of `text`.

    Args:
        text: any string; bad input gives problems, never an exception.
        model: `en`, `spacy:PIPELINE`, or an analyser of your own.
    """
    sentences, problems = segment(text)
    analyser = _loaded(model) if isinstance(model, str) else model
    return analyser.analyse(text, sentences), problems
