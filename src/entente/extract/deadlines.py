"""Days that are set or moved by name: "the deadline for the bridge is 1 March", "the opening was postponed to May"."""

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.arguments import agents, patients
from entente.extract.drafts import Draft
from entente.extract.scene import Scene
from entente.extract.steps import STEP, by_focus, named_before, of_clause
from entente.extract.tree import Tree, clause_of
from entente.records.codes import Orientation, Stage
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry
from entente.vocab.steps import load_steps

DEADLINE = STEP + "deadline"
"""Name of the entry of a day that is set or moved."""
LEADING = frozenset({"ADP", "SCONJ"})
BEFORE_DAY = LEADING | frozenset({"DET", "ADJ", "ADV", "NUM", "SYM"})
"""What may stand between a day and the word that leads to it: "to no later than the first of May"."""


class _Set(NamedTuple):
    """A word that sets a day for a work, the stage that falls due, and how the day lies to the report."""

    word: int
    work: UndertakingSpan
    stage: Stage
    tense: Orientation


def with_deadlines(
    scene: Scene,
    words: FirmnessWords,
    drafts: Sequence[Draft],
    works: Sequence[UndertakingSpan],
    earlier: Sequence[UndertakingSpan],
    dates: Sequence[Span],
) -> list[Draft]:
    """The drafts with one for each day that is set or moved by name for a work."""
    if not dates or not (works or earlier):
        return list(drafts)
    tree, earlier = scene.tree, by_focus(scene, earlier)
    days = [at for span in dates for at in tree.words_in(*span)]
    found = [*_named(tree, works, earlier, days), *_moved(tree, works, earlier, days)]
    told = {one.word for one in found} | {draft.head(tree) for draft in drafts if draft.entry.stage is not None}
    found += [one for one in _parts(scene, works, earlier, days) if one.word not in told]
    made = [draft for one in found if (draft := _draft(scene, words, one)) is not None]
    return sorted((*drafts, *made), key=lambda draft: draft.trigger)


def _named(
    tree: Tree, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan], days: Sequence[int]
) -> Iterator[_Set]:
    """A noun such as "deadline" with a day in its clause, and the work that it is for."""
    table = load_steps().deadlines
    for word in range(len(tree)):
        if tree.lemmas[word] not in table.nouns or not _is_named(tree, word):
            continue
        clause = clause_of(tree, word)
        missed = tree.lemmas[clause] in table.missing and word not in tree.subjects(clause)
        near = (day for day in days if missed is False and clause_of(tree, day) == clause)
        if next(near, None) is None and not any(word in tree.ancestors(day) for day in days):
            continue  # "missed its deadline in May" tells when it was missed
        work = next(_inside(tree, word, works), None) or next(_inside(tree, clause, works), None)
        work = work or (earlier[-1] if earlier and not works else None)
        if work is not None:
            past = tree.lemmas[clause] in table.missing
            yield _Set(word, work, _stage(tree, word, work), "past" if past else "future")


def _is_named(tree: Tree, word: int) -> bool:
    """Whether it stands for itself, and for one that there is: no "target" of "target date", no "no deadline"."""
    inner = tree.deprels[word] in ("compound", "amod", "nmod:poss")
    measured = not load_steps().deadlines.measuring.isdisjoint(tree.prepositions(word))
    denied = any(tree.lemmas[at] == "no" for at in tree.children(word, "det"))
    return tree.upos[word] == "NOUN" and not (inner or measured or denied)


def _moved(
    tree: Tree, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan], days: Sequence[int]
) -> Iterator[_Set]:
    """A verb such as "postpone" or "extend" with a day behind "to" or "until"."""
    table = load_steps().deadlines
    for verb in range(len(tree)):
        if tree.lemmas[verb] not in table.moving | table.prolonging or tree.upos[verb] != "VERB":
            continue
        led = any(_is_led(tree, day, verb, days) for day in days if verb < day and clause_of(tree, day) == verb)
        for thing in [*patients(tree, verb), *agents(tree, verb)] if led else ():
            work = next(_inside(tree, thing, works), None)
            if work is None and tree.lemmas[thing] in load_steps().pointing | table.stages.keys() | table.nouns:
                work = next(reversed(earlier), None)
            if work is not None:
                prolonged = tree.lemmas[verb] in table.prolonging and work.kind in table.ending
                stage: Stage = "closed" if prolonged else _stage(tree, thing, work)
                yield _Set(verb, work, stage, "future")
                break


def _parts(
    scene: Scene, works: Sequence[UndertakingSpan], earlier: Sequence[UndertakingSpan], days: Sequence[int]
) -> Iterator[_Set]:
    """A part or milestone with a day and no verb: "the last by May", "the second phase, due in May", "opening: May"."""
    tree, done = scene.tree, set[int]()
    for day in days:
        word = _due_before(tree, day)
        word = _noun_before(tree, day) if word is None else word
        word = tree.heads[day] if word is None else word
        if "before" in tree.prepositions(day) and any(tree.lemmas[at] == "not" for at in range(day)):
            continue  # "will not vote before May" sets no day
        if "of" in tree.prepositions(day):
            continue  # "the whole of that week" is so long, and due on no day of it
        if word < 0 or word in done or word in days or not _is_part(tree, word):
            continue
        before = [work for work in works if work.start < tree.spans[day][0]]
        work = next(_inside(tree, word, works), None) or next(reversed(before), None)
        work = work or named_before(scene, [*tree.children(word, "nmod"), word], earlier)
        if work is None and not tree.children(word, "nmod"):
            work = next((one for one in reversed(earlier) if _may_stand_for(tree, word, one)), None)
        if work is not None:
            done.add(word)
            yield _Set(word, work, _stage_of_part(tree, word, work), "future")


def _noun_before(tree: Tree, day: int) -> int | None:
    """The milestone right before "in" or "on" and the day, whatever the day hangs on: "speak of an opening in May"."""
    if day < 2 or tree.lemmas[day - 1] not in ("in", "on") or tree.lemmas[day - 2] not in load_steps().deadlines.stages:
        return None
    return day - 2 if any(tree.lemmas[at] == "a" for at in tree.children(day - 2, "det")) else None


def _may_stand_for(tree: Tree, word: int, work: UndertakingSpan) -> bool:
    """Whether a part, or a milestone with "an", may be of a work named before: "they speak of an opening in May"."""
    lemma = tree.lemmas[word]
    if lemma in load_steps().part:
        return True
    new = any(tree.lemmas[at] == "a" for at in tree.children(word, "det"))
    return new and work.kind in load_steps().pointing_kinds.get(lemma, ()) and lemma in load_steps().deadlines.stages


def _due_before(tree: Tree, day: int) -> int | None:
    """Of "the second phase, due by March," the phase; None: no "due" leads the day."""
    due = next((at for at in range(day - 1, max(day - 5, 0), -1) if tree.lemmas[at] == "due"), None)
    if due is None or any(tree.lemmas[at] == "to" for at in range(due, day)):
        return None
    noun = due - 2 if tree.forms[due - 1] == "," else due - 1
    return noun if noun >= 0 and tree.upos[noun] in ("NOUN", "NUM") else None


def _is_part(tree: Tree, word: int) -> bool:
    """Whether it names a part or a milestone, and heads no clause."""
    steps = load_steps()
    names = {tree.lemmas[word], *(tree.lemmas[at] for at in tree.children(word, "amod"))}
    told = names & (steps.part | steps.whole | steps.opening) or tree.lemmas[word] in steps.deadlines.stages
    return bool(told) and tree.upos[word] in ("NOUN", "ADJ", "NUM") and not tree.is_clause(word)


def _stage_of_part(tree: Tree, word: int, work: UndertakingSpan) -> Stage:
    """What the word says; of a first part that the work is under way, of the others what falls due of such a work."""
    steps = load_steps()
    if tree.lemmas[word] in steps.deadlines.stages:
        return steps.deadlines.stages[tree.lemmas[word]]
    first = not {tree.lemmas[word], *(tree.lemmas[at] for at in tree.children(word, "amod"))}.isdisjoint(steps.opening)
    return "under_way" if first else steps.deadlines.kinds.get(work.kind, "completed")


def _is_led(tree: Tree, day: int, verb: int, days: Collection[int]) -> bool:
    """Whether a word that leads to it stands right before the day: "to May", not "put to sea last week"."""
    leading = load_steps().deadlines.leading
    near = takewhile(lambda at: at in days or tree.upos[at] in BEFORE_DAY, range(day, verb, -1))
    last = next((tree.lemmas[at] for at in near if tree.upos[at] in LEADING and tree.lemmas[at] != "of"), "")
    return last in leading


def _inside(tree: Tree, word: int, works: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The works that the words below one name, the first before the others."""
    below = [tree.spans[at] for at in tree.subtree(word)]
    return (work for work in works if any(work.start <= start and end <= work.end for start, end in below))


def _stage(tree: Tree, word: int, work: UndertakingSpan) -> Stage:
    """What the words beside the day name: "for the ratification of"; else what falls due of such a work."""
    table = load_steps().deadlines
    beside = [at for at in tree.subtree(word) if tree.spans[at][1] <= work.start or tree.spans[at][0] >= work.end]
    named = [table.stages[tree.lemmas[at]] for at in (word, *beside) if tree.lemmas[at] in table.stages]
    return named[0] if named else table.kinds.get(work.kind, "completed")


def _draft(scene: Scene, words: FirmnessWords, one: _Set) -> Draft | None:
    """A plan of nobody named: the day stands, whoever set it; what "was not postponed to May" has no such day."""
    entry = Entry(name=DEADLINE, kind="commitment", stage=one.stage, undertaking=one.work.kind)
    judgement = scene.judge(words).judge(one.word)
    draft = of_clause(scene, judgement, one.word, entry, ((one.work.start, one.work.end),))
    if scene.tree.upos[one.word] == "VERB" and draft.firmness.polarity == "negative":
        return None
    firmness = replace(draft.firmness, polarity="positive", orientation="future", force="intended", durative=False)
    return draft._replace(kind="commitment", actors=(), firmness=firmness, tense=one.tense)
