"""A sourced ledger of relations between states: which words became deeds.

>>> import entente
>>> reading = entente.extract("Kenya and Uganda signed a water treaty on Tuesday.", published="2024-06-12")
>>> reading.claims[0].when.edtf
'2024-06-11'
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

__all__ = ["__version__", "extract", "open", "read"]

_DOORS = {"extract": "extract", "open": "open_project", "read": "read"}
"""Names that users call, and what stands behind them in `entente.api`; loaded when first asked for."""


def __getattr__(name: str) -> Any:  # Any: each door has its own type, written in `entente.api`
    if name in _DOORS:
        return getattr(import_module("entente.api"), _DOORS[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Front(ModuleType):
    """The package as users see it: when `entente.extract` the package is imported, the function keeps the name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _DOORS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front
