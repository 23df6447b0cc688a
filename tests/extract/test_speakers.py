"""Quoted words belong to whoever is quoted, also where their own sentence names nobody."""

import pytest

from tests.extract.conftest import Read


def holders(read: Read, text: str, trigger: str) -> list[str]:
    """Who stands behind the claim of a trigger, after the author."""
    claim = next(claim for claim in read(text) if trigger in claim.trigger.exact)
    return [holder.label for holder in claim.holders[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "“Velmora attacked Haldor,” said the envoy. “It invaded Orsenia.”",
        "“It invaded Orsenia. Velmora attacked Haldor,” said the envoy.",
        "The envoy spoke of the war. “It invaded Orsenia. Velmora attacked Haldor,” said the envoy.",
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker(read: Read, text: str) -> None:
    """What stands before or after the sentence with the verb is the speaker's too."""
    assert ["the envoy"] == holders(read, text, "attacked")


def test_words_outside_the_marks_are_the_authors(read: Read) -> None:
    """A sentence beside a quotation is nobody's but the author's."""
    text = "“Velmora attacked Haldor,” said the envoy. Orsenia invaded Velmora."
    assert [] == holders(read, text, "invaded")


def test_a_quotation_without_a_speaker_stays_with_the_author(read: Read) -> None:
    """Nobody is made up where the text names nobody."""
    assert [] == holders(read, "“Velmora attacked Orsenia.” The news spread.", "attacked")


def test_a_denied_report_is_two_claims(read: Read) -> None:
    """The denial is told by the one who denies; the report stands behind it, in hearsay."""
    claims = [c for c in read("Velmora denied reports that it invaded Orsenia.") if c.type == "ASSAULT"]
    told = [(claim.status, [holder.label for holder in claim.holders[1:]]) for claim in claims]
    assert told == [("denied", ["Velmora"]), ("happened", ["Velmora", "reports"])]
