"""Words of clauses, of calls and of named happenings: the texts that stand beside them, read by the whole pipeline."""

from typing import Any

import pytest

from entente.pipeline import Tools
from entente.vocab.function_words import read_function_words
from entente.vocab.happenings import load_happenings
from tests.extract.test_cases import claim_of, found_in

Case = dict[str, Any]  # Any: what a case may ask of a claim


def _cases(name: str, *examples: tuple[Case, ...]) -> list[Any]:
    """Cases as parameters, each named by its class and text."""
    return [pytest.param(case, id=f"{name}: {case['text'][:60]}") for each in examples for case in each]


FUNCTION_WORDS = [case for name, each in read_function_words().items() for case in _cases(name, each.yes, each.no)]
TABLE = load_happenings()
HAPPENINGS = [
    case
    for name, each in (
        ("nouns", TABLE.nouns),
        ("after", TABLE.after),
        ("before", TABLE.before),
        ("during", TABLE.during),
    )
    for case in _cases(name, each.yes, each.no)
]


@pytest.mark.parametrize("case", FUNCTION_WORDS)
def test_function_word(case: Case, tools: Tools) -> None:
    """A small word does as its rule says, and its near miss does not."""
    found = found_in(claim_of(case, tools))
    asked = {key: value for key, value in case.items() if key in found}
    assert asked == {key: found[key] for key in asked}


@pytest.mark.parametrize("case", HAPPENINGS)
def test_named_happening(case: Case, tools: Tools) -> None:
    """What hangs on the name of a happening is dated by it where the text dates one of that name, and only one."""
    found = found_in(claim_of(case, tools))
    assert (case["when"], case["basis"]) == (found["when"], found["basis"])


def test_each_class_proves_itself() -> None:
    """Every class of words has a text in which a word of it stands."""
    for each in read_function_words().values():
        assert any(word in case["text"].lower() for word in each.words for case in each.yes)
        assert each.no
