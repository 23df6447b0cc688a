"""What the terms of a paper provide for is promised, not done: "the accord provides for opening two crossings"."""

from collections.abc import Iterator, Sequence
from functools import cache

from entente.extract.arguments import agents
from entente.extract.clauses import ENTRIES
from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.tree import Tree
from entente.records.firmness import Firmness
from entente.vocab.steps import load_steps
from entente.vocab.undertakings import load_undertakings

PROMISED = Firmness(polarity="positive", certainty="probable", orientation="future", force="intended")
CONTENTS = ("xcomp", "ccomp", "advcl", "obj", "obl", "csubj")
"""Relations of what a paper provides for to the verb that says so."""
UP = ("nmod", "appos", "compound", "obl")
"""From "Tehran" in "a plan at the forum in Tehran, which includes" up to the plan."""


def with_terms(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those inside the terms of a paper as promised; terms that no draft tells are a promise themselves."""
    tree, found = scene.tree, list(drafts)
    for verb, content in [*_terms(tree), *_dated(tree)]:
        inside = set(tree.subtree(content))
        told = [n for n, draft in enumerate(found) if draft.head(tree) in inside]
        for n in told:
            found[n] = _promised(found[n])
        clause = next((n for n, draft in enumerate(found) if _is_bare(tree, draft, verb)), None)
        if clause is not None and told:
            del found[clause]
        elif clause is not None:
            entry = ENTRIES["commitment"]
            found[clause] = _promised(found[clause]._replace(entry=entry, rules=(entry.name, *found[clause].rules[1:])))
    return found


def _terms(tree: Tree) -> Iterator[tuple[int, int]]:
    """Each verb by which a paper says what is to be done, and the first word for what that is."""
    for verb in range(len(tree)):
        if tree.upos[verb] == "VERB" and tree.lemmas[verb] in load_steps().terms.verbs and _is_of_paper(tree, verb):
            contents = (child for child in tree.children(verb, *CONTENTS) if _is_deed(tree, child))
            yield from ((verb, content) for content in list(contents)[:1])


def _dated(tree: Tree) -> Iterator[tuple[int, int]]:
    """Each noun for the day of what is to be done, and what it is for: "the date for exchanging instruments"."""
    for noun in range(len(tree)):
        if tree.upos[noun] == "NOUN" and tree.lemmas[noun] in load_steps().deadlines.nouns:
            below = tree.children(noun, "nmod", "acl", "advcl", "obl")
            yield from ((noun, child) for child in below if "for" in (*tree.prepositions(child), *_marks(tree, child)))


def _marks(tree: Tree, word: int) -> list[str]:
    return [tree.lemmas[at] for at in tree.children(word, "mark")]


def _is_of_paper(tree: Tree, verb: int) -> bool:
    """Whether a paper is the subject; of a relative clause, what it describes or what that belongs to."""
    for subject in agents(tree, verb):
        at = subject
        while tree.lemmas[at] not in papers():
            if tree.deprels[verb] != "acl:relcl" or tree.deprels[at] not in UP:
                break
            at = tree.heads[at]
        else:
            return True
    return False


def _is_deed(tree: Tree, word: int) -> bool:
    """Whether it says what is to be done: "opening", "the construction of"."""
    if tree.upos[word] == "VERB":
        return tree.xpos[word] == "VBG"
    if tree.forms[word].endswith("ing") and tree.children(word, "obj"):
        return True  # "training officers", read as a noun
    deed = tree.lemmas[word] in load_steps().terms.deeds
    return deed and any("of" in tree.prepositions(child) for child in tree.children(word, "nmod"))


def _is_bare(tree: Tree, draft: Draft, verb: int) -> bool:
    return draft.entry.name == ENTRIES["state"].name and draft.head(tree) == verb


def _promised(draft: Draft) -> Draft:
    """A deed as what is to be done; what is denied or supposed stays so."""
    if draft.firmness.status not in ("happened", "under_way", "unclear", "planned"):
        return draft
    entry = draft.entry if draft.entry.type or draft.entry.stage else ENTRIES["commitment"]
    return draft._replace(entry=entry, kind="commitment", firmness=PROMISED, tense="future")


@cache
def papers() -> frozenset[str]:
    """Nouns for what has terms: papers of the table, and all that is signed."""
    signed = {head.lemma for head in load_undertakings().heads.values() if head.kind in load_steps().terms.kinds}
    return load_steps().terms.papers | signed
