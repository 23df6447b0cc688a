"""How firm the words are around a trigger: tense and mood of its clause, then every predicate above it."""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple, get_args

from msgspec.structs import replace

from entente.extract.arguments import is_of_the_first
from entente.extract.tree import SUBJECTS, Tree
from entente.records.codes import Certainty, Orientation
from entente.records.firmness import Firmness
from entente.vocab.firmness import Effect, FirmnessWords, Form, Group, Match, embed
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import load_lexicon

_NEGATING = frozenset({"aux", "aux:pass", "cop", "advmod", "det", "cc", "cc:preconj"})
_SUPPOSED = frozenset({"conditional", "questioned"})
_UNFIRM = frozenset({"conditional", "requested", "demanded", "intended", "offered", "questioned"})
_SHARED = ("aux", "aux:pass", "advmod", "mark", "nsubj", "nsubj:pass")
_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
_PLAIN = Firmness(polarity="positive", certainty="certain", orientation="present", force="asserted")
_BARE = {
    (orientation, durative): replace(_PLAIN, orientation=orientation, durative=durative)
    for orientation in get_args(Orientation)
    for durative in (False, True)
}
"""What a clause tells by its tense alone."""


_NO_EFFECT = Effect()
_BOUND = Effect(certainty="possible")
"""Of "before" and "until"."""


class Embedding(NamedTuple):
    """A word that has a say over the one below it, and the group of the lexicon that tells what it does."""

    predicate: int
    group: Group
    climbs: bool
    """Whether the predicate's own firmness counts too: a verb's does, an adjective's or a conjunction's does not."""


class Judgement(NamedTuple):
    """How firm a word is, and what had a say in it, nearest first."""

    firmness: Firmness
    embeddings: tuple[Embedding, ...] = ()
    told: "Judgement | None" = None
    """Of "denied reports that" what the reports say; the judgement itself is the denial."""

    @property
    def decided(self) -> bool:
        """Whether some word beside the act's own verb makes it what it is; where none does, the rules stop."""
        bare = self.firmness.status in ("happened", "under_way")
        return not bare or any(it.group.positive != _NO_EFFECT for it in self.embeddings)


@cache
def _denying() -> frozenset[str]:
    """Every word that may deny, alone or as the end of an auxiliary."""
    small = load_function_words()
    return frozenset({*small.negators, *small.nobody, *small.none_of, "n’t", "cannot"})


class Judge:
    """Firmness of the words of one tree; each word is judged once."""

    def __init__(self, tree: Tree, words: FirmnessWords) -> None:
        self._tree, self._words, self._small = tree, words, load_function_words()
        self._known: dict[int, Judgement] = {}
        self._governors: dict[int, Embedding | None] = {}
        self._forms_low = tree.lower
        self._present = tree.present
        denying = not _denying().isdisjoint(self._present)
        self._denies = denying or any(word.endswith(("n't", "n’t")) for word in self._present)
        """Whether any word of the sentence may deny; where none does, no clause need be asked."""

    @cached_property
    def _long_markers(self) -> list[tuple[int, Match]]:
        """Markers of several words with their places, longest first: "in the event of"."""
        if self._words.long_markers.keys().isdisjoint(self._present):
            return []
        found = {
            (at, match.words, match.group.name): (at, match)
            for words in (self._tree.lemmas, self._forms_low)
            for at, word in enumerate(words[:-1])
            if word in self._words.long_markers
            for match in self._words.long_markers[word].get(words[at + 1], ())
            if words[at : at + len(match.words)] == list(match.words)
        }
        return sorted(found.values(), key=lambda each: (-len(each[1].words), each[0]))

    def judge(self, word: int) -> Judgement:
        """The firmness of the act that a word stands for."""
        if word not in self._known:
            self._known[word] = Judgement(_PLAIN)  # met again only in a tree that is none
            self._known[word] = self._judge(word)
        return self._known[word]

    def stance(self, word: int) -> Judgement:
        """The firmness of the act that an adjective speaks of: of "the study is due" the study."""
        own = self.judge(word)
        table = self._words.adjectives
        matches = table.get(self._tree.lemmas[word]) or table.get(self._forms_low[word], ())
        match = next((m for m in matches if "subject" in m.group.complement and len(m.words) == 1), None)
        if match is None:
            return own
        said = Embedding(word, match.group, climbs=True)
        return Judgement(embed(match.group, own.firmness, _PLAIN), (said, *own.embeddings))

    def _judge(self, word: int) -> Judgement:
        found, said = self._clause(word)
        for embedding in self._beside(word):
            found = embed(embedding.group, _PLAIN, found)
            said = (*said, embedding)
        above = self._above(word)
        if above is None and self._tree.deprels[word] == "xcomp" and self._tree.upos[word] in ("ADJ", "NOUN"):
            return self.judge(self._tree.heads[word])  # "is likely to remain wary": the verb only links
        if above is None:
            ended, around = self._in_its_clause(word, self._open_end(word, found))
            said = (*said, *(it for it in around if not it.group.voice))
            aside = self._aside(word)
            if aside is not None:
                return Judgement(embed(aside.group, _PLAIN, ended, reported=True), (*said, aside))
            return Judgement(ended, (*said, *self._voices_around(word)))
        outer = self.judge(above.predicate)
        if self._negative_noun(word) and outer.firmness.polarity == "negative":
            found = replace(found, polarity="positive")  # "no assault had begun" denies once
        if self._non_finite(word):
            found = replace(found, orientation=outer.firmness.orientation)
        denial = self._denial_of(above)
        if denial is not None:
            speech = self.judge(denial.predicate)
            denied = embed(denial.group, _voiced(speech.firmness), found, reported=True)
            report = self._under(above, outer, found, said)
            told = report._replace(embeddings=(*said, above, denial, *speech.embeddings))
            return Judgement(denied, (*said, denial, *speech.embeddings), told)
        return self._under(above, outer, found, said)

    def _under(self, above: Embedding, outer: Judgement, found: Firmness, said: tuple[Embedding, ...]) -> Judgement:
        """What a word comes to under the predicate above it."""
        thought = above.group.voice and not self._is_weighed(above.predicate)  # "expecting Chad to pay is naive"
        weight = outer.firmness if above.climbs and not thought else _voiced(outer.firmness)
        reported = any(it.group.voice for it in outer.embeddings) or self._past_speech(above)
        return Judgement(embed(above.group, weight, found, reported=reported), (*said, above, *outer.embeddings))

    def _aside(self, word: int) -> Embedding | None:
        """The verb of speech set beside a sentence: "the pass is open, he added"."""
        tree = self._tree
        for child in tree.children(word, "parataxis"):
            if tree.children(child, "ccomp", "xcomp", "obj") or not tree.subjects(child):
                continue
            if child < word and tree.subtree(word)[0] > tree.subtree(child)[0]:
                continue
            for match in self._phrases(child):
                if match.group.voice and "that" in match.group.complement and len(match.words) == 1:
                    return Embedding(child, match.group, climbs=False)
        return None

    def _voices_around(self, word: int) -> tuple[Embedding, ...]:
        """In whose words a part of a clause stands: "analysts say that, while *trade* *grew*, trust did not"."""
        tree = self._tree
        finite = tree.deprels[word] == "advcl" and tree.xpos[word] in _PAST | _PRESENT | {"VBN"}
        if tree.heads[word] < 0 or not (finite or tree.upos[word] == "NOUN"):
            return ()
        return tuple(it for it in self.judge(tree.heads[word]).embeddings if it.group.voice)

    # ------------------------------------------------------------------ the word's own clause

    def _clause(self, word: int) -> tuple[Firmness, tuple[Embedding, ...]]:
        """Tense, negation and auxiliaries of the word's own clause."""
        tree = self._tree
        own = tree.children(word)
        if tree.deprels[word] == "conj" and not tree.children(word, *_SHARED):
            own = own + list(tree.children(tree.first_conjunct(word), "aux", "aux:pass", "mark"))
        negated = self._negated(word, own)
        helpers = [child for child in own if tree.deprels[child] in _HELPERS]
        found = _BARE[self._tense(word, helpers), self._durative(word, helpers)]
        modal = self._auxiliary(word, own) if helpers else None
        if modal is None and (self._commanded(word) or self._suggested(word)):
            found = replace(found, force="requested", orientation="future", certainty="underspecified")
        elif self._asked(word):
            found = replace(found, force="questioned")
        supposed = self._by_form(word, own, found)
        if modal is None or supposed.force == "conditional":
            return replace(supposed, polarity="negative") if negated else supposed, ()
        outer = replace(_PLAIN, polarity="negative") if negated else _PLAIN
        reported = modal.group.reported is not None and self._under_past_speech(word)
        return embed(modal.group, outer, found, reported=reported), (modal,)

    def _negated(self, word: int, own: list[int]) -> bool:
        """Whether a clause is denied: by a negator, by a subject or object of which there is none, or with another."""
        tree = self._tree
        if not self._denies:
            return False
        if any(self._negates(child) for child in own) or any(
            self._negative_noun(child) for child in tree.children(word, "nsubj", "nsubj:pass")
        ):
            return True
        if any(self._negative_noun(child) and self._denies_verb(word, child) for child in tree.children(word, "obj")):
            return True
        if tree.deprels[word] != "conj" or tree.children(word, "nsubj", "nsubj:pass", "aux", "aux:pass"):
            return False
        first = tree.first_conjunct(word)
        joined = {tree.lemmas[child] for child in tree.children(word, "cc")}
        return bool(joined & self._small.alternatives) and any(self._negates(child) for child in tree.children(first))

    def _negates(self, child: int) -> bool:
        """Whether a dependent is a negator, alone or at the end of an auxiliary; "not only" is none."""
        tree, relation = self._tree, self._tree.deprels[child]
        if relation not in _NEGATING:
            return False
        form = self._forms_low[child].replace("’", "'")
        if relation in ("aux", "aux:pass", "cop"):
            return form.endswith("n't") or form == "cannot"
        if tree.lemmas[child] not in self._small.negators and form != "n't":
            return False
        after = tree.forms[child + 1].lower() if child + 1 < len(tree) else ""
        return after not in self._small.limits

    def _denies_verb(self, verb: int, noun: int) -> bool:
        """Whether "no" on the object denies the verb: "sent no troops" does, "knows no borders" tells what is so."""
        return self._tree.lemmas[verb] not in self._small.held or self._tree.lemmas[noun] in load_lexicon().nouns

    def _by_form(self, word: int, own: list[int], found: Firmness) -> Firmness:
        """What the form of the clause alone says: "are to meet" is a plan, "had they met" a supposition."""
        tree = self._tree
        if tree.xpos[word] == "VB" and any(tree.lemmas[child] == "to" for child in own):
            to_be = any(tree.deprels[child] in ("aux", "cop") and tree.lemmas[child] == "be" for child in own)
            if to_be and any(tree.lemmas[child] == "yet" for child in own):
                return replace(found, polarity="negative")  # "is yet to sign"
            if to_be and (self._is_inverted(word, own) or any(tree.lemmas[child] in ("if", "unless") for child in own)):
                return replace(found, force="conditional", orientation="future", certainty="underspecified")
            if to_be:
                return replace(found, force="intended", orientation="future")
        if self._goes_on_to(word, own):
            return replace(found, force="intended", orientation="future")
        if tree.deprels[word] == "advcl" and self._is_inverted(word, own):
            return replace(found, force="conditional", certainty="underspecified")
        return found

    def _goes_on_to(self, word: int, own: list[int]) -> bool:
        """Whether it is the second of what is planned: "is to start in May and to be finished in June"."""
        tree, first = self._tree, self._tree.first_conjunct(word)
        if first == word or not any(tree.lemmas[child] == "to" for child in own):
            return False
        led = tree.children(first)
        to_be = any(tree.lemmas[at] == "be" and tree.deprels[at] in ("aux", "cop") for at in led)
        return to_be and tree.xpos[first] == "VB" and any(tree.lemmas[child] == "to" for child in led)

    def _is_inverted(self, word: int, own: list[int]) -> bool:
        """Whether the auxiliary stands before the subject: "had they met"."""
        tree, subject = self._tree, self._tree.child(word, "nsubj", "nsubj:pass")
        inverted = [at for at in own if self._forms_low[at] in self._small.inverted and tree.deprels[at] in _HELPERS]
        return bool(inverted) and subject is not None and inverted[0] < subject

    def _in_its_clause(self, word: int, found: Firmness) -> tuple[Firmness, tuple[Embedding, ...]]:
        """What an act that is only part of a clause takes from it: in "could end in war" the war is as unsure."""
        head = self._tree.heads[word]
        if found.force != "asserted" or head < 0:
            return found, ()
        described = head if self._tree.deprels[word] == "acl" and self._tree.xpos[word] == "VBN" else word
        if (modal := self._supposing(described)) is not None and (word == described or self._is_would(modal)):
            return embed(modal.group, _PLAIN, found), (modal,)
        if self._is_weighed(word):
            return replace(found, force="generic", orientation="future", certainty="underspecified"), ()
        if not self._is_part(word, head):
            return found, ()
        clause = self.judge(head)
        taken = self._taken(word, found, clause.firmness)
        return taken, () if taken == found else clause.embeddings

    def _supposing(self, word: int) -> Embedding | None:
        """The modal of a clause whose subject is only supposed: "a visit *would* help", "*could* have helped".

        What an owner tells as known is supposed with "would" alone; so is what "the" does, if it says what is done.
        """
        tree, subject = self._tree, self._tree.first_conjunct(word)
        head = tree.heads[subject]
        if (
            head < 0
            or tree.deprels[subject] not in SUBJECTS
            or not (tree.upos[word] == "NOUN" or self._is_gerund(word))
        ):
            return None
        modal = self._auxiliary(head, list(tree.children(head)))
        effect = modal.group.positive if modal else _NO_EFFECT
        if effect.force != "conditional" and effect.polarity != "flip":
            return None
        known = any(tree.lemmas[at] in self._small.definite for at in tree.children(subject, "det"))
        told = self._is_gerund(subject) or self._has_content(subject)
        if modal and self._is_would(modal):
            return modal if told or not known else None
        new = any(tree.lemmas[at] == "a" for at in tree.children(subject, "det"))
        return modal if new or (told and not known and not tree.children(subject, "nmod:poss")) else None

    def _is_would(self, modal: Embedding) -> bool:
        return self._tree.lemmas[modal.predicate] == "would"

    def _is_weighed(self, word: int) -> bool:
        """Whether it is a deed that the clause above only judges: "selling tanks is unwise", "will not be easy"."""
        tree = self._tree
        first = tree.first_conjunct(word)
        judging = tree.children(tree.heads[first], "cop")
        return (
            tree.deprels[first] == "csubj"
            and self._is_gerund(word)
            and any(tree.xpos[at] in _PRESENT or (tree.lemmas[at] == "be" and tree.xpos[at] == "VB") for at in judging)
        )

    def _is_gerund(self, word: int) -> bool:
        return self._tree.upos[word] == "VERB" and self._tree.xpos[word] == "VBG"

    def _has_content(self, noun: int) -> bool:
        """Whether a noun says what is done: "the opening of the road"."""
        return any("of" in self._tree.prepositions(at) for at in self._tree.children(noun, "nmod"))

    def _taken(self, word: int, found: Firmness, outer: Firmness) -> Firmness:
        """A denial reaches the object alone; what lies ahead or is unsure reaches every part."""
        denied = outer.polarity == "negative" and outer.force == "asserted" and self._tree.deprels[word] == "obj"
        if denied and found.polarity == "positive":
            return replace(found, polarity="negative", certainty=outer.certainty)
        if outer.force not in _UNFIRM and not (outer.force == "asserted" and outer.orientation == "future"):
            return found
        certainty = max(outer.certainty, found.certainty, key=_CERTAINTIES.index)
        return replace(found, force=outer.force, orientation=outer.orientation, certainty=certainty)

    def _is_part(self, word: int, head: int) -> bool:
        """Whether a word is a new thing or a way of doing in the clause above it, not one spoken of before."""
        tree = self._tree
        relation = tree.deprels[word]
        if relation == "compound":
            return True
        if tree.upos[word] == "NOUN":
            known = any(tree.lemmas[d] in self._small.definite for d in tree.children(word, "det"))
            new = not known and not tree.children(word, "nmod:poss")
            there = relation == "nsubj" and bool(tree.children(head, "expl"))
            return new and (there or relation in ("obj", "obl", "nmod", "nsubj:pass", "conj"))
        if relation == "advcl" and (tree.xpos[word] in _PRESENT or self._is_perfect(word)):
            finite = tree.xpos[word] in _PRESENT
            opening = self._small.when if finite else self._small.whenever_done
            opens = any(tree.lemmas[child] in opening for child in tree.children(word, "mark", "advmod"))
            return opens and (finite or self.judge(head).firmness.force != "requested")
        subject = tree.children(word, "nsubj", "nsubj:pass", "aux", "aux:pass")
        return tree.xpos[word] == "VBG" and relation in ("advcl", "acl", "conj") and not subject

    def _is_perfect(self, word: int) -> bool:
        """Whether it is the "ratified" of "once both have ratified it"."""
        tree = self._tree
        return any(tree.lemmas[at] == "have" and tree.xpos[at] in _PRESENT for at in tree.children(word, "aux"))

    def _open_end(self, word: int, found: Firmness) -> Firmness:
        """An infinitive that nothing known governs is an aim or a possibility: "easy to get", "to go is a dream"."""
        tree = self._tree
        first = tree.first_conjunct(word)
        to = any(tree.lemmas[child] == "to" for child in tree.children(first, "mark"))
        if not to or tree.deprels[first] not in ("advcl", "acl", "xcomp", "csubj", "ccomp") or tree.xpos[word] != "VB":
            return found
        if found.force == "conditional":
            return found  # "if they were to meet"
        if tree.deprels[first] == "csubj" and word < tree.heads[first] and tree.children(tree.heads[first], "cop"):
            return replace(found, force="generic", orientation="future", certainty="underspecified")
        if is_of_the_first(tree, first):
            return replace(found, orientation="past")
        if tree.deprels[first] == "xcomp" and tree.upos[tree.heads[first]] not in ("ADJ", "NOUN"):
            return found
        return replace(found, force="intended", orientation="future", certainty="underspecified")

    def _commanded(self, word: int) -> bool:
        """An imperative: a bare verb that opens its sentence, alone or beside another such."""
        tree = self._tree
        if tree.xpos[word] != "VB":
            return False
        first = tree.first_conjunct(word)
        if tree.deprels[first] not in ("root", "parataxis") or tree.xpos[first] != "VB":
            return False
        return not any(
            tree.children(at, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "expl") for at in (word, first)
        )

    def _suggested(self, word: int) -> bool:
        """What somebody suggests be done, in the bare form of the verb: "suggested that Chad *open* the port"."""
        tree, above = self._tree, self._tree.heads[word]
        if tree.deprels[word] != "ccomp" or tree.lemmas[above] not in self._small.suggesting:
            return False
        that = any(tree.lemmas[child] == "that" for child in tree.children(word, "mark"))
        bare = tree.xpos[word] in ("VB", "VBP") and tree.upos[word] == "VERB"
        return that and bare and not tree.children(word, "aux", "cop")

    def _asked(self, word: int) -> bool:
        """The main clause of a question."""
        tree = self._tree
        if "?" not in self._present:
            return False
        first = tree.first_conjunct(word)
        return tree.deprels[first] == "root" and any(
            tree.forms[child] == "?" for child in tree.children(first, "punct")
        )

    def _negative_noun(self, word: int) -> bool:
        """Whether a noun tells of nobody or nothing: "no soldier", "not one soldier", "none"."""
        tree, small = self._tree, self._small
        if not self._denies:
            return False
        if tree.lemmas[word] in small.nobody:
            return True
        single = [at for at in tree.children(word, "nummod", "det") if tree.lemmas[at] in small.single]
        none = bool(single) and any(tree.lemmas[at] == "not" for at in self._around(word, single))
        return none or any(
            tree.lemmas[d] in small.none_of for d in tree.children(word, "det", "cc", "cc:preconj", "advmod")
        )

    def _around(self, word: int, counted: list[int]) -> list[int]:
        """Adverbs on a noun and on its number: "not one soldier", "not a single soldier"."""
        return [at for bearer in (word, *counted) for at in self._tree.children(bearer, "advmod", "det")]

    def _auxiliary(self, word: int, own: list[int]) -> Embedding | None:
        """The modal of a verb: "will", "could", "ought to"."""
        tree = self._tree
        auxiliaries = [child for child in own if tree.deprels[child] in ("aux", "aux:pass")]
        if tree.lemmas[word] in self._small.polite:
            auxiliaries = [child for child in auxiliaries if tree.lemmas[child] not in ("would", "'d")]
        beside = {tree.lemmas[child] for child in auxiliaries}
        beside |= {self._forms_low[child] for child in own if tree.deprels[child] == "advmod" and child < word}
        for child in auxiliaries:
            form = self._forms_low[child]
            for match in self._words.auxiliaries.get(form, ()) or self._words.auxiliaries.get(tree.lemmas[child], ()):
                if beside.issuperset(match.words[1:]) and self._counts_for(match.group, word):
                    return Embedding(child, match.group, climbs=False)  # "could have", "had better": where both stand
        return None

    def _counts_for(self, group: Group, word: int) -> bool:
        """Whether a modal that counts for some verbs alone does for this one: "exchanges can be widened"."""
        if not group.acts:
            return True
        tree = self._tree
        there = tree.child(word, "expl")
        told = tree.children(word, "nsubj") if there is not None else tree.children(word, "nsubj:pass")
        about = [at for subject in told for at in tree.conjuncts(subject)]
        if not any(tree.lemmas[at] in group.about for at in about) or tree.children(word, "obl:agent"):
            return False
        particle = tree.child(word, "compound:prt")
        verb = tree.lemmas[word] if particle is None else f"{tree.lemmas[word]} {tree.lemmas[particle]}"
        return there is not None or verb in group.acts

    def _tense(self, word: int, helpers: list[int]) -> Orientation:
        """The tense of a word and its auxiliaries; a participle or noun alone tells of what was."""
        tree = self._tree
        tag = tree.xpos[word]
        if helpers:
            perfect = any(tree.lemmas[child] == "have" and tree.deprels[child] == "aux" for child in helpers)
            tags = {tag, *(tree.xpos[child] for child in helpers)}
            if perfect or tags & _PAST:
                return "past"
            if tags & _PRESENT:
                return "present"
        elif tag in _PAST | _PRESENT:
            return "past" if tag in _PAST else "present"
        done = tag == "VBN" or tree.upos[word] in ("NOUN", "PROPN")
        return "past" if done else "present"  # "the bridge built by Chad", "the lifting of the ban"

    def _durative(self, word: int, helpers: list[int]) -> bool:
        tree = self._tree
        be = (tree.lemmas[child] == "be" and tree.deprels[child] == "aux" for child in helpers)
        return tree.xpos[word] == "VBG" and any(be)

    def _non_finite(self, word: int) -> bool:
        """Whether the word has no tense of its own: an infinitive, a gerund, an event noun."""
        tree = self._tree
        if tree.upos[word] in ("NOUN", "PROPN"):
            return not tree.children(word, "cop")
        return tree.xpos[word] in ("VB", "VBG") and not tree.children(word, "aux")

    # ------------------------------------------------------------------ what stands beside it

    def _beside(self, word: int) -> Iterator[Embedding]:
        """Adverbs and adjectives on the word, and the condition its clause or its main clause stands under."""
        tree = self._tree
        ahead = [at for at in tree.children(word, "acl") if self._forms_low[at] in self._small.awaited]
        for child in [*tree.children(word, "advmod", "amod", "obl", "nmod"), *ahead]:
            found = self._modifier(child)
            if found is not None:
                yield found
        yield from self._named_as(word)
        first = tree.first_conjunct(word)
        if tree.xpos[first] == "VB" and tree.xpos[word] in _PAST | _PRESENT:
            first = word  # a finite verb is no part of an infinitive
        if tree.deprels[first].startswith(("advcl", "obl", "nmod")) and self._above(word) is None:
            yield from self._opened(first)
        elif tree.deprels[first] in ("ccomp", "csubj", "acl", "root") and self._above(word) is None:
            yield from (it for it in self._marked(first, first, "clause") if it.group.positive.force in _SUPPOSED)
        if self._long_markers or not self._words.governing.isdisjoint(self._present):
            yield from self._governed_by(word)

    def _governed_by(self, word: int) -> Iterator[Embedding]:
        """What the marker of a clause or phrase below does to the word: "will pay *if* they sign"."""
        for child in self._tree.children(word, "advcl", "obl", "advcl:relcl"):
            for embedding in self._marked(child, word, "governor"):
                if not (embedding.group.positive.force == "conditional" and self._told_as_past(word)):
                    yield embedding

    def _named_as(self, word: int) -> Iterator[Embedding]:
        """The noun that says what a deed would be: "the way out is to *talk*"."""
        for noun in self._tree.children(word, "nsubj:outer"):
            match = next((m for m in self._words.nouns.get(self._tree.lemmas[noun], ()) if self._is_so(m, noun)), None)
            if match is not None:
                yield Embedding(noun, match.group, climbs=False)

    def _is_so(self, match: Match, noun: int) -> bool:
        return "is" in match.group.complement and self._in_order(match.words, noun + 1 - len(match.words))

    def _opened(self, clause: int) -> Iterator[Embedding]:
        """What the marker of an adverbial does; what stands before a past act took place itself."""
        for embedding in self._marked(clause, clause, "clause"):
            bounds = embedding.group.positive == _BOUND
            if self._forms_low[embedding.predicate] == "without" and self._is_left_open(self._tree.heads[clause]):
                embedding = embedding._replace(group=self._words.groups["if"])
            if not (bounds and self._told_as_past(self._tree.heads[clause]) and self._told_as_past(clause)):
                yield embedding

    def _is_left_open(self, clause: int) -> bool:
        """Whether a clause tells what will not or would come, so that "without" sets its condition."""
        told, _ = self._clause(clause)
        return told.force == "conditional" or (told.orientation != "past" and told.polarity == "negative")

    def _modifier(self, child: int) -> Embedding | None:
        """What an adverb or adjective does; a phrase of several words is known by its first: "no longer"."""
        tree = self._tree
        table = self._words.adjectives if tree.deprels[child] in ("amod", "acl") else self._words.adverbs
        first = self._first_of(child)
        for at in dict.fromkeys((child, first)):
            for match in table.get(tree.lemmas[at], ()) or table.get(self._forms_low[at], ()):
                plain = len(match.words) == 1
                negator = at == child and tree.lemmas[at] in self._small.negators  # counted with the clause
                if "modified" not in match.group.complement or (plain and at != child) or negator:
                    continue
                if not (plain or self._present.issuperset(match.words)):
                    continue
                if self._spares(match.group, tree.heads[child]):
                    continue
                if self._stands(match, child) and (at == child or self._in_order(match.words, at)):
                    return Embedding(child, match.group, climbs=False)
        return None

    def _first_of(self, word: int) -> int:
        """The first word of a phrase."""
        while (own := self._tree.children(word)) and own[0] < word:
            word = own[0]
        return word

    def _told_as_past(self, word: int) -> bool:
        """Whether the clause tells of the past without a modal: "threatened to leave if", whose threat stands."""
        own = self._tree.children(word)
        helpers = [child for child in own if self._tree.deprels[child] in _HELPERS]
        return self._tense(word, helpers) == "past" and not (helpers and self._auxiliary(word, own))

    def _marked(self, clause: int, at: int, form: Form) -> Iterator[Embedding]:
        """The marker that opens a clause or phrase, longest first: "in the event of", "if", "according to", "after"."""
        found = self._long_marker(clause, form) or self._short_marker(clause, form)
        if found is not None:
            opener, group = found
            yield Embedding(clause if form == "governor" else opener, group, climbs=False)

    def _long_marker(self, clause: int, form: Form) -> tuple[int, Group] | None:
        """A marker of several words that ends where a clause begins, or reaches into it."""
        if not self._long_markers:
            return None
        first = self._tree.subtree(clause)[0]
        for at, match in self._long_markers:
            if at <= first <= at + len(match.words) and form in match.group.complement:
                return at, match.group
        return None

    def _short_marker(self, clause: int, form: Form) -> tuple[int, Group] | None:
        tree = self._tree
        for child in tree.children(clause, "mark", "case", "advmod"):
            key = self._forms_low[child]
            if key == "to" and tree.upos[clause] != "VERB":
                continue  # "the road to peace" is no purpose
            if key == "if" and child > 0 and self._forms_low[child - 1] == "as":
                continue  # "as if" supposes nothing of its main clause
            for match in self._words.markers.get(key, ()) or self._words.markers.get(tree.lemmas[child], ()):
                if form in match.group.complement and self._in_order(match.words, child):
                    return child, match.group
        return None

    def _in_order(self, words: tuple[str, ...], at: int) -> bool:
        end, asked = at + len(words), list(words)
        return self._tree.lemmas[at:end] == asked or self._forms_low[at:end] == asked

    def _stands(self, match: Match, head: int) -> bool:
        """Whether the other words of a phrase stand around its head; a verb that was looked up by form is it."""
        tree = self._tree
        others = match.words[1:] if tree.upos[head] in ("VERB", "AUX") else match.words
        if not others:
            return True
        if not self._present.issuperset(others):
            return False
        near = {*tree.subtree(head), *range(max(0, head - 3), min(len(tree), head + 5))}
        if tree.upos[head] in ("VERB", "AUX"):  # nothing of its subject: "the position on Chad goes"
            near = {*tree.children(head), *(at for at in near if at > head)}
        return all(any(tree.is_word(at, word) for at in near) for word in others)

    # ------------------------------------------------------------------ what stands above it

    def _above(self, word: int) -> Embedding | None:
        """The predicate whose complement the word is, and the group that fits the form of the complement."""
        if word not in self._governors:
            self._governors[word] = self._governor(word)
        return self._governors[word]

    def _governor(self, word: int) -> Embedding | None:
        tree = self._tree
        first = tree.first_conjunct(word)
        head = tree.heads[first]
        if head < 0 or (tree.deprels[first] in ("acl:relcl", "advcl:relcl") and not self._tells_content(first)):
            return None
        participle = tree.xpos[first] in ("VBN", "VBG") or tree.is_passive(first)
        if tree.deprels[first] == "acl" and participle and not tree.children(first, "mark"):
            return None  # "the tug built in May", "rebels holding the pass": told by itself
        if tree.deprels[first] == "advcl" and not self._is_complement(first, head):
            return None
        if (measured := self._measured(first, head)) is not None:
            return measured
        head = self._denying_beside(head, first)
        matches = [match for match in self._phrases(head) if self._stands(match, head)]
        if not matches:
            return None
        forms = tuple(self._forms(first, word))
        opened_by = {*tree.prepositions(first), *(tree.lemmas[child] for child in tree.children(first, "mark"))}
        for match in matches:  # "call for": the phrase has the preposition, so what it opens is the phrase's object
            if (
                len(match.words) > 1
                and match.words[-1] in opened_by
                and {"object", "ing"} & set(match.group.complement)
            ):
                return Embedding(head, match.group, climbs=True)
        done_to = bool(tree.children(head, "obj"))  # "his failure stopped the trucks": the failure itself did not stop
        fitting = (
            match
            for form in forms
            for match in matches
            if form in match.group.complement
            and not (form == "subject" and done_to and len(match.words) == 1)
            and not (form == "object" and match.group.voice == "denied" and self._is_said(first))
            and not self._spares(match.group, first)
            and not (match.group.present and self._told_as_past(head))
        )
        found = next(fitting, None)
        return found and Embedding(head, found.group, climbs=True)

    def _denying_beside(self, head: int, clause: int) -> int:
        """Of "willing, but unable, to lend" the adjective that denies."""
        if self._tree.upos[head] != "ADJ":
            return head
        for other in self._tree.conjuncts(head)[1:]:
            groups = (match.group for match in self._words.adjectives.get(self._tree.lemmas[other], ()))
            if other < clause and any("to" in it.complement and it.positive.polarity == "flip" for it in groups):
                return other
        return head

    def _tells_content(self, clause: int) -> bool:
        """Whether a clause read as relative is what its noun is about: "word that Chad paid", "time Chad paid"."""
        tree, noun = self._tree, self._tree.heads[clause]
        if any(tree.lemmas[child] == "that" for child in tree.children(clause, "mark")):
            return True
        it = any(tree.lemmas[child] == "it" for child in tree.children(noun, "nsubj", "expl"))
        return it and bool(tree.children(noun, "cop")) and not tree.children(noun, "det", "nmod:poss")

    def _measured(self, clause: int, head: int) -> Embedding | None:
        """Of "too weak to invade" and "strong enough to invade" the adverb."""
        tree = self._tree
        if tree.xpos[clause] != "VB" or "to" not in {tree.lemmas[child] for child in tree.children(clause, "mark")}:
            return None
        to_be = any(tree.lemmas[child] == "be" for child in tree.children(clause, "aux"))  # its form denies it already
        inside = (child for child in tree.children(clause, "advmod") if tree.lemmas[child] == "yet" and not to_be)
        for adverb in (head, *tree.children(head, "advmod", "amod"), *inside):
            for match in self._words.adverbs.get(tree.lemmas[adverb], ()):
                if match.words == (tree.lemmas[adverb],) and "to" in match.group.complement:
                    return Embedding(head, match.group, climbs=True)
        return None

    def _spares(self, group: Group, noun: int) -> bool:
        """Whether a group leaves a noun as it is: what was attempted in vain was attempted."""
        lemma = self._tree.lemmas[noun]
        spared = self._words.groups[group.spares].nouns if group.spares else ()
        return self._tree.upos[noun] == "NOUN" and lemma in spared

    def _is_said(self, noun: int) -> bool:
        """Whether a noun is itself a word of saying or asking: who denies a report does not deny that it was made."""
        return self._tree.lemmas[noun] in self._words.nouns

    def _is_complement(self, clause: int, head: int) -> bool:
        """Whether a clause read as adverbial is what its verb is about: "to go", "accused of going"."""
        marks = {self._tree.lemmas[child] for child in self._tree.children(clause, "mark")}
        if "to" in marks:
            return True
        matches = self._phrases(head)
        if any(marks & self._small.comparing & set(match.words[1:]) for match in matches):
            return True  # "it looks as if they left"
        if not self._forms_low[clause].endswith("ing"):
            return False
        if not marks and clause == head + 1:
            return any("ing" in match.group.complement for match in matches)
        if "from" in marks and any(match.group.positive.polarity == "flip" for match in matches):
            return True
        return any(marks & {*match.words[1:], *match.group.complement} for match in matches)

    def _phrases(self, head: int) -> list[Match]:
        """The phrases that a word may head, by its form before its lemma: "is bent on"."""
        keys = dict.fromkeys((self._forms_low[head], self._tree.lemmas[head]))
        return [match for table in self._tables(head) for key in keys for match in table.get(key, ())]

    def _tables(self, head: int) -> Iterator[dict[str, tuple[Match, ...]]]:
        match self._tree.upos[head]:
            case "VERB" | "AUX":
                yield self._words.verbs  # type: ignore[misc]  # a read-only mapping
                yield self._words.adjectives  # type: ignore[misc]  # "is expected to": a participle
            case "ADJ":
                yield self._words.adjectives  # type: ignore[misc]
            case "NOUN":
                yield self._words.nouns  # type: ignore[misc]
            case "ADV":
                yield self._words.adverbs  # type: ignore[misc]

    def _forms(self, first: int, word: int) -> Iterator[Form]:
        """The complement forms that a relation may be, likelier first."""
        tree = self._tree
        relation = tree.deprels[first]
        marks = {tree.lemmas[child] for child in tree.children(first, "mark")}
        if relation in ("obj", "nsubj:pass"):
            yield "object"
        elif relation == "nsubj":
            yield "subject"
        elif relation in (
            "xcomp",
            "ccomp",
            "acl",
            "acl:relcl",
            "advcl:relcl",
            "advcl",
            "csubj",
            "parataxis",
            "csubj:pass",
        ):
            if relation == "csubj":
                yield "subject"
            other = bool(tree.children(tree.heads[first], "obj", "iobj", "nsubj:pass", "obl:agent", "obl"))
            yield from _clause_forms(tree.xpos[first], marks, other_doer=other)
            for preposition in marks & _PREPOSITIONS:
                yield preposition  # type: ignore[misc]  # all of them are forms
        elif relation in ("obl", "nmod"):
            opened_by = tree.prepositions(first) or sorted(marks & _PREPOSITIONS)
            if not opened_by:
                yield "object"
            for preposition in opened_by:
                if preposition == "to":
                    yield "to-noun"
                elif preposition in _PREPOSITIONS:
                    yield preposition  # type: ignore[misc]  # all of them are forms

    def _past_speech(self, above: Embedding) -> bool:
        """Whether something was said then; a report is as past as the verb that it hangs on."""
        tree, at = self._tree, above.predicate
        if tree.upos[at] == "NOUN" and tree.heads[at] >= 0:
            at = tree.heads[at]
        return bool(above.group.voice) and tree.xpos[at] in ("VBD", "VBN")

    def _denial_of(self, above: Embedding) -> Embedding | None:
        """The verb that denies the report whose content a word is: "denied reports that"."""
        tree, noun = self._tree, above.predicate
        if tree.upos[noun] != "NOUN" or above.group.voice != "reported" or tree.heads[noun] < 0:
            return None
        verb = tree.heads[noun]
        if tree.deprels[noun] != "obj" and not (
            tree.deprels[noun] == "nsubj:pass" and tree.children(verb, "obl:agent")
        ):
            return None
        matches = (match for match in self._phrases(verb) if "said" in match.group.complement)
        found = next((match for match in matches if self._stands(match, verb)), None)
        return found and Embedding(verb, found.group, climbs=True)

    def _under_past_speech(self, word: int) -> bool:
        above = self._above(word)
        return above is not None and self._past_speech(above)


_PREPOSITIONS = frozenset({"of", "for", "on", "in", "from", "about", "against", "with", "at", "into", "over"})


def _voiced(outer: Firmness) -> Firmness:
    """Of a predicate of speech only its denial counts: that something will be said does not make it future."""
    return replace(_PLAIN, polarity=outer.polarity, orientation=outer.orientation)


def _clause_forms(tag: str, marks: set[str], *, other_doer: bool) -> Iterator[Form]:
    if marks & {"whether", "if"} and "as" not in marks:
        yield "whether"
    elif tag == "VBG":
        yield "ing"
    elif "to" in marks:
        if other_doer:
            yield "other-to"
        yield "to"
    else:
        if "that" not in marks and tag == "VB":
            yield "bare"
        yield "that"
