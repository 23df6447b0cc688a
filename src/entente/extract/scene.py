"""A sentence with its tree and the actors named in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from entente.extract.arguments import agents
from entente.extract.firmness import Judge
from entente.extract.tree import SUBJECTS, Tree, quantities
from entente.records.codes import UndertakingKind
from entente.records.mentions import ActorSpan
from entente.records.text import Analysis
from entente.vocab.firmness import FirmnessWords
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import load_lexicon
from entente.vocab.references import load_references
from entente.vocab.undertakings import load_undertakings

_WAYS_IN = ("nmod:poss", "amod", "compound", "appos", "nmod:desc", "flat", "nmod:unmarked")
_PREPOSITIONS_IN = frozenset({"of", "from", "in", "for", "at"})
_PERSONAL = frozenset({"one", "several"})
_TWO = frozenset({None, "counterpart", "pair", "trio", "bloc", "neighbours", "former", "latter"})
"""Names, and words that tell of those named before."""
_TOGETHER = frozenset({None, "pair", "trio"})
"""Names, and words for several named before: "the presidents of the two countries"."""
_AND = re.compile(r",? (?:and|or) |, |[-–]")
_RELATIONS = frozenset((*load_references().relations, *load_references().kin))
_KIN = frozenset(load_references().kin)
_SENT = load_references().sent_abroad
_SEATS = frozenset({"in", "at"})
_NAMES = frozenset({"name", "acronym", "capital"})
_WITHIN = frozenset({"in", "inside", "across", "throughout"})
_ANYWHERE = frozenset({"BUS", "NGO"})
"""Sectors of those who sit in a capital without being of its state: "a bank in Kesh"."""
_MEETING = frozenset({"at", "during"})
_ORGANS = frozenset(words.split()[-1] for words in load_references().of_states)
PAPERS: frozenset[UndertakingKind] = frozenset({"treaty", "agreement", "mou", "contract", "ceasefire"})
"""Undertakings that have terms."""
_MARKS = frozenset('"“„«')
_DEPTH = 3
"""Steps down a noun phrase: "doctors from two American aid groups"."""


class Scene:
    """Tree and actors together; actors are named by their number in `actors`."""

    def __init__(
        self,
        text: str,
        analysis: Analysis,
        actors: Sequence[ActorSpan],
        agent_nouns: frozenset[str],
        topic: Sequence[ActorSpan] = (),
        *,
        after_thing: bool = False,
    ) -> None:
        """`topic`: whom the sentence before is about; pronouns that nothing here explains mean them.

        `after_thing`: the sentence before is about a thing that names nobody, which `it` then means.
        """
        self.text = text
        self.tree = Tree(text, analysis, [(actor.start, actor.end) for actor in actors])
        self.actors = (*actors, *topic)
        self._carried = tuple(range(len(actors), len(self.actors)))
        self._agent_nouns = agent_nouns
        self.heads: list[int | None] = [self.tree.head_of(actor.start, actor.end) for actor in self.actors]
        self._at: dict[int, int] = {}
        for number, actor in sorted(enumerate(self.actors), key=lambda item: item[1].end - item[1].start):
            for word in self.tree.words_in(actor.start, actor.end):
                self._at[word] = number  # the longest span that covers a word has the last word
        self._stands_for: dict[int, tuple[int, ...]] = {}
        self._parties: dict[tuple[int, bool], list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        self._judge: Judge | None = None
        self._after_thing = after_thing
        self.speakers: set[int] = set()
        """Those whom a "we" or "our" means; the words that name them stand outside the quotation."""
        self._give_own_words()

    def _give_own_words(self) -> None:
        """The "we" and "our" of a quotation are those of whoever is quoted."""
        own = [word for word in range(len(self.tree)) if self.tree.lower[word] in load_function_words().ours]
        for word in own:
            number = self._speaker_of(word)
            if number is not None and word not in self._at:
                self._at[word] = number
                self.speakers.add(number)
        for known in (self._parties, self._inside, self._stands_for):
            known.clear()

    def is_of_speaker(self, number: int) -> bool:
        """Whether it stands in the words that name who is quoted: the "Malay" of "said Malay officers"."""
        head, tree = self.heads[number], self.tree
        named = [at for speaker in self.speakers if (at := self.heads[speaker]) is not None]
        return head is not None and any(
            at in (head, *tree.ancestors(head)) or head in tree.ancestors(at) for at in named
        )

    def _speaker_of(self, word: int) -> int | None:
        """Who says a word of a quotation: the subject of the verb of speech above or beside it, else the last topic."""
        tree, speaking = self.tree, load_lexicon().classes["speaking"]
        for below in (word, *tree.ancestors(word)):
            head = tree.heads[below]
            above = [head] if head >= 0 and tree.deprels[below] in ("ccomp", "parataxis") else []
            for verb in (*above, *tree.children(below, "parataxis")):
                subjects = tree.subjects(verb) if tree.lemmas[verb] in speaking else []
                if subjects and word not in tree.subtree(subjects[0]):
                    named = [*self.parties(subjects[0]), *self.inside(subjects[0])]
                    meant = [other for n in named for other in (n, *self.stands_for(n))]
                    return next((n for n in meant if self._known(n)), named[0] if named else None)
        opens = self.text[tree.spans[0][0]] in _MARKS or self.text[tree.spans[0][0] - 1 : tree.spans[0][0]] in _MARKS
        return self._carried[0] if opens and len(self._carried) == 1 else None

    def both_before(self) -> tuple[int, ...]:
        """The two whom the sentence before is about, where this one names nobody: "the guns fell silent"."""
        own = any(span.points is None for span in self.actors[: len(self.actors) - len(self._carried)])
        return self._carried if len(self._carried) > 1 and not own else ()

    def signers(self, subjects: Sequence[int]) -> tuple[int, ...]:
        """Of "the agreement also bans nets" the two whom the sentence before is about."""
        tree, heads, the = self.tree, load_undertakings().heads, load_function_words().definite
        papers = [word for word in subjects if (head := heads.get(tree.lemmas[word])) and head.kind in PAPERS]
        known = any(tree.lemmas[child] in the for word in papers for child in tree.children(word, "det"))
        return self.both_before() if known else ()

    def meeting(self, word: int) -> tuple[int, ...]:
        """Of "signed at the Chad-Niger commission" the two whose meeting it was."""
        tree = self.tree
        for at in range(word + 1, len(tree)):
            own = tree.heads[at] == word and tree.deprels[at] in ("obl", "nmod")
            if (own or tree.subtree(at)[0] == word + 1) and not _MEETING.isdisjoint(tree.prepositions(at)):
                return self._coupled(self.inside(at))
        return ()

    def _coupled(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Those that a hyphen joins."""
        pairs = [pair for pair in pairwise(numbers) if self._joint(*pair) in ("-", "–")]
        return tuple(dict.fromkeys(number for pair in pairs for number in pair))

    def _joint(self, one: int, other: int) -> str:
        return self.text[self.actors[one].end : self.actors[other].start]

    def is_where(self, number: int) -> bool:
        """Whether a name only says where: "in Chad, the opposition", "the road to Chad"."""
        tree, head = self.tree, self.heads[number]
        if head is None or self.actors[number].via not in _NAMES:
            return False
        led = tree.prepositions(head)
        return self.is_goal(number) or (tree.deprels[head] == "obl" and bool(led) and _WITHIN.issuperset(led))

    def is_goal(self, number: int) -> bool:
        """Whether it only tells where a way leads: "the road to Chad"."""
        tree, head = self.tree, self.heads[number]
        if head is None or tree.deprels[head] != "nmod" or "to" not in tree.prepositions(head):
            return False
        return tree.lemmas[tree.heads[head]] in load_lexicon().classes["way"]

    def is_carried(self, number: int) -> bool:
        """Whether only the sentence before names it."""
        return number in self._carried

    def judge(self, words: FirmnessWords) -> Judge:
        """How firm its words are; whoever asks, each is judged once."""
        if self._judge is None:
            self._judge = Judge(self.tree, words)
        return self._judge

    def actor_at(self, word: int) -> int | None:
        """The actor whose span covers the word."""
        return self._at.get(word)

    def is_person(self, word: int) -> bool:
        """Whether the word stands in a name or role phrase of people: "Greeks", "Prime Minister Chaudhry"."""
        number = self.actor_at(word)
        if number is None:
            return False
        span = self.actors[number]
        demonym = span.via == "demonym" and self.tree.xpos[word] in ("NNS", "NNPS")
        return demonym or span.person is not None or span.post is not None or span.label == "PER"

    def is_one_person(self, number: int) -> bool:
        """Whether it names or points to one person: "the minister", "she"."""
        span, head = self.actors[number], self.heads[number]
        pronoun = head is not None and self.tree.lemmas[head] in load_function_words().of_people
        return pronoun or (
            not span.plural and (span.person is not None or span.post is not None or span.label == "PER")
        )

    def is_possessive(self, number: int) -> bool:
        """Whether it is "its", "their", "his" or "her" before a noun."""
        head = self.heads[number]
        return head is not None and self.actors[number].points is not None and self.tree.deprels[head] == "nmod:poss"

    def is_owner(self, number: int, *, but: int) -> bool:
        """Whether it only tells whose another one is, "Chad's ally", "Chad's Air Sahel", and is not the act's own."""
        head = self.heads[number]
        if head is None or self.tree.deprels[head] != "nmod:poss":
            return False
        noun = self.tree.heads[head]
        named = self.actor_at(noun)
        return noun != but and (
            self.tree.lemmas[noun] in _RELATIONS
            or (named not in (None, number) and bool(self.actors[named or 0].candidates))
        )

    def names_of(self, word: int) -> tuple[str, ...]:
        """Lemmas under which a noun may be known: its own; of people all in the name, and "person" or "citizen".

        A person of the book may be a guest of state, whatever post the words tell.
        """
        number = self.actor_at(word)
        if number is None or not self.is_person(word):
            return (self.tree.lemmas[word],)
        span = self.actors[number]
        inside = tuple(self.tree.lemmas[at] for at in self.tree.words_in(span.start, span.end))
        guest = ("guest",) if span.person is not None and span.candidates else ()
        return (*inside, *guest, "person" if span.via != "demonym" else "citizen")

    def tells(self, number: int) -> bool:
        """Whether the words tell whom the actor belongs to: its own, or those that it hangs on."""
        span = self.actors[number]
        return bool(span.candidates or span.of or self.stands_for(number)) or span.points is not None

    def parties(self, filler: int, *, doer: bool = True) -> list[int]:
        """The actors that a noun phrase stands for: the one it names, or those its noun belongs to.

        "Chad" and "the army of Chad" stand for Chad. "The pipeline of Chad" does nothing itself (`doer`), but what is
        done to it is done to Chad.
        """
        known = self._parties.get((filler, doer))
        if known is None:
            known = self._parties[filler, doer] = self._parties_of(filler, doer)
        return known

    def _parties_of(self, filler: int, doer: bool) -> list[int]:
        named = self.actor_at(filler)
        if named is not None:
            return [] if self._is_idle_pointer(named, filler) else [*self._sharing(named), named]
        if self._leads(filler):
            return self._leaders(filler)
        if self.tree.upos[filler] == "VERB" or (doer and not self._is_agent(filler)):
            return []
        return self._owners(filler)

    def _is_idle_pointer(self, number: int, word: int) -> bool:
        """Whether it is the "joint" of "joint drills between Chad and Niger", whose phrase says itself who."""
        if self.actors[number].points != "pair" or self.tree.deprels[word] != "amod":
            return False
        return any(self.actors[other].points is None for other in self.inside(self.tree.heads[word]))

    def _sharing(self, number: int) -> list[int]:
        """Those before it whose noun stands with it: the Russians of "Russian and Pakistani troops"."""
        at, found = self.actors[number], list[int]()
        for before in range(number - 1, -1, -1):
            span, head = self.actors[before], self.heads[before]
            shares = span.post is not None and span.post == at.post and span.of is not None and span.person is None
            if not shares or head is None or self.tree.upos[head] == "NOUN":
                break
            if not _AND.fullmatch(self.text, span.end, at.start):
                break
            found.insert(0, before)
            at = span
        return found

    def inside(self, word: int) -> list[int]:
        """The actors named in a clause or phrase, in order of the text; pronouns and clauses of their own left out."""
        known = self._inside.get(word)
        if known is None:
            known = self._inside[word] = self._inside_of(word)
        return known

    def _inside_of(self, word: int) -> list[int]:
        found = dict.fromkeys(self._at[below] for below in self.tree.phrase(word) if below in self._at)
        named = (number for number in found if not self.is_owner(number, but=word))
        return self.without_pointers([number for number in named if self.actors[number].points in _TWO])

    def without_pointers(self, numbers: Sequence[int]) -> list[int]:
        """Beside two who are named, "bilateral" and "both countries" tell nobody else."""
        named = [number for number in numbers if self.actors[number].points is None]
        return named if len(named) > 1 else list(numbers)

    def pronouns(self, word: int) -> list[int]:
        """Personal pronouns in a phrase whose meaning the text tells: "its economy", "they"."""
        below = (self._at[at] for at in self.tree.phrase(word) if at in self._at)
        found = (number for number in dict.fromkeys(below) if self.actors[number].points in _PERSONAL)
        return [number for number in found if self.stands_for(number)]

    def topic(self) -> tuple[ActorSpan, ...]:
        """Whom the sentence is about: those that the subject of its main clause stands for."""
        root = next((word for word, head in enumerate(self.tree.heads) if head < 0), None)
        subjects = self.tree.subjects(root) if root is not None else []
        members = [member for subject in subjects for member in self.tree.conjuncts(subject)]
        meant = [other for member in members for number in self._meant(member) for other in number]
        return tuple(self.actors[number] for number in dict.fromkeys(meant))

    def is_about_thing(self) -> bool:
        """Whether the subject of its main clause is a thing, and no clause has a state, body or person as subject."""
        tops = [word for word, head in enumerate(self.tree.heads) if head < 0]
        subjects = [subject for top in tops for subject in self.tree.subjects(top)]
        others = (at for at in range(len(self.tree)) if self.tree.deprels[at] in SUBJECTS)
        return bool(subjects) and all(map(self.is_thing, subjects)) and not any(map(self.parties, others))

    def is_thing(self, word: int) -> bool:
        """Whether a noun is no actor and none that acts for one: "the lorry", "trade with Chad"."""
        return self.tree.upos[word] == "NOUN" and self.actor_at(word) is None and not self._is_agent(word)

    def means_thing(self, number: int) -> bool:
        """Whether an "it" means a thing: the subject above it, else that of the sentence before."""
        head, tree = self.heads[number], self.tree
        if head is None or not self._may_be_thing(head) or self.stands_for(number):
            return False
        above = (subject for at in tree.ancestors(head) if tree.is_clause(at) for subject in tree.subjects(at))
        nearest = next((subject for subject in above if subject < head and head not in tree.subtree(subject)), None)
        if nearest is not None:
            return self.is_thing(nearest)
        return self._after_thing and not any(self._known(n) for at, n in self._at.items() if at < head)

    def _may_be_thing(self, word: int) -> bool:
        """Whether it is "it" or "its"; what belongs to states alone has a state as owner: "its parliament"."""
        tree = self.tree
        owns = tree.deprels[word] == "nmod:poss" and tree.lemmas[tree.heads[word]] in _ORGANS
        return tree.lemmas[word] in load_function_words().of_things and not owns

    def _meant(self, word: int) -> Iterator[tuple[int, ...]]:
        """The actors that a subject stands for; a pronoun those that it points back to."""
        for number in self.parties(word, doer=False):
            span = self.actors[number]
            if span.points not in _PERSONAL:
                yield (number,)
            else:
                yield self.stands_for(number)

    def stands_for(self, number: int) -> tuple[int, ...]:
        """Whom a bare noun belongs to ("guerrillas" in "Irish guerrillas"), or a pronoun means in its sentence."""
        if number not in self._stands_for:
            self._stands_for[number] = ()  # met again only where two words would stand for each other
            self._stands_for[number] = tuple(other for other in self._told(number) if other != number)
        return self._stands_for[number]

    def _told(self, number: int) -> list[int]:
        span, head = self.actors[number], self.heads[number]
        if head is None or span.candidates or span.of:
            return []
        if span.points in _PERSONAL:
            return self._antecedents(head)
        person = span.person is not None and span.post is None
        named = span.label is not None or person or span.points is not None
        owners = [] if named else [other for other in self._owners(head) if self.actors[other].points in _TOGETHER]
        return [other for other in owners if not (span.acts_as in _ANYWHERE and self.is_seat(other))]

    def is_seat(self, number: int) -> bool:
        """Whether it is a capital behind "in" or "at"."""
        head = self.heads[number]
        led = set() if head is None else set(self.tree.prepositions(head))
        return self.actors[number].via == "capital" and not led.isdisjoint(_SEATS)

    def _antecedents(self, word: int) -> list[int]:
        """The subject that a pronoun of the third person points back to: of its own clause, or of the one above."""
        tree = self.tree
        if tree.lemmas[word] not in ("it", "its", "he", "his", "she", "her", "they", "their"):
            return []
        for at in tree.ancestors(word):
            if not tree.is_clause(at):
                continue
            for subject in tree.subjects(at) or (agents(tree, at) if tree.upos[at] == "VERB" else []):
                ours = tree.lower[subject] in load_function_words().ours
                if subject != word and subject not in tree.ancestors(word) and subject < word and not ours:
                    members = tree.conjuncts(subject)
                    things = (
                        tree.lemmas[word] in load_function_words().of_several and tree.xpos[subject] == "NNS"
                    )  # "Chadian boats ... they"
                    found = [n for at in members for n in self.parties(at, doer=not things) if self._known(n)]
                    if found:
                        return found
        return self._from_before(word)

    def _from_before(self, word: int) -> list[int]:
        """Whom the sentence before is about, where number and kind agree and this one named nobody else first."""
        spans = [self.actors[number] for number in self._carried]
        if not spans or any(self._known(number) for at, number in self._at.items() if at < word):
            return []
        if self._after_thing and self._may_be_thing(word):
            return []
        people = [span.person is not None or span.post is not None or span.label == "PER" for span in spans]
        several = len(spans) > 1 or spans[0].plural
        lemma = self.tree.lemmas[word]
        if lemma in load_function_words().of_people:
            agrees = not several and people[0]
        else:
            agrees = several if lemma in load_function_words().of_several else not several and not people[0]
        return list(self._carried) if agrees else []

    def _known(self, number: int) -> bool:
        return self.actors[number].points is None and self.tells(number)

    def _is_agent(self, word: int) -> bool:
        """Whether a noun is one that acts for those whom it belongs to: "minister", "troops"."""
        tree = self.tree
        form = tree.forms[word].lower()
        names = (tree.lemmas[word], form, form.removesuffix("men") + "man")
        if tree.upos[word] == "PROPN" or not self._agent_nouns.isdisjoint(names):
            return True
        if tree.lemmas[word] in quantities() and tree.children(word, "nmod"):
            return True
        return tree.upos[word] in ("NUM", "DET", "PRON") and bool(tree.children(word, "nmod"))  # "two of Chad's envoys"

    def _owners(self, word: int, depth: int = _DEPTH) -> list[int]:
        """The actors that a noun belongs to, through the nouns that it hangs on."""
        own = self._at.get(word)
        found: dict[int, None] = {}
        for child in self._ways_in(word):
            for member in self.tree.conjuncts(child):
                number = self._at.get(member)
                if number is not None and number != own:
                    found[number] = None
                elif self._leads(member):
                    found.update(dict.fromkeys(self._leaders(member)))
                elif depth > 1 and self.tree.upos[member] in ("NOUN", "PROPN"):
                    found.update(dict.fromkeys(self._owners(member, depth - 1)))
            if found:
                break
        return list(found)

    def _leads(self, word: int) -> bool:
        """Whether it is the "led" of "a Saudi-led coalition"."""
        return self.tree.forms[word].lower() == "led" and self.tree.deprels[word] == "amod"

    def _leaders(self, word: int) -> list[int]:
        return [self._at[child] for child in self.tree.children(word) if child in self._at]

    def _ways_in(self, word: int) -> Iterator[int]:
        """Words that may name whom a noun belongs to, likelier first; an ally is whom it names, not whose it is."""
        tree = self.tree
        apart = tree.lemmas[word] in _RELATIONS or self._is_of_person(word)
        named = tree.children(word, "appos", "flat", "nmod:desc") if apart else []
        if named or tree.lemmas[word] in _KIN:
            yield from named
            return
        yield from (self._whose(child) for child in tree.children(word, *_WAYS_IN))
        sent = tree.lemmas[word] in _SENT
        for child in tree.children(word, "nmod"):
            opened_by = _PREPOSITIONS_IN.intersection(tree.prepositions(child))
            if opened_by and not (sent and opened_by <= _SEATS):  # "Chad's envoy in Kesh"
                yield child

    def _is_of_person(self, word: int) -> bool:
        """Whether it is somebody's, so that a name beside it is another's: "Khan's aide, Ali Gill"."""
        owners = (self.actor_at(child) for child in self.tree.children(word, "nmod:poss"))
        return any(number is not None and self.actors[number].person is not None for number in owners)

    def _whose(self, word: int) -> int:
        """The noun that "whose" stands for."""
        tree = self.tree
        if tree.lower[word] != "whose":
            return word
        return next((tree.heads[at] for at in tree.ancestors(word) if tree.deprels[at] == "acl:relcl"), word)
