"""Stages of a work that a word before its name tells: "the proposed pipeline", "the stalled dam"."""

from collections.abc import Iterator, Sequence

from entente.extract.drafts import GUESSED, Draft
from entente.extract.scene import Scene
from entente.extract.steps import STEP
from entente.extract.tree import Tree
from entente.records.codes import Stage
from entente.records.firmness import Firmness
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.lexicon import Entry
from entente.vocab.steps import load_steps
from entente.vocab.undertakings import load_undertakings

DESCRIBED = f"{STEP}described"
"""Name of the entry."""
STANDS = Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted")


def with_described(scene: Scene, drafts: Sequence[Draft], works: Sequence[UndertakingSpan]) -> list[Draft]:
    """The drafts with the stages told in passing of works that no step of the sentence is told of."""
    drafts = [draft for draft in drafts if not _only_describes(scene.tree, draft)]
    told = [draft for draft in drafts if draft.entry.stage is not None]
    found = [
        _draft(scene, word, stage, work)
        for work in works
        if not any(_is_about(draft, work) for draft in told)
        for word, stage in _stages(scene.tree, work)
    ]
    return sorted([*drafts, *found], key=lambda draft: draft.trigger)


def _only_describes(tree: Tree, draft: Draft) -> bool:
    """Whether it is the "suspended" of "the suspended project", which the reader takes for an act of today."""
    head = draft.head(tree)
    if tree.deprels[head] != "amod" or tree.forms[head].lower() not in load_steps().described.stages:
        return False
    return draft.entry.name.startswith(GUESSED) and tree.lemmas[tree.heads[head]] in load_undertakings().heads


def _is_about(draft: Draft, work: UndertakingSpan) -> bool:
    """Whether a step names the work in what it is told in."""
    return draft.support[0] <= work.start and work.end <= draft.support[1]


def _stages(tree: Tree, work: UndertakingSpan) -> Iterator[tuple[int, Stage]]:
    """The first word before a work that tells its stage."""
    head, table = tree.head_of(work.start, work.end), load_steps().described.stages
    if head is None:
        return
    for word in tree.children(head, "amod"):
        stage = table.get(tree.forms[word].lower())
        if stage and word < head:
            yield word, stage
            return


def _draft(scene: Scene, word: int, stage: Stage, work: UndertakingSpan) -> Draft:
    tree = scene.tree
    span: Span = tree.clause_span(tree.heads[word])
    return Draft(
        entry=Entry(name=DESCRIBED, kind="commitment", stage=stage, undertaking=work.kind),
        kind="commitment",
        trigger=tree.spans[word],
        support=span,
        actors=tuple(_owners(scene, tree.heads[word])),
        recipients=(),
        third=(),
        firmness=STANDS,
        holders=(),
        theme=((work.start, work.end),),
        tense="past",
        rules=(DESCRIBED,),
    )


def _owners(scene: Scene, noun: int) -> Iterator[int]:
    """Whose it is: "Chad's planned dam"; the ends of a line, "the Bar-Vidin line", own nothing."""
    for child in scene.tree.children(noun, "nmod:poss", "amod"):
        number = scene.actor_at(child)
        if number is not None and not scene.actors[number].place_like:
            yield number
