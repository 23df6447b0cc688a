"""A sentence's tree to walk in: words by number, their children, phrases and prepositions."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from entente.records.text import Analysis, Span
from entente.vocab.lexicon import load_lexicon

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_INSIDE_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "flat", "nmod:poss", "fixed", "case", "det:predet", "punct", "advmod"}
)

_PLACES = frozenset({*SUBJECTS, "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "root", "appos"})
_PARTS_OF_NAMES = frozenset({"flat", "nmod:desc", "compound", "appos"})
_LOOSE = frozenset({"advcl", "acl:relcl", "advcl:relcl", "parataxis"})


class Tree:
    """One analysed sentence; every method takes and gives 0-based word numbers."""

    def __init__(self, text: str, analysis: Analysis, names: Sequence[Span] = ()) -> None:
        """With names given, each hangs on the tree as one: parts of it that stray are brought under its head."""
        self.analysis = analysis
        self.spans: Sequence[Span] = analysis.sentence.words
        self.forms = [text[start:end] for start, end in self.spans]
        self.lemmas = [lemma.lower() for lemma in analysis.lemmas]
        self.upos, self.xpos = list(analysis.upos), list(analysis.xpos)
        self.heads, self.deprels = list(analysis.heads), list(analysis.deprels)
        for start, end in names:
            self._gather(self.words_in(start, end))
        for (_, end), (start, stop) in pairwise(sorted(names)):
            if text[end:start] in ("-", "–"):
                self._couple(self.words_in(stop - 1, stop), self.words_in(end - 1, end))
        self._seat_possessors()
        self._seat_subjects()
        self._seat_contents()
        self._seat_quoted()
        self._seat_due()
        self._children: list[list[int]] = [[] for _ in self.spans]
        for i, head in enumerate(self.heads):
            if head >= 0:
                self._children[head].append(i)

    def _gather(self, words: Sequence[int]) -> None:
        """The words of one name hang on one of them, and what hung on the others hangs on it."""
        inside = set(words)
        tops = [word for word in words if self.heads[word] not in inside]
        if len(words) < 2 or not tops or any(self.upos[word] == "VERB" for word in tops):
            return
        head = min(tops, key=lambda word: (self.deprels[word] not in _PLACES, word))
        heads, deprels = list(self.heads), list(self.deprels)
        for word in tops:
            if word != head:
                heads[word], deprels[word] = head, "flat"
        for word, above in enumerate(self.heads):
            if above in inside and word not in inside and self.deprels[word] == "conj":
                heads[word] = head
        if _reach_the_root(heads):
            self.heads, self.deprels = heads, deprels

    def _couple(self, second: Sequence[int], first: Sequence[int]) -> None:
        """The halves of "Franco-German" are two members of one coordination."""
        if not (first and second) or second[0] == first[0]:
            return
        one, other = first[0], second[0]
        heads, deprels = list(self.heads), list(self.deprels)
        if heads[other] == one:
            deprels[other] = "conj"
        else:
            heads[one], deprels[one] = heads[other], deprels[other]
            heads[other], deprels[other] = one, "conj"
        if _reach_the_root(heads):
            self.heads, self.deprels = heads, deprels

    def _seat_possessors(self) -> None:
        """A noun with 's that was read as a subject belongs to the noun that follows it."""
        for mark, form in enumerate(self.forms):
            owner = self.heads[mark]
            if form not in ("'s", "’s") or self.deprels[mark] != "case" or owner < 0:
                continue
            if self.deprels[owner] not in SUBJECTS:
                continue
            after = range(mark + 1, min(mark + 5, len(self.spans)))
            noun = next((at for at in after if self.upos[at] in ("NOUN", "VERB", "PUNCT", "ADP")), None)
            if noun is None or self.upos[noun] != "NOUN":
                continue
            heads = list(self.heads)
            heads[owner] = noun
            if _reach_the_root(heads):
                self.heads, self.deprels[owner] = heads, "nmod:poss"

    def is_word(self, at: int, lemma: str) -> bool:
        """Whether the word is that lemma, or its form is written so: "arms race"."""
        return self.lemmas[at] == lemma or self.forms[at].lower() == lemma

    def _seat_subjects(self) -> None:
        """A noun that hangs on a verb as if it were part of a name is the subject of the verb that follows it."""
        taken = {self.heads[word] for word, relation in enumerate(self.deprels) if relation in SUBJECTS}
        for word, relation in enumerate(self.deprels):
            head = self.heads[word]
            if relation not in _PARTS_OF_NAMES or word > head or self.upos[head] != "VERB":
                continue
            if self.upos[word] not in ("NOUN", "PROPN"):
                continue
            verb = next((at for at in range(word + 1, head + 1) if self._wants_subject(at) and at not in taken), None)
            if verb is None:
                continue
            heads = list(self.heads)
            heads[word] = verb
            if _reach_the_root(heads):
                self.heads, self.deprels[word] = heads, "nsubj"
                taken.add(verb)

    def _seat_contents(self) -> None:
        """Of "there is no doubt that" the clause tells what the noun is about."""
        subjects = {self.heads[word]: word for word, relation in enumerate(self.deprels) if relation == "nsubj"}
        there = {self.heads[word] for word, relation in enumerate(self.deprels) if relation == "expl"}
        for word, relation in enumerate(self.deprels):
            noun = subjects.get(self.heads[word])
            if relation != "ccomp" or self.heads[word] not in there or noun is None or noun > word:
                continue
            heads = list(self.heads)
            heads[word] = noun
            if _reach_the_root(heads):
                self.heads, self.deprels[word] = heads, "acl"

    def _seat_quoted(self) -> None:
        """Of "Chad left,” said the envoy" the first subject is that of what is said, where this has none."""
        for clause, relation in enumerate(self.deprels):
            verb = self.heads[clause]
            if relation != "ccomp" or clause > verb:
                continue
            before = [word for word in range(clause) if self.heads[word] == verb and self.deprels[word] == "nsubj"]
            after = any(self.heads[at] == verb and self.deprels[at] == "nsubj" for at in range(verb, len(self.heads)))
            own = any(self.heads[at] == clause and self.deprels[at] in SUBJECTS for at in range(clause))
            if before and after and not own:
                self.heads[before[0]] = clause

    def _seat_due(self) -> None:
        """Of "the line is due to start" the adjective is the predicate, and what follows "to" its verb."""
        for due in range(1, len(self.spans) - 2):
            if self.lemmas[due : due + 2] != ["due", "to"] or self.deprels[due + 1] not in ("fixed", "mark"):
                continue
            verb = due + 2
            if self.heads[due] == verb and self.deprels[due] == "case" and self._is_copula_before(due, verb):
                self.heads[due], self.deprels[due] = self.heads[verb], self.deprels[verb]
            elif self.heads[verb] != due or self.deprels[verb] != "advcl":
                continue
            self.heads[verb], self.deprels[verb] = due, "xcomp"
            self.upos[due], self.upos[verb], self.xpos[verb] = "ADJ", "VERB", "VB"
            self.heads[due + 1], self.deprels[due + 1] = verb, "mark"
            for word in range(due):
                if self.heads[word] == verb:
                    self.heads[word] = due

    def _is_copula_before(self, due: int, verb: int) -> bool:
        """Whether a form of "be" stands before the adjective, adverbs between them passed over."""
        at = due - 1
        while at > 0 and self.deprels[at] == "advmod":
            at -= 1
        return self.deprels[at] == "cop" and self.heads[at] == verb

    def _wants_subject(self, word: int) -> bool:
        """Whether it may be a finite verb."""
        return (
            self.upos[word] == "VERB"
            and self.xpos[word] != "VBG"
            and self.deprels[word] not in ("amod", "compound", "acl", "acl:relcl", "xcomp", "conj")
        )

    def __len__(self) -> int:
        return len(self.spans)

    def children(self, word: int, *deprels: str) -> list[int]:
        """Dependents in order of the text; with relations named, only those, subtypes told apart."""
        if not deprels or not self._children[word]:
            return self._children[word]
        return [child for child in self._children[word] if self.deprels[child] in deprels]

    def child(self, word: int, *deprels: str) -> int | None:
        """The first dependent of these relations."""
        return next(iter(self.children(word, *deprels)), None)

    def ancestors(self, word: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        while (word := self.heads[word]) >= 0:
            yield word

    def subtree(self, word: int) -> list[int]:
        """The word and all below it, in order of the text."""
        found, queue = [], [word]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += self._children[at]
        return sorted(found)

    def phrase(self, word: int) -> list[int]:
        """The word and what is below it, without clauses that hang on loosely or describe a noun."""
        found, queue = [], [word]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += [child for child in self._children[at] if self.deprels[child] not in _LOOSE]
        return sorted(found)

    def subjects(self, word: int) -> list[int]:
        """The surface subjects of a clause."""
        return self.children(word, *SUBJECTS)

    def conjuncts(self, word: int) -> list[int]:
        """The word and those coordinated with it, when they are of its kind."""
        found = [word]
        for at in found:
            found += self.children(at, "conj")
        return found

    def first_conjunct(self, word: int) -> int:
        """The word that stands for a coordination."""
        while self.deprels[word] == "conj":
            word = self.heads[word]
        return word

    def prepositions(self, word: int) -> list[str]:
        """Lemmas of the case markers of a nominal; of a conjunct, those of its first member where it has none."""
        own = [self.lemmas[child] for child in self.children(word, "case") if self.lemmas[child] not in ("'s", "'")]
        if not own and self.deprels[word] == "conj":
            return self.prepositions(self.heads[word])
        return own

    def is_nominal(self, word: int) -> bool:
        """Whether it heads a noun phrase."""
        return self.upos[word] in ("NOUN", "PROPN", "PRON", "NUM") or (
            self.upos[word] in ("ADJ", "DET")
            and self.deprels[word] in ("nsubj", "obj", "obl", "nmod", "nsubj:pass", "conj")
        )

    def is_clause(self, word: int) -> bool:
        """Whether it heads a clause: a verb, or a predicate with a copula or subject."""
        return self.upos[word] == "VERB" or bool(self.children(word, "cop", *SUBJECTS))

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's surface subject is its object."""
        if self.children(verb, "aux:pass", "nsubj:pass", "obl:agent"):
            return True
        return (
            self.xpos[verb] == "VBN"
            and self.deprels[verb] in ("acl", "advcl", "amod")
            and not self.children(verb, "aux", "obj")
        )

    @cached_property
    def _number_at(self) -> dict[int, int]:
        return {offset: i for i, (start, end) in enumerate(self.spans) for offset in range(start, end)}

    def words_in(self, start: int, end: int) -> list[int]:
        """Words that stand inside a span of the text."""
        return sorted({self._number_at[offset] for offset in range(start, end) if offset in self._number_at})

    def head_of(self, start: int, end: int) -> int | None:
        """The word inside a span of the text on which the others hang; None: no word stands there."""
        words = self.words_in(start, end)
        inside = set(words)
        return next((word for word in words if self.heads[word] not in inside), None)

    def span_of(self, words: Sequence[int]) -> Span:
        """From the first to the last of these words, in the text."""
        return self.spans[min(words)][0], self.spans[max(words)][1]

    def clause_span(self, word: int) -> Span:
        """The words of a clause or phrase without what is coordinated with it or hangs on loosely."""
        cut = set()
        for child in self.children(word, "conj", "parataxis", "cc", "list"):
            cut |= set(self.subtree(child))
        words = [at for at in self.subtree(word) if at not in cut]
        while len(words) > 1 and self.upos[words[-1]] == "PUNCT":
            words.pop()
        while len(words) > 1 and self.upos[words[0]] == "PUNCT":
            words.pop(0)
        return self.span_of(words)


def _reach_the_root(heads: Sequence[int]) -> bool:
    """Whether every word hangs on the root in the end."""
    safe = {-1}
    for word in range(len(heads)):
        path: list[int] = []
        at = word
        while at not in safe:
            if at in path:
                return False
            path.append(at)
            at = heads[at]
        safe.update(path)
    return True


@cache
def quantities() -> frozenset[str]:
    """Nouns that count or part what follows "of": "tons of grain", "two of the envoys"."""
    return load_lexicon().classes.get("quantity", frozenset())
