"""How phrases of time hang on an act: in its clause, above it, in a clause of their own; nothing is resolved here."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.steps import has_until
from entente.extract.tree import Tree, clause_of
from entente.records.text import Span
from entente.vocab.function_words import load_function_words
from entente.vocab.happenings import load_happenings
from entente.vocab.steps import load_steps

__all__ = [
    "Hold",
    "Side",
    "Tense",
    "clause_tense",
    "gives_time",
    "holds_of",
    "names_another_time",
    "seen_from_behind",
    "tells_past",
    "told_in_past",
]

Tense = Literal["past", "present", "future"]
Side = Literal["", "after", "before"]
Tie = Literal["own", "below", "above", "sentence", "reported", "aim"]

_CUT_OFF = frozenset({"ccomp", "csubj", "parataxis", "acl:relcl", "acl"})
"""Clauses that keep their time to themselves: "they said on Monday that it was sold", "the plant that was sold"."""
_TURNED: dict[Side, Side] = {"": "", "after": "before", "before": "after"}
_BESIDE = 3
"""Words, marks among them, between a date and the clause that explains it."""


class Hold(NamedTuple):
    """A phrase of time as an act holds it."""

    phrase: int
    """Its number among those of the sentence."""
    tie: Tie
    tense: Tense | None
    """Of the clause that the phrase stands in; None: it has none."""
    side: Side = ""
    """What the act is to the phrase: "after the fall in 1990" puts it after."""
    ranks: bool = False
    """Whether it says how long nothing like it had been: "the first visit since 2006"."""
    direct: bool = False
    """Whether it hangs on the predicate of its clause and not on a noun."""
    core: bool = False
    """Whether it is the date itself that the act explains: "since 18 February, when it was handed over"."""
    mate: int | None = None
    """A phrase that is listed with it: "in 1992 and 1993"."""


def holds_of(scene: Scene, draft: Draft, phrases: Sequence[Span]) -> list[Hold]:
    """The phrases that may date an act, the nearest first."""
    head = scene.tree.head_of(*draft.trigger)
    if head is None:
        return []
    ranked: list[tuple[tuple[int, int, int], Hold]] = []
    words = [scene.tree.head_of(*phrase) for phrase in phrases]
    for number, word in enumerate(words):
        found = _hold(scene.tree, head, number, word) if word is not None else None
        if found is not None and word is not None:
            hold, steps = found
            mate = next((at for at, other in enumerate(words) if _listed(scene.tree, word, other)), None)
            far = abs(phrases[number][0] - draft.trigger[0])
            ranked.append(((_TIES.index(hold.tie), steps, far), hold._replace(mate=mate)))
    return [hold for _, hold in sorted(ranked, key=lambda item: item[0])]


_TIES: tuple[Tie, ...] = ("own", "below", "above", "sentence", "reported", "aim")


def _hold(tree: Tree, head: int, number: int, word: int) -> tuple[Hold, int] | None:
    """How the word of a phrase hangs on the head of an act, and over how many steps."""
    seat = _seat(tree, word)
    up, down = _meeting(tree, head, word, seat)
    crossed, passed = _clauses(tree, down[1:]), _clauses(tree, up)
    explains = bool(passed) and _explains(tree, passed, word)
    given = has_until(tree, head) and clause_of(tree, seat) in list(tree.ancestors(head))[:2]
    tied = _tied(tree, (), (), word) if explains or given else _tied(tree, crossed, passed, word)
    if tied is None:
        return None
    hold = Hold(
        phrase=number,
        tie=tied[0],
        tense=clause_tense(tree, seat),
        side=tied[1] or _noun_side(tree, down),
        ranks=_counts_from(tree, word) and any(_ranks(tree, at) for at in down),
        direct=seat != word and tree.is_clause(seat),
        core=explains,
    )
    return hold, 2 * len(up) + len(down)


def _tied(tree: Tree, crossed: Sequence[int], passed: Sequence[int], word: int) -> tuple[Tie, Side] | None:
    """The tie of a phrase to an act by the clauses that lie between: over it, over the act, or over both."""
    if not crossed and not passed:
        return "own", ""
    if all(tree.deprels[at] in ("ccomp", "parataxis") for at in (*crossed, *passed)):
        return "reported", ""
    if not passed:
        if all(_aims(tree, at) for at in crossed):
            return "aim", ""
        below = _below(tree, crossed)
        return None if below is None else ("below", below)
    above = _above(tree, passed, word)
    if above is None or any(tree.deprels[at] in _CUT_OFF for at in crossed):
        return None
    return ("sentence" if crossed else "above"), above


def _seat(tree: Tree, word: int) -> int:
    """The word that a phrase hangs on: what stands before "that" or "to" is no part of the clause they open."""
    seat = tree.heads[word]
    if seat < 0:
        return word
    while 0 <= tree.heads[seat] < word and any(word < mark < seat for mark in tree.children(seat, "mark")):
        seat = tree.heads[seat]
    return seat


def _meeting(tree: Tree, head: int, word: int, seat: int) -> tuple[list[int], list[int]]:
    """The words from each of the two up to where their paths meet, the meeting point left out."""
    theirs = [word] if seat == word else [word, seat, *tree.ancestors(seat)]
    mine = [head, *tree.ancestors(head)]
    shared = set(theirs)
    meeting = next((at for at in mine if at in shared), -1)
    return _until(mine, meeting), _until(theirs, meeting)


def _until(path: Sequence[int], stop: int) -> list[int]:
    return list(path[: path.index(stop)]) if stop in path else list(path)


def _clauses(tree: Tree, path: Sequence[int]) -> list[int]:
    """Heads of clauses on a path; participles before a noun are none."""
    return [at for at in path if tree.is_clause(at) and tree.deprels[at] not in ("amod", "compound")]


def _explains(tree: Tree, passed: Sequence[int], word: int) -> bool:
    """Whether the act stands in a clause that hangs on the date: "18 February, when it was handed over"."""
    top = passed[-1]
    opened = {tree.lemmas[at] for at in tree.children(top, "advmod", "mark")}
    beside = tree.heads[top] == word or 0 < min(tree.subtree(top)) - word <= _BESIDE
    return len(passed) == 1 and beside and "when" in opened


def _aims(tree: Tree, clause: int) -> bool:
    """Whether a clause is an infinitive or gerund that tells what an act is to lead to: "pledged to open it by May"."""
    marks = {tree.lemmas[at] for at in tree.children(clause, "mark", "case")}
    to = "to" in marks and tree.xpos[clause] in ("VB", "VBG", "VBN")
    return to and tree.deprels[clause] in ("xcomp", "advcl", "acl", "conj", "ccomp")


def _below(tree: Tree, crossed: Sequence[int]) -> Side | None:
    """The side on which a clause under the act puts it; None: that clause keeps its time to itself."""
    side: Side = ""
    for at in crossed:
        relation = tree.deprels[at]
        if relation in ("xcomp", "conj") and not tree.subjects(at):
            continue
        mark = _mark(tree, at)
        own = _side(mark)
        if not relation.startswith("advcl") or not (own or mark in load_function_words().same_time):
            return None
        side = own or side
    return side


def _above(tree: Tree, passed: Sequence[int], word: int) -> Side | None:
    """The side on which an act in a lower clause stands of the clause above; None: it has a time of its own.

    A clause joined by "and" that has its own subject shares only a phrase that leads the sentence.
    """
    side: Side = ""
    words = load_function_words()
    for at in passed:
        relation = tree.deprels[at]
        if relation == "conj" and tree.subjects(at) and word > tree.heads[at]:
            return None
        if relation in _CUT_OFF and not (relation == "acl" and tree.xpos[at] == "VB"):
            return None
        if relation.startswith("advcl"):
            mark = _mark(tree, at)
            side = _side(mark)
            if mark and not side and mark not in words.same_time | words.through:
                return None
            side = _TURNED[side]
    return side


def _side(word: str) -> Side:
    """The side of a clause or noun on which a word that opens it puts what it hangs on."""
    words = load_function_words()
    return "after" if word in words.after else "before" if word in words.before else ""


def _mark(tree: Tree, clause: int) -> str:
    """The word that opens a clause."""
    opening = tree.children(clause, "mark", "case") or [
        at for at in tree.children(clause, "advmod") if tree.lemmas[at] in load_function_words().same_time
    ]
    return tree.lemmas[opening[0]] if opening else ""


def _noun_side(tree: Tree, down: Sequence[int]) -> Side:
    """Of "after the breakdown of the union in 1990" the side on which the act stands of the noun's day."""
    for at in down[1:]:
        if not tree.is_clause(at):
            for word in tree.prepositions(at):
                if side := _side(word):
                    return side
    return ""


def _counts_from(tree: Tree, word: int) -> bool:
    """Whether a phrase tells since when, or in how many years."""
    led = set(tree.prepositions(word))
    return "since" in led or (tree.xpos[word] == "NNS" and bool(led & {"in", "for"}))


def _ranks(tree: Tree, word: int) -> bool:
    """Whether a word hangs on something that is first, only or best of its kind, or on the verb before it."""
    above = tree.heads[word]
    if above < 0:
        return False
    nouns = [at for at in tree.children(above, "obj", "nsubj") if at < word] if tree.upos[above] == "VERB" else [above]
    return any(_is_ranked(tree, noun, word) for noun in nouns)


def _is_ranked(tree: Tree, noun: int, word: int) -> bool:
    beside = [noun, *(at for at in tree.children(noun, "amod", "advmod", "nummod") if at != word)]
    return any(tree.xpos[at] in ("JJS", "RBS") or tree.lemmas[at] in load_function_words().ranked for at in beside)


def _listed(tree: Tree, word: int, other: int | None) -> bool:
    return other is not None and other != word and tree.deprels[other] == "conj" and tree.heads[other] == word


def gives_time(scene: Scene, draft: Draft) -> bool:
    """Whether somebody has until a day to do it: "has until May to open it"."""
    head = scene.tree.head_of(*draft.trigger)
    return head is not None and has_until(scene.tree, head)


def seen_from_behind(scene: Scene, draft: Draft) -> Literal["", "likely", "surely"]:
    """Whether a plan is told as one of the past: "was to have opened", "had promised to"; "was due to" may yet come."""
    tree = scene.tree
    head = tree.head_of(*draft.trigger)
    path = [] if head is None else [head, *_aims_above(tree, head)]
    if any(_is_unfulfilled(tree, at) for at in path) or (path and _is_settled(tree, path[-1])):
        return "surely"
    if not any(_is_old_plan(tree, at) for at in path) or tree.deprels[path[-1]] == "ccomp":
        return ""
    return "surely" if any(tree.lemmas[at] in load_steps().outlook.gone for at in path) else "likely"


def _aims_above(tree: Tree, word: int) -> Iterator[int]:
    """What a verb behind "to" hangs on: "was due to open", "had a promise to open"."""
    while tree.deprels[word] in ("xcomp", "acl", "advcl") and any(
        tree.lemmas[at] == "to" for at in tree.children(word, "mark")
    ):
        word = tree.heads[word]
        yield word


def _is_unfulfilled(tree: Tree, word: int) -> bool:
    """Whether it was "to have been done", "should have been done", or "had been promised"."""
    own = tree.children(word, "aux", "aux:pass", "cop")
    lemmas = {tree.lemmas[at] for at in own}
    led = any(tree.lemmas[at] == "to" for at in tree.children(word, "mark"))
    if any(tree.lemmas[at] == "have" and tree.xpos[at] == "VB" for at in own):
        return led or not lemmas.isdisjoint(load_function_words().advised)
    had = any(tree.lemmas[at] == "have" and tree.xpos[at] == "VBD" for at in own)
    return had and tree.lemmas[word] in load_steps().outlook.hopes and tree.deprels[word] != "ccomp"


def _is_settled(tree: Tree, promise: int) -> bool:
    """Whether it is told of a promise that it was kept or broken."""
    above = tree.heads[promise]
    settled = above >= 0 and tree.lemmas[above] in load_steps().outlook.settling
    return settled and tree.upos[promise] == "NOUN" and _finite(tree, above) == "past"


def _is_old_plan(tree: Tree, word: int) -> bool:
    """Whether "was" stands before "to", "due", "supposed" or another word of a plan."""
    own = tree.children(word, "aux", "aux:pass", "cop")
    was = any(tree.lemmas[at] == "be" and tree.xpos[at] == "VBD" for at in own)
    led = any(tree.lemmas[at] == "to" for at in tree.children(word, "mark"))
    return was and (led or tree.lemmas[word] in load_steps().plans | load_steps().outlook.gone)


def names_another_time(scene: Scene, draft: Draft, phrases: Sequence[Span]) -> bool:
    """Whether the clause tells its time by words that no calendar reads: "on the day of the decision"."""
    tree = scene.tree
    head = tree.head_of(*draft.trigger)
    if head is None:
        return False
    taken = {word for phrase in phrases for word in tree.words_in(*phrase)}
    around = [at for clause in {clause_of(tree, head), head} for at in tree.children(clause, "obl", "obl:unmarked")]
    return any(at not in taken and _is_a_time(tree, at) for at in around)


def _is_a_time(tree: Tree, word: int) -> bool:
    """Whether a noun tells a time, by itself or as a happening that the act came before or after."""
    words = load_function_words()
    placed = not (words.after | words.before).isdisjoint(tree.prepositions(word))
    return tree.lemmas[word] in words.times or (placed and tree.lemmas[word] in load_happenings().nouns.meant)


# Tense


def clause_tense(tree: Tree, word: int) -> Tense | None:
    """The tense of the finite clause that a word stands in, or of the one that governs it."""
    return next((tense for at in _governing(tree, word) if (tense := _finite(tree, at))), None)


def _governing(tree: Tree, word: int) -> Iterator[int]:
    seen = -1
    for at in (word, *tree.ancestors(word)):
        clause = clause_of(tree, at)
        if clause != seen:
            yield clause
        seen = clause


def _finite(tree: Tree, clause: int) -> Tense | None:
    own = [clause, *tree.children(clause, "aux", "aux:pass", "cop")]
    tags = {tree.xpos[at] for at in own}
    if any(tree.lemmas[at] in load_function_words().future for at in own):
        return "future"
    if "VBD" in tags:
        return "past"
    if tags == {"VB"} and tree.subjects(clause) and not tree.children(clause, "mark"):
        return "present"  # "deliveries start in May", read as an infinitive
    if tags == {"VBN"} and tree.deprels[clause] == "acl" and not _is_planned(tree, clause):
        return "past"  # "the loan agreed in May"
    if tags & {"VBZ", "VBP"}:
        perfect = any(tree.lemmas[at] == "have" for at in own[1:])
        return "past" if perfect else "present"
    return None


def _is_planned(tree: Tree, clause: int) -> bool:
    """Whether a participle tells a plan, "the line planned for May", or stands behind "to be"."""
    words = load_steps()
    return tree.lemmas[clause] in words.plans | words.outlook.hopes or bool(tree.children(clause, "mark"))


def tells_past(scene: Scene, draft: Draft) -> bool:
    """Whether an act is told in the simple past, itself or by the clause that governs it: "they met and agreed"."""
    tree = scene.tree
    head = tree.head_of(*draft.trigger)
    if head is None:
        return False
    for clause in _governing(tree, head):
        own = [clause, *tree.children(clause, "aux", "aux:pass", "cop")]
        if any(tree.lemmas[at] == "have" and at != clause for at in own):
            return False
        if any(tree.xpos[at] == "VBD" for at in own):
            return True
        if _finite(tree, clause) or tree.deprels[clause] in ("acl:relcl", "ccomp"):
            return False
    return False


def told_in_past(scene: Scene) -> bool:
    """Whether a sentence as a whole is told in the past."""
    root = next((word for word, above in enumerate(scene.tree.heads) if above < 0), None)
    return root is not None and _finite(scene.tree, root) == "past"
