"""The English analysis model of Entente: weights and tables, no code."""

__version__ = "0.2.1"
