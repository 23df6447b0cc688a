"""How firm the words are around a trigger: tense and mood of its clause, then every predicate above it."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.arguments import is_of_the_first
from entente.extract.tree import Tree
from entente.records.codes import Orientation
from entente.records.firmness import Firmness
from entente.vocab.firmness import FirmnessWords, Form, Group, Match, embed

_NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
_SHARED = ("aux", "aux:pass", "advmod", "mark", "nsubj", "nsubj:pass")
_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_PLAIN = Firmness(polarity="positive", certainty="certain", orientation="present", force="asserted")


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


class Judge:
    """Firmness of the words of one tree; each word is judged once."""

    def __init__(self, tree: Tree, words: FirmnessWords) -> None:
        self._tree, self._words = tree, words
        self._known: dict[int, Judgement] = {}

    def judge(self, word: int) -> Judgement:
        """The firmness of the act that a word stands for."""
        if word not in self._known:
            self._known[word] = Judgement(_PLAIN)  # met again only in a tree that is none
            self._known[word] = self._judge(word)
        return self._known[word]

    def stance(self, word: int) -> Judgement:
        """The firmness of the act that an adjective speaks of: of "the study is due" the study."""
        own = self.judge(word)
        matches = self._words.adjectives.get(self._tree.lemmas[word], ())
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
            return Judgement(self._open_end(word, found), (*said, *self._voices_around(word)))
        outer = self.judge(above.predicate)
        if self._non_finite(word):
            found = replace(found, orientation=outer.firmness.orientation)
        weight = outer.firmness if above.climbs and not above.group.voice else _voiced(outer.firmness)
        reported = any(it.group.voice for it in outer.embeddings) or self._past_speech(above)
        return Judgement(embed(above.group, weight, found, reported=reported), (*said, above, *outer.embeddings))

    def _voices_around(self, word: int) -> tuple[Embedding, ...]:
        """In whose words an adverbial clause stands: "analysts say that, while trade grew, trust did not"."""
        if self._tree.deprels[word] != "advcl" or self._tree.xpos[word] not in _PAST | _PRESENT | {"VBN"}:
            return ()
        return tuple(it for it in self.judge(self._tree.heads[word]).embeddings if it.group.voice)

    # ------------------------------------------------------------------ the word's own clause

    def _clause(self, word: int) -> tuple[Firmness, tuple[Embedding, ...]]:
        """Tense, negation and auxiliaries of the word's own clause."""
        tree = self._tree
        own = tree.children(word)
        if tree.deprels[word] == "conj" and not tree.children(word, *_SHARED):
            own = own + list(tree.children(tree.first_conjunct(word), "aux", "aux:pass", "mark"))
        negated = any(
            tree.lemmas[child] in _NEGATORS and tree.deprels[child] in ("advmod", "det", "cc", "cc:preconj")
            for child in own
        )
        negated = negated or any(
            self._negative_noun(child) for child in tree.children(word, "nsubj", "nsubj:pass", "obj")
        )
        found = replace(_PLAIN, orientation=self._tense(word, own), durative=self._durative(word, own))
        modal = self._auxiliary(word, own)
        if modal is None and self._commanded(word):
            found = replace(found, force="requested", orientation="future", certainty="underspecified")
        elif self._asked(word):
            found = replace(found, force="questioned")
        if modal is None:
            found = replace(found, polarity="negative") if negated else found
            return self._by_form(word, own, found), ()
        outer = replace(_PLAIN, polarity="negative") if negated else _PLAIN
        reported = modal.group.reported is not None and self._under_past_speech(word)
        return embed(modal.group, outer, found, reported=reported), (modal,)

    def _by_form(self, word: int, own: list[int], found: Firmness) -> Firmness:
        """What the form of the clause alone says: "are to meet" is a plan, "had they met" a supposition."""
        tree = self._tree
        to_be = [child for child in own if tree.deprels[child] in ("aux", "cop") and tree.lemmas[child] == "be"]
        if to_be and tree.xpos[word] == "VB" and any(tree.lemmas[child] == "to" for child in own):
            return replace(found, force="intended", orientation="future")
        subject = tree.child(word, "nsubj", "nsubj:pass")
        inverted = [child for child in own if tree.deprels[child] == "aux" and tree.forms[child].lower() == "had"]
        if tree.deprels[word] == "advcl" and inverted and subject is not None and inverted[0] < subject:
            return replace(found, force="conditional", certainty="underspecified")
        return found

    def _open_end(self, word: int, found: Firmness) -> Firmness:
        """An infinitive that no known predicate governs is an aim or a possibility: "easy to get"."""
        tree = self._tree
        first = tree.first_conjunct(word)
        to = any(tree.lemmas[child] == "to" for child in tree.children(first, "mark"))
        if not to or tree.deprels[first] not in ("advcl", "acl", "xcomp", "csubj", "ccomp") or tree.xpos[word] != "VB":
            return found
        if is_of_the_first(tree, first):
            return replace(found, orientation="past")
        if tree.deprels[first] == "xcomp" and tree.upos[tree.heads[first]] not in ("ADJ", "NOUN"):
            return found
        return replace(found, force="intended", orientation="future", certainty="underspecified")

    def _commanded(self, word: int) -> bool:
        """An imperative: a bare verb that opens its sentence, alone or beside another such."""
        tree = self._tree
        first = tree.first_conjunct(word)
        if tree.xpos[word] != "VB" or tree.deprels[first] not in ("root", "parataxis") or tree.xpos[first] != "VB":
            return False
        return not any(
            tree.children(at, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "expl") for at in (word, first)
        )

    def _asked(self, word: int) -> bool:
        """The main clause of a question."""
        tree = self._tree
        first = tree.first_conjunct(word)
        return tree.deprels[first] == "root" and any(
            tree.forms[child] == "?" for child in tree.children(first, "punct")
        )

    def _negative_noun(self, word: int) -> bool:
        tree = self._tree
        if tree.lemmas[word] in ("nobody", "nothing", "none"):
            return True
        single = [at for at in tree.children(word, "nummod", "det") if tree.lemmas[at] in ("one", "a", "single")]
        none = bool(single) and any(tree.lemmas[at] == "not" for at in self._around(word, single))
        return none or any(tree.lemmas[d] in ("no", "neither") for d in tree.children(word, "det"))

    def _around(self, word: int, counted: list[int]) -> list[int]:
        """Adverbs on a noun and on its number: "not one soldier", "not a single soldier"."""
        return [at for bearer in (word, *counted) for at in self._tree.children(bearer, "advmod", "det")]

    def _auxiliary(self, word: int, own: list[int]) -> Embedding | None:
        """The modal of a verb: "will", "could", "ought to"."""
        tree = self._tree
        auxiliaries = [child for child in own if tree.deprels[child] in ("aux", "aux:pass")]
        lemmas = {tree.lemmas[child] for child in auxiliaries}
        for child in auxiliaries:
            form = tree.forms[child].lower()
            for match in self._words.auxiliaries.get(form, ()) or self._words.auxiliaries.get(tree.lemmas[child], ()):
                if set(match.words[1:]) <= lemmas:  # "could have" only where both stand
                    return Embedding(child, match.group, climbs=False)
        return None

    def _tense(self, word: int, own: list[int]) -> Orientation:
        tree = self._tree
        tags = [tree.xpos[child] for child in own if tree.deprels[child] in ("aux", "aux:pass", "cop")]
        perfect = any(tree.lemmas[child] == "have" and tree.deprels[child] == "aux" for child in own)
        tags += [tree.xpos[word]]
        if perfect or _PAST & set(tags):
            return "past"
        if _PRESENT & set(tags):
            return "present"
        if tree.xpos[word] == "VBN" or tree.upos[word] in ("NOUN", "PROPN"):
            return "past"  # "the bridge built by Chad", "the lifting of the ban"
        return "present"

    def _durative(self, word: int, own: list[int]) -> bool:
        tree = self._tree
        be = any(tree.lemmas[child] == "be" and tree.deprels[child] == "aux" for child in own)
        return tree.xpos[word] == "VBG" and be

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
        for child in tree.children(word, "advmod", "amod", "obl", "nmod"):
            found = self._modifier(child)
            if found is not None:
                yield found
        if tree.deprels[word].startswith(("advcl", "obl", "nmod")) and self._above(word) is None:
            yield from self._marked(word, word, "clause")
        told = self._told_as_past(word)
        for child in tree.children(word, "advcl", "obl", "advcl:relcl"):
            for embedding in self._marked(child, word, "governor"):
                if not (told and embedding.group.positive.force == "conditional"):
                    yield embedding

    def _modifier(self, child: int) -> Embedding | None:
        """What an adverb or adjective does; a phrase of several words is known by its first: "no longer"."""
        tree = self._tree
        table = self._words.adjectives if tree.deprels[child] == "amod" else self._words.adverbs
        first = min(tree.subtree(child))
        for at in dict.fromkeys((child, first)):
            for match in table.get(tree.lemmas[at], ()) or table.get(tree.forms[at].lower(), ()):
                plain = len(match.words) == 1
                if "modified" not in match.group.complement or (
                    plain and (at != child or tree.lemmas[at] in _NEGATORS)
                ):
                    continue
                if self._stands(match, child) and (at == child or self._in_order(match.words, at)):
                    return Embedding(child, match.group, climbs=False)
        return None

    def _told_as_past(self, word: int) -> bool:
        """Whether the clause tells of the past without a modal: "threatened to leave if", whose threat stands."""
        own = self._tree.children(word)
        return self._tense(word, own) == "past" and self._auxiliary(word, own) is None

    def _marked(self, clause: int, at: int, form: Form) -> Iterator[Embedding]:
        """The marker that opens a clause or phrase: "if", "unless", "according to", "after"."""
        tree = self._tree
        for child in tree.children(clause, "mark", "case", "advmod"):
            key = tree.forms[child].lower()
            if key == "to" and tree.upos[clause] != "VERB":
                continue  # "the road to peace" is no purpose
            for match in self._words.markers.get(key, ()) or self._words.markers.get(tree.lemmas[child], ()):
                if form in match.group.complement and self._in_order(match.words, child):
                    yield Embedding(clause if form == "governor" else child, match.group, climbs=False)
                    return

        first = min(tree.subtree(clause))
        for at in range(max(0, first - 4), first + 1):
            for match in self._words.markers.get(tree.lemmas[at], ()):
                borders = at == first or at + len(match.words) == first
                whole = len(match.words) > 1 and borders and self._in_order(match.words, at)
                if whole and form in match.group.complement:
                    yield Embedding(clause if form == "governor" else at, match.group, climbs=False)
                    return

    def _in_order(self, words: tuple[str, ...], at: int) -> bool:
        return self._tree.lemmas[at : at + len(words)] == list(words) or [
            form.lower() for form in self._tree.forms[at : at + len(words)]
        ] == list(words)

    def _stands(self, match: Match, head: int) -> bool:
        """Whether the other words of a phrase stand around its head."""
        tree = self._tree
        near = {*tree.subtree(head), *range(max(0, head - 3), min(len(tree), head + 5))}
        return all(any(tree.is_word(at, word) for at in near) for word in match.words)

    # ------------------------------------------------------------------ what stands above it

    def _above(self, word: int) -> Embedding | None:
        """The predicate whose complement the word is, and the group that fits the form of the complement."""
        tree = self._tree
        first = tree.first_conjunct(word)
        head = tree.heads[first]
        if head < 0 or tree.deprels[first] in ("acl:relcl", "advcl:relcl"):
            return None
        if tree.deprels[first] == "acl" and tree.xpos[first] in ("VBN", "VBG") and not tree.children(first, "mark"):
            return None  # "the tug built in May", "rebels holding the pass": told by itself
        if tree.deprels[first] == "advcl" and not self._is_complement(first, head):
            return None
        forms = tuple(self._forms(first, word))
        opened_by = {*tree.prepositions(first), *(tree.lemmas[child] for child in tree.children(first, "mark"))}
        matches = [
            match
            for table in self._tables(head)
            for match in table.get(tree.lemmas[head], ())
            if self._stands(match, head)
        ]
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
            if form in match.group.complement and not (form == "subject" and done_to and len(match.words) == 1)
        )
        found = next(fitting, None)
        return found and Embedding(head, found.group, climbs=True)

    def _is_complement(self, clause: int, head: int) -> bool:
        """Whether a clause read as adverbial is what its verb is about: "to go", "accused of going"."""
        marks = {self._tree.lemmas[child] for child in self._tree.children(clause, "mark")}
        if "to" in marks:
            return True
        phrases = [match.words for table in self._tables(head) for match in table.get(self._tree.lemmas[head], ())]
        return self._tree.xpos[clause] == "VBG" and any(len(words) == 2 and words[1] in marks for words in phrases)

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
        elif relation in ("nsubj", "csubj"):
            yield "subject"
        elif relation in ("xcomp", "ccomp", "acl", "advcl", "csubj", "parataxis", "csubj:pass"):
            other = bool(tree.children(tree.heads[first], "obj", "iobj", "nsubj:pass", "obl:agent", "obl"))
            yield from _clause_forms(tree.xpos[first], marks, other_doer=other)
            for preposition in marks & _PREPOSITIONS:
                yield preposition  # type: ignore[misc]  # all of them are forms
        elif relation in ("obl", "nmod"):
            for preposition in tree.prepositions(first):
                if preposition == "to":
                    yield "to-noun"
                elif preposition in _PREPOSITIONS:
                    yield preposition  # type: ignore[misc]  # all of them are forms

    def _past_speech(self, above: Embedding) -> bool:
        return bool(above.group.voice) and self._tree.xpos[above.predicate] in ("VBD", "VBN")

    def _under_past_speech(self, word: int) -> bool:
        above = self._above(word)
        return above is not None and self._past_speech(above)


_PREPOSITIONS = frozenset({"of", "for", "on", "in", "from", "about", "against", "with", "at", "into", "over"})


def _voiced(outer: Firmness) -> Firmness:
    """Of a predicate of speech only its denial counts: that something will be said does not make it future."""
    return replace(_PLAIN, polarity=outer.polarity, orientation=outer.orientation)


def _clause_forms(tag: str, marks: set[str], *, other_doer: bool) -> Iterator[Form]:
    if marks & {"whether", "if"}:
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
