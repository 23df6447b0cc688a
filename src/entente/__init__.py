"""A sourced ledger of relations between states: which words became deeds."""

__version__ = "0.1.0"

__all__ = ["__version__"]
