"""The places of states in the network, kept in the project so that no dot jumps from visit to visit."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from entente.web.charts.network import Spot

NAME = "positions.json"
"""In the project's folder; when it is removed the network is laid out afresh."""


def read_positions(folder: Path) -> Mapping[str, Spot]:
    """The kept places; none where there is no such file or it holds something else."""
    try:
        found = msgspec.json.decode((folder / NAME).read_bytes(), type=dict[str, Spot])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {state: spot for state, spot in found.items() if all(0 <= share <= 1 for share in spot)}


def keep_positions(folder: Path, spots: Mapping[str, Spot]) -> None:
    """Writes them whole or not at all; a folder that takes no file has them worked out each time."""
    lines = ",\n".join(
        f" {msgspec.json.encode(state).decode()}: [{x:g}, {y:g}]" for state, (x, y) in sorted(spots.items())
    )
    fresh = folder / f"{NAME}.new"
    with suppress(OSError):
        fresh.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
        fresh.replace(folder / NAME)
