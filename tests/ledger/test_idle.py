"""Connections rest, are given out again, and grow old."""

from entente.ledger.idle import LONGEST_S, MOST, Idle


class Made:
    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        """Tells it."""
        self.is_closed = True


def test_what_rests_is_given_out_once() -> None:
    """For its own key alone."""
    idle, made = Idle[Made](), Made()
    idle.give("a", made)
    assert [None, made, None] == [idle.take("b"), idle.take("a"), idle.take("a")]


def test_few_rest() -> None:
    """Of one too many the eldest is closed, whatever its key."""
    idle, made = Idle[Made](), [Made() for _ in range(MOST + 1)]
    for number, one in enumerate(made):
        idle.give(number, one)
    assert [True, *[False] * MOST] == [one.is_closed for one in made]


def test_none_rests_long() -> None:
    """What nobody asked for is closed when next any is."""
    now = [0.0]
    idle, made = Idle[Made](clock=lambda: now[0]), Made()
    idle.give("a", made)
    now[0] = LONGEST_S + 1
    assert idle.take("a") is None
    assert made.is_closed


def test_all_are_closed_in_the_end() -> None:
    """Whatever their age."""
    idle, made = Idle[Made](), Made()
    idle.give("a", made)
    idle.clear()
    assert made.is_closed
    assert idle.take("a") is None
