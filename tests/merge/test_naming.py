"""Names of undertakings against each other."""

import pytest

from entente.merge.naming import (
    compare_names,
    matter_of,
    name_beside,
    name_key,
    own_words,
    place_beside,
    place_words,
    said_of,
    telling_words,
    tells_whose,
)
from entente.vocab.merging import (
    figure_is,
    head_class,
    is_idle,
    is_light,
    load_figure_rules,
    load_heads,
    load_scale,
    load_stem_rules,
    may_name_one,
    stem,
)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("CASA 1000", "project"), ("Central Asia-South Asia Power Project", "project"), "acronym_of"),
        (("TAPI pipeline", "pipeline"), ("Turkmenistan-Afghanistan-Pakistan-India pipeline", "pipeline"), "acronym_of"),
        (("INSTC", "corridor"), ("International North-South Transport Corridor", "corridor"), "acronym_of"),
        (("Tarn Pass pipeline", "pipeline"), ("Tarn Pass gas pipeline project", "project"), "part_of_name"),
        (("Kesh Accord", "accord"), ("the KESH agreement", "agreement"), "same_name"),
    ],
)
def test_variants_of_one_name(one: tuple[str, str], other: tuple[str, str], why: str) -> None:
    """Acronyms, shorter forms and other head nouns of one class name one thing."""
    found = compare_names(name_key(*one), name_key(*other))
    assert ("yes", why) == (found.answer, found.why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("North-South pipeline", "pipeline"), ("North-South Transport Corridor", "corridor")),
        (("Kesh Accord", "accord"), ("Lassa Accord", "accord")),
        (("TAPI pipeline", "pipeline"), ("IPI pipeline", "pipeline")),
        (("Tarn Pass loan", "loan"), ("Tarn Pass pipeline", "pipeline")),
    ],
)
def test_similar_names_of_two_things(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Another head noun, another proper word or another acronym is another thing."""
    found = compare_names(name_key(*one), name_key(*other))
    assert ("no", False) == (found.answer, found.series)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ninth session of the Kesh Commission", "8th Session of the Kesh Commission"), ("Tarn 2016", "Tarn 2017")],
)
def test_numbers_tell_instances_of_a_series(one: str, other: str) -> None:
    """The same name with another number or year is another instance."""
    found = compare_names(name_key(one, "session"), name_key(other, "session"))
    assert ("no", True) == (found.answer, found.series)


def test_ordinals_and_figures_are_one_number() -> None:
    """`ninth` and `9th` are the same session."""
    one, other = (name_key(f"{number} session of the Kesh Commission", "session") for number in ("Ninth", "9th"))
    assert "yes" == compare_names(one, other).answer


def test_a_shared_first_word_is_not_enough() -> None:
    """One word of a longer name leaves it open."""
    assert "maybe" == compare_names(name_key("Tarn dam", "dam"), name_key("Tarn Valley dam", "dam")).answer


HEADS = load_heads()


@pytest.mark.parametrize("pair", [pair for one in HEADS.values() for pair in one.yes])
def test_heads_that_name_one_thing(pair: str) -> None:
    """Every example of the vocabulary stands for its pair."""
    assert may_name_one(*pair.split())


@pytest.mark.parametrize("pair", [pair for one in HEADS.values() for pair in one.no])
def test_heads_that_part(pair: str) -> None:
    """Every counter-example of the vocabulary parts its pair."""
    assert not may_name_one(*pair.split())


LISTS = ("light", "vague", "idle", "things", "denying", "charging", "charging_behind")
JOINING = [rule for name, rule in load_stem_rules().items() if name not in LISTS]


@pytest.mark.parametrize("pair", [pair for rule in JOINING for pair in rule.yes])
def test_words_for_one_act(pair: str) -> None:
    """Forms of one word have one stem."""
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("pair", [pair for rule in JOINING for pair in rule.no])
def test_words_for_two_acts(pair: str) -> None:
    """Words that only look alike have two."""
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_vague_words_tell_no_treaty() -> None:
    """`the border treaty` is told by its border; `the new joint treaty` by nothing."""
    assert frozenset({stem("border")}) == telling_words("the border treaty", "treaty")
    assert frozenset() == telling_words("the new joint treaty", "treaty")
    rule = load_stem_rules()["vague"]
    assert set(rule.yes) <= set(rule.members)
    assert not set(rule.no) & set(rule.members)


def test_light_words_carry_no_act() -> None:
    """`said` and `held` may report anything; `signed` may not."""
    rule = load_stem_rules()["light"]
    assert all(is_light(stem(word)) for word in rule.yes)
    assert not any(is_light(stem(word)) for word in rule.no)


def test_idle_words_name_nothing() -> None:
    """`which` and `between` are in every sentence; `border` is not."""
    rule = load_stem_rules()["idle"]
    assert all(is_idle(word) for word in rule.yes)
    assert not any(is_idle(word) for word in rule.no)


@pytest.mark.parametrize(("name", "text"), [(n, text) for n, rule in load_figure_rules().items() for text in rule.yes])
def test_words_around_a_figure(name: str, text: str) -> None:
    """The words before or after the figure tell a change or an open figure."""
    assert figure_is(name, *around(text))


@pytest.mark.parametrize(("name", "text"), [(n, text) for n, rule in load_figure_rules().items() for text in rule.no])
def test_plain_figures(name: str, text: str) -> None:
    """A plain figure is neither."""
    assert not figure_is(name, *around(text))


def around(text: str) -> tuple[str, str]:
    """What stands before and after the only figure of a text, its currency sign in front of it."""
    at = next(i for i, char in enumerate(text) if char.isdigit())
    end = next((i for i in range(at, len(text)) if not text[i].isdigit()), len(text))
    return text[:at], text[end:]


def test_every_weight_has_its_reason() -> None:
    """No feature counts for something without saying why."""
    assert all(weight.reason for weight in load_scale().weights.values())


def test_a_phrase_has_the_class_of_its_first_telling_word() -> None:
    """A rail link is a railway, a loan agreement a loan; a listed phrase is what it is listed as."""
    assert ["railway", "loan", "loan", "pipeline"] == [
        head_class(phrase) for phrase in ("rail link", "loan agreement", "line of credit", "gas pipelines")
    ]


@pytest.mark.parametrize(
    ("surface", "sentence", "place"),
    [
        ("a gas pipeline", "They agreed on a gas pipeline across the Tarn Pass on Monday.", "Tarn Pass"),
        ("a rail link", "They want a rail link between Kesh and Lassa.", "Kesh and Lassa"),
        ("the Kesh-Lassa rail link", "They opened the Kesh-Lassa rail link to Tessen Rail Advisory.", "Kesh-Lassa"),
        ("the railway", "They ordered a study of the railway Kesh–Lassa.", "Kesh–Lassa"),
        ("a loan", "They signed a loan in Kesh.", ""),
        ("a pipeline", "They signed.", ""),
        ("a railway", "They agreed on a railway linking Kesh to Lassa.", "Kesh to Lassa"),
        ("The Korean-built port", "The Korean-built port at Kesh is late.", "Kesh"),
        ("an airstrip", "They are building an airstrip on the Orsenian island of Tarn.", "Tarn"),
        ("the dam", "They opened the dam in Kesh.", ""),
        ("The dam", "The dam in Kesh is late.", "Kesh"),
        ("a bridge", "They agreed on a bridge across the Tarn between Kesh and Lassa.", "Kesh and Lassa"),
        ("the line", "Work on the line between Chad and Niger began.", ""),
        ("the Chad-Niger line", "Work on the Chad-Niger line began.", ""),
    ],
)
def test_the_place_beside_works(surface: str, sentence: str, place: str) -> None:
    """Capitalised words before the head noun, or two behind a preposition, tell which works are meant."""
    assert place == place_beside(surface, sentence)


def test_the_name_behind_works() -> None:
    """`A cable, the Aphrodite Link,` has that name; a company behind the words is none."""
    told = "They agreed on a cable, the Aphrodite Link, and on a cable, the Tarn Company says."
    assert "Aphrodite Link" == name_beside("a cable", told, "cable")
    assert "" == name_beside("a cable", "They laid a cable, the Tarn Company, of Lassa, says.", "cable")


def test_states_joined_tell_whose_it_is() -> None:
    """`The Chad-Niger line` has no name of its own, `the Kesh-Lassa line` has."""
    assert tells_whose("Chad-Niger line", "line")
    assert not tells_whose("Kesh-Lassa line", "line")


def test_what_a_clause_says_of_a_paper() -> None:
    """Behind `that` or `which` stands what a paper is for; the verb of its own clause says nothing of it."""
    assert "lets miners draw one pension" == said_of(
        "an accord", "They signed an accord that lets miners draw one pension."
    )
    assert "" == said_of("an accord", "They signed an accord in Kesh.")


def test_the_words_of_a_name_that_tell_which() -> None:
    """`Water` tells the field of the Tarn water treaty, and `Tarn` which one it is."""
    assert name_key("Tarn treaty", "treaty").words == own_words(name_key("Tarn water treaty", "treaty"))


def test_a_plural_is_its_head() -> None:
    """`The helicopters` says no more than that they are some."""
    assert frozenset() == telling_words("the helicopters", "helicopter")


def test_a_time_is_no_matter() -> None:
    """`The academy in the first half of 2026` is about no first half; a study of the line is about the line."""
    assert not matter_of("the academy", "Chad will open the academy in the first half of 2026.")
    assert matter_of("a study", "Chad ordered a study of the Tarn line.")


def test_a_measure_names_nothing() -> None:
    """`1,210-kilometre` measures the cable and does not tell which one it is."""
    assert telling_words("the 1,210-kilometre cable", "cable") == frozenset()
    assert telling_words("the 90-MW border plant", "plant") == telling_words("the border plant", "plant") != frozenset()


def test_things_of_one_kind() -> None:
    """`troops` and `soldiers` may answer each other; `border` and `money` may not."""
    rule = load_stem_rules()["things"]
    kinds = [frozenset(map(stem, member.split())) for member in rule.members]
    together = [any(frozenset(map(stem, pair.split())) <= kind for kind in kinds) for pair in (*rule.yes, *rule.no)]
    assert [True] * len(rule.yes) + [False] * len(rule.no) == together


def test_a_sum_names_nothing() -> None:
    """Neither `$150 million` nor the thousands of `3,400 tonnes` tell which one is meant."""
    assert frozenset() == telling_words("$150 million", "loan") == telling_words("3,400 tonnes", "tonne")
    assert "" == matter_of("$150 million", "Chad lent Niger $150 million for the rebuilding of Lassa.")


@pytest.mark.parametrize("name", ["denying", "charging"])
def test_words_of_a_quarrel(name: str) -> None:
    """Any form of the words by which somebody charges, or denies a charge."""
    rule = load_stem_rules()[name]
    stems = set(map(stem, rule.members))
    assert set(map(stem, rule.yes)) <= stems
    assert stems.isdisjoint(map(stem, rule.no))


def test_how_many_is_no_place() -> None:
    """A number that opens a sentence is no name of works; the places behind works are told in their title."""
    assert "" == place_beside("Two border crossings", "Two border crossings were reopened")
    assert " from Kesh to Lassa" == place_words("the railway", "Work on the railway from Kesh to Lassa began")
