"""Days by which a text looks for something of a work in words that no step knows: "to welcome cars in May"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.steps import OWED, STEP, as_coming, has_until, is_formality, named_before, of_clause
from entente.extract.tree import Tree
from entente.records.codes import Stage, UndertakingKind
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry
from entente.vocab.steps import load_steps

OUTLOOK = STEP + "outlook"
"""Name of the entry of what is looked for by a day."""
REACH = 3
"""Predicates above the one that has the day in which the hope or plan may stand."""
UNSETTLED = frozenset({"denied", "hypothetical"})
PAPERS: frozenset[UndertakingKind] = frozenset({"treaty", "agreement", "mou", "ceasefire"})
"""Kinds that are kept by what is done under them."""
OWING: frozenset[UndertakingKind] = PAPERS | {"contract", "loan", "grant", "pledge"}
"""Kinds under which something is owed."""


class _Seen(NamedTuple):
    """A predicate with a day, the work that it is told of, and what falls due."""

    word: int
    work: UndertakingSpan
    stage: Stage


def with_outlooks(
    scene: Scene,
    words: FirmnessWords,
    drafts: Sequence[Draft],
    works: Sequence[UndertakingSpan],
    earlier: Sequence[UndertakingSpan],
    dates: Sequence[Span],
) -> list[Draft]:
    """The drafts with the day by which a work is to get on, where none of them tells a stage of it."""
    found = list(drafts)
    for seen in _seen(scene, works, earlier, dates) if works or earlier else ():
        status = scene.judge(words).judge(seen.word).firmness.status
        unsettled = status in UNSETTLED and not is_formality(scene.tree, seen.word)
        if unsettled or _is_told(scene.tree, found, seen):
            continue
        at = next((n for n, draft in enumerate(found) if draft.head(scene.tree) == seen.word), None)
        made = _draft(scene, words, seen)
        found = [*found, made] if at is None else [*found[:at], _as_act(found[at], made), *found[at + 1 :]]
    return sorted(found, key=lambda draft: draft.trigger)


def _as_act(told: Draft, made: Draft) -> Draft:
    """The plan, with the type and sides of the act that its predicate tells: "will give Chad ten buses in May"."""
    if told.entry.type in (None, "SAY") or told.entry.name.startswith("clause_"):
        return made
    entry = replace(told.entry, stage=made.entry.stage, undertaking=made.entry.undertaking)
    return made._replace(
        entry=entry, actors=told.actors, recipients=told.recipients, third=told.third, share=told.share,
        rules=(*told.rules, OUTLOOK),
    )  # fmt: skip


def _seen(
    scene: Scene, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan], dates: Sequence[Span]
) -> Iterator[_Seen]:
    """Each predicate with a day of its own that tells what is hoped or planned of a work, once."""
    tree, done = scene.tree, set[int]()
    for date in dates:
        head = tree.head_of(*date)
        word = next((at for at in _seats(tree, head) if _is_awaited(tree, at)), -1) if head is not None else -1
        if word < 0 or word in done:
            continue
        work = _meant(scene, word, works, earlier)
        if work is not None and not any(tree.lemmas[at] in ("not", "never") for at in tree.children(word, "advmod")):
            done.add(word)
            yield _Seen(word, work, _stage(tree, word, work))


def _meant(
    scene: Scene, word: int, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan]
) -> UndertakingSpan | None:
    """The work of its sentence that it is told of, else one named before; who has until a day has it for the last."""
    tree = scene.tree
    given = has_until(tree, word)
    first = next((work for work in works if work.kind != "visit"), None)
    own = next(_works(tree, word, works), None) or (first if given else None)
    if own is not None:
        return own
    earlier = [*earlier, *(work for work in works if work.end <= tree.spans[word][0])]
    papers = [work for work in earlier if work.kind in OWING]
    named = named_before(scene, _named(tree, word), earlier) or named_before(scene, _owed_by(tree, word), papers)
    return named or (earlier[-1] if given and earlier and not works else None)


def _seats(tree: Tree, day: int) -> list[int]:
    """The predicate that a day hangs on, and what hangs on that: "expected in May to open", "to open in May"."""
    path = [at for at in tree.ancestors(day) if tree.upos[at] == "VERB" or tree.is_clause(at)]
    below = [one for at in path[:1] for one in tree.children(at, "xcomp", "acl", "ccomp")]
    return [*path[:1], *below, *(one for at in path[:1] for one in tree.children(at, "advcl") if has_until(tree, one))]


def _above(tree: Tree, word: int) -> list[int]:
    """The predicate and those that govern it up to the finite one: "expected to be brought"."""
    path = [word]
    while tree.deprels[path[-1]] in ("xcomp", "acl", "ccomp", "csubj") and len(path) <= REACH:
        if tree.children(path[-1], "aux") and tree.deprels[path[-1]] == "ccomp":
            break
        path.append(tree.heads[path[-1]])
    return path


def _is_awaited(tree: Tree, word: int) -> bool:
    """Whether it is told of a verb that it is to come: by "will", by what governs it, by its subject."""
    table = load_steps().outlook
    if tree.lemmas[word] in table.idle:
        return False
    if tree.lemmas[word] in table.wishing and tree.children(word, "obj"):
        return tree.lemmas[word] not in table.lacking or _asks_for_a_step(tree, word)
    path = _above(tree, word)
    owed = any(tree.lemmas[aux] in OWED for at in path for aux in tree.children(at, "aux"))
    hoped = any(tree.lemmas[at] in table.hopes for at in path[1:])
    aim = any(tree.lemmas[at] in table.hopes for above in path for at in tree.children(above, "nsubj", "nsubj:outer"))
    return owed or hoped or aim or as_coming(tree, word) or has_until(tree, word)


def _asks_for_a_step(tree: Tree, word: int) -> bool:
    """Whether a milestone is the object: "needs the consent of both", not "needs a new bridge"."""
    return any(tree.lemmas[at] in load_steps().deadlines.stages for at in tree.children(word, "obj"))


def _subjects(tree: Tree, word: int) -> list[int]:
    """Its subject, else that of what governs it."""
    return next((found for at in _above(tree, word) if (found := list(tree.subjects(at)))), [])


def _named(tree: Tree, word: int) -> list[int]:
    """Its subject, what it is done to, and what stands behind "on"."""
    return [*_things(tree, word), *(at for at in _beside(tree, word) if at not in _owed_by(tree, word))]


def _owed_by(tree: Tree, word: int) -> list[int]:
    """What it is owed by: "under the accord", "under it"."""
    owing = load_steps().outlook.owing
    return [at for at in tree.children(word, "obl") if not owing.isdisjoint(tree.prepositions(at))]


def _things(tree: Tree, word: int) -> list[int]:
    """What it is told of: an object, or a subject that does nothing to another, unless the table has the verb."""
    objects = tree.children(word, "obj")
    wishes = tree.lemmas[word] in load_steps().outlook.wishing
    acts = objects and not tree.is_passive(word) and not wishes and not _is_known(tree, word)
    return objects if acts else [*_subjects(tree, word), *objects]


def _is_known(tree: Tree, word: int) -> bool:
    table = load_steps().outlook
    return tree.lemmas[word] in table.verbs | table.beginning | table.stages.keys()


def _works(tree: Tree, word: int, works: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The works of its subject, then of its objects, then of the rest of its clause."""
    for place in (*_things(tree, word), *_beside(tree, word)):
        through = _is_known(tree, word) or tree.lemmas[place] in load_steps().through
        below = [tree.spans[at] for at in (tree.phrase(place) if through else [place])]
        yield from (work for work in works if any(work.start <= start and end <= work.end for start, end in below))


def _beside(tree: Tree, word: int) -> list[int]:
    """Where it is done, of a verb of the table: "on the line"; or by what it is owed: "under the accord"."""
    table = load_steps().outlook
    if tree.lemmas[word] in table.wishing:
        return []
    placed = table.placed if _is_known(tree, word) else frozenset[str]()
    places = [at for at in tree.children(word, "obl") if not placed.isdisjoint(tree.prepositions(at))]
    return [*places, *_owed_by(tree, word)]


def _stage(tree: Tree, word: int, work: UndertakingSpan) -> Stage:
    """What the verb tells, else the words of its object, else what falls due of such a work."""
    steps = load_steps()
    if tree.lemmas[word] in steps.outlook.beginning:
        return "under_way"
    if told := steps.outlook.stages.get(tree.lemmas[word]):
        return told
    wished = tree.children(word, "obj") if tree.lemmas[word] in steps.outlook.wishing else []
    beside = {tree.lemmas[at] for thing in wished for at in tree.subtree(thing)}
    named = (stage for noun, stage in steps.deadlines.stages.items() if noun in beside)
    if stage := next(named, None):
        return stage
    if work.kind in PAPERS and any(tree.lemmas[at] in steps.outlook.approving for at in _subjects(tree, word)):
        return "approved"
    if _owed_by(tree, word):
        return "under_way" if work.kind in PAPERS else "completed"
    return steps.deadlines.kinds.get(work.kind, "completed")


def _is_told(tree: Tree, drafts: Sequence[Draft], seen: _Seen) -> bool:
    """Whether a draft tells a stage of the same predicate, of one above it, or of the work as planned."""
    path = set(_above(tree, seen.word))
    staged = [draft for draft in drafts if draft.entry.stage is not None]
    return any(
        draft.head(tree) in path
        or ((seen.work.start, seen.work.end) in draft.theme and draft.firmness.status == "planned")
        for draft in staged
    )


def _draft(scene: Scene, words: FirmnessWords, seen: _Seen) -> Draft:
    """A plan for the work, of those who are to carry it out where they are named."""
    entry = Entry(name=OUTLOOK, kind="commitment", stage=seen.stage, undertaking=seen.work.kind)
    judgement = scene.judge(words).judge(seen.word)
    draft = of_clause(scene, judgement, seen.word, entry, ((seen.work.start, seen.work.end),))
    firmness = replace(draft.firmness, polarity="positive", orientation="future", force="intended", durative=False)
    return draft._replace(kind="commitment", firmness=firmness, tense="future")
