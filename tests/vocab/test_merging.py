"""How much a word tells that two texts share."""

from entente.vocab.merging import load_common_words, rarity
from entente.words import fold_text


def test_rare_words_tell_more() -> None:
    """The commoner in the language the less; what is no common word tells most."""
    told = [rarity(word) for word in ("the", "government", "pipeline", "vask")]
    assert sorted(told) == told
    assert rarity("vask") == rarity("xyzzy")


def test_a_year_tells_little() -> None:
    """Any text of that year may name it; another figure is as rare as a name."""
    assert rarity("2031") == rarity("1999") < rarity("2731") == rarity("vask")


def test_common_words_are_folded_and_listed_once() -> None:
    """As the words of a text are compared."""
    words = load_common_words()
    assert 8_192 == len(words)
    assert all(word == fold_text(word) for word in words)
