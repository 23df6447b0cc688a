"""What is promised in a list: one record for each thing, so that each has its own name, parties and figures."""

from collections.abc import Iterator, Sequence

from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.tree import Tree
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.function_words import load_function_words
from entente.vocab.undertakings import load_undertakings

LEADING = frozenset({"obj", "nsubj:pass", "obl", "obl:arg", "nmod", "xcomp", "ccomp", "acl", "conj"})
"""Relations on the way from what is promised up to the word that promises it."""


def with_lists(scene: Scene, drafts: Sequence[Draft], works: Sequence[UndertakingSpan]) -> list[Draft]:
    """The drafts, with one for each of several things that one promise, signature or step is about."""
    promised = any(draft.kind == "commitment" for draft in drafts)
    groups = list(_groups(scene.tree, works)) if promised else []
    return [one for draft in drafts for one in _one_each(scene, draft, groups)]


def _one_each(scene: Scene, draft: Draft, groups: Sequence[Sequence[int]]) -> Iterator[Draft]:
    tree, head = scene.tree, draft.head(scene.tree)
    group = next((group for group in groups if draft.kind == "commitment" and _is_led(tree, group[0], head)), None)
    if group is None:
        yield draft
        return
    items = [_span(tree, member, group) for member in group]
    for number, item in enumerate(items):
        beside = (*items[:number], *items[number + 1 :])
        theirs = _of_others(scene, draft.recipients, items, number)
        recipients = tuple(party for party in draft.recipients if party not in theirs)
        yield draft._replace(theme=(item,), beside=beside, recipients=recipients)


def _groups(tree: Tree, works: Sequence[UndertakingSpan]) -> Iterator[list[int]]:
    """Nouns that stand beside each other, two or more of which name something promised or built."""
    for word in range(len(tree)) if works else ():
        if tree.deprels[word] == "conj" or not tree.is_nominal(word):
            continue
        members = _things(_members(tree, word), tree, works)
        if sum(_is_work(tree, member, works) for member in members) > 1:
            yield members


def _members(tree: Tree, word: int) -> list[int]:
    """A noun and those beside it; of "the dam, the road and the port" the road too, where it was read as the dam's."""
    members = [member for member in tree.conjuncts(word) if tree.is_nominal(member)]
    members = sorted({*members, *(at for member in members for at in _joined(tree, member))})
    loose = [at for above in (word, *tree.children(word, "compound")) for at in tree.children(above, "appos")]
    between = [at for at in loose if at < members[-1] and tree.forms[tree.subtree(at)[0] - 1] != "("]
    listed = [
        at for at in between if tree.forms[tree.subtree(at)[0]] in (",", ";") or tree.children(at, "det", "nummod")
    ]
    return sorted({*members, *listed})


def _joined(tree: Tree, member: int) -> Iterator[int]:
    """Nouns that a phrase adds to another: "a treaty along with an accord", wherever the phrase was hung."""
    above = tree.heads[member]
    beside = tree.children(above, "obl") if above >= 0 and tree.deprels[member] in ("obj", "nsubj:pass") else []
    near = (*tree.children(member, "nmod"), *beside)
    inner = [
        below for at in near if tree.lemmas[at] in load_function_words().adding for below in tree.children(at, "nmod")
    ]
    yield from (other for at in inner for other in tree.conjuncts(at) if at > member)
    for at in near:
        if at > member and load_function_words().adding.intersection(tree.prepositions(at)):
            yield from (other for other in tree.conjuncts(at) if tree.is_nominal(other))


def _span(tree: Tree, member: int, members: Sequence[int]) -> Span:
    """The words of one thing, without those of the others and the marks and words that join them."""
    others = {
        at for other in members if other != member and member in tree.ancestors(other) for at in tree.subtree(other)
    }
    words = [at for at in tree.subtree(member) if at not in others]
    while len(words) > 1 and tree.upos[words[0]] in ("PUNCT", "CCONJ", "ADP"):
        words.pop(0)
    while len(words) > 1 and tree.upos[words[-1]] in ("PUNCT", "CCONJ"):
        words.pop()
    return tree.span_of(words)


def _things(members: Sequence[int], tree: Tree, works: Sequence[UndertakingSpan]) -> list[int]:
    """The nouns without those that the name of one work joins: "Evrin and Oltu power plants" is one thing."""
    homes = [next((n for n, work in enumerate(works) if _holds(work, tree.spans[at][0])), None) for at in members]
    return [member for at, member in enumerate(members) if homes[at] is None or homes[at] not in homes[at + 1 :]]


def _holds(work: UndertakingSpan, at: int) -> bool:
    return work.start <= at < work.end


def _is_work(tree: Tree, word: int, works: Sequence[UndertakingSpan]) -> bool:
    """Whether a noun is a work of the sentence, holds its name, or is of a kind that works are."""
    start, end = tree.clause_span(word)
    named = any(start <= work.start and work.end <= end for work in works)
    at = tree.spans[word][0]
    return named or any(_holds(work, at) for work in works) or tree.lemmas[word] in load_undertakings().heads


def _is_led(tree: Tree, word: int, head: int) -> bool:
    """Whether the way from the first of the list up to the word that tells the act passes what it is about alone."""
    while word != head:
        if tree.deprels[word] not in LEADING or not load_function_words().opening.issuperset(tree.prepositions(word)):
            return False
        word = tree.heads[word]
        if word < 0:
            return False
    return True


def _of_others(scene: Scene, parties: Sequence[int], items: Sequence[Span], number: int) -> set[int]:
    """The parties named in the other things; what stands behind the last one is of all that name nobody themselves."""
    homes = {party: _home(scene, party, items) for party in parties}
    own = any(home == number for home in homes.values())
    last = len(items) - 1
    return {
        party
        for party, home in homes.items()
        if home not in (None, number) and (own or home != last or not _is_behind(scene, party))
    }


def _home(scene: Scene, party: int, items: Sequence[Span]) -> int | None:
    """Which of the things names it; None: none does."""
    at = scene.actors[party]
    return next((n for n, (start, end) in enumerate(items) if start <= at.start and at.end <= end), None)


def _is_behind(scene: Scene, party: int) -> bool:
    """Whether a preposition leads to it: "a port and a dam in Togo"."""
    head = scene.heads[party]
    return head is not None and bool(scene.tree.prepositions(head)) and scene.tree.deprels[head] in ("nmod", "obl")
