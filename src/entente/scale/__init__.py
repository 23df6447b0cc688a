"""The same pure reading of items on one process or many."""

from entente.scale.chunks import ToolsSpec
from entente.scale.pool import processes
from entente.scale.runners import RUNNERS, Crew, inline

__all__ = ["RUNNERS", "Crew", "ToolsSpec", "inline", "processes"]
