"""The browser that tests of the reading room share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.driving import browsing


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:  # Any: playwright may be absent, so its types are not known
    """One browser for all tests."""
    with browsing() as browser:
        yield browser
