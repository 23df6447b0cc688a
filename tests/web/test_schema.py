"""Whatever the description of the data interface allows, and what it does not, is answered as it says."""

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from entente.web.app import create_app
from entente.web.shelf import BookShelf
from tests.views import made

schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = 8
"""Requests of each sort for each address: it takes seconds, and each run draws others."""

CHECKS = schemathesis.checks.load_all_checks() or schemathesis.checks.CHECKS
NOT_OURS = [CHECKS.get_one("positive_data_acceptance"), CHECKS.get_one("negative_data_rejection")]
"""A cursor or a name may be of the right form and of nothing; of a name that is given twice the last value counts."""


ALONE = ("GET /api/v1", "negative")
"""It takes no values, so none can be wrong."""


@cache
def operations() -> dict[str, Any]:  # Any: schemathesis may be absent, so its types are not known
    """What can be asked for, by method and path, as the server describes it."""
    app = create_app(BookShelf(made.book()), host="0.0.0.0")
    found = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    return {each.ok().label: each.ok() for each in found.get_all_operations()}


ASKED = [(name, sort) for name in sorted(operations()) for sort in ("positive", "negative") if (name, sort) != ALONE]


@pytest.mark.parametrize(("name", "sort"), ASKED)
def test_answers_are_as_described(name: str, sort: str) -> None:
    """No failure of ours, no status, media type or content that the description does not have."""
    drawn = operations()[name].as_strategy(generation_mode=schemathesis.GenerationMode(sort))

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn)
    def ask(case: Any) -> None:  # Any: as above
        case.call_and_validate(excluded_checks=NOT_OURS)

    ask()
