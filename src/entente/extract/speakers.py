"""Claims inside quotations that their own sentence gives to nobody: the words are those of whoever is quoted."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from entente.extract.holders import Holder as HolderDraft
from entente.extract.holders import holder_of
from entente.extract.scene import Scene
from entente.extract.voices import Attribution, attributions_of
from entente.records.actors import AUTHOR, Holder
from entente.records.claim import Claim
from entente.records.mentions import QuoteSpan
from entente.vocab.firmness import FirmnessWords

Record = Callable[[int, HolderDraft], Holder]
"""Number of the sentence that names a holder, and the holder as drafted there, to the record."""


def with_speakers(
    text: str,
    scenes: Mapping[int, Scene],
    claims: Sequence[Claim],
    quotes: Sequence[QuoteSpan],
    words: FirmnessWords,
    record: Record,
) -> list[Claim]:
    """The claims, those of quoted words with the speaker between the author and them; scenes by sentence number."""
    whole = [quote for quote in quotes if not quote.partial]
    loose = {number for number, claim in enumerate(claims) if _is_loose(claim, whole)}
    if not loose:
        return list(claims)
    near = {number: scene for number, scene in scenes.items() if _touches(scene, whole)}
    found = attributions_of(text, [scene.tree for scene in near.values()], whole, words)
    speakers = [(each, holder) for each in found if each.direct for holder in _speaker(near, each, record)]
    return [_given(claim, speakers) if number in loose else claim for number, claim in enumerate(claims)]


def _is_loose(claim: Claim, quotes: Sequence[QuoteSpan]) -> bool:
    """Whether a claim told in the author's name stands between quotation marks."""
    at = claim.trigger.start
    return len(claim.holders) == 1 and any(quote.start <= at < quote.end for quote in quotes)


def _touches(scene: Scene, quotes: Sequence[QuoteSpan]) -> bool:
    sentence = scene.tree.analysis.sentence
    return any(quote.start < sentence.end and sentence.start < quote.end for quote in quotes)


def _speaker(scenes: Mapping[int, Scene], said: Attribution, record: Record) -> Iterator[Holder]:
    """The one who is named as the source, in the sentence that does so."""
    for number, scene in scenes.items():
        sentence = scene.tree.analysis.sentence
        for start, end in said.source[:1]:
            word = scene.tree.head_of(start, end) if sentence.start <= start < sentence.end else None
            cue = scene.tree.words_in(*said.cue)
            if word is not None and cue:
                yield record(number, holder_of(scene, word, scene.tree.lemmas[cue[0]]))


def _given(claim: Claim, speakers: Sequence[tuple[Attribution, Holder]]) -> Claim:
    at = claim.trigger.start
    for said, holder in speakers:
        if any(start <= at < end for start, end in said.content):
            return replace(claim, holders=(AUTHOR, holder), claim_id="")
    return claim
