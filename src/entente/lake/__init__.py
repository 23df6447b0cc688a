"""Analytics: the ledger's lines as immutable Parquet segments, and dashboards over them by DuckDB in memory.

Everything here can be made again from the ledger; it needs the extra `lake`.
"""

from entente.lake.build import Built, build, check, enlist
from entente.lake.lines import all_actors, recorded_moments
from entente.lake.queries import LATEST, Lake, MonthCount, MonthRead, PairCount, Told
from entente.lake.tables import write_parquet

__all__ = [
    "LATEST",
    "Built",
    "Lake",
    "MonthCount",
    "MonthRead",
    "PairCount",
    "Told",
    "all_actors",
    "build",
    "check",
    "enlist",
    "recorded_moments",
    "write_parquet",
]
