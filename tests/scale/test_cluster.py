"""Reading on a local Ray cluster of two nodes; left out where Ray is not installed (`pip install 'entente[ray]'`)."""

import os
from collections.abc import Iterator
from itertools import islice

import pytest

from entente.records import to_json
from entente.records.made import Made
from entente.scale import ToolsSpec, inline
from entente.scale.cluster import on_ray
from tests.scale.test_runners import items

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'entente[ray]'")
from ray.cluster_utils import Cluster  # noqa: E402  (only where Ray is)

STORE = 128 * 1024**2


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A head that reads nothing, and two nodes that do; ended with the test."""
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": STORE})
    for _ in range(2):
        made.add_node(num_cpus=1, object_store_memory=STORE)
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:ray", "ignore::ResourceWarning", "ignore::FutureWarning:ray")
def test_a_lost_node_costs_time_and_no_article(cluster: Cluster) -> None:
    """Two readers on nodes of their own, one lost in the middle: the records of one process, in its order."""
    number = 96
    found = on_ray(items(number), ToolsSpec(), 2, cluster.address)
    made = list(islice(found, 20))
    cluster.remove_node(sorted(cluster.worker_nodes, key=str)[-1], allow_graceful=False)
    made += found
    assert _lines(made) == _lines(inline(items(number), ToolsSpec()))


def _lines(made: "Iterator[Made] | list[Made]") -> list[bytes]:
    """The records as the ledger would keep them."""
    return [to_json(record) for one in made for record in (*filter(None, [one.document]), *one.claims, *one.problems)]
