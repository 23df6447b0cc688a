"""How a copy words what it took."""

from entente.merge.align import lines_of, retell
from entente.merge.wording import Wording, wording
from tests.merge.articles import article
from tests.merge.test_copies import SPUN, TRANSLATED, WIRE


def wording_of(copy: str, origin: str) -> Wording:
    """The wording of a text beside that of another."""
    ours, theirs = lines_of(article(copy)), lines_of(article(origin))
    return wording(ours, theirs, retell(ours, theirs).matches)


def test_a_thesaurus_leaves_small_words_standing() -> None:
    """Articles and prepositions of spun text stand where they stood; those of a translation do not."""
    assert wording_of(TRANSLATED, WIRE).small < 0.6 < wording_of(SPUN, WIRE).small


def test_a_translation_goes_sentence_for_sentence() -> None:
    """The same names and nouns in the same order, in every sentence, between other small words."""
    assert wording_of(TRANSLATED, WIRE).reads_translated
    assert not wording_of(SPUN, WIRE).reads_translated


def test_few_sentences_tell_nothing() -> None:
    """Small words of a sentence or two are chance."""
    one = TRANSLATED.partition(" Accord")[0]
    assert not wording_of(one, WIRE).reads_translated


def test_nothing_taken_has_no_wording() -> None:
    """Without sentences in common there is nothing to tell."""
    assert 0 == wording_of("Fog closed the harbour.", WIRE).sentences
