"""One clause, one record: of two drafts of a clause about the same parties the one that says more stands."""

from collections.abc import Collection, Sequence

from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.tree import Tree, clause_of

PROMISING = frozenset({"AGREE", "REQUEST"})
"""Types of acts whose content is to be done, so that it is told with them."""


def without_doublets(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what another one of the same clause, or of the promise above it, tells already."""
    tree = scene.tree
    homes = [clause_of(tree, draft.head(tree)) for draft in drafts]
    governing = {draft.head(tree) for draft in drafts if draft.entry.type in PROMISING and draft.kind != "state"}
    return [
        draft
        for draft, home in zip(drafts, homes, strict=True)
        if not _is_content(tree, draft, governing)
        and not any(
            home == other_home and _tells_more(scene, other, draft)
            for other, other_home in zip(drafts, homes, strict=True)
            if other is not draft
        )
    ]


def _is_content(tree: Tree, draft: Draft, governing: Collection[int]) -> bool:
    """Whether it tells what a promise, or a request is about, and no step of a work: "vowed to train them"."""
    head = draft.head(tree)
    above = tree.heads[head]
    if above not in governing or draft.entry.stage is not None:
        return False
    made = draft.entry.name.startswith("clause_") and tree.deprels[head] in ("ccomp", "xcomp")
    return made or (tree.deprels[head] == "advcl" and tree.xpos[head] == "VB" and head - above == len(("to", "verb")))


def is_mere_noun(tree: Tree, draft: Draft) -> bool:
    """Whether it is a state that nouns alone tell: "the ties between Chad and Togo"."""
    words = tree.words_in(*draft.trigger)
    return draft.kind == "state" and bool(words) and all(tree.upos[word] in ("NOUN", "PROPN", "ADP") for word in words)


def _tells_more(scene: Scene, other: Draft, state: Draft) -> bool:
    """Whether the other knows all parties of a state and is an act, or a predicate beside a mere noun."""
    if state.kind != "state" or not _parties(scene, state) <= _parties(scene, other):
        return False
    tree = scene.tree
    noun, made = is_mere_noun(tree, state), state.entry.name == "clause_state"
    is_act = other.entry.type not in (None, "SAY") and other.kind != "state"
    return (is_act and (noun or made)) or (noun and not is_mere_noun(tree, other))


def _parties(scene: Scene, draft: Draft) -> set[int]:
    """Whom it is about; a pronoun is the one that it points back to."""
    return {meant for number in (*draft.actors, *draft.recipients) for meant in scene.stands_for(number) or (number,)}
