"""The decoder of acts, on scores written by hand."""

import numpy as np
import pytest

from entente.analyse.acts import ActDecoder, ActLabels, share_of

LABELS = ActLabels(
    types=("", "-", "AID", "CONSULT"),
    modes=("", "CONSULT/visit"),
    kinds=("event", "commitment"),
    statuses=("happened", "denied"),
    stages=("", "signed"),
    fields=("health", "trade"),
    mutual=("mutual",),
    roles=("", "actor", "recipient"),
)
WIDTH = 4 + 2 + 2 + 2 + 2 + 2 + 1


def scores(types: list[float], rest: list[float] | None = None) -> np.ndarray:
    """One word's columns: the scores of the types, then those of all other columns."""
    return np.array([[*types, *(rest or [0.0] * (WIDTH - 4))]], np.float32)


def parts(*words: tuple[float, float, float]) -> np.ndarray:
    """Scores of the roles of every word in the act of the first."""
    return np.array(words, np.float32).T[None]


def test_a_word_that_is_likely_no_act_is_no_sign() -> None:
    """Words under the least share are left out, so that a sentence has few signs."""
    assert ActDecoder(LABELS).signs(scores([6, 0, 0, 0]), parts((0, 0, 0))) == ()


def test_types_stand_likeliest_first_without_none() -> None:
    """Shares are those of all types together, and "none" is what is missing to one."""
    (sign,) = ActDecoder(LABELS).signs(scores([0, -9, 3, 1]), parts((0, 0, 0)))
    assert [name for name, _ in sign.types] == ["AID", "CONSULT"]
    assert sum(share for _, share in sign.types) == pytest.approx(1 - 1 / (1 + np.e**3 + np.e), abs=0.002)


def test_a_mode_belongs_to_the_type() -> None:
    """A mode of another type is never told, however high its score."""
    high = [0.0, 9.0, *[0.0] * (WIDTH - 6)]
    visit = ActDecoder(LABELS).signs(scores([0, 0, 0, 5], high), parts((0, 0, 0)))
    aid = ActDecoder(LABELS).signs(scores([0, 0, 5, 0], high), parts((0, 0, 0)))
    assert (visit[0].mode, aid[0].mode) == ("visit", "")


def test_roles_are_told_with_their_shares() -> None:
    """A word in a role is told from the least share on; others are not parties."""
    (sign,) = ActDecoder(LABELS).signs(scores([0, 0, 5, 0]), parts((9, 0, 0), (0, 9, 0), (0, 0, 1)))
    told = [(word, role) for word, role, _ in sign.parties]
    assert told == [(1, "actor"), (2, "actor"), (2, "recipient")]


def test_facts_are_the_best_of_their_columns() -> None:
    """Kind, status, stage, fields and mutuality each come from their own column."""
    rest = [0.0, 0, 0, 3, 0, 3, 0, 3, -1, 2, 4]
    (sign,) = ActDecoder(LABELS).signs(scores([0, 0, 5, 0], rest), parts((0, 0, 0)))
    assert (sign.kind, sign.status[0][0], sign.stage, sign.domains) == ("commitment", "denied", "signed", ("trade",))
    assert sign.mutual == pytest.approx(share_of(4.0), abs=0.001)


@pytest.mark.parametrize(("score", "share"), [(0.0, 0.5), (-1000.0, 0.0), (50.0, 1.0)])
def test_shares_of_yes_and_no(score: float, share: float) -> None:
    """Scores far out do not overflow."""
    assert share_of(score) == pytest.approx(share)
