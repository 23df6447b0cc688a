"""From a raw item to a document: canonical text with regions, and what is known of it; problems beside it."""

from entente.clean.cleaner import clean

__all__ = ["clean"]
