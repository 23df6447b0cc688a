"""What every test can rely on."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres import Cluster

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Cluster]":
    """A PostgreSQL server of the tests' own; what asks for it is left out where there is none."""
    from tests.postgres import running

    with running() as cluster:
        yield cluster


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes empty places for ledgers, in one store and then in the other."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("book") / "book.db")
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.new
