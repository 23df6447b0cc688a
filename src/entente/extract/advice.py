"""What experts and authors propose: advice, which offers nothing in the name of their state."""

from msgspec.structs import replace

from entente.extract.drafts import Draft
from entente.extract.tree import Tree
from entente.records.codes import COUNTED
from entente.vocab.function_words import load_function_words


def as_advice(tree: Tree, draft: Draft) -> Draft:
    """A proposal as it was made; that of people who only think about states is a call."""
    proposed = draft.entry.stage == "proposed" and draft.firmness.status in COUNTED
    if not proposed or not any(_only_thinks(tree, word) for word in tree.subjects(draft.head(tree))):
        return draft
    called = replace(draft.firmness, force="requested", orientation="future", certainty="underspecified")
    return draft._replace(kind="recommendation", entry=replace(draft.entry, kind="recommendation"), firmness=called)


def _only_thinks(tree: Tree, word: int) -> bool:
    return any(tree.lemmas[at] in load_function_words().advisers for at in tree.conjuncts(word))
