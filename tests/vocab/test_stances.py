"""Words of opposite views, as the data give them."""

import pytest

from entente.vocab.stances import Scale, load_stances

SCALES = load_stances().scale


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_scale_reads_its_examples(scale: Scale) -> None:
    """Each view is found in its own texts, not in those of the other view, and neither in texts of none."""
    one, other = scale.views
    assert all(one.search(text) and not other.search(text) for text in scale.one_yes)
    assert all(other.search(text) and not one.search(text) for text in scale.other_yes)
    assert not any(one.search(text) or other.search(text) for text in scale.no)


def test_the_first_place_needs_a_superlative_and_a_role() -> None:
    """`closest ally` is a first place, `one of its closest allies` is none."""
    rank = load_stances().rank
    assert all(rank.pattern.search(text) for text in rank.yes)
    assert not any(rank.pattern.search(text) for text in rank.no)


def test_words_that_narrow_a_first_place() -> None:
    """`primary regional ally` and `main customer for gas` are first in a field."""
    pattern = load_stances().rank.pattern
    before, behind = pattern.search("its primary regional ally"), pattern.search("the main customer for gas")
    assert before is not None
    assert behind is not None
    assert ("regional", None, "gas") == (before["field"], before["matter"], behind["matter"])


def test_an_occasion_is_to_come_or_past() -> None:
    """Each view of an occasion is found in its own texts alone."""
    occasion = load_stances().occasion
    coming, past = occasion.views
    assert all(coming.search(text) and not past.search(text) for text in occasion.yes_coming)
    assert all(past.search(text) and not coming.search(text) for text in occasion.yes_past)
    assert not any(coming.search(text) or past.search(text) for text in occasion.no)
