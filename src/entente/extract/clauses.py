"""Clauses about actors that no word of the lexicon reports an act in: states of affairs, prospects, calls, intents."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from entente.extract.arguments import agents, is_of_the_first
from entente.extract.drafts import Draft
from entente.extract.firmness import Judge
from entente.extract.holders import find_holders
from entente.extract.scene import Scene
from entente.extract.tree import SUBJECTS, Tree
from entente.records.codes import ClaimKind
from entente.records.firmness import Firmness
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry, load_lexicon

ENTRIES: dict[ClaimKind, Entry] = {
    "state": Entry(name="clause_state", kind="state"),
    "forecast": Entry(name="clause_prospect", kind="forecast", type="SAY"),
    "recommendation": Entry(name="clause_call", kind="recommendation", type="SAY"),
    "commitment": Entry(name="clause_intent", kind="commitment", type="AGREE"),
    "statement": Entry(name="clause_words", kind="statement", type="SAY"),
}
"""What a clause without an act of the lexicon comes to; SAY and AGREE are the types of words and of intents."""

_AIMS = frozenset({"purpose", "plan_noun"})
"""Groups of the firmness tables that tell an aim, not a plan of somebody's."""
_SPOKEN = frozenset({"said", "confirmed", "denied", "alleged", "warned"})
"""Voices whose words about a state of affairs are a statement; a thought is none."""
_SUBCLAUSES = ("ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "conj", "csubj")
_AHEAD = frozenset({"future", "outlook", "prospect", "prospects"})
"""Subjects whose state today tells of what will come."""
_NEGATIVE = ("un", "im", "in", "dis")
_SHORTEST = 6
"""Letters of an adjective from which its first two may deny: "unusual", but not "under" or "inner"."""
_FEW_WORDS = 4
_IDLE = frozenset({"say", "tell", "add", "note", "ask", "write", "announce", "report"})
"""Verbs whose own clause is told by its complement."""


def with_clauses(scene: Scene, words: FirmnessWords, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one for each clause that they leave untold; a mere noun such as "relations" tells no clause."""
    tree, judge = scene.tree, scene.judge(words)
    nouns = [draft for draft in drafts if _is_mere_noun(tree, draft)]
    acts = [draft for draft in drafts if draft not in nouns]
    told = {
        clause_of(tree, tree.heads[word] if is_of_the_first(tree, word) else word)
        for draft in acts
        if (head := tree.head_of(*draft.trigger)) is not None and _leads(tree, head)
        for word in tree.words_in(*draft.trigger)
    }
    heads = [head for head in range(len(tree)) if head not in told and _tells(tree, head, words)]
    made = {head: draft for head in heads if (draft := _draft(scene, words, judge, head))}
    rest = [draft for draft in nouns if clause_of(tree, tree.words_in(*draft.trigger)[0]) not in made]
    kept = [draft for draft in acts if not _is_aside(tree, judge, draft)]
    return sorted([*kept, *rest, *made.values()], key=lambda draft: draft.trigger)


@cache
def _standing() -> frozenset[str]:
    """Nouns for what goes on between parties, which name no act by themselves: "with respect to cooperation"."""
    return load_lexicon().classes.get("standing", frozenset())


def _leads(tree: Tree, word: int) -> bool:
    """Whether an act is what its clause is about: its verb, its subject or its object, but no phrase beside them."""
    if tree.upos[word] not in ("NOUN", "PROPN"):
        return True
    by = "by" in tree.prepositions(word)
    return by or tree.deprels[tree.first_conjunct(word)] in (*SUBJECTS, "obj", "root", "xcomp", "ccomp", "parataxis")


def _is_aside(tree: Tree, judge: Judge, draft: Draft) -> bool:
    """Whether an act is only named in passing: an aim of what is called for or foretold, a noun in what is supposed."""
    head = tree.head_of(*draft.trigger)
    if head is None:
        return False
    above = clause_of(tree, head)
    if draft.firmness.force == "intended" and set(draft.rules[1:2]) <= _AIMS and tree.upos[head] == "VERB":
        outer = (at for at in tree.ancestors(head) if tree.is_clause(at))
        return any(judge.judge(at).firmness.status in ("called_for", "hypothetical") for at in outer)
    beside = tree.upos[head] == "NOUN" and tree.deprels[tree.first_conjunct(head)] in ("nmod", "obl") and above != head
    supposed = judge.judge(above).firmness.status == "hypothetical"
    return beside and draft.kind == "event" and (supposed or tree.lemmas[head] in _standing())


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
    if _only_says(tree, head, words) or _is_frame(tree, head) or _is_bare_relative(tree, head):
        return False
    return not any(tree.lemmas[child] in ("if", "unless", "whether") for child in tree.children(head, "mark"))


def _only_says(tree: Tree, head: int, words: FirmnessWords) -> bool:
    """Whether it is a verb of speech, whose words are told by its complement."""
    voiced = any(match.group.voice for match in words.verbs.get(tree.lemmas[head], ()))
    return (
        tree.lemmas[head] in _IDLE or (voiced and bool(tree.children(head, "ccomp"))) or _only_there(tree, head, words)
    )


def _is_bare_relative(tree: Tree, head: int) -> bool:
    """Whether it is a relative clause with little beside its subject: "the problems both states face"."""
    return tree.deprels[head] == "acl:relcl" and len(tree.words_in(*tree.clause_span(head))) <= _FEW_WORDS


def _is_frame(tree: Tree, head: int) -> bool:
    """Whether it is "when it comes to", which tells nothing by itself."""
    subjects = tree.children(head, *SUBJECTS, "expl")
    return (
        tree.lemmas[head] == "come" and tree.deprels[head] == "advcl" and {tree.lemmas[s] for s in subjects} == {"it"}
    )


def _says(words: FirmnessWords, tree: Tree, head: int) -> bool:
    """Whether it is itself a verb of speech: "stressed the need"."""
    groups = (match.group for match in words.verbs.get(tree.lemmas[head], ()) if len(match.words) == 1)
    return tree.upos[head] == "VERB" and any(group.voice == "said" and "that" in group.complement for group in groups)


def _only_there(tree: Tree, head: int, words: FirmnessWords) -> bool:
    """Whether it is "there is no doubt that", which tells how firm its complement is."""
    subjects = tree.children(head, "nsubj") if tree.children(head, "expl") else []
    firm = any(tree.lemmas[subject] in words.nouns for subject in subjects)
    return firm and any(tree.children(at, "ccomp", "acl") for at in (head, *subjects))


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
    doers = tuple(dict.fromkeys(number for word in subjects for number in scene.inside(word) or scene.pronouns(word)))
    actors = tuple(doers or inside)
    if not actors:
        return None
    core = _core(tree, words, head)
    judgement = judge.judge(core)
    holders = tuple(find_holders(scene, judgement))
    kind, firmness = _kind(_without_litotes(tree, core, judgement.firmness))
    if kind == "forecast" and firmness.status == "planned" and holders and holders[-1].actor in actors:
        kind = "commitment"  # what one says that one will do oneself (T1)
    own = _says(words, tree, core) and any(scene.parties(word) for word in subjects)
    spoken = own or any(embedding.group.voice in _SPOKEN for embedding in judgement.embeddings)
    if kind == "state" and spoken and (own or (holders and holders[-1].anonymity != "hearsay")):
        kind = "statement"
    if kind == "state" and any(tree.lemmas[word] in _AHEAD for word in tree.children(head, *SUBJECTS)):
        kind = "forecast"  # "the future of their trade is bright"
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
        holders=holders,
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
    if denied := _denied_subject(tree, words, head):
        return denied
    for child in tree.children(head, "xcomp"):
        known = words.verbs.get(tree.lemmas[head]) or words.adjectives.get(tree.lemmas[head])
        if known and tree.upos[child] in ("VERB", "ADJ", "NOUN"):
            return _core(tree, words, child)
    return head


def _denied_subject(tree: Tree, words: FirmnessWords, head: int) -> int | None:
    """Of "the possibility cannot be ruled out" the subject, whose firmness the verb tells."""
    particles = {tree.lemmas[child] for child in tree.children(head, "compound:prt")}
    matches = words.verbs.get(tree.lemmas[head], ()) if particles else ()
    denies = any(set(match.words[1:]) == particles and match.group.positive.polarity == "flip" for match in matches)
    subject = tree.child(head, "nsubj:pass") if denies else None
    return subject if subject is not None and tree.upos[subject] == "NOUN" else None


def _without_litotes(tree: Tree, word: int, firmness: Firmness) -> Firmness:
    """What is "not unexpected" is so: the negation of a negative adjective affirms."""
    negative = tree.upos[word] == "ADJ" and tree.lemmas[word].startswith(_NEGATIVE)
    stands = negative and firmness.polarity == "negative" and len(tree.lemmas[word]) > _SHORTEST
    return replace(firmness, polarity="positive") if stands else firmness


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
