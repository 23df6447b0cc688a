"""The dossier on two states: one self-contained page that reads and prints without network or JavaScript."""

from entente.export.dossier.page import render_dossier

__all__ = ["render_dossier"]
