"""Steps in the life of what is promised or built, told by clauses to which the lexicon gives no stage."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.arguments import agents, fillers, is_of_the_first, patients
from entente.extract.drafts import Draft
from entente.extract.firmness import Judgement
from entente.extract.holders import find_holders
from entente.extract.scene import Scene
from entente.extract.tree import Tree, clause_of
from entente.records.codes import ClaimKind, Stage, UndertakingKind
from entente.records.firmness import Firmness
from entente.records.mentions import UndertakingSpan
from entente.records.text import Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import Entry
from entente.vocab.merging import names_generally
from entente.vocab.steps import Step, load_steps

STEP = "step_"
"""Begins the name of an entry that a table of steps made, not the lexicon."""
FIGURE = "figure_of_work"
"""Name of the entry of a clause that gives a figure of a work."""
READER = "reader_"
"""Begins the name of an entry that the trained reader made, whose stage is a guess."""
DEPTH = 3
"""Nouns behind each other that are looked through: "the first of the section of the line"."""
BUILT: tuple[UndertakingKind, ...] = ("project", "pledge")
"""Kinds that are worked at."""
COUNTED: tuple[UndertakingKind, ...] = ("pledge", "contract")
"""Kinds of which there are so many."""
BEGINNING = frozenset({"begin", "start", "commence", "continue", "resume"})
TALK = frozenset({"talk", "negotiation"})
"""Nouns that say by "on" or "about" what they are of."""
OBLIGED = frozenset({"have", "need", "oblige", "require", "ought"})
OWED = load_function_words().duty | load_function_words().promising
"""Auxiliaries of what is to come."""
GRANTING = frozenset({"have", "give", "allow", "grant", "get", "leave", "set"})
"""Verbs with which a time is given in which something is to be done: "has until May to open it"."""
TIMES = frozenset({"year", "month", "week", "day"})
PHRASE_REACH = 7
"""Words behind a verb within which the rest of its phrase stands: "enter formally into force"."""
DEADLINE = re.compile(
    r"\b(?:by|before|until|within|in|no later than|not later than|at the latest|from|on) (?:[\w'’-]+ ){0,5}?"
    r"(?:\d{4}|\d{1,2}|January|February|March|April|May|June|July|August|September|October|November|December|week|weeks"
    r"|month|months|year|quarter|half|spring|summer|autumn|winter|year[-’']s?[- ]?end)\b"
)
"""A day or time by which something is owed."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n")
YIELDING: frozenset[ClaimKind] = frozenset({"measure", "state", "forecast"})
"""Kinds of which no other record stands beside the figure of their clause."""
CONCLUDED = frozenset({"agreed", "signed"})
"""Stages that two reach together, at a meeting of theirs where nobody is named beside it."""
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
    for told in _told(scene.tree, works, by_focus(scene, earlier)):
        if not TALK.isdisjoint(told.step.nouns):
            found = [_unsettled(draft, told.work) for draft in found]
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


def _unsettled(draft: Draft, work: UndertakingSpan) -> Draft:
    """What talks are on is not agreed, though the reader takes its noun for a deed."""
    guessed = draft.entry.name.startswith(READER) and work.start <= draft.trigger[0] and draft.trigger[1] <= work.end
    return draft._replace(entry=replace(draft.entry, stage=None)) if guessed else draft


def by_focus(scene: Scene, earlier: Sequence[UndertakingSpan]) -> list[UndertakingSpan]:
    """Works in the order in which "it" may mean them, the likeliest last: of a sentence the first that it names."""
    sentences: list[list[UndertakingSpan]] = []
    for work in earlier:
        if sentences and not _SENTENCE_END.search(scene.text, sentences[-1][0].end, work.start):
            sentences[-1].insert(0, work)
        else:
            sentences.append([work])
    return [work for sentence in sentences for work in sentence]


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
    for word in range(len(tree)) if amounts else ():
        work = next(_measured(tree, word, works, earlier), None)
        if work is None:
            continue
        span = tree.clause_span(word)
        if any(span[0] <= start and end <= span[1] for start, end in amounts):
            found = _with_figure(scene, words, found, word, work)
    return sorted(found, key=lambda draft: draft.trigger)


def _with_figure(
    scene: Scene, words: FirmnessWords, drafts: Sequence[Draft], word: int, work: UndertakingSpan
) -> list[Draft]:
    """An act of that word gives the figure too; what only tells the clause, a state or prospect, yields to it."""
    theme = ((work.start, work.end),)
    own = [draft for draft in drafts if word in scene.tree.words_in(*draft.trigger)]
    acts = [draft for draft in own if _stands_alone(draft)]
    rest = [draft for draft in drafts if draft not in own]
    if acts:
        return [*rest, *(draft._replace(theme=(*draft.theme, *theme), rules=(*draft.rules, FIGURE)) for draft in acts)]
    entry = Entry(name=FIGURE, kind="measure", undertaking=work.kind)
    told = of_clause(scene, scene.judge(words).judge(word), word, entry, theme)
    actors = tuple(dict.fromkeys(number for draft in own for number in draft.actors))
    recipients = tuple(dict.fromkeys(n for draft in own for n in draft.recipients if n not in actors))
    support = scene.tree.clause_span(word)
    return [*rest, told._replace(kind="measure", actors=actors, recipients=recipients, support=support)]


def _stands_alone(draft: Draft) -> bool:
    """Whether it tells more than its clause: a step, or an act of somebody."""
    told = draft.kind not in YIELDING and not draft.entry.name.startswith("clause_")
    return told and bool(draft.entry.stage or draft.actors or draft.recipients)


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
        if rows and not found:
            before = [*earlier, *(work for work in works if work.end <= tree.spans[word][0])]
            meant = [Told(word, name, step, work) for name, step in rows for work in _meant(tree, word, step, before)]
            found = sorted(meant, key=lambda told: -told.work.start)
        yield from found[:1]


def _steps_at(tree: Tree, word: int) -> list[tuple[str, Step]]:
    """The steps that a verb, or what something is said to be, may tell; a gerund that is only judged tells none."""
    if _is_free_gerund(tree, word):
        return []
    if _is_verb(tree, word):
        rows = _by_verb().get(tree.lemmas[word], ())
        aims = bool(tree.children(word, "xcomp", "ccomp"))
        behind = tree.lemmas[word + 1] if word + 1 < len(tree) else ""
        fitting = [row for row in rows if not (aims and row[1].bare) and behind not in row[1].unless]
        told = [(row, _longest(tree, word, row[1])) for row in fitting]
        most = max((length for _, length in told), default=0)
        return [row for row, length in told if length and length == most]
    predicate = tree.is_clause(word) or (tree.upos[word] == "ADJ" and tree.deprels[word] == "xcomp")
    if not predicate or (word + 1 < len(tree) and tree.lemmas[word + 1] == "to"):
        return []  # "is due to start" tells the start
    phrase = " ".join([*tree.prepositions(word), tree.lemmas[word]])
    return [row for row in load_steps().steps.items() if phrase in row[1].states]


def _is_free_gerund(tree: Tree, word: int) -> bool:
    """Whether it is the "expecting" of "expecting the bridge by May is naive", be its sentence read as one or not."""
    free = tree.deprels[word] in ("csubj", "root") and tree.xpos[word] == "VBG"
    return free and not tree.children(word, "aux", "nsubj", "nsubj:pass")


def _is_verb(tree: Tree, word: int) -> bool:
    """Whether it is a verb, or stands as one behind "to": "is due to open"."""
    led = tree.upos[word] == "ADJ" and any(tree.lemmas[at] == "to" for at in tree.children(word, "mark"))
    return tree.upos[word] == "VERB" or led


def _longest(tree: Tree, word: int, step: Step) -> int:
    """Words of the step's longest phrase that stands there: "hand in" tells more than "hand"; 0: none does."""
    told = (verb.split() for verb in step.verbs)
    return max((len(phrase) for phrase in told if _is_phrase(tree, word, phrase)), default=0)


@cache
def _by_verb() -> Mapping[str, list[tuple[str, Step]]]:
    """The steps by the first word of each of their verbs."""
    found: dict[str, list[tuple[str, Step]]] = {}
    for row in load_steps().steps.items():
        for verb in dict.fromkeys(phrase.split()[0] for phrase in row[1].verbs):
            found.setdefault(verb, []).append(row)
    return found


def _is_phrase(tree: Tree, word: int, phrase: Sequence[str]) -> bool:
    """Whether the verb and the words that belong to it stand there."""
    if tree.lemmas[word] != phrase[0]:
        return False
    below = [at for at in tree.subtree(word) if word < at <= word + PHRASE_REACH] if len(phrase) > 1 else []
    lemmas = {tree.lemmas[at] for at in below}
    return all(part in lemmas for part in phrase[1:])


def _works(tree: Tree, word: int, step: Step, works: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The works of the step's kinds in its places."""
    fitting = [work for work in works if _is_of(step, work)]
    found = False
    for place in _places(tree, word, step) if fitting else ():
        for at in _behind(tree, word, place, step):
            start, end = tree.spans[at]
            named = [work for work in fitting if work.start <= start and end <= work.end]
            found = found or bool(named)
            yield from named
    led = fitting and not found and not _does_to_another(tree, word, step)
    if led and tree.deprels[tree.first_conjunct(word)] == "acl:relcl":
        begin = tree.spans[min(tree.subtree(tree.first_conjunct(word)))][0]
        yield from (work for work in fitting if 0 < begin - work.end <= len(", "))  # "the port, which is to open"


def _is_of(step: Step, work: UndertakingSpan) -> bool:
    """Whether a step can be one of such a work."""
    return work.kind in step.kinds and (not step.heads or work.head in step.heads) and work.head not in step.not_heads


def _meant(tree: Tree, word: int, step: Step, earlier: Sequence[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The last work named before, where a word in one of the step's places points to it; of talks the first behind."""
    nouns = frozenset(noun.split()[-1] for noun in step.nouns) or load_steps().pointing
    for at in _places(tree, word, step):
        if _is_another(tree, at) or tree.upos[at] == "PROPN":
            continue  # "Ombessa Naval Works" are no works
        word_for = tree.forms[at].lower() if tree.xpos[at] == "VBG" else tree.lemmas[at]
        if step.stage == "closed" and word_for in load_steps().deadlines.nouns:
            continue  # a deadline that expires ends nothing
        if tree.upos[at] == "NUM" and _are_the_rest(tree, at):
            yield from [work for work in earlier if _is_of(step, work) and work.kind in COUNTED][-1:]
            return
        doing = step.does and step.stage == "under_way" and _is_doing(tree, at)
        if (word_for in nouns or doing) and not _is_of_something(tree, at):
            kinds = load_steps().pointing_kinds.get(word_for, BUILT if doing else step.kinds)
            fitting = [work for work in earlier if _is_of(step, work) and work.kind in kinds]
            behind = [work for work in fitting if work.start >= tree.spans[at][1]] if word_for in TALK else []
            yield from behind[:1] or [work for work in fitting if _is_in_field(word_for, work)][-1:]
            return
        if again := [work for work in earlier if _is_of(step, work) and _is_named_again(tree, at, work)]:
            yield again[-1]
            return


def _is_another(tree: Tree, word: int) -> bool:
    """Whether one beside that named before is told of: "a second exchange", "another round"."""
    led = {tree.lemmas[at] for at in tree.children(word, "det", "amod")}
    return "another" in led or ("a" in led and not led.isdisjoint(load_steps().further))


def _are_the_rest(tree: Tree, word: int) -> bool:
    """Whether a bare number stands for things named before: "the remaining three", "the other twenty"."""
    before = {tree.lower[at] for at in range(max(0, word - 2), word)}
    return "the" in before and bool(before & load_steps().rest) and not tree.children(word, "nmod")


def _is_in_field(word: str, work: UndertakingSpan) -> bool:
    """Whether works are of the field that a word for what comes of them tells."""
    field = load_steps().pointing_fields.get(word)
    return field is None or work.kind != "project" or field in work.domains


def _is_named_again(tree: Tree, word: int, work: UndertakingSpan) -> bool:
    """Whether a noun with "the" says less of works named before: "the link" of a cable, "the plant" of a reactor."""
    led = {tree.lemmas[at] for at in tree.children(word, "det")}
    bare = not tree.children(word, "amod", "compound", "nmod", "nmod:poss")
    named = tree.upos[word] == "NOUN" and bare and bool(led & {"the", "this"})
    return named and work.kind == "project" and names_generally(tree.lemmas[word], work.head)


def _is_doing(tree: Tree, word: int) -> bool:
    """Whether a bare noun tells work at something: "filling", "excavation of it", "teaching"."""
    bare = not tree.children(word, "det", "nmod:poss", "compound", "obj", "amod")
    return bare and tree.upos[word] in ("NOUN", "VERB") and tree.lower[word].endswith("ing")


def named_before(scene: Scene, places: Sequence[int], earlier: Sequence[UndertakingSpan]) -> UndertakingSpan | None:
    """The last work named before that a word points to, or repeats a word of: "the tolls" of a toll pact; no visit."""
    tree, earlier = scene.tree, [work for work in earlier if work.kind != "visit"]
    for at in (inner for place in places for inner in (place, *_parts(tree, place))):
        lemma = tree.lemmas[at]
        kinds = load_steps().pointing_kinds.get(lemma)
        points = lemma in load_steps().pointing and tree.upos[at] != "PROPN" and not _is_of_something(tree, at)
        fitting = [work for work in earlier if points and (kinds is None or work.kind in kinds)]
        fitting = fitting or [work for work in earlier if _repeats(scene, at, work)]
        if fitting:
            return fitting[-1]
    return None


def _parts(tree: Tree, word: int) -> list[int]:
    """Of "the last of the guns" the guns."""
    below = tree.children(word, "nmod") if tree.lemmas[word] in load_steps().through else []
    return [at for at in below if "of" in tree.prepositions(at)]


def _repeats(scene: Scene, word: int, work: UndertakingSpan) -> bool:
    """Whether a noun with an article is one of the words by which a work was named."""
    tree = scene.tree
    led = {tree.lemmas[at] for at in tree.children(word, "det", "nmod:poss")}
    named = scene.text[work.start : work.end].lower().split()
    return bool(led & {"the", "its", "their"}) and bool({tree.lemmas[word], tree.forms[word].lower()} & set(named))


def _is_of_something(tree: Tree, word: int) -> bool:
    """Whether the words say themselves what it is the rest, or the first, of."""
    below = tree.children(word, "nmod", "acl")
    ties = {"of", "on", "about", "over"} if tree.lemmas[word] in TALK else {"of"}
    return any(ties.intersection(tree.prepositions(child)) and tree.upos[child] != "PRON" for child in below)


def _places(tree: Tree, word: int, step: Step) -> Iterator[int]:
    """Heads of the phrases in which the step's undertaking stands."""
    for slot in step.slots:
        yield from fillers(tree, word, slot)
    if not _is_verb(tree, word):
        yield from tree.subjects(word) or _above_aux(tree, word) or tree.subjects(tree.first_conjunct(word))
        return
    if step.done_to:
        yield from patients(tree, word) or _described(tree, word) or _shared(tree, word)
        for aim in tree.children(word, "xcomp"):
            if not step.aims or tree.lemmas[aim] in step.aims:
                yield from patients(tree, aim)
    if step.does and not tree.is_passive(word) and not _does_to_another(tree, word, step):
        yield from agents(tree, word)


def _does_to_another(tree: Tree, word: int, step: Step) -> bool:
    """Whether the undertaking is only what does it: a treaty that ends a quarrel does not end."""
    objects = tree.children(word, "obj") if step.stage == "terminated" else []
    return any(tree.upos[at] in ("NOUN", "PROPN") for at in objects)


def _above_aux(tree: Tree, word: int) -> list[int]:
    """Of "the first ought to be in service", "is on course to be ready" the subject that hangs on the word above."""
    return tree.subjects(tree.heads[word]) if tree.deprels[word] in ("xcomp", "acl") else []


def _described(tree: Tree, word: int) -> list[int]:
    """Of "the contract concluded in May" the noun that the participle describes."""
    bare = tree.xpos[word] == "VBN" and not tree.children(word, "aux", "aux:pass", "mark")
    above = tree.heads[word] if bare and tree.deprels[word].startswith("acl") else -1
    return [above] if above >= 0 and tree.upos[above] != "VERB" else []


def _shared(tree: Tree, word: int) -> list[int]:
    """Of "is to be initialled in March and signed in May" the subject, for the participle that leans on the first."""
    first = _leant_on(tree, word)
    return patients(tree, first) if first != word else []


def _leant_on(tree: Tree, word: int) -> int:
    """The passive verb whose "is to be" a bare participle behind it shares; itself where it shares none."""
    first = tree.first_conjunct(word)
    bare = tree.xpos[word] == "VBN" and not tree.children(word, "aux", "aux:pass", "obj")
    return first if bare and tree.is_passive(first) and tree.xpos[first] == "VBN" else word


def _given_to(tree: Tree, word: int, place: int, nouns: Sequence[str]) -> Iterator[int]:
    """Of "gave the green light to the line" the line, which hangs on the verb beside the noun."""
    objects = tree.children(word, "obj")
    if tree.deprels[place] == "obl" and any(tree.lemmas[at] in nouns for at in objects):
        yield place


def _behind(tree: Tree, word: int, place: int, step: Step) -> Iterator[int]:
    """The word itself and what it is of; of a step that needs a noun, only what stands behind that noun."""
    nouns = [part.split() for part in step.nouns]
    if nouns and not any(tree.lemmas[place] == noun[-1] for noun in nouns):
        yield from _given_to(tree, word, place, [noun[-1] for noun in nouns])
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
    places = [*_places(tree, told.word, told.step), *tree.children(told.word, "obj")]
    lemmas = {tree.lemmas[at] for place in places for at in tree.phrase(place)}
    coming = (firmness.status in STILL_TO_COME and "first" not in lemmas) or _is_set(tree, told)
    ended = told.step.planned == "completed" and (_is_whole(tree, told) or _is_not_all(tree, told))
    return told.step.planned if told.step.planned and (coming or ended) else told.step.stage


def _is_set(tree: Tree, told: Told) -> bool:
    """Whether the verb itself, or what it hangs on, tells a plan: "is scheduled for May", "is due to open"."""
    plans = load_steps().plans
    chain = [at for at in (told.word, *_aspects(tree, told.word)) if not _sets_out(tree, at)]
    above = any(tree.lemmas[at] in plans and tree.is_clause(at) for at in chain)
    return above or _before_to(tree, told.word) in plans


def _sets_out(tree: Tree, word: int) -> bool:
    """Whether "set" tells a start and no plan: "set out on a patrol", "set sail"."""
    return word + 1 < len(tree) and tree.lemmas[word] == "set" and tree.lemmas[word + 1] in load_steps().setting_out


def _before_to(tree: Tree, word: int) -> str:
    """Of "is due to be laid" the word before "to", whatever hangs on what; empty: none."""
    at = word - 1
    while at > 0 and tree.upos[at] in ("AUX", "ADV", "ADP") and tree.lemmas[at] != "to":
        at -= 1
    return tree.lemmas[at - 1] if at > 1 and tree.lemmas[at] == "to" else ""


def _is_whole(tree: Tree, told: Told) -> bool:
    """Whether all of it, or the last of it, is told: "both radars were handed over", "the scanners arrived"."""
    words = load_steps()
    for place in _places(tree, told.word, told.step):
        below = tree.phrase(place)
        lemmas = {told for at in below for told in (tree.lemmas[at], tree.lower[at])}  # "remaining" is read as a verb
        if lemmas & words.whole and not lemmas & words.opening:
            return True
        if lemmas & words.part or any(tree.upos[at] == "NUM" and tree.heads[at] != place for at in below):
            continue
        if _is_definite(tree, place, told.work):
            return True
    return False


def _is_definite(tree: Tree, place: int, work: UndertakingSpan) -> bool:
    """Whether "the" things themselves are meant, not some of them."""
    start, end = tree.spans[place]
    return (
        work.start <= start and end <= work.end and any(tree.lemmas[at] == "the" for at in tree.children(place, "det"))
    )


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
        planned = draft.kind == "recommendation" and firmness.status == "planned"
        entry = replace(draft.entry, stage=stage, undertaking=told.work.kind)
        kind = "commitment" if planned else draft.kind
    rules = tuple(dict.fromkeys((draft.rules[0], STEP + told.name, *draft.rules[1:])))
    return draft._replace(entry=entry, kind=kind, theme=theme, rules=rules, firmness=firmness)


def _firm(tree: Tree, told: Told, firmness: Firmness) -> Firmness:
    """What "is planned" or "is to be done" is asserted as a plan, and is still to come."""
    if firmness.status in ("planned", "called_for") and _described(tree, told.word) and not _is_to(tree, told.word):
        return replace(firmness, orientation="past", force="asserted")
    if firmness.status == "hypothetical" and is_formality(tree, told.word):
        return replace(firmness, orientation="future", force="intended", durative=False)
    if firmness.status in ("denied", "hypothetical"):
        return firmness
    bare = tree.xpos[told.word] == "VBD" and not tree.children(told.word, "aux", "aux:pass")
    if firmness.status == "planned" and bare and not _is_set(tree, told):
        return replace(firmness, orientation="past", force="asserted")  # "it ended with a fire, everyone agreed"
    if told.step.lacks:
        return replace(firmness, polarity="negative", certainty="certain", orientation="present", force="asserted")
    if _is_not_all(tree, told):
        return replace(firmness, polarity="negative")
    if told.step.sets and firmness.orientation == "past":
        return firmness
    if not (
        told.step.sets
        or _is_set(tree, told)
        or _is_to(tree, told.word)
        or _is_owed(tree, told)
        or _will_have(tree, told.word)
        or _is_wanted(tree, told.word)
    ):
        return firmness
    return replace(firmness, orientation="future", force="intended", durative=False)


def is_formality(tree: Tree, word: int) -> bool:
    """Whether the condition is one that any plan has: "subject to ratification", "if all goes to plan"."""
    below = [at for at in tree.children(word, "advcl", "obl", "advmod") if tree.lemmas[at] in ("subject", "go")]
    return any(tree.lemmas[at] in load_steps().outlook.assent for top in below for at in tree.subtree(top))


def _is_not_all(tree: Tree, told: Told) -> bool:
    """Whether a part is still missing: "not all of the grain has arrived", "not one of the drones"."""
    starts = (min(tree.phrase(place)) for place in _places(tree, told.word, told.step))
    return any(tree.lemmas[at : at + 2] in (["not", "all"], ["not", "one"]) for at in starts)


def _is_owed(tree: Tree, told: Told) -> bool:
    """Whether a deed that nobody is called upon to do has a deadline: "must be delivered by 31 May"."""
    word = told.word
    if has_until(tree, word):
        return True
    bound = (
        any(tree.lemmas[at] in load_function_words().duty for at in tree.children(word, "aux"))
        or _before_to(tree, word) in OBLIGED
    )
    idle = tree.is_passive(word) or not _is_verb(tree, word) or (told.step.does and not tree.children(word, "obj"))
    return bound and idle and DEADLINE.search(_words(tree, word)) is not None


def _words(tree: Tree, word: int) -> str:
    """All the words of a clause."""
    return " ".join(tree.forms[at] for at in tree.subtree(word))


def has_until(tree: Tree, word: int) -> bool:
    """Whether somebody is given time for it: "has (two years,) until May (to open it)", "gave itself two years"."""
    timed = all(tree.lemmas[at] in TIMES for at in tree.children(word, "obj"))
    if tree.lemmas[word] == "have" and tree.upos[word] == "VERB" and timed:
        return any("until" in tree.prepositions(at) for at in tree.children(word, "obl", "obl:unmarked"))
    above = next((at for at in list(tree.ancestors(word))[:2] if tree.lemmas[at] in GRANTING), None)
    if above is None or "to" not in {tree.lemmas[at] for at in (word - 1, *tree.children(word, "mark"))}:
        return False
    between = {tree.lemmas[at] for at in range(above + 1, word)}
    return "until" in between or bool(between & TIMES)


def _will_have(tree: Tree, word: int) -> bool:
    """Whether it is told as done by a day to come: "will have finished it by May"."""
    own = {tree.lemmas[at] for at in tree.children(word, "aux")}
    return {"will", "have"} <= own and DEADLINE.search(_words(tree, word)) is not None


def _is_wanted(tree: Tree, word: int) -> bool:
    """Whether somebody wants it done by a day: "wants the text signed by May"."""
    if tree.xpos[word] != "VBN" or tree.children(word, "aux", "aux:pass"):
        return False
    above = any(tree.lemmas[at] in load_steps().outlook.wishing for at in list(tree.ancestors(word))[:2])
    return above and DEADLINE.search(_words(tree, word)) is not None


def as_coming(tree: Tree, word: int) -> bool:
    """Whether "to" and a plan stand right before it, or a bare "is to": "is due to be laid", "is to be laid"."""
    return _is_to(tree, word) or _before_to(tree, word) in load_steps().plans | OBLIGED


def _is_to(tree: Tree, word: int) -> bool:
    """Whether the verb stands behind "is to", "was to be", or a noun and "to be"."""
    word = _leant_on(tree, word)
    marks = [child for child in tree.children(word, "mark") if tree.lemmas[child] == "to"]
    finite = [child for child in tree.children(word, "aux", "aux:pass", "cop") if tree.lemmas[child] == "be"]
    if any(be < mark for be in finite for mark in marks):
        return True
    listed = tree.deprels[word].partition(":")[0] in ("acl", "root", "parataxis") and tree.xpos[word] == "VBN"
    return listed and bool(marks and finite) and not is_of_the_first(tree, word)


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
    return of_clause(scene, judgement, told.word, entry, theme)


def of_clause(scene: Scene, judgement: Judgement, word: int, entry: Entry, theme: tuple[Span, ...]) -> Draft:
    """A draft of the clause around a word, with those who do it where they are named."""
    tree, firmness = scene.tree, judgement.firmness
    doers = [number for agent in agents(tree, word) for number in scene.inside(agent)]
    doers = doers or list(scene.meeting(word) if entry.stage in CONCLUDED else ())
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
