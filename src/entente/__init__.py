"""A sourced ledger of relations between states: which words became deeds.

>>> import entente
>>> reading = entente.extract("Kenya and Uganda signed a water treaty on Tuesday.", published="2024-06-12")
>>> reading.claims[0].when.edtf
'2024-06-11'
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = ["__version__", "extract", "open", "read"]

_DOORS = {"extract": "extract", "open": "open_project", "read": "read"}
"""Names that users call, and what stands behind them in `entente.api`; loaded when first asked for."""


def __getattr__(name: str) -> Any:  # Any: each door has its own type, written in `entente.api`
    if name in _DOORS:
        return getattr(import_module("entente.api"), _DOORS[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
