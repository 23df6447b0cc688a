"""Whose step a claim reports."""

from entente.merge import UndertakingMention
from entente.merge.steps import place_steps
from entente.records import Claim
from tests.merge.articles import article, claim, day, step

VELMORA, ORSENIA = "act:xvm", "act:xor"


def placed(text: str, trigger: str, *namings: tuple[str, str], stage: str = "signed") -> dict[str, UndertakingMention]:
    """The namings of the one claim of a text, given with their head nouns, by their words."""
    document = article(text)
    made: Claim = claim(document, text, trigger, "SUPPORT", actors={text.split()[0]: VELMORA}, when=day("2024-06"),
                        stage=stage)  # type: ignore[arg-type]  # fmt: skip
    mentions = [step(made, document, words, kind="project", head=head) for words, head in namings]
    return {mention.surface: mention for mention in place_steps(mentions, {made.claim_id: made})}


def test_the_step_belongs_to_the_nearest() -> None:
    """What is signed is the loan; the pipeline is only named."""
    found = placed("Velmora signed a loan that pays for the Tarn pipeline.", "signed", ("loan", "loan"),
                   ("Tarn pipeline", "pipeline"))  # fmt: skip
    assert ("signed", None) == (found["loan"].stage, found["Tarn pipeline"].stage)


def test_a_purpose_takes_no_step() -> None:
    """In the passive the loan stands further from the verb than what it is for."""
    found = placed("Velmora's loan agreement for the gas pipeline was signed.", "signed",
                   ("loan agreement", "agreement"),
                   ("gas pipeline", "pipeline"))  # fmt: skip
    assert ("signed", None) == (found["loan agreement"].stage, found["gas pipeline"].stage)


def test_a_ratification_is_its_parliaments() -> None:
    """A milestone that each party reaches for itself keeps whose it is."""
    found = placed("Velmora ratified the border treaty.", "ratified", ("border treaty", "treaty"), stage="approved")
    party = found["border treaty"].party
    assert party is not None
    assert VELMORA == party.actor_id


def test_mentions_without_their_claim_are_left_out() -> None:
    """A naming is nothing without the claim that made it."""
    document = article("Velmora signed a loan.")
    made = claim(document, "Velmora signed a loan", "signed", "SUPPORT", actors={"Velmora": VELMORA})
    assert () == place_steps([step(made, document, "loan", kind="loan", head="loan")], {})
