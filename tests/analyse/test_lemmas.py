"""Lemmas by spelling, by list, and by which base forms are known."""

import pytest

from entente.analyse.lemmas import LemmaTable, Lemmatiser, inflected


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("visits", "NNS", "visit"),
        ("agencies", "NNS", "agency"),
        ("sanctions", "NNS", "sanction"),
        ("clashes", "NNS", "clash"),
        ("vetoes", "VBZ", "veto"),
        ("signed", "VBD", "sign"),
        ("planned", "VBN", "plan"),
        ("pledged", "VBD", "pledge"),
        ("ratified", "VBN", "ratify"),
        ("accusing", "VBG", "accuse"),
        ("shelling", "VBG", "shell"),
        ("biggest", "JJS", "big"),
        ("happier", "JJR", "happy"),
        ("press", "NN", "press"),
        ("freed", "VBD", "free"),
        ("tabled", "VBD", "table"),
        ("upgraded", "VBN", "upgrade"),
        ("doses", "NNS", "dose"),
        ("organizes", "VBZ", "organize"),
        ("viruses", "NNS", "virus"),
    ],
)
def test_spelling_rules(form: str, tag: str, lemma: str) -> None:
    """The rules of English inflection hold without any list."""
    assert inflected(form, tag) == lemma


def test_known_bases_decide() -> None:
    """Where spelling leaves two answers, the one known as a base form is taken."""
    assert inflected("hoping", "VBG", {"hope", "hop"}) == "hope"
    assert inflected("hosting", "VBG", {"host"}) == "host"


def test_list_comes_first_and_names_keep_case() -> None:
    """Exceptions win over rules; a proper noun keeps its capitals, another word loses them."""
    lemmatiser = Lemmatiser(LemmaTable({"VBD": {"went": "go"}, "NNPS": {"states": "State"}}, {}))
    assert lemmatiser.lemma("Went", "VERB", "VBD") == "go"
    assert lemmatiser.lemma("States", "PROPN", "NNPS") == "State"
    assert lemmatiser.lemma("Kremlin", "PROPN", "NNP") == "Kremlin"
    assert lemmatiser.lemma("Talks", "NOUN", "NNS") == "talk"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("shot", "shoot"), ("overran", "overrun"), ("withheld", "withhold"), ("fled", "flee"), ("levelled", "level")],
)
def test_irregular_verbs(form: str, lemma: str) -> None:
    """Irregular pasts are listed, their prefixed verbs follow, and British doubling is undone."""
    assert Lemmatiser(LemmaTable({}, {})).lemma(form, "VERB", "VBD") == lemma
