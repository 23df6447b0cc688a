"""The scorer that lies beside a set, loaded as it stands."""

import importlib.util
from pathlib import Path
from types import ModuleType


def scorer_in(folder: Path) -> ModuleType:
    """`score.py` of a folder as a module; ValueError where there is none."""
    path = folder / "score.py"
    place = importlib.util.spec_from_file_location(f"score_of_{folder.name}", path)
    if place is None or place.loader is None or not path.exists():
        raise ValueError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module
