"""One clause, one record: of two drafts of a clause about the same parties the one that says more stands."""

from collections.abc import Collection, Iterator, Sequence

from entente.extract.drafts import GUESSED, Draft
from entente.extract.scene import Scene
from entente.extract.tree import Tree, clause_of

PROMISING = frozenset({"AGREE", "REQUEST"})
"""Types of acts whose content is to be done, so that it is told with them."""
ANOTHER_TIME = frozenset({"after", "before", "since", "following", "until"})
"""Before a noun whose deed is another one."""


def without_doublets(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what another one of the same clause, or of the promise above it, tells already."""
    tree = scene.tree
    homes = [clause_of(tree, draft.head(tree)) for draft in drafts]
    governing = {draft.head(tree) for draft in drafts if draft.entry.type in PROMISING and draft.kind != "state"}
    protests = {draft.head(tree) for draft in drafts if draft.entry.type == "PROTEST"}
    return [
        draft
        for draft, home in zip(drafts, homes, strict=True)
        if not _is_content(tree, draft, governing)
        and not _is_shouted(tree, draft, protests)
        and not any(_says_the_same(scene, other, draft) for other in drafts if other is not draft)
        and not any(
            home == other_home and _tells_more(scene, other, draft)
            for other, other_home in zip(drafts, homes, strict=True)
            if other is not draft
        )
    ]


def _says_the_same(scene: Scene, other: Draft, draft: Draft) -> bool:
    """Whether the other tells the act that a mere clause or verb is about: "may have the option *to convince*"."""
    if (
        draft.kind != other.kind
        or other.entry.type in (None, "SAY")
        or not _parties(scene, draft) <= _parties(scene, other)
    ):
        return False
    tree, head, act = scene.tree, draft.head(scene.tree), other.head(scene.tree)
    if tree.upos[head] in ("NOUN", "PROPN") and act in tree.ancestors(head):
        between = (at for at in (head, *tree.ancestors(head)) if tree.is_nominal(at))
        if any(ANOTHER_TIME.intersection(tree.prepositions(at)) for at in between):
            return False  # "halted the gas after a cutoff in 2009"
        if other.entry.name.startswith(GUESSED) and not draft.entry.name.startswith(GUESSED):
            return False  # "punished Chad with a cutoff of gas": the noun says which deed it was
        told = (other.entry.type, other.entry.stage, _parties(scene, other))
        return tree.upos[act] == "VERB" and told == (draft.entry.type, draft.entry.stage, _parties(scene, draft))
    if draft.entry.name.startswith("clause_"):
        return draft.kind in ("forecast", "recommendation") and head in _aimed(tree, act)
    if not draft.entry.name.startswith(GUESSED):
        return False
    carried = draft.entry.type == other.entry.type and not other.entry.name.startswith(GUESSED)  # "hosted the talks"
    return act in tree.children(head, "nsubj:pass", *(("obj",) if carried else ()))


def _aimed(tree: Tree, word: int) -> Iterator[int]:
    """The words whose aim an act is, nearest first."""
    while tree.deprels[word] in ("xcomp", "acl", "obj"):
        word = tree.heads[word]
        yield word


def _is_content(tree: Tree, draft: Draft, governing: Collection[int]) -> bool:
    """Whether it tells what a promise, or a request is about, and no step of a work: "vowed to train them"."""
    head = draft.head(tree)
    above = tree.heads[head]
    if above not in governing or draft.entry.stage is not None:
        return False
    made = draft.entry.name.startswith("clause_") and tree.deprels[head] in ("ccomp", "xcomp")
    return made or (tree.deprels[head] == "advcl" and tree.xpos[head] == "VB" and head - above == len(("to", "verb")))


def _is_shouted(tree: Tree, draft: Draft, protests: Collection[int]) -> bool:
    """Whether it is what a protest calls for, which is told with it: "staged rallies, saying he must resign"."""
    head = draft.head(tree)
    voiced = draft.entry.type == "REQUEST" and tree.deprels[head] == "advcl" and tree.xpos[head] == "VBG"
    return voiced and any(tree.heads[head] in (at, tree.heads[at]) for at in protests)


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
