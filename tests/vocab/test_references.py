"""Words that point: each example of the data file."""

import pytest

from entente.mentions import find_mentions
from entente.vocab.references import load_references

GROUPS = load_references().groups.values()
YES = [(group.rule, text) for group in GROUPS for text in group.yes]
NO = [(group.rule, text) for group in GROUPS for text in group.no]


@pytest.mark.parametrize(("rule", "text"), YES)
def test_yes(rule: str, text: str) -> None:
    """The words in brackets point, by the rule of their group."""
    bare = text.replace("[", "").replace("]", "")
    wanted = text[text.index("[") + 1 : text.index("]")]
    assert wanted in [bare[span.start : span.end] for span in find_mentions(bare).actors if span.points], rule


@pytest.mark.parametrize(("rule", "text"), NO)
def test_no(rule: str, text: str) -> None:
    """The near miss does not point by that rule."""
    pointing = {text[span.start : span.end].lower() for span in find_mentions(text).actors if span.points}
    assert pointing <= {"he", "they", "it", "his", "its"}, rule
