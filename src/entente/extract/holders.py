"""Who stands behind the words: predicates of speech above a trigger, and phrases such as "according to"."""

from collections.abc import Iterator
from typing import NamedTuple

from entente.extract.arguments import agents
from entente.extract.firmness import Embedding, Judgement
from entente.extract.scene import Scene
from entente.extract.tree import Tree
from entente.records.codes import Anonymity
from entente.records.text import Span
from entente.vocab.function_words import load_function_words


class Holder(NamedTuple):
    """One who says or thinks, as the words name them."""

    span: Span
    actor: int | None
    """Number in `Scene.actors`; None: nobody the vocabulary knows."""
    anonymity: Anonymity
    verb: str


def find_holders(scene: Scene, judgement: Judgement) -> list[Holder]:
    """Holders after the author, from the outside in."""
    return [holder for embedding in reversed(judgement.embeddings) for holder in _of(scene, embedding)]


def _of(scene: Scene, embedding: Embedding) -> Iterator[Holder]:
    if not embedding.group.voice:
        return
    tree, at, small = scene.tree, embedding.predicate, load_function_words()
    if not embedding.climbs and tree.upos[at] != "VERB":  # "according to the ministry"
        speakers = _of_view(tree, at) or ([at] if tree.is_nominal(at) else [])
    elif tree.upos[at] == "VERB":
        speakers = [word for word in agents(tree, at) if tree.lemmas[word] not in small.empty_subjects]
    else:
        speakers = tree.children(at, "nmod:poss", "amod")
    if not speakers and tree.upos[at] == "NOUN" and embedding.group.voice != "reported":
        return  # "there is no doubt that": nobody's in particular
    if not speakers:
        yield Holder(tree.spans[at], None, "hearsay", tree.lemmas[at])
    for word in speakers[:1]:
        if tree.lemmas[word] in small.own:
            return  # "I believe": the one who speaks already
        yield holder_of(scene, word, tree.lemmas[at])


def _of_view(tree: Tree, noun: int) -> list[int]:
    """Of "in the view of Chad" the one who holds it."""
    return tree.children(noun, "nmod", "nmod:poss") if tree.lemmas[noun] in load_function_words().views else []


def holder_of(scene: Scene, word: int, verb: str) -> Holder:
    """The one whom a noun phrase names, as the holder of what the verb tells."""
    tree = scene.tree
    parties = scene.parties(word)
    names = [name for name in tree.analysis.names if name.start <= tree.spans[word][0] < name.end]
    named = (
        bool(names)
        or tree.upos[word] == "PROPN"
        or any(tree.deprels[child] in ("appos", "flat") for child in tree.children(word))
    )
    return Holder(
        _named(tree, word),
        parties[0] if parties else None,
        _anonymity(tree.lemmas[word], named, bool(parties)),
        verb,
    )


def _named(tree: Tree, word: int) -> Span:
    """The noun phrase without what opens or closes it: "by the ministry", "according to Chad", "Chad's"."""
    start, end = tree.clause_span(word)
    markers = {at for child in tree.children(word, "case", "mark") for at in tree.subtree(child)}
    inside = [at for at in tree.words_in(start, end) if at not in markers]
    return tree.span_of(inside or [word])


def _anonymity(lemma: str, named: bool, known: bool) -> Anonymity:
    small = load_function_words()
    if named or (known and lemma not in small.officials | small.unnamed):
        return "named"
    if lemma in small.officials:
        return "unnamed_official"
    return "hearsay" if lemma in small.hearsay else "unnamed_source"
