"""Texts of one story."""

from hypothesis import given
from hypothesis import strategies as st

from entente.merge.stories import Text, find_stories, terms_of
from entente.records import DateSpan

RAIDS = {
    "tarn-1": "Orsenian police raided a depot in Tarn on Monday and arrested Milo Vask over 40 stolen engines.",
    "tarn-2": "Milo Vask was arrested when police raided his depot in Tarn, where 40 engines were found.",
    "lassa-1": "Velmoran police raided a depot in Lassa on Friday and arrested Ines Orlo over forged visas.",
    "lassa-2": "Forged visas led police to a depot in Lassa, where Ines Orlo was arrested.",
    "grain": "Grain prices in Kesh fell for the third week, traders at the exchange said.",
}


def stories(texts: dict[str, str], published: dict[str, DateSpan] | None = None) -> set[tuple[str, ...]]:
    """Stories as groups of keys."""
    found = find_stories(Text(key, text, (published or {}).get(key)) for key, text in texts.items())
    return {tuple(sorted(key for key in found if found[key] == story)) for story in found.values()}


def test_names_tell_two_raids_apart() -> None:
    """Two stories of one kind share their verbs, not their names and figures."""
    assert {("tarn-1", "tarn-2"), ("lassa-1", "lassa-2"), ("grain",)} == stories(RAIDS)


def test_a_story_has_its_time() -> None:
    """The same words half a year later are another story."""
    texts = {"june": RAIDS["tarn-1"], "december": RAIDS["tarn-1"]}
    days = {
        key: DateSpan.read(day, basis="explicit") for key, day in (("june", "2024-06-03"), ("december", "2024-12-03"))
    }
    assert {("june", "december")[::-1]} == stories(texts)
    assert 2 == len(stories(texts, days))


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    """Only capitals inside a sentence mark names."""
    terms = terms_of("Grain fell. Traders in Kesh met Traders.")
    assert terms["kesh"] > terms["grain"]


def test_no_words_is_a_story_of_its_own() -> None:
    """Empty texts do not meet."""
    assert 2 == len(stories({"a": "", "b": "..."}))


@given(st.permutations(sorted(RAIDS)))
def test_order_changes_nothing(keys: list[str]) -> None:
    """The same texts in any order make the same stories."""
    assert find_stories(Text(key, RAIDS[key]) for key in sorted(RAIDS)) == find_stories(Text(k, RAIDS[k]) for k in keys)
