"""Sentences to tags, lemmas, trees, names and vectors: one small encoder, in batches."""

from entente.analyse.analyser import Analyser, load_analyser

__all__ = ["Analyser", "load_analyser"]
