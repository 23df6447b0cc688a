"""The trained reader beside the lexicon, with signs written by hand: it confirms, corrects, vetoes and adds."""

from msgspec.structs import replace

from entente.analyse import load_analyser
from entente.extract.reader import Coded, Read, pair_shares, settled, weigh
from entente.extract.scene import Scene
from entente.extract.triggers import find_frames
from entente.mentions import find_mentions
from entente.records.firmness import Firmness
from entente.records.text import Analysis, Sign
from entente.segment import segment
from entente.vocab.lexicon import load_lexicon

TEXT = "Ghana condemned Togo over the border."
GHANA, CONDEMNED, TOGO = 0, 1, 2
ACCUSED = Sign(word=CONDEMNED, types=(("ACCUSE", 0.9),), parties=((GHANA, "actor", 0.9), (TOGO, "recipient", 0.9)))


def analysed(text: str, *signs: Sign) -> Analysis:
    """The tree that the model gives, with these signs in the place of its own."""
    (analysis,) = load_analyser().analyse(text, segment(text)[0])
    return replace(analysis, signs=signs)


def read(text: str, *signs: Sign) -> list[tuple[str | None, list[str], list[str]]]:
    """Types with the words of doers and recipients."""
    scene = Scene(text, analysed(text, *signs), find_mentions(text).actors, frozenset())
    found = weigh(scene, find_frames(scene, load_lexicon()), load_lexicon())
    return [_told(text, scene, one) for one in found]


def _told(text: str, scene: Scene, one: Read) -> tuple[str | None, list[str], list[str]]:
    sides = (
        [text[scene.actors[n].start : scene.actors[n].end] for n in side]
        for side in (one.frame.actors, one.frame.recipients)
    )
    actors, recipients = sides
    return one.frame.entry.type, actors, recipients


def test_a_frame_that_the_reader_confirms_stands() -> None:
    """Lexicon and reader agree."""
    assert read(TEXT, ACCUSED) == [("ACCUSE", ["Ghana"], ["Togo"])]


def test_a_frame_without_a_sign_is_vetoed() -> None:
    """The reader sees no act where the lexicon does."""
    assert read(TEXT) == []


def test_a_likelier_type_stands_in_the_place_of_the_entrys() -> None:
    """The lexicon knows words, the reader sentences."""
    assert read(TEXT, replace(ACCUSED, types=(("THREATEN", 0.9),))) == [("THREATEN", ["Ghana"], ["Togo"])]


def test_a_sign_that_no_entry_knows_is_an_act_of_its_own() -> None:
    """Recall where no word was foreseen."""
    sign = Sign(word=1, types=(("COERCE", 0.8),), parties=((0, "actor", 0.9), (2, "recipient", 0.9)))
    assert read("Ghana zapped Togo.", sign) == [("COERCE", ["Ghana"], ["Togo"])]


def test_the_partners_of_a_mutual_act_are_all_actors() -> None:
    """A mutual act has no recipient (T3)."""
    sign = Sign(word=3, types=(("CONSULT", 0.9),), mutual=0.9, parties=((0, "actor", 0.9), (2, "actor", 0.9)))
    assert read("Ghana and Togo palavered.", sign) == [("CONSULT", ["Ghana", "Togo"], [])]


def test_the_reader_overrules_a_status_only_when_sure() -> None:
    """Rules derive the status; a doubtful reader leaves it."""
    denied = Firmness(polarity="negative", certainty="certain", orientation="past", force="asserted")
    assert settled(denied, replace(ACCUSED, status=(("happened", 0.6),))).status == "denied"
    assert settled(denied, replace(ACCUSED, status=(("happened", 0.95),))).status == "happened"


def test_a_given_pair_weighs_the_signs_that_tie_it() -> None:
    """What the first does to the second counts, not what it does to others."""
    other = Sign(word=5, types=(("AID", 0.9),), parties=((GHANA, "actor", 0.9),))
    weights = pair_shares(analysed(TEXT, ACCUSED, other), [GHANA], [TOGO])
    assert max(weights, key=lambda name: weights[name]) == "ACCUSE"


def test_a_word_counts_as_the_act_that_the_reading_has_there() -> None:
    """Of "will not release" the release counts as the refusal that it is."""
    refused = Coded((6, 15), (0, 36), "ACCUSE", "REJECT", by_entry=True)
    weights = pair_shares(analysed(TEXT, ACCUSED), [GHANA], [TOGO], [refused])
    assert {"REJECT"} == set(weights)


def test_the_object_of_an_act_is_none_beside_it_between_a_pair() -> None:
    """Who lifted a ban has not banned."""
    text = "Ghana lifted the ban on Togo."
    ban = Sign(word=3, types=(("COERCE", 0.9),), parties=((0, "actor", 0.9), (5, "recipient", 0.9)))
    lifted = Coded((6, 12), (0, 28), "RETREAT", "RETREAT", by_entry=True)
    assert pair_shares(analysed(text, ban), [0], [5], [lifted]) == {}


def test_who_denies_charges_refuses_nothing() -> None:
    """The reader's refusal falls where it is charges that are rejected."""
    sign = Sign(word=1, types=(("REJECT", 0.9),), parties=((0, "actor", 0.9), (4, "recipient", 0.9)))
    assert "REJECT" not in [kind for kind, _, _ in read("Ghana rejected accusations by Togo.", sign)]


def test_a_tested_entry_yields_only_to_a_very_sure_reader() -> None:
    """What a phrase or an object proves outweighs what the reader takes the sentence for."""
    text, parties = "Ghana lifted its embargo on Togo.", ((0, "actor", 0.9), (5, "recipient", 0.9))
    doubtful = Sign(word=1, types=(("COERCE", 0.9), ("RETREAT", 0.05)), parties=parties)
    sure = Sign(word=1, types=(("COERCE", 0.97),), parties=parties)
    assert ["RETREAT", "COERCE"] == [kind for sign in (doubtful, sure) for kind, _, _ in read(text, sign)]


def test_a_promise_beside_a_protest_is_no_part_of_it() -> None:
    """What stands beside a governing verb is an act of its own."""
    text = "Ghana condemned Togo and promised Mali aid."
    promised = Sign(word=4, types=(("AGREE", 0.9),))
    assert ["ACCUSE", "AGREE"] == [kind for kind, _, _ in read(text, ACCUSED, promised)]


def test_what_happened_around_a_refusal_is_no_part_of_it() -> None:
    """A phrase of time tells of an act beside the governing one."""
    text = "Ghana condemned Togo after talks with Mali."
    talks = Sign(word=4, types=(("CONSULT", 0.9),))
    assert ["ACCUSE", "CONSULT"] == [kind for kind, _, _ in read(text, ACCUSED, talks)]
