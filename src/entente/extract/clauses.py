"""Clauses about actors that no word of the lexicon reports an act in: states of affairs, prospects, calls, intents."""

from collections.abc import Collection, Sequence
from functools import cache

from msgspec.structs import replace

from entente.extract.arguments import agents, is_of_the_first
from entente.extract.confidence import READER
from entente.extract.doublets import is_mere_noun, without_doublets
from entente.extract.drafts import Draft
from entente.extract.firmness import Judge
from entente.extract.holders import find_holders
from entente.extract.reader import only_hides
from entente.extract.scene import PAPERS, Scene
from entente.extract.tree import SUBJECTS, Tree, clause_of
from entente.extract.triggers import carrier_of
from entente.records.codes import ClaimKind
from entente.records.firmness import Firmness
from entente.records.text import Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import Entry, load_lexicon
from entente.vocab.references import load_references
from entente.vocab.undertakings import load_undertakings

ENTRIES: dict[ClaimKind, Entry] = {
    "state": Entry(name="clause_state", kind="state"),
    "forecast": Entry(name="clause_prospect", kind="forecast", type="SAY"),
    "recommendation": Entry(name="clause_call", kind="recommendation", type="SAY"),
    "commitment": Entry(name="clause_intent", kind="commitment", type="AGREE"),
    "statement": Entry(name="clause_words", kind="statement", type="SAY"),
}
"""What a clause without an act of the lexicon comes to; SAY and AGREE are the types of words and of intents."""

ATTITUDE = Entry(name="clause_attitude", kind="statement", type="SAY")
"""What a clause comes to that shows what somebody thinks: said by a deed of the story, whoever tells it."""
DENIAL = Entry(name="clause_denial", kind="statement", type="SAY", mode="deny_responsibility")
"""What a clause comes to in which somebody turns back a charge: "which Kesh denied"."""
_AIMS = frozenset({"purpose", "plan_noun"})
"""Groups of the firmness tables that tell an aim, not a plan of somebody's."""
_SPOKEN = frozenset({"said", "confirmed", "denied", "alleged", "warned"})
"""Voices whose words about a state of affairs are a statement; a thought is none."""
_RELATIVE = frozenset({"which", "that"})
_SUBCLAUSES = ("ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "conj", "csubj")
_AHEAD = frozenset({"future", "outlook", "prospect", "prospects"})
"""Subjects whose state today tells of what will come."""
_NEGATIVE = ("un", "im", "in", "dis")
_SHORTEST = 6
"""Letters of an adjective from which its first two may deny: "unusual", but not "under" or "inner"."""
_WITHOUT = frozenset({"without", "by", "while", "after", "before"})
"""Before a participle: what else the doer does in the same act."""
_FEW_WORDS = 4
_SEATED = frozenset(load_references().located_members)
"""Who in a capital acts for its state: "officials in Kesh"."""
_MOMENTS = frozenset({"since", "after", "before", "when", "until", "till", "once", "whenever"})
_PLACES = frozenset({"name", "acronym", "capital"})
_WHERE = frozenset({"in", "across", "inside", "within", "throughout"})


def with_clauses(scene: Scene, words: FirmnessWords, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one for each clause that they leave untold; a mere noun such as "relations" tells no clause."""
    tree, judge = scene.tree, scene.judge(words)
    nouns = [draft for draft in drafts if is_mere_noun(tree, draft)]
    acts = [draft for draft in drafts if draft not in nouns]
    told = _told(tree, acts)
    untold = (head for head in range(len(tree)) if head not in told and _tells(tree, head, words, judge))
    heads = [head for head in untold if not (_only_weighs(tree, head, told) or _is_done_by(tree, head, told))]
    clauses = ((head, _draft(scene, words, judge, head)) for head in heads)
    made = {head: draft for head, draft in clauses if draft and not _is_small(scene, head, draft)}
    made = {head: draft for head, draft in made.items() if draft.kind != "state" or tree.ends_in_full_stop}
    rest = [draft for draft in nouns if clause_of(tree, tree.words_in(*draft.trigger)[0]) not in made]
    kept = [_as_spoken(tree, words, draft) for draft in acts if not _is_aside(tree, judge, draft)]
    return sorted(without_doublets(scene, [*kept, *rest, *made.values()]), key=lambda draft: draft.trigger)


def _is_small(scene: Scene, head: int, draft: Draft) -> bool:
    """Whether it tells a deed of one person that neither lexicon nor reader takes for an act: "he rowed off".

    What has a figure, a second party or lasts is a state of affairs.
    """
    tree = scene.tree
    doers = [scene.actor_at(subject) for subject in tree.subjects(head)]
    if not doers or not all(number is not None and scene.is_one_person(number) for number in doers):
        return False
    if draft.kind != "state" or draft.holders or draft.recipients:
        return False
    tense = tree.xpos[head] in ("VBD", "VBN") or draft.firmness.status == "denied"
    return tree.upos[head] == "VERB" and tense and not any(tree.upos[at] == "NUM" for at in tree.subtree(head))


def _told(tree: Tree, acts: Sequence[Draft]) -> set[int]:
    """Heads of the clauses that the acts tell, with the light verbs that carry them."""
    found: set[int] = set()
    for draft in acts:
        if _leads(tree, head := draft.head(tree)):
            words = [
                tree.heads[word] if is_of_the_first(tree, word) else word for word in tree.words_in(*draft.trigger)
            ]
            carrier = carrier_of(tree, load_lexicon(), head)
            found |= {clause_of(tree, word) for word in words} | (set() if carrier is None else {carrier})
    return found


def _as_spoken(tree: Tree, words: FirmnessWords, draft: Draft) -> Draft:
    """A state that somebody is said to have stated is a statement."""
    voices = [words.groups[rule].voice for rule in draft.rules if rule in words.groups]
    named = bool(draft.holders) and draft.holders[-1].anonymity != "hearsay"
    if draft.kind != "state" or not named or _SPOKEN.isdisjoint(voices) or is_mere_noun(tree, draft):
        return draft
    return draft._replace(kind="statement", entry=ENTRIES["statement"], firmness=_said(draft.firmness))


def _said(firmness: Firmness) -> Firmness:
    """A statement took place when it was made, whatever goes on in what it says."""
    return replace(firmness, durative=False)


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
    if _is_wished(tree, draft, head):
        return True
    rules = [rule for rule in draft.rules[1:] if not rule.startswith(READER)]
    if draft.firmness.force == "intended" and set(rules[:1]) <= _AIMS and tree.upos[head] == "VERB":
        outer = (at for at in tree.ancestors(head) if tree.is_clause(at))
        return any(judge.judge(at).firmness.status in ("called_for", "hypothetical") for at in outer)
    beside = tree.upos[head] == "NOUN" and tree.deprels[tree.first_conjunct(head)] in ("nmod", "obl") and above != head
    supposed = judge.judge(above).firmness.status == "hypothetical"
    return beside and draft.kind == "event" and (supposed or tree.lemmas[head] in _standing())


def _is_wished(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether an act is only what somebody is for or against, or seeks: "supports the signing of the pact"."""
    first = tree.first_conjunct(head)
    above = tree.heads[first]
    if (
        tree.upos[head] != "NOUN"
        or tree.deprels[first] != "obj"
        or draft.firmness.status not in ("happened", "planned")
    ):
        return False
    return draft.kind != "state" and tree.lemmas[above] in load_lexicon().classes["wishing"]


def _tells(tree: Tree, head: int, words: FirmnessWords, judge: Judge) -> bool:
    """Whether it heads a finite clause with a subject of its own that is no condition and no mere "X said".

    What somebody should say is told.
    """
    if not tree.is_clause(head) or tree.deprels[head] in ("xcomp", "amod", "compound"):
        return False
    if not tree.children(head, *SUBJECTS, "expl") and not (tree.deprels[head] == "conj" and _is_finite(tree, head)):
        return False
    urged = tree.children(head, "aux") and judge.judge(head).firmness.status == "called_for"
    if _only_says(tree, head, words) and not urged:
        return False
    if _is_frame(tree, head) or _is_bare(tree, head) or _is_moment(tree, head):
        return False
    if _only_compares(tree, head) or _is_empty(tree, head) or only_hides(tree, head, load_lexicon()):
        return False
    return not any(tree.lemmas[child] in ("if", "unless", "whether") for child in tree.children(head, "mark"))


def _only_says(tree: Tree, head: int, words: FirmnessWords) -> bool:
    """Whether it is a verb of speech, whose words are told by its complement."""
    voiced = any(match.group.voice for match in words.verbs.get(tree.lemmas[head], ()))
    return _is_idle(tree, head) or (voiced and bool(tree.children(head, "ccomp"))) or _only_there(tree, head, words)


def _is_idle(tree: Tree, head: int) -> bool:
    """Whether it only says that somebody speaks: "she said", "he went on"."""
    idle = load_lexicon().classes["telling"]
    beside = (child for child in tree.children(head, "compound:prt", "advmod"))
    return tree.lemmas[head] in idle or any(f"{tree.lemmas[head]} {tree.lemmas[child]}" in idle for child in beside)


def _only_compares(tree: Tree, head: int) -> bool:
    """Whether a few words with a pronoun set another clause beside this one: "as it did in 1998", "than it had"."""
    marked = any(tree.lemmas[child] in load_function_words().beside for child in tree.children(head, "mark", "case"))
    subjects = tree.children(head, *SUBJECTS)
    few = len(tree.words_in(*tree.clause_span(head))) <= _FEW_WORDS + len(tree.children(head, "obl", "advmod"))
    return marked and few and bool(subjects) and all(tree.upos[subject] == "PRON" for subject in subjects)


def _is_done_by(tree: Tree, head: int, told: Collection[int]) -> bool:
    """Whether the clause behind "by" tells the act itself: "followed suit by freezing the loan"."""
    ways = [at for at in tree.children(head, "advcl") if tree.xpos[at] == "VBG" and at in told]
    return any(tree.lemmas[child] == "by" for at in ways for child in tree.children(at, "mark", "case"))


def _is_empty(tree: Tree, head: int) -> bool:
    """Whether it only takes up another verb: "Chad did so too", "neither did Niger"."""
    return tree.lemmas[head] == "do" and not tree.children(head, "obj", "xcomp", "ccomp", "obl", "nsubj:pass")


def _only_weighs(tree: Tree, head: int, told: Collection[int]) -> bool:
    """Whether it is "it is time" or "it makes sense", said of what is told already."""
    it = [word for word in tree.children(head, "expl", "nsubj", "nsubj:pass") if tree.lemmas[word] == "it"]
    empty = bool(it) and (tree.deprels[it[0]] != "nsubj" or bool(tree.children(head, "cop")))
    return empty and any(child in told for child in tree.children(head, "csubj", "acl", "acl:relcl", "ccomp"))


def _is_bare(tree: Tree, head: int) -> bool:
    """Whether it is a relative clause that only says which or who is meant, or a few words beside another clause."""
    if tree.deprels[head] == "acl:relcl":
        first = tree.subtree(head)[0]
        who = any(tree.lemmas[word] == "who" for word in tree.children(head, *SUBJECTS))
        return who or "PUNCT" not in (tree.upos[first], tree.upos[first - 1])
    beside = tree.deprels[head] in ("conj", "advcl") and not tree.children(head, *SUBJECTS)
    return beside and len(tree.words_in(*tree.clause_span(head))) < _FEW_WORDS


def _is_moment(tree: Tree, head: int) -> bool:
    """Whether it only dates the clause above: "since he took office"."""
    return tree.deprels[head] == "advcl" and any(
        tree.lemmas[child] in _MOMENTS for child in tree.children(head, "mark", "advmod")
    )


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


def _expresses(tree: Tree, head: int) -> bool:
    """Whether it shows what somebody thinks or feels: "expressed interest", "attributes the delay to Togo"."""
    classes = load_lexicon().classes
    if tree.lemmas[head] in classes["attributing"]:
        return True
    shown = [tree.lemmas[child] for child in tree.children(head, "obj", "nsubj:pass")]
    return tree.lemmas[head] in classes["expressing"] and not classes["attitude"].isdisjoint(shown)


def _denies(tree: Tree, head: int) -> bool:
    """Whether it turns back a charge: "rejected the accusation", "which Kesh denied", "denied having lied"."""
    if tree.lemmas[head] not in load_lexicon().classes["denying"]:
        return False
    about = tree.children(head, "obj", "nsubj:pass")
    charged = any(tree.lemmas[noun] in load_lexicon().classes["allegation"] for noun in about)
    plain = tree.lemmas[head] == "deny"
    return charged or (plain and (any(tree.lemmas[at] in _RELATIVE for at in about) or bool(_gerunds(tree, head))))


def _gerunds(tree: Tree, head: int) -> list[int]:
    """Clauses in "-ing" that a verb is about."""
    return [at for at in tree.children(head, "xcomp", "ccomp") if tree.lower[at].endswith("ing")]


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
    doers = tuple(dict.fromkeys(number for word in subjects for number in _named(scene, word)))
    acting = tuple(number for number in inside if not _is_seat(scene, number))
    actors = tuple(doers or acting or _pair_beside(scene, head, subjects) or scene.signers(subjects))
    if not actors:
        return None
    core = _core(tree, words, head)
    judgement = judge.judge(core)
    holders = tuple(find_holders(scene, judgement))
    kind, firmness = _kind(
        _without_litotes(tree, core, judgement.firmness),
        now=tree.is_present(core) or tree.is_perfect_progressive(core),
        then=core != head and tree.xpos[head] == "VBD",
    )
    told = (holders and _is_of(scene, holders[-1].actor, actors)) or _is_under_paper(tree, head)
    if kind == "forecast" and firmness.status == "planned" and told:
        kind = "commitment"  # what one says that one will do oneself (T1)
    shows, denies = _expresses(tree, core), _denies(tree, core)
    own = denies or ((_says(words, tree, core) or shows) and any(scene.parties(word) for word in subjects))
    spoken = own or any(embedding.group.voice in _SPOKEN for embedding in judgement.embeddings)
    if kind == "state" and spoken and (own or (holders and holders[-1].anonymity != "hearsay")):
        kind, firmness = "statement", _said(firmness)
    if kind == "state" and any(tree.lemmas[word] in _AHEAD for word in tree.children(head, *SUBJECTS)):
        kind = "forecast"  # "the future of their trade is bright"
    others = tuple(number for number in inside if number not in actors and not _is_where(scene, number))
    if actors and subjects and all(scene.is_thing(word) for word in subjects):
        idle = tuple(actors) if kind == "commitment" else tuple(n for n in actors if scene.is_goal(n))
        actors = tuple(n for n in actors if n not in idle)  # "the road to Chad is set to open"
        others = tuple(dict.fromkeys((*idle, *others)))
    start, end = _with_beside(scene, head, (*actors, *inside))
    shown = DENIAL if denies else ATTITUDE
    entry = shown if kind == "statement" and (shows or denies) and not holders else ENTRIES[kind]
    return Draft(
        entry=entry,
        kind=kind,
        trigger=tree.spans[core],
        support=(start, end),
        actors=actors,
        recipients=others,
        third=(),
        firmness=firmness,
        holders=holders,
        theme=(),
        tense=firmness.orientation,
        rules=(entry.name, *(embedding.group.name for embedding in judgement.embeddings)),
    )


def _is_under_paper(tree: Tree, head: int) -> bool:
    """Whether a paper says so: "under the accord Chad will pay the clerks"."""
    heads = load_undertakings().heads
    under = (at for at in tree.children(head, "obl") if "under" in tree.prepositions(at))
    return any((known := heads.get(tree.lemmas[at])) is not None and known.kind in PAPERS for at in under)


def _is_of(scene: Scene, speaker: int | None, actors: Sequence[int]) -> bool:
    """Whether the one who speaks is one of those told of, by name or by a pronoun."""
    return speaker is not None and any(speaker in (number, *scene.stands_for(number)) for number in actors)


def _with_beside(scene: Scene, head: int, parties: Sequence[int]) -> Span:
    """The words of a clause, with the predicates beside it that alone name a party: "is poor and owes Chad money"."""
    tree = scene.tree
    start, end = tree.clause_span(head)
    for beside in tree.children(head, "conj"):
        if not tree.children(beside, *SUBJECTS) and any(number in scene.inside(beside) for number in parties):
            end = max(end, tree.clause_span(beside)[1])
    return start, end


def _pair_beside(scene: Scene, head: int, subjects: Sequence[int]) -> list[int]:
    """Of "Chad and Togo are close, and trade is growing" the two whose ties the second clause is about."""
    tree, relations = scene.tree, load_lexicon().classes["relations"] | _standing()
    about = {tree.lemmas[word] for subject in subjects for word in tree.phrase(subject)}
    if tree.deprels[head] != "conj" or relations.isdisjoint(about):
        return []
    pair = [number for number in scene.inside(tree.heads[head]) if scene.tells(number)]
    return pair if len(pair) == len(("one", "other")) else []


def _named(scene: Scene, word: int) -> list[int]:
    """Whom a subject names or points to."""
    named = [number for number in scene.inside(word) if not _is_seat(scene, number)]
    return named or _countries(scene, word) or scene.pronouns(word)


def _countries(scene: Scene, word: int) -> list[int]:
    """The words "the country" in a phrase, which mean the state spoken of last."""
    below = (scene.actor_at(at) for at in scene.tree.phrase(word))
    return [n for n in dict.fromkeys(below) if n is not None and scene.actors[n].points == "country"]


def _is_where(scene: Scene, number: int) -> bool:
    """Whether a country only says where: "havens in Chad", "efforts in the Chad theatre"; not "interest in Chad"."""
    tree, head = scene.tree, scene.heads[number]
    if head is None or scene.actors[number].via not in _PLACES:
        return False
    at = tree.heads[head] if tree.deprels[head] == "compound" else head
    if not _WHERE.issuperset(tree.prepositions(at)) or tree.deprels[at] not in ("nmod", "obl"):
        return False
    return bool(tree.prepositions(at)) and tree.lemmas[tree.heads[at]] not in load_lexicon().classes["reaching"]


def _is_seat(scene: Scene, number: int) -> bool:
    """Whether a capital only says where somebody sits who does not act for it (A2): "a bank in Kesh"."""
    tree, head = scene.tree, scene.heads[number]
    if head is None or scene.actors[number].via != "capital" or "in" not in tree.prepositions(head):
        return False
    above = tree.heads[head]
    own = tree.deprels[head] == "nmod" and bool({tree.lower[above], tree.lemmas[above]} & _SEATED)
    return tree.deprels[head] in ("nmod", "obl") and not own


def _actors_in(scene: Scene, head: int) -> list[int]:
    """Actors of the clause itself, without those of clauses inside it."""
    tree = scene.tree
    below: set[int] = set()
    for at in tree.subtree(head):
        if at != head and tree.deprels[at] in _SUBCLAUSES and tree.is_clause(at):
            below |= set(scene.inside(at))
    within = [*scene.inside(head), *_countries(scene, head)]
    own = [number for number in within if number not in below] or within
    beside = [number for at in tree.subtree(head) if _goes_with(tree, at) for number in scene.inside(at)]
    about = [number for at in tree.subtree(head) if _is_frame(tree, at) for number in _below(scene, at)]
    return list(dict.fromkeys([*own, *beside, *about]))


def _below(scene: Scene, frame: int) -> list[int]:
    """Those whom "when it comes to" names, in whatever clause."""
    return list(dict.fromkeys(n for at in scene.tree.subtree(frame) for n in scene.inside(at)))


def _goes_with(tree: Tree, clause: int) -> bool:
    """Whether a participle tells how its clause is done: "draw in with Chad without repelling Niger"."""
    marks = {tree.lemmas[child] for child in tree.children(clause, "mark", "case")}
    if tree.xpos[clause] != "VBG" or tree.children(clause, *SUBJECTS):
        return False
    if tree.deprels[clause] == "conj":  # "with reference to terrorism and fighting it"
        return tree.upos[tree.heads[clause]] == "NOUN"
    return tree.deprels[clause] == "advcl" and not marks.isdisjoint(_WITHOUT)


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


def _kind(firmness: Firmness, *, now: bool, then: bool) -> tuple[ClaimKind, Firmness]:
    """A call is a recommendation, an intent a commitment, what may or will come a forecast, all else a state.

    What somebody tried (`then`) is no prospect.
    """
    if firmness.status == "called_for":
        return "recommendation", firmness
    if firmness.force in ("intended", "offered"):
        return "commitment", firmness
    possible = firmness.certainty == "possible" and not (then and firmness.orientation == "past")
    if firmness.orientation == "future" or firmness.status == "hypothetical" or possible:
        return "forecast", firmness
    asserted = firmness.force == "asserted"
    if asserted and (firmness.orientation == "present" or (now and firmness.status == "happened")):
        return "state", replace(firmness, orientation="present", durative=True)
    return "state", firmness
