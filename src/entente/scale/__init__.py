"""The same pure reading of items on one process or many."""

from entente.scale.runners import RUNNERS, ToolsSpec, inline, processes

__all__ = ["RUNNERS", "ToolsSpec", "inline", "processes"]
