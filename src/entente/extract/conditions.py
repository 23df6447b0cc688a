"""What a claim hangs on: the claim that the sentence's own "if" or "unless" opens."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from entente.extract.scene import Scene
from entente.extract.tree import Tree
from entente.records.claim import Claim
from entente.vocab.firmness import FirmnessWords, Form


def with_conditions(scenes: Mapping[int, Scene], claims: Sequence[Claim], words: FirmnessWords) -> list[Claim]:
    """The claims, those under a condition with the claim that it makes; scenes by sentence number."""
    opened, governed = _suppose(words, "clause"), _suppose(words, "governor")
    suppositions = [claim for claim in claims if opened.intersection(claim.rules)]
    if not suppositions:
        return list(claims)
    return [
        _hung(scenes, claim, suppositions)
        if governed.intersection(claim.rules) and claim not in suppositions
        else claim
        for claim in claims
    ]


def _suppose(words: FirmnessWords, form: Form) -> frozenset[str]:
    """Groups by which a marker supposes its clause, or the clause above it."""
    groups = words.groups.values()
    return frozenset(
        group.name for group in groups if form in group.complement and group.positive.force == "conditional"
    )


def _hung(scenes: Mapping[int, Scene], claim: Claim, suppositions: Sequence[Claim]) -> Claim:
    scene = scenes.get(claim.trigger.sentence)
    found = next(_conditions(scene.tree, claim, suppositions), None) if scene is not None else None
    return claim if found is None else replace(claim, condition=found.claim_id, claim_id="")


def _conditions(tree: Tree, claim: Claim, suppositions: Sequence[Claim]) -> Iterator[Claim]:
    """Suppositions that stand below what is claimed, or below the clause that it is part of."""
    head = tree.head_of(*claim.trigger.span)
    if head is None:
        return
    above = next((at for at in (head, *tree.ancestors(head)) if tree.children(at, "advcl", "obl")), head)
    below = set(tree.subtree(above))
    for other in suppositions:
        if other.trigger.sentence == claim.trigger.sentence and below.issuperset(tree.words_in(*other.trigger.span)):
            yield other
