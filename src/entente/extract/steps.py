"""Steps in the life of what is promised or built, told by clauses to which the lexicon gives no stage."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.arguments import agents, fillers, patients
from entente.extract.clauses import clause_of
from entente.extract.drafts import Draft
from entente.extract.firmness import Judgement
from entente.extract.holders import find_holders
from entente.extract.scene import Scene
from entente.extract.tree import Tree
from entente.records.codes import ClaimKind, Stage
from entente.records.firmness import Firmness
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry
from entente.vocab.steps import Step, load_steps

STEP = "step_"
"""Begins the name of an entry that a table of steps made, not the lexicon."""
FIGURE = "figure_of_work"
"""Name of the entry of a clause that gives a figure of a work."""
READER = "reader_"
"""Begins the name of an entry that the trained reader made, whose stage is a guess."""
DEPTH = 3
"""Nouns behind each other that are looked through: "the first of the section of the line"."""
BEGINNING = frozenset({"begin", "start", "commence", "continue", "resume"})
STILL_TO_COME = frozenset({"planned", "called_for", "hypothetical"})


class Told(NamedTuple):
    """A step that a word tells, with the undertaking, or with none where it points to one named before."""

    word: int
    name: str
    step: Step
    work: UndertakingSpan


def with_steps(
    scene: Scene,
    words: FirmnessWords,
    drafts: Sequence[Draft],
    works: Sequence[UndertakingSpan],
    earlier: Sequence[UndertakingSpan],
) -> list[Draft]:
    """The drafts with the stages that their verbs tell of a work; a clause that no draft tells gets one of its own."""
    found = list(drafts)
    for told in _told(scene.tree, works, earlier):
        at = [n for n, draft in enumerate(found) if told.word in scene.tree.words_in(*draft.trigger)]
        staged = [n for n in at if found[n].entry.stage is not None]
        if any(not found[n].entry.name.startswith(READER) for n in staged) and not told.step.over:
            for n in staged:
                found[n] = _about(scene.tree, found[n], told)
            continue
        if not at:
            found.append(_draft(scene, words, told))
            at = [len(found) - 1]
        for n in staged or at[:1]:
            found[n] = _staged(scene, found[n], told)
    return sorted(found, key=lambda draft: draft.trigger)


def with_figures(
    scene: Scene,
    words: FirmnessWords,
    drafts: Sequence[Draft],
    works: Sequence[UndertakingSpan],
    earlier: Sequence[UndertakingSpan],
    amounts: Sequence[Span],
) -> list[Draft]:
    """The drafts with one for each clause that gives a figure of a work: "the contract is worth $310 million"."""
    tree, found = scene.tree, list(drafts)
    for word in range(len(tree)):
        work = next(_measured(tree, word, works, earlier), None)
        span = tree.clause_span(word)
        if work is not None and any(span[0] <= start and end <= span[1] for start, end in amounts):
            kind = Entry(name=FIGURE, kind="measure", undertaking=work.kind)
            firmness = scene.judge(words).judge(word)
            theme = ((work.start, work.end),)
            found.append(
                _of_clause(scene, firmness, word, kind, theme)._replace(kind="measure", actors=(), support=span)
            )
    return sorted(found, key=lambda draft: draft.trigger)


def _measured(
    tree: Tree, word: int, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan]
) -> Iterator[UndertakingSpan]:
    """The work that the subject of a clause with a figure names, or points to."""
    figures = load_steps().figures
    if tree.lemmas[word] not in (figures.verbs if tree.upos[word] == "VERB" else figures.states):
        return
    for subject in tree.subjects(word):
        start, end = tree.spans[subject]
        yield from (work for work in works if work.start <= start and end <= work.end)
        if tree.upos[subject] == "PRON" and tree.lemmas[subject] == "it":
            yield from earlier[-1:]


def _told(tree: Tree, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan]) -> Iterator[Told]:
    """Each word that tells a step, once: of a work of its own sentence first."""
    for word in range(len(tree)) if works or earlier else ():
        rows = _steps_at(tree, word)
        found = [Told(word, name, step, work) for name, step in rows for work in _works(tree, word, step, works)]
        if not found:
            found = [Told(word, name, step, work) for name, step in rows for work in _meant(tree, word, step, earlier)]
        yield from found[:1]


def _steps_at(tree: Tree, word: int) -> list[tuple[str, Step]]:
    """The steps that a verb, or what something is said to be, may tell."""
    steps = load_steps().steps.items()
    if tree.upos[word] == "VERB":
        if tree.lemmas[word] not in _verbs():
            return []
        return [row for row in steps if any(_is_phrase(tree, word, verb.split()) for verb in row[1].verbs)]
    if not tree.is_clause(word):
        return []
    phrase = " ".join([*tree.prepositions(word), tree.lemmas[word]])
    return [row for row in steps if phrase in row[1].states]


@cache
def _verbs() -> frozenset[str]:
    return frozenset(verb.split()[0] for step in load_steps().steps.values() for verb in step.verbs)


def _is_phrase(tree: Tree, word: int, phrase: Sequence[str]) -> bool:
    """Whether the verb and the words that belong to it stand there."""
    below = [tree.lemmas[at] for at in tree.subtree(word)] if len(phrase) > 1 else []
    return tree.lemmas[word] == phrase[0] and all(part in below for part in phrase[1:])


def _works(tree: Tree, word: int, step: Step, works: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The works of the step's kinds in its places."""
    for place in _places(tree, word, step):
        for at in _behind(tree, place, step):
            start, end = tree.spans[at]
            yield from (work for work in works if work.kind in step.kinds and work.start <= start and end <= work.end)


def _meant(tree: Tree, word: int, step: Step, earlier: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The last work named before, where a word in one of the step's places points to it."""
    pointing = load_steps().pointing
    if any(tree.lemmas[at] in pointing and not _is_of_something(tree, at) for at in _places(tree, word, step)):
        yield from [work for work in earlier if work.kind in step.kinds][-1:]


def _is_of_something(tree: Tree, word: int) -> bool:
    """Whether the words say themselves what it is the rest, or the first, of."""
    return any("of" in tree.prepositions(child) for child in tree.children(word, "nmod"))


def _places(tree: Tree, word: int, step: Step) -> Iterator[int]:
    """Heads of the phrases in which the step's undertaking stands."""
    if tree.upos[word] != "VERB":
        yield from tree.subjects(word)
        return
    if step.done_to:
        yield from patients(tree, word)
        for aim in tree.children(word, "xcomp"):
            yield from patients(tree, aim)
    if step.does and not tree.is_passive(word):
        yield from agents(tree, word)
    if step.under:
        yield from fillers(tree, word, "obl:under")


def _behind(tree: Tree, place: int, step: Step) -> Iterator[int]:
    """The word itself and what it is of; of a step that needs a noun, only what stands behind that noun."""
    nouns = [part.split() for part in step.nouns]
    if nouns and not any(tree.lemmas[place] == noun[-1] for noun in nouns):
        return
    queue = [(place, 0)]
    while queue:
        at, depth = queue.pop(0)
        if depth or not nouns:
            yield at
        if depth < DEPTH and ((depth == 0 and nouns) or _is_seen_through(tree, at)):
            queue += [(child, depth + 1) for child in tree.children(at, "nmod", "compound", "nmod:poss")]


def _is_seen_through(tree: Tree, word: int) -> bool:
    return tree.lemmas[word] in load_steps().through or tree.upos[word] in ("NUM", "DET", "PRON")


def _stage(tree: Tree, told: Told, firmness: Firmness) -> Stage:
    if told.step.begun and any(tree.lemmas[above] in BEGINNING for above in _aspects(tree, told.word)):
        return told.step.begun
    first = any(tree.lemmas[at] == "first" for at in tree.words_in(*tree.clause_span(told.word)))
    coming = firmness.status in STILL_TO_COME and not first
    return told.step.planned if told.step.planned and (coming or _is_set(tree, told)) else told.step.stage


def _is_set(tree: Tree, told: Told) -> bool:
    """Whether the verb itself tells a plan: "is scheduled for May"."""
    return tree.lemmas[told.word] in ("plan", "schedule", "slate", "set")


def _aspects(tree: Tree, word: int) -> Iterator[int]:
    while tree.deprels[word] == "xcomp":
        word = tree.heads[word]
        yield word


def _about(tree: Tree, draft: Draft, told: Told) -> Draft:
    """A draft that has its stage, with the work that it is a step of."""
    entry = replace(draft.entry, undertaking=told.work.kind)
    rules = tuple(dict.fromkeys((*draft.rules, STEP + told.name)))
    theme = (*draft.theme, (told.work.start, told.work.end))
    return draft._replace(entry=entry, theme=theme, rules=rules, firmness=_firm(tree, told, draft.firmness))


def _staged(scene: Scene, draft: Draft, told: Told) -> Draft:
    """A draft with the stage of the step; one that only told a clause becomes a step."""
    firmness = _firm(scene.tree, told, draft.firmness)
    stage = _stage(scene.tree, told, firmness)
    theme = (*draft.theme, (told.work.start, told.work.end))
    if draft.entry.name.startswith(("clause_", STEP)):
        entry, kind = _entry(told, stage), _kind(firmness)
    else:
        entry, kind = replace(draft.entry, stage=stage, undertaking=told.work.kind), draft.kind
    rules = tuple(dict.fromkeys((draft.rules[0], STEP + told.name, *draft.rules[1:])))
    return draft._replace(entry=entry, kind=kind, theme=theme, rules=rules, firmness=firmness)


def _firm(tree: Tree, told: Told, firmness: Firmness) -> Firmness:
    """What "is planned" or "is to be done" is asserted as a plan, and is still to come."""
    if not (_is_set(tree, told) or _is_to(tree, told.word)) or firmness.status in ("denied", "hypothetical"):
        return firmness
    return replace(firmness, orientation="future", force="intended", durative=False)


def _is_to(tree: Tree, word: int) -> bool:
    """Whether the verb stands behind "is to", "was to be"."""
    marks = [child for child in tree.children(word, "mark") if tree.lemmas[child] == "to"]
    finite = [child for child in tree.children(word, "aux", "aux:pass", "cop") if tree.lemmas[child] == "be"]
    return any(be < mark for be in finite for mark in marks)


def _entry(told: Told, stage: Stage) -> Entry:
    return Entry(name=STEP + told.name, kind="commitment", stage=stage, undertaking=told.work.kind)


def _kind(firmness: Firmness) -> ClaimKind:
    if firmness.status == "called_for":
        return "recommendation"
    return "forecast" if firmness.status == "hypothetical" and firmness.orientation == "future" else "commitment"


def _draft(scene: Scene, words: FirmnessWords, told: Told) -> Draft:
    """A draft of a clause that tells the step alone, with those who do it where they are named."""
    judgement = scene.judge(words).judge(told.word)
    entry, theme = _entry(told, told.step.stage), ((told.work.start, told.work.end),)
    return _of_clause(scene, judgement, told.word, entry, theme)


def _of_clause(scene: Scene, judgement: Judgement, word: int, entry: Entry, theme: tuple[Span, ...]) -> Draft:
    tree, firmness = scene.tree, judgement.firmness
    doers = [number for agent in agents(tree, word) for number in scene.inside(agent)]
    return Draft(
        entry=entry,
        kind=_kind(firmness),
        trigger=tree.spans[word],
        support=tree.clause_span(clause_of(tree, word)),
        actors=tuple(dict.fromkeys(doers)),
        recipients=(),
        third=(),
        firmness=firmness,
        holders=tuple(find_holders(scene, judgement)),
        theme=theme,
        tense=firmness.orientation,
        rules=(entry.name, *(embedding.group.name for embedding in judgement.embeddings)),
    )
