"""Clauses about actors that no word of the lexicon reports an act in: states of affairs, prospects, calls, intents."""

from collections.abc import Sequence

from msgspec.structs import replace

from entente.extract.arguments import agents
from entente.extract.drafts import Draft
from entente.extract.firmness import Judge
from entente.extract.holders import find_holders
from entente.extract.scene import Scene
from entente.extract.tree import SUBJECTS, Tree
from entente.records.codes import ClaimKind
from entente.records.firmness import Firmness
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry

ENTRIES: dict[ClaimKind, Entry] = {
    "state": Entry(name="clause_state", kind="state"),
    "forecast": Entry(name="clause_prospect", kind="forecast", type="SAY"),
    "recommendation": Entry(name="clause_call", kind="recommendation", type="SAY"),
    "commitment": Entry(name="clause_intent", kind="commitment", type="AGREE"),
}
"""What a clause without an act of the lexicon comes to; SAY and AGREE are the types of words and of intents."""

_SUBCLAUSES = ("ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "conj", "csubj")
_IDLE = frozenset({"say", "tell", "add", "note", "ask", "write", "announce", "report"})
"""Verbs whose own clause is told by its complement."""


def with_clauses(scene: Scene, words: FirmnessWords, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one for each clause that they leave untold; a mere noun such as "relations" tells no clause."""
    tree, judge = scene.tree, Judge(scene.tree, words)
    nouns = [draft for draft in drafts if _is_mere_noun(tree, draft)]
    acts = [draft for draft in drafts if draft not in nouns]
    told = {clause_of(tree, word) for draft in acts for word in tree.words_in(*draft.trigger)}
    heads = [head for head in range(len(tree)) if head not in told and _tells(tree, head, words)]
    made = {head: draft for head in heads if (draft := _draft(scene, words, judge, head))}
    rest = [draft for draft in nouns if clause_of(tree, tree.words_in(*draft.trigger)[0]) not in made]
    return sorted([*acts, *rest, *made.values()], key=lambda draft: draft.trigger)


def _is_mere_noun(tree: Tree, draft: Draft) -> bool:
    words = tree.words_in(*draft.trigger)
    return draft.kind == "state" and bool(words) and all(tree.upos[word] in ("NOUN", "PROPN", "ADP") for word in words)


def clause_of(tree: Tree, word: int) -> int:
    """The head of the clause that a word stands in; complements of a modal verb belong to its clause."""
    for at in (word, *tree.ancestors(word)):
        if tree.is_clause(at) and tree.deprels[at] not in ("xcomp", "amod", "compound"):
            return at
    return word


def _tells(tree: Tree, head: int, words: FirmnessWords) -> bool:
    """Whether it heads a finite clause with a subject of its own that is no condition and no mere "X said"."""
    if not tree.is_clause(head) or tree.deprels[head] in ("xcomp", "amod", "compound"):
        return False
    if not tree.children(head, *SUBJECTS, "expl") and not (tree.deprels[head] == "conj" and _is_finite(tree, head)):
        return False
    if _only_says(tree, head, words):
        return False
    return not any(tree.lemmas[child] in ("if", "unless", "whether") for child in tree.children(head, "mark"))


def _only_says(tree: Tree, head: int, words: FirmnessWords) -> bool:
    """Whether it is a verb of speech, whose words are told by its complement."""
    said = any(match.group.voice == "said" for match in words.verbs.get(tree.lemmas[head], ()))
    return tree.lemmas[head] in _IDLE or (said and bool(tree.children(head, "ccomp")))


def _is_finite(tree: Tree, verb: int) -> bool:
    """Whether a verb bears a tense, or an auxiliary that does, its own or that of the verb it stands beside."""
    if tree.upos[verb] != "VERB":
        return False
    own = tree.children(verb, "aux", "aux:pass") or tree.children(tree.first_conjunct(verb), "aux", "aux:pass")
    return tree.xpos[verb] in ("VBD", "VBZ", "VBP") or (bool(own) and tree.xpos[verb] != "VBG")


def _draft(scene: Scene, words: FirmnessWords, judge: Judge, head: int) -> Draft | None:
    tree = scene.tree
    inside = _actors_in(scene, head)
    if tree.upos[head] == "VERB":
        subjects = agents(tree, head) or tree.children(head, *SUBJECTS)
    else:
        subjects = tree.children(head, *SUBJECTS)
    doers = tuple(dict.fromkeys(number for word in subjects for number in scene.inside(word)))
    actors = tuple(doers or inside)
    if not actors:
        return None
    core = _core(tree, words, head)
    judgement = judge.judge(core)
    kind, firmness = _kind(judgement.firmness)
    start, end = tree.clause_span(head)
    return Draft(
        entry=ENTRIES[kind],
        kind=kind,
        trigger=tree.spans[core],
        support=(start, end),
        actors=actors,
        recipients=tuple(number for number in inside if number not in actors),
        third=(),
        firmness=firmness,
        holders=tuple(find_holders(scene, judgement)),
        theme=(),
        tense=firmness.orientation,
        rules=(ENTRIES[kind].name, *(embedding.group.name for embedding in judgement.embeddings)),
    )


def _actors_in(scene: Scene, head: int) -> list[int]:
    """Actors of the clause itself, without those of clauses inside it."""
    tree = scene.tree
    below: set[int] = set()
    for at in tree.subtree(head):
        if at != head and tree.deprels[at] in _SUBCLAUSES and tree.is_clause(at):
            below |= set(scene.inside(at))
    own = [number for number in scene.inside(head) if number not in below]
    return own or scene.inside(head)


def _core(tree: Tree, words: FirmnessWords, head: int) -> int:
    """Under a predicate that only says how firm, the word that says what: "needs to *play*"."""
    for child in tree.children(head, "xcomp"):
        known = words.verbs.get(tree.lemmas[head]) or words.adjectives.get(tree.lemmas[head])
        if known and tree.upos[child] in ("VERB", "ADJ", "NOUN"):
            return _core(tree, words, child)
    return head


def _kind(firmness: Firmness) -> tuple[ClaimKind, Firmness]:
    """A call is a recommendation, an intent a commitment, what may or will come a forecast, all else a state."""
    if firmness.status == "called_for":
        return "recommendation", firmness
    if firmness.force in ("intended", "offered"):
        return "commitment", firmness
    if firmness.orientation == "future" or firmness.status == "hypothetical" or firmness.certainty == "possible":
        return "forecast", firmness
    going_on = firmness.orientation == "present" and firmness.force == "asserted"
    return "state", replace(firmness, durative=True) if going_on else firmness
