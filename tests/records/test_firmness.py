"""The one word derived from the four axes."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given

from entente.records import Firmness
from entente.records.codes import Certainty, Force, Orientation, Polarity, Status
from tests.records.samples import firmnesses


@pytest.mark.parametrize(
    ("words", "axes", "status"),
    [
        ("had agreed", "positive certain past asserted", "happened"),
        ("work had not started", "negative certain past asserted", "denied"),
        ("probably did not sign", "negative probable past asserted", "denied"),
        ("denied that troops would join", "negative certain future asserted", "denied"),
        ("if the parliament ratifies", "positive underspecified future conditional", "hypothetical"),
        ("did they sign?", "positive underspecified past questioned", "hypothetical"),
        ("ought to hold talks", "positive certain future requested", "called_for"),
        ("must withdraw", "positive certain future demanded", "called_for"),
        ("is ready to join", "positive certain present intended", "planned"),
        ("will begin in March", "positive certain future asserted", "planned"),
        ("has offered a loan", "positive certain present offered", "planned"),
        ("signs the accord", "positive certain present asserted", "happened"),
        ("may have signed", "unknown possible past asserted", "unclear"),
        ("stands for peace", "positive certain timeless asserted", "unclear"),
    ],
)
def test_status(words: str, axes: str, status: Status) -> None:
    """The first that fits."""
    polarity, certainty, orientation, force = axes.split()
    assert _firmness(polarity, certainty, orientation, force).status == status, words


def test_what_goes_on_is_under_way() -> None:
    """Asserted, present and durative: "troops are crossing"."""
    assert _firmness("positive", "certain", "present", "asserted", durative=True).status == "under_way"
    assert _firmness("negative", "possible", "present", "asserted", durative=True).status == "unclear"


@given(firmnesses)
def test_every_combination_has_one_status(firmness: Firmness) -> None:
    """No combination of axes is without a word, and denial always wins."""
    assert firmness.status in get_args(Status)
    if firmness.polarity == "negative" and firmness.certainty in ("certain", "probable"):
        assert firmness.status == "denied"


def test_only_a_positive_assertion_happened() -> None:
    """Of all combinations, those counted as happened say so positively about past or present."""
    axes = (get_args(code) for code in (Polarity, Certainty, Orientation, Force))
    happened = [row for row in product(*axes) if _firmness(*row).status == "happened"]
    assert len(happened) == 4 * 2
    assert all(row[0] == "positive" and row[3] == "asserted" for row in happened)


def _firmness(*axes: str, durative: bool = False) -> Firmness:
    names = ("polarity", "certainty", "orientation", "force")
    return Firmness(**dict(zip(names, axes, strict=True)), durative=durative)  # type: ignore[arg-type]  # codes as words
