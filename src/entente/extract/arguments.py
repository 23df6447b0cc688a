"""Who stands where around a verb or an event noun, as the active clause would have it."""

from collections.abc import Iterator
from functools import cache

from entente.extract.tree import SUBJECTS, Tree
from entente.vocab.lexicon import load_lexicon

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_LATER = frozenset({"by", "to", "against", "from", "with", "between", "on", "over", "into"})
_SELECTED = frozenset({"first", "last", "second", "third", "only", "latest"})
_JUDGING = frozenset(
    {
        "accuse", "blame", "criticise", "criticize", "condemn", "denounce", "fault", "rebuke", "suspect", "charge",
        "thank", "praise", "commend", "congratulate", "applaud", "punish", "forgive", "reward", "castigate", "chide",
    }
)  # fmt: skip
"""Verbs that hold their object answerable for what follows "of" or "for"."""
_NOUN_SLOTS = frozenset({"nmod:poss", "compound", "amod", "appos"})


def fillers(tree: Tree, word: int, slot: str) -> list[int]:
    """Heads of the phrases in a slot of the lexicon (`nsubj`, `obl:with`, a path with `>`), conjuncts included."""
    known = tree.filled.get((word, slot))
    if known is None:
        known = tree.filled[word, slot] = _fillers(tree, word, slot)
    return known


@cache
def prepositions_in(slot: str) -> frozenset[str]:
    """The prepositions without which nothing fills a slot."""
    steps = (step.partition(":") for step in slot.split(">"))
    return frozenset(led for relation, _, led in steps if relation in ("obl", "nmod")) - {"", "poss", "agent"}


def _fillers(tree: Tree, word: int, slot: str) -> list[int]:
    step, _, rest = slot.partition(">")
    found = list(dict.fromkeys(_step(tree, word, step)))
    if rest:
        return [filler for at in found for filler in fillers(tree, at, rest)]
    return [member for at in found for member in _members(tree, at)]


def _step(tree: Tree, word: int, slot: str) -> Iterator[int]:
    if tree.upos[word] in ("VERB", "AUX"):
        yield from _of_verb(tree, word, slot)
    else:
        yield from _of_noun(tree, word, slot)


def _members(tree: Tree, word: int) -> list[int]:
    return [member for member in tree.conjuncts(word) if member == word or tree.is_nominal(member)]


def _of_verb(tree: Tree, verb: int, slot: str) -> Iterator[int]:
    match slot:
        case "nsubj":
            yield from agents(tree, verb)
        case "obj":
            yield from patients(tree, verb)
        case "obl:agent":
            yield from (child for child in tree.children(verb, "obl:agent", "obl") if "by" in tree.prepositions(child))
        case "iobj" | "xcomp" | "ccomp" | "advcl" | "acl" | "compound" | "amod" | "appos":
            yield from tree.children(verb, slot)
        case _:
            relation, _, preposition = slot.partition(":")
            if relation in ("obl", "nmod") and preposition != "poss":
                yield from _with_preposition(tree, verb, ("obl", "nmod", "obl:agent", "obl:arg", "advmod"), preposition)


def _of_noun(tree: Tree, noun: int, slot: str) -> Iterator[int]:
    relation, _, preposition = slot.partition(":")
    if slot == "appos":
        yield from tree.children(noun, slot)
        if tree.deprels[noun] == slot:
            yield _described(tree, noun)
    elif slot in _NOUN_SLOTS:
        yield from tree.children(noun, slot)
    elif slot == "nsubj" and tree.children(noun, "cop"):
        yield from tree.children(noun, *SUBJECTS)
    elif slot in ("acl", "xcomp", "ccomp"):
        yield from tree.children(noun, "acl", "xcomp", "ccomp", "acl:relcl")
    elif relation in ("nmod", "obl"):
        yield from _with_preposition(tree, noun, ("nmod", "obl", "acl", "nmod:desc"), preposition)
        for inner in nested(tree, noun, preposition):
            yield from _with_preposition(tree, inner, ("nmod", "obl", "obl:agent"), preposition)


def _described(tree: Tree, noun: int) -> int:
    """What an apposition says more of; one of several is the one just before: "Mali and Chad, Niger's ally"."""
    above = tree.heads[noun]
    if tree.xpos[noun] not in ("NN", "NNP"):
        return above
    return max((member for member in tree.conjuncts(above) if member < noun), default=above)


def nested(tree: Tree, noun: int, preposition: str, depth: int = 2) -> Iterator[int]:
    """Nouns inside a phrase under which a later phrase is often read: "the handover of the port by Chad to Mali"."""
    for child in tree.children(noun, "nmod"):
        opened_by = tree.prepositions(child)
        if "by" in opened_by or ("of" in opened_by and preposition in _LATER):
            yield child
            if depth > 1:
                yield from nested(tree, child, preposition, depth - 1)


def _with_preposition(tree: Tree, word: int, relations: tuple[str, ...], preposition: str) -> Iterator[int]:
    """Phrases after a preposition; none named: after any."""
    for child in tree.children(word, *relations):
        opened_by = tree.prepositions(child)
        if preposition in opened_by or (opened_by and not preposition):
            yield child


def agents(tree: Tree, verb: int) -> list[int]:
    """Who does it: the subject, of a passive the by-phrase; borrowed from the clause above where the verb has none."""
    if tree.is_passive(verb):
        return [child for child in tree.children(verb, "obl:agent", "obl") if "by" in tree.prepositions(child)]
    return _own(tree, verb, SUBJECTS) or _borrowed(tree, verb)


def patients(tree: Tree, verb: int) -> list[int]:
    """To what it is done: the object, of a passive the subject."""
    if not tree.is_passive(verb):
        own = _resolved(tree, verb, tree.children(verb, "obj"))
        if own:
            return own
        relativised = tree.deprels[verb] == "acl:relcl" and _own(tree, verb, SUBJECTS)
        return [tree.heads[verb]] if relativised and not tree.children(verb, "obj") else []
    return _own(tree, verb, SUBJECTS) or _borrowed(tree, verb)


def _own(tree: Tree, verb: int, relations: tuple[str, ...]) -> list[int]:
    return _resolved(tree, verb, tree.children(verb, *relations))


def _resolved(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """A relative pronoun stands for the noun that its clause describes."""
    top = tree.first_conjunct(verb)
    if tree.deprels[top] not in ("acl:relcl", "acl"):
        return found
    return [tree.heads[top] if _is_relative(tree, word) else word for word in found]


def _is_relative(tree: Tree, word: int) -> bool:
    return tree.lemmas[word] in _RELATIVE and (tree.xpos[word].startswith("W") or tree.lemmas[word] == "that")


def _borrowed(tree: Tree, verb: int) -> list[int]:
    """The subject that a verb shares: with the verb beside or above it, or the noun that it describes."""
    head, relation = tree.heads[verb], tree.deprels[verb]
    if head < 0:
        return []
    match relation:
        case "conj" if tree.upos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            return patients(tree, head) if tree.is_passive(head) and tree.is_passive(verb) else _subject_of(tree, head)
        case "xcomp" | "ccomp":
            objects = tree.children(head, "obj", "iobj") or _called_upon(tree, verb)
            return objects or _subject_of(tree, head)
        case "advcl":
            return _called_upon(tree, verb) or _answerable(tree, verb) or _subject_of(tree, head)
        case "acl" | "acl:relcl":
            return _first_to(tree, verb) or _owners_of_aim(tree, verb) or _holders_of_aim(tree, verb) or [head]
        case "parataxis" if not tree.children(verb, *SUBJECTS):
            return []
    return []


def _owners_of_aim(tree: Tree, verb: int) -> list[int]:
    """Of "Chad's plan to sell" whose plan it is."""
    return tree.children(tree.heads[verb], "nmod:poss") if _is_aim(tree, verb) else []


def _holders_of_aim(tree: Tree, verb: int) -> list[int]:
    """Of "Chad gave a pledge to sell" and "Chad is in a position to sell" who would do it."""
    noun = tree.heads[verb]
    if not _is_aim(tree, verb) or tree.lemmas[noun] not in load_lexicon().classes["resolving"]:
        return []
    if tree.children(noun, "cop"):
        return tree.subjects(noun)
    above = tree.heads[noun]
    return _subject_of(tree, above) if tree.deprels[noun] == "obj" and tree.upos[above] == "VERB" else []


def _is_aim(tree: Tree, verb: int) -> bool:
    """Whether it is an infinitive: "to sell"."""
    return tree.xpos[verb] == "VB" and any(tree.lemmas[child] == "to" for child in tree.children(verb, "mark"))


def _first_to(tree: Tree, verb: int) -> list[int]:
    """Of "was one of the first to sign": the subject, which is among those first."""
    noun = tree.heads[verb]
    at = tree.heads[noun] if tree.deprels[noun] == "nmod" and "of" in tree.prepositions(noun) else noun
    if at < 0 or not tree.children(at, "cop") or not is_of_the_first(tree, verb):
        return []
    return tree.children(at, *SUBJECTS)


def is_of_the_first(tree: Tree, verb: int) -> bool:
    """Whether an infinitive describes the first, last or only one to do it, who did."""
    noun = tree.heads[verb]
    if noun < 0 or tree.deprels[verb] != "acl" or tree.xpos[verb] != "VB":
        return False
    return not _SELECTED.isdisjoint(tree.lemmas[at] for at in (noun, *tree.children(noun, "amod", "nummod")))


def _called_upon(tree: Tree, verb: int) -> list[int]:
    """Of an infinitive after "called on Chad": the one called on is to do it."""
    head = tree.heads[verb]
    asked = tree.lemmas[head] in ("call", "appeal", "plead") and tree.xpos[verb] == "VB"
    phrases = tree.children(head, "obl") if asked else []
    return [child for child in phrases if {"on", "upon", "to", "with"} & set(tree.prepositions(child))]


def _answerable(tree: Tree, verb: int) -> list[int]:
    """Of "accused Chad of closing the road": the one who is held to have done it."""
    head = tree.heads[verb]
    marks = {tree.lemmas[child] for child in tree.children(verb, "mark")}
    if tree.xpos[verb] != "VBG" or not marks & {"of", "for"} or tree.lemmas[head] not in _JUDGING:
        return []
    return patients(tree, head)


def _subject_of(tree: Tree, head: int) -> list[int]:
    """The surface subject of a clause, whatever its voice."""
    if tree.upos[head] in ("VERB", "AUX"):
        return _own(tree, head, SUBJECTS) or _borrowed(tree, head)
    return tree.children(head, *SUBJECTS)
