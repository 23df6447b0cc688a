"""The tree is mended where a name or a subject was torn apart, and stays a tree."""

from hypothesis import given
from hypothesis import strategies as st

from entente.extract.tree import SUBJECTS, Tree
from entente.records.text import Analysis, Sentence
from tests.extract.conftest import Read, sides

TEXT = "King Omar Said will visit Chad"
WORDS = ((0, 4), (5, 9), (10, 14), (15, 19), (20, 25), (26, 30))
UPOS = ("PROPN", "PROPN", "PROPN", "AUX", "VERB", "PROPN")


def analysed(heads: tuple[int, ...], deprels: tuple[str, ...]) -> Analysis:
    """The sentence with that tree."""
    sentence = Sentence(start=0, end=len(TEXT), words=WORDS)
    return Analysis(
        sentence=sentence,
        upos=UPOS,
        xpos=("NNP", "NNP", "NNP", "MD", "VB", "NNP"),
        lemmas=tuple(TEXT.lower().split()),
        deprels=deprels,
        heads=heads,
        names=(),
        vector=b"",
    )


def test_a_torn_name_becomes_the_subject() -> None:
    """Parts of a name that hang on the verb are brought under one head, which is its subject."""
    torn = analysed((1, 4, 0, 4, -1, 4), ("nmod:desc", "flat", "flat", "aux", "root", "obj"))
    tree = Tree(TEXT, torn, [(0, 14)])
    assert [1] == tree.children(4, *SUBJECTS)


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.sampled_from([(0, 14), (5, 14), (0, 9)]))
def test_mending_keeps_every_word_under_the_root(above: list[int], name: tuple[int, int]) -> None:
    """Whatever was torn, each word still reaches the root."""
    heads = tuple(min(head, word) for word, head in enumerate(above))
    torn = analysed((-1, *heads), ("root", "flat", "conj", "appos", "compound", "conj"))
    tree = Tree(TEXT, torn, [name])
    assert all(len(list(zip(range(7), tree.ancestors(word), strict=False))) < 6 for word in range(6))


def test_who_is_prepared_is_ready(read: Read) -> None:
    """A participle that tells how somebody is minded is an adjective, whatever the analyser calls it."""
    text = (
        "It is also prepared to expend in Gulf Power Project (GPP 1000) and the Iran-Pakistan pipeline (IP) ventures."
    )
    told = {(claim.kind, claim.status, claim.firmness.force) for claim in read(text)}
    assert {("commitment", "planned", "offered")} == told


def test_what_is_called_off_is_the_object(read: Read) -> None:
    """A noun behind a particle that no preposition leads is what is done to."""
    (claim,) = read("Chad called off a visit to Togo.")
    assert ("called off", "cancelled") == (claim.trigger.exact, claim.stage)


def test_a_preposition_before_two_peoples_is_of_both(read: Read) -> None:
    """`Between Kenyan and Ugandan troops` names both, though the first shares the noun of the second."""
    (claim,) = read("The renewal of joint drills between Kenyan and Ugandan troops seems promising.")
    assert ["ken", "uga"] == sides(claim)[0]


def test_a_bracket_is_not_cut_off(read: Read) -> None:
    """A quote that opens a bracket closes it."""
    (claim,) = read("Sudan joined the African Development Fund (ADF).")
    assert claim.support[0].exact.endswith("(ADF)")


def test_charges_keep_their_accuser_and_their_content(read: Read) -> None:
    """Of "denied charges by Chad that it stole" the clause says what is charged, and is denied."""
    claims = read("Kenya denied charges by Chad that it stole the plans.")
    assert {"denied"} == {claim.status for claim in claims if "deny_report" in claim.rules and len(claim.holders) == 2}


def test_a_weekday_between_verb_and_charges_takes_the_preposition(read: Read) -> None:
    """Of "denied on Thursday charges" the charges are what is denied."""
    claims = read("The government of Kenya denied on Thursday charges by Chad that Nairobi is arming rebels.")
    assert "ACCUSE" not in [claim.type for claim in claims]


def test_a_call_on_a_day_calls_on_nobody(read: Read) -> None:
    """The preposition of a date is no part of a phrase."""
    (claim, *_) = read("Chad's president called Niger's president on Friday.")
    assert claim.rules[0] != "call_on"
