"""Reading on a Ray cluster: Ray Data around the same pure function, with actors that keep their model warm."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from entente.errors import EntenteError, ExtraMissing
from entente.records.made import Made
from entente.records.raw import RawItem
from entente.scale.chunks import ToolsSpec, chunked, load, made_of, packed, read_chunk, unpacked

CHUNK = 16
"""Items a task: what Ray adds to each task is paid once for them all."""
WINDOW = 8192
"""Items handed to Ray at once, at the least; between two windows the actors load their models anew."""
A_WORKER = 512
"""Items of a window for each worker, so that loading is a tenth of its time."""
OBJECT_STORE = 512 * 1024**2
"""Bytes of shared memory for a cluster that we start ourselves."""

Ray = Any  # ray ships types that do not hold under --strict


def on_ray(items: Iterable[RawItem], spec: ToolsSpec, workers: int, address: str | None = None) -> Iterator[Made]:
    """Items in windows through `map_batches`, results in order; tasks of a lost node are run again elsewhere.

    Args:
        items: what is read.
        spec: what each worker loads; its paths must stand on every node.
        workers: actors that read.
        address: a running cluster (`auto`, `ray://HOST:PORT`, `HOST:PORT`); None: one in this machine, for this run.
    """
    data = _connected(address)
    for window in chunked(items, max(WINDOW, A_WORKER * workers)):
        yield from _read_window(data, window, spec, workers)


def _connected(address: str | None) -> Ray:
    """Ray Data on the cluster, without its messages home, and with those to us that tell of errors."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address and "ray" not in sys.modules and has_token():
        os.environ.setdefault(
            "RAY_AUTH_MODE", "token"
        )  # `ray start` asks for it then, and clients must be told to send it
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ExtraMissing("Ray is not installed", "ray", "run `pip install 'entente[ray]'`") from error
    if not ray.is_initialized():
        own = {} if address else {"object_store_memory": OBJECT_STORE, "include_dashboard": False}
        try:
            ray.init(address=address or "local", log_to_driver=False, logging_level="error", **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            remedy = "start one with `ray start --head`, give this machine its token, or leave --address out"
            raise EntenteError(f"no Ray cluster answers ({error})", str(address), remedy) from error
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray.data


def has_token() -> bool:
    """Whether Ray has a token of this user's, which it makes with its first cluster: in the environment or at home."""
    named = "RAY_AUTH_TOKEN" in os.environ or "RAY_AUTH_TOKEN_PATH" in os.environ
    return named or (Path.home() / ".ray" / "auth_token").is_file()


def _read_window(data: Ray, window: list[RawItem], spec: ToolsSpec, workers: int) -> Iterator[Made]:
    chunks = list(chunked(window, CHUNK))
    rows = [{"chunk": packed(chunk)} for chunk in chunks]
    read = data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Reader,
        fn_constructor_args=(spec,),
        batch_size=1,
        compute=data.ActorPoolStrategy(size=min(workers, len(chunks))),
    )
    for chunk, row in zip(chunks, read.iter_rows(), strict=True):
        yield from made_of(chunk, row["told"])


class Reader:
    """In an actor: the tools stay loaded between batches."""

    def __init__(self, spec: ToolsSpec) -> None:
        self._spec = spec
        load(spec)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """What came of the chunks of a batch."""
        return {"told": [read_chunk(unpacked(chunk), self._spec) for chunk in batch["chunk"]]}
