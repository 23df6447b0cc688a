"""Decisions on pairs as rows: what spoke for and against, and whose decision it is."""

from entente.records import Decision, Reason
from entente.views import Book, pair_rows


def test_features_are_shown_with_value_weight_and_reason() -> None:
    """What a feature added is its value times its weight, and why it counts so stands beside it."""
    reasons = (Reason(name="trigger", score=0.75), Reason(name="doers", score=-1.25))
    open_ = Decision(relation="same_event", left="clm:1", right="clm:2", verdict="maybe", reasons=reasons)
    (row,) = pair_rows(Book(), [open_])
    assert ("unsure", "machine", -0.5) == (row.verdict, row.by, row.score)
    assert [(0.5, 1.5), (1.0, -1.25)] == [(feature.value, feature.weight) for feature in row.features]
    assert all(feature.why for feature in row.features)


def test_a_persons_ruling_is_told_in_their_words() -> None:
    """A ruling by hand has no features, and says why in the person's words."""
    reasons = (Reason(name="by_hand", score=1.0, left="two signings"),)
    ruling = Decision(relation="same_event", left="clm:1", right="clm:2", verdict="no", reasons=reasons)
    (row,) = pair_rows(Book(), [ruling])
    assert ("different", "person", "two signings", ()) == (row.verdict, row.by, row.because, row.features)


def test_what_is_not_weighed_has_no_weight() -> None:
    """Copies are told by measures of their own: each stands with its value alone."""
    decision = Decision(
        relation="copy_of",
        left="doc:2",
        right="doc:1",
        verdict="yes",
        reasons=(Reason(name="common_share", score=0.9),),
    )
    ((feature,),) = (row.features for row in pair_rows(Book(), [decision]))
    assert (None, None, 0.9) == (feature.value, feature.weight, feature.score)
