"""Words of the lexicon that report an act, and who takes part in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from entente.extract.arguments import agents, fillers, nested, prepositions_in
from entente.extract.scene import Scene
from entente.extract.tree import SUBJECTS, Tree, quantities
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import Entry, Lexicon, Match, load_lexicon

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_OWNED = frozenset({"amod", "compound", "nmod:poss", "nmod:of"})
_WORDS_ALONE = frozenset({"CONSULT", "REQUEST", "ACCUSE", "AGREE", "SAY", None})
"""Acts of words: whom else their clause names is as often the subject of the talk as the one talked to."""
_PHRASES = ("iobj", "obj", "obl", "nmod", "xcomp", "ccomp")
_ALL_SIDES = 3
"""Doers, recipients, and more than one doer."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_REACH = 7
"""Words between two parts of a phrase: articles, adjectives, adverbs, but never another clause."""


class Frame(NamedTuple):
    """One act as its words tell it; actors are numbers in `Scene.actors`."""

    entry: Entry
    words: tuple[int, ...]
    """The trigger; the first is its head."""
    theme: tuple[int, ...]
    """What the act is about, when a test of the lexicon named it."""
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    third: tuple[tuple[str, int], ...]
    carrier: int | None = None
    """The light verb that a noun hangs on: its tense and mood are those of the act."""

    @property
    def head(self) -> int:
        """The word that stands for the act in the tree."""
        return self.words[0]


def find_frames(scene: Scene, lexicon: Lexicon) -> list[Frame]:
    """The acts of a sentence in order of their words; a noun that another act speaks for is left out."""
    found = [frame for word in range(len(scene.tree)) if (frame := _best(scene, lexicon, word))]
    spoken_for = {word for frame in found for word in (*frame.words[1:], *frame.theme)}
    return [frame for frame in found if not (frame.head in spoken_for and scene.tree.upos[frame.head] != "VERB")]


def lent_frame(scene: Scene, lexicon: Lexicon, word: int, lender: Frame) -> Frame | None:
    """The frame of a noun coordinated with an act, whose parties are its own: "visits and joint drills"."""
    tree = scene.tree
    if tree.upos[word] != "NOUN" or not (lender.actors or lender.recipients):
        return None
    for match in sorted(_matches(tree, lexicon, word), key=lambda match: -len(match.words)):
        words = _noun_phrase(tree, word, match)
        theme = _theme(scene, words, match) if words else None
        if not words or theme is None or not (theme or words[1:]) or match.entry.kind not in ("event", "commitment"):
            continue
        both = tuple(dict.fromkeys((*lender.actors, *lender.recipients)))
        sides = (both, ()) if match.entry.reciprocal else (lender.actors, lender.recipients)
        return Frame(match.entry, words, theme, *sides, (), lender.carrier)
    return None


def _best(scene: Scene, lexicon: Lexicon, word: int) -> Frame | None:
    """The frame of a word: longest phrase first, then most tests passed, then most sides found."""
    tree = scene.tree
    known = _matches(tree, lexicon, word)
    if not known or (tree.upos[word] == "PROPN" and scene.actor_at(word) is not None):
        return None
    if _is_presence(tree, word):
        return None
    matches = [match for match in known if len(match.words) == 1 or _others_present(tree, match)]
    found, rank = None, (0, 0, -1)
    for match in sorted(matches, key=_promise, reverse=True):
        if rank >= (*_promise(match), _ALL_SIDES):
            break  # nothing behind it ranks above what is found
        frame = _frame(scene, lexicon, word, match)
        if frame is not None and _rank(frame) > rank:
            found, rank = frame, _rank(frame)
    return found


def _is_presence(tree: Tree, word: int) -> bool:
    """Whether it only names witnesses: "signed in the presence of both ministers"."""
    return tree.lemmas[word] in load_lexicon().classes["witnessing"] and "in" in tree.prepositions(word)


def _others_present(tree: Tree, match: Match) -> bool:
    """Whether the sentence holds the other words of a phrase at all."""
    return all(word in tree.present for at, word in enumerate(match.words) if at != match.head)


def _rank(frame: Frame) -> tuple[int, int, int]:
    return len(frame.words), _tests(frame.entry), bool(frame.actors) + bool(frame.recipients) + (len(frame.actors) > 1)


def _promise(match: Match) -> tuple[int, int]:
    """What is known of the rank before its sides are looked for."""
    return len(match.words), _tests(match.entry)


def _tests(entry: Entry) -> int:
    return bool(entry.objects or entry.subjects or entry.noun_of) + bool(entry.clause)


def _matches(tree: Tree, lexicon: Lexicon, word: int) -> Sequence[Match]:
    match tree.upos[word]:
        case "VERB":
            return _look_up(lexicon, lexicon.verbs, tree, word)
        case "NOUN" | "PROPN":
            return _look_up(lexicon, lexicon.nouns, tree, word)
        case "ADJ":
            return (*lexicon.adjectives.get(tree.lemmas[word], ()), *_participles(tree, lexicon, word))
    return ()


def _look_up(lexicon: Lexicon, table: Mapping[str, tuple[Match, ...]], tree: Tree, word: int) -> Sequence[Match]:
    """By the lemma; where the analyser knows it not, by the form."""
    return table.get(tree.lemmas[word]) or table.get(lexicon.lemma_of.get(tree.forms[word].lower(), ""), ())


def _participles(tree: Tree, lexicon: Lexicon, word: int) -> Sequence[Match]:
    """A participle read as an adjective is still its verb when something shows it."""
    shown = tree.children(word, "obl:agent", "aux:pass") or tree.xpos[word] == "VBN"
    return _look_up(lexicon, lexicon.verbs, tree, word) if shown else ()


def _frame(scene: Scene, lexicon: Lexicon, word: int, match: Match) -> Frame | None:
    tree, entry = scene.tree, match.entry
    if tree.upos[word] in ("NOUN", "PROPN"):
        words = _noun_phrase(tree, word, match)
    else:
        words = _verb_phrase(tree, word, match.words[1:])
    if words is None:
        return None
    theme = _theme(scene, words, match)
    if theme is None:
        return None
    carrier = carrier_of(tree, lexicon, word)
    places = _Places(scene, entry, words, theme, carrier, receives=_receives(tree, lexicon, carrier))
    if entry.reciprocal:
        actors = tuple(dict.fromkeys(party for slot in entry.actor for party in places.parties(slot)))
        actors = actors or scene.meeting(words[0])
        if not actors and _is_of_both(tree, lexicon, (*words, *theme)):
            actors = scene.both_before() or _named_beside(scene, words[0])
        recipients: tuple[int, ...] = ()
    else:
        actors, recipients = _sides(places, entry)
    step_of_named = entry.stage is not None and bool(theme) and entry.parties < 2  # "work on the line has not started"
    if not step_of_named and not _enough(scene, entry, words[0], actors, recipients):
        return None
    if recipients and not actors and _done_by_another(tree, words[0], lexicon):
        return None
    taken = {*actors, *recipients}
    third = tuple(
        (role, party)
        for role, slots in entry.third.items()
        for slot in slots
        for party in places.parties(slot)
        if party not in taken
    )
    return Frame(entry, words, theme, actors, recipients, third, carrier)


def _is_of_both(tree: Tree, lexicon: Lexicon, words: Sequence[int]) -> bool:
    """Whether it is about what two have between them: "the talks collapsed", "the guns fell silent"."""
    return any(tree.lemmas[word] in lexicon.classes["shared"] for word in words)


def _named_beside(scene: Scene, head: int) -> tuple[int, ...]:
    """Who acts in a clause that says when or how: "the guns fell silent when the Chadian battery obeyed"."""
    tree = scene.tree
    around = [*tree.children(head, "advcl"), *([tree.heads[head]] if tree.deprels[head] == "advcl" else [])]
    doers = (number for clause in around for subject in tree.subjects(clause) for number in scene.parties(subject))
    return tuple(dict.fromkeys(number for number in doers if scene.tells(number)))


def _enough(scene: Scene, entry: Entry, head: int, actors: Sequence[int], recipients: Sequence[int]) -> bool:
    """Whether as many parties are named as the entry asks; a passive may leave its doer out."""
    if not entry.reciprocal and recipients and not actors and entry.parties == 2:
        passive = scene.tree.upos[head] == "VERB" and scene.tree.is_passive(head)
        return passive and any(scene.tells(number) for number in recipients)
    if entry.parties == 2 and not entry.reciprocal and not recipients:
        return False
    return len({*actors, *recipients}) >= entry.parties


def sides_of(scene: Scene, entry: Entry, word: int, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Doer and recipient of a word that no phrase of the lexicon told, by the slots of an entry made for it."""
    carrier = carrier_of(scene.tree, lexicon, word)
    receives = _receives(scene.tree, lexicon, carrier)
    return _sides(_Places(scene, entry, (word,), (), carrier, receives=receives), entry)


def _sides(places: "_Places", entry: Entry) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Doer and recipient, each from the first slot that is filled; nobody is on both sides."""
    doer_slot, actors = places.first(entry.actor)
    slots = [slot for slot in entry.recipient if slot != doer_slot]
    _, recipients = places.first(slots, doer=False, but=actors)
    if slots and not recipients:
        recipients = places.owners_of_theme(but=actors)
    if slots and actors and not recipients and entry.type not in _WORDS_ALONE:
        recipients = places.within_reach(but=actors)
    return actors, recipients


class _Places:
    """Where the slots of one frame are looked for."""

    def __init__(
        self,
        scene: Scene,
        entry: Entry,
        words: tuple[int, ...],
        theme: tuple[int, ...],
        carrier: int | None,
        *,
        receives: bool,
    ) -> None:
        self._mutual = entry.reciprocal
        self._scene, self._theme, self._carrier, self._receives = scene, theme, carrier, receives
        self._head, self._words = words[0], words
        self._never = {word for word in theme if not scene.is_person(word)}

    def parties(self, slot: str, *, doer: bool = True) -> list[int]:
        """Actors in a slot, each once, the theme never among them."""
        if not (self._scene.actors and prepositions_in(slot) <= self._scene.tree.present):
            return []
        found: dict[int, None] = {}
        for word in self._anchors(slot, doer=doer):
            for filler in self._fillers(word, slot):
                if slot.rpartition(">")[2] in _CLAUSES:
                    found.update(dict.fromkeys(self._scene.inside(filler)))
                elif filler not in self._never:
                    named = self._scene.parties(filler, doer=doer)
                    found.update(dict.fromkeys(n for n in named if not self._scene.is_owner(n, but=self._head)))
            if found:
                break
        return list(found)

    def _fillers(self, word: int, slot: str) -> Iterator[int]:
        """Fillers of a slot; a part of the anchor's own name fills none."""
        own = self._scene.actor_at(word)
        for filler in fillers(self._scene.tree, word, slot):
            if own is None or self._scene.actor_at(filler) != own:
                yield filler

    def first(self, slots: Sequence[str], *, doer: bool = True, but: Sequence[int] = ()) -> tuple[str, tuple[int, ...]]:
        """The first slot whose actors say whose they are, else the first with any, and those actors."""
        any_found: tuple[str, tuple[int, ...]] = ("", ())
        for slot in ("nsubj", *slots) if self._receives and not doer else slots:
            found = tuple(party for party in self.parties(slot, doer=doer) if party not in but)
            if but:  # "left its allies": a possessive points back to the doer
                found = tuple(party for party in found if not self._scene.is_possessive(party))
            if found and any(self._scene.tells(party) for party in found):
                return slot, tuple(party for party in found if self._scene.tells(party))
            if found and not any_found[1]:
                any_found = slot, found
        return any_found

    def owners_of_theme(self, *, but: Sequence[int]) -> tuple[int, ...]:
        """Whose the thing is that something is done to, where no slot says: "freed Chad's pilots"."""
        found = [party for word in self._theme for party in self._scene.parties(word, doer=False)]
        return tuple(
            dict.fromkeys(
                n for n in found if n not in but and self._scene.tells(n) and not self._scene.is_possessive(n)
            )
        )

    def within_reach(self, *, but: Sequence[int]) -> tuple[int, ...]:
        """The actors named in the first phrase of the act that names any other than the doer."""
        tree, scene = self._scene.tree, self._scene
        for bearer in (self._head, *([] if self._carrier is None else [self._carrier])):
            for child in tree.children(bearer, *_PHRASES):
                if not load_function_words().around.isdisjoint(tree.prepositions(child)) or _is_presence(tree, child):
                    continue
                found = [n for n in scene.inside(child) if n not in but and scene.tells(n) and not scene.is_goal(n)]
                if found:
                    return tuple(found)
        return ()

    def _anchors(self, slot: str, *, doer: bool) -> Iterator[int]:
        """The trigger, then for a noun's slots its theme, for a verb's slots the light verb that carries it."""
        yield self._head
        tree = self._scene.tree
        is_verb = tree.upos[self._head] == "VERB"
        if slot.startswith(("nmod", "compound", "amod", "appos")):
            objects = fillers(tree, self._head, "obj") if is_verb else []
            if is_verb and doer and not self._mutual and slot in _OWNED:  # whose a thing is did not do it
                objects, theme = [], [word for word in self._theme if word not in objects]
            else:
                theme = list(self._theme)
            yield from self._words[1:]
            yield from theme
            yield from objects
        takes = doer and self._receives and slot == "nsubj"
        if self._carrier is not None and not takes and slot.startswith(("nsubj", "obl", "nmod:", "iobj", "obj")):
            yield self._carrier


def _done_by_another(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether the clause names a doer that is no actor: "a virus threatens Kenya's bananas"; a bomb is but a tool."""
    weapons = lexicon.classes.get("instrument", frozenset())
    doers = agents(tree, verb) if tree.upos[verb] == "VERB" else []
    return any(tree.is_nominal(word) and tree.lemmas[word] not in weapons for word in doers)


def carrier_of(tree: Tree, lexicon: Lexicon, noun: int) -> int | None:
    """The light verb whose object, or passive subject, the noun is: "conducted drills", "talks were held".

    One that says what the noun became carries none: "made the visit impossible".
    """
    if tree.upos[noun] == "VERB":
        return None
    first = tree.first_conjunct(noun)
    head = tree.heads[first]
    light = _carrying(lexicon) if head >= 0 and not _makes_so(tree, head) else frozenset()
    if tree.deprels[first] in ("obj", "nsubj:pass", "obl", "nsubj") and tree.lemmas[head] in light:
        return head
    described = tree.children(noun, "acl:relcl", "acl")  # "drills that were carried out by both navies"
    return next((verb for verb in described if tree.lemmas[verb] in light and tree.is_passive(verb)), None)


def _makes_so(tree: Tree, verb: int) -> bool:
    """Whether a verb says of its object what it became."""
    return any(tree.upos[at] == "ADJ" for at in tree.children(verb, "xcomp"))


@cache
def _words_that_carry(light: frozenset[str], receiving: frozenset[str]) -> frozenset[str]:
    return light | receiving


def _carrying(lexicon: Lexicon) -> frozenset[str]:
    nothing: frozenset[str] = frozenset()
    return _words_that_carry(lexicon.classes.get("light", nothing), lexicon.classes.get("receiving", nothing))


def _receives(tree: Tree, lexicon: Lexicon, carrier: int | None) -> bool:
    """Whether the subject of the carrier is the one to whom it is done: "received a loan"."""
    if carrier is None or tree.lemmas[carrier] in lexicon.classes.get("light", ()):
        return False
    return tree.lemmas[carrier] in lexicon.classes.get("receiving", ())


def _noun_phrase(tree: Tree, noun: int, match: Match) -> tuple[int, ...] | None:
    """The words of a noun phrase of the lexicon around its head: "peace talk", "call for help"."""
    before, after = match.words[: match.head], match.words[match.head + 1 :]
    words = [noun]
    at = noun
    for lemma in reversed(before):
        found = next(
            (i for i in range(at - 1, max(-1, at - 4), -1) if tree.is_word(i, lemma) and tree.upos[i] != "PUNCT"), None
        )
        if found is None:
            return None
        words.append(found)
        at = found
    rest = _in_order(tree, noun, after)
    return None if rest is None else (*words, *rest)


def _verb_phrase(tree: Tree, verb: int, rest: Sequence[str]) -> tuple[int, ...] | None:
    """The words of a verb phrase of the lexicon: "enter into", "hold talk"; in the passive the noun stands before."""
    found = _in_order(tree, verb, rest)
    if found is not None:
        return (verb, *found)
    if tree.is_passive(verb) and rest:
        subject = next((s for s in tree.children(verb, *SUBJECTS) if tree.lemmas[s] in rest), None)
        if subject is not None:
            other = _in_order(tree, verb, [word for word in rest if word != tree.lemmas[subject]])
            return None if other is None else (verb, subject, *other)
    return None


def _in_order(tree: Tree, head: int, rest: Sequence[str]) -> tuple[int, ...] | None:
    """Where the lemmas follow each other after the head, all inside its phrase."""
    if not rest:
        return ()
    at, found = head, []
    for lemma in rest:
        near = range(at + 1, min(at + 1 + _REACH, len(tree)))
        here = next(
            (i for i in near if tree.is_word(i, lemma) and i in tree.subtree(head) and not _dates(tree, i)), None
        )
        if here is None:
            return None
        found.append(here)
        at = here
    return tuple(found)


def _dates(tree: Tree, word: int) -> bool:
    """Whether a preposition leads a day, month or year: "called the king on Friday" calls on nobody."""
    if tree.deprels[word] != "case":
        return False
    led, classes = tree.heads[word], load_lexicon().classes
    return tree.lemmas[led] in classes["weekday"] | classes["month"] or bool(_YEAR.fullmatch(tree.forms[led]))


def _theme(scene: Scene, words: tuple[int, ...], match: Match) -> tuple[int, ...] | None:
    """What the tests of an entry found; None: a test failed."""
    tree, entry, head = scene.tree, match.entry, words[0]
    theme: list[int] = []
    if tree.upos[head] in ("NOUN", "PROPN"):
        if entry.noun_of and not (theme := _heads_in(scene, _belongings(tree, head), entry.noun_of)):
            return None
    elif entry.objects or entry.subjects:
        theme = _heads_in(scene, _objects(tree, words), entry.objects)
        if not theme and entry.subjects and not _has_object(tree, words):
            theme = _heads_in(scene, _subjects(tree, head), entry.subjects)
        if not theme:
            return None
    return tuple(theme) if not entry.clause or _has_clause(tree, words, entry.clause) else None


def _has_object(tree: Tree, words: tuple[int, ...]) -> bool:
    """Whether a verb does something to a thing that is no part of its phrase: "the accord ends a quarrel"."""
    return not tree.is_passive(words[0]) and any(at not in words for at in tree.children(words[0], "obj"))


def _belongings(tree: Tree, noun: int) -> list[int]:
    """What an event noun is about: behind a preposition, before it as compound or possessor."""
    near = tree.children(noun, "nmod", "compound", "nmod:poss", "amod", "obl")
    near = near + [child for inner in nested(tree, noun, "of") for child in tree.children(inner, "nmod")]
    return [part for child in near for member in tree.conjuncts(child) for part in _looked_through(tree, member)]


def _subjects(tree: Tree, verb: int) -> list[int]:
    found = [*fillers(tree, verb, "nsubj"), *tree.children(verb, "nsubj:pass")]
    return [part for filler in found for part in _looked_through(tree, filler)]


def _objects(tree: Tree, words: tuple[int, ...]) -> list[int]:
    """The object of a verb, or of the preposition that its phrase ends in."""
    last = words[-1]
    if len(words) > 1 and tree.deprels[last] in ("case", "mark"):
        noun = tree.heads[last]
        found = [member for member in tree.conjuncts(noun) if tree.is_nominal(member)]
    else:
        found = fillers(tree, words[0], "obj")
    return [part for filler in found for part in _looked_through(tree, filler)]


def _looked_through(tree: Tree, noun: int, depth: int = 3) -> Iterator[int]:
    """The noun, and what a quantity or part is of: "tons of aid", "two of the envoys", "nine-tenths of the debt"."""
    yield noun
    if depth and (tree.lemmas[noun] in quantities() or tree.upos[noun] in ("NUM", "DET", "PRON", "SYM")):
        for child in tree.children(noun, "nmod"):
            if "of" in tree.prepositions(child) or "worth" in tree.prepositions(child):
                for member in tree.conjuncts(child):
                    yield from _looked_through(tree, member, depth - 1)


def _has_clause(tree: Tree, words: tuple[int, ...], allowed: frozenset[str]) -> bool:
    """Whether one of the lemmas, or such a modal, heads a clause that hangs on the trigger; "any": any will do."""
    bearers = (words[0], *(word for word in words[1:] if tree.upos[word] == "NOUN"))
    clauses = [c for bearer in bearers for c in tree.children(bearer, "xcomp", "ccomp", "advcl", "acl", "acl:relcl")]
    return any(
        "any" in allowed
        or tree.lemmas[clause] in allowed
        or not allowed.isdisjoint(tree.lemmas[child] for child in tree.children(clause, "aux"))
        for clause in clauses
    )


def _heads_in(scene: Scene, heads: Sequence[int], allowed: frozenset[str]) -> list[int]:
    """Those heads whose lemma, or a phrase around it, is allowed."""
    return [
        head
        for head in heads
        if not allowed.isdisjoint(scene.names_of(head)) or _phrase_allowed(scene.tree, head, allowed)
    ]


def _phrase_allowed(tree: Tree, head: int, allowed: frozenset[str]) -> bool:
    if tree.upos[head] not in ("NOUN", "PROPN"):
        return False
    modifiers = tree.children(head, "compound", "amod", "nmod:poss")
    return any(f"{tree.lemmas[modifier]} {tree.lemmas[head]}" in allowed for modifier in modifiers)
