"""Where articles come from: files, folders, tables, feeds, mail and web archives, addresses, standard input."""

from entente.sources.reading import read_sources

__all__ = ["read_sources"]
