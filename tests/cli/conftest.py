"""A project that has read two articles, made once."""

from pathlib import Path

import pytest

from tests.cli.made import make_articles, run


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    folder = tmp_path_factory.mktemp("cli")
    result = run("read", str(make_articles(folder / "articles")), project=folder / "project")
    assert 0 == result.exit_code, result.output
    return folder / "project"
