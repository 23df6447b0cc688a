"""The tables of segmentation and of pairs say what their files say."""

from itertools import pairwise

import pytest

from entente.segment import find_pairs, split_sentences, split_words
from entente.vocab.pairs import load_pair_groups, load_pairs
from entente.vocab.segmentation import load_groups, load_segmentation
from entente.vocab.states import load_states

MARKS = str.maketrans("", "", "|¦")
BRACKETS = str.maketrans("", "", "[]")


def mark_cuts(text: str) -> str:
    """The text with `|` where only a word boundary is and `¦` behind every sentence but the last."""
    cuts = {end: "¦" for _, end in split_sentences(text)[:-1]}
    for start, end in split_sentences(text):
        words = split_words(text, start, end)
        cuts |= {left[1]: "|" for left, right in pairwise(words) if left[1] == right[0]}
    return "".join(cuts.get(at, "") + sign for at, sign in enumerate(text))


def mark_pairs(text: str) -> str:
    """The text with every pair in brackets."""
    for pair in reversed(find_pairs(text)):
        text = f"{text[: pair.start]}[{text[pair.start : pair.end]}]{text[pair.end :]}"
    return text


@pytest.mark.parametrize(
    "example", [example for group in load_groups().values() for example in group.yes + group.no], ids=str
)
def test_examples_are_cut_as_marked(example: str) -> None:
    """Every example of the data file is cut into sentences and words as its marks say."""
    assert example == mark_cuts(example.translate(MARKS))


@pytest.mark.parametrize(
    "example", [example for group in load_pair_groups().values() for example in group.yes + group.no], ids=str
)
def test_pairs_are_found_as_bracketed(example: str) -> None:
    """Every example of the data file holds the pairs in its brackets and no other."""
    assert example == mark_pairs(example.translate(BRACKETS))


@pytest.mark.parametrize("name", list(load_groups()) + list(load_pair_groups()))
def test_groups_prove_themselves(name: str) -> None:
    """A group carries its rule and examples on both sides."""
    group = load_groups().get(name) or load_pair_groups()[name]
    assert group.rule.endswith(".")
    assert group.yes
    assert group.no


def test_members_stand_once() -> None:
    """No group names a member twice."""
    for name, group in load_groups().items():
        assert len(set(group.members)) == len(group.members), name


def test_contractions_keep_their_letters() -> None:
    """The parts of a contraction are as long as the contraction."""
    assert all(sum(parts) == len(word) for word, parts in load_segmentation().contractions.items())


def test_states_have_codes_of_three_capitals() -> None:
    """Each state stands once, under a code of three capital letters."""
    codes = [state.iso3 for state in load_states()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in codes)


def test_names_of_states_are_their_own() -> None:
    """No two states share a name, adjective or alias."""
    owners: dict[str, set[str]] = {}
    for state in load_states():
        for word in {state.name, *state.adjectives, *state.aliases}:
            owners.setdefault(word, set()).add(state.iso3)
    assert {} == {word: codes for word, codes in owners.items() if len(codes) > 1}


def test_members_of_pairs_are_states_of_the_file() -> None:
    """A member of a pair stands for a state of the file, or for none."""
    codes = {state.iso3 for state in load_states()} | {None}
    assert all(member.iso3 in codes for member in load_pairs().members.values())
