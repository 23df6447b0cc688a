"""A sentence's tree to walk in: words by number, their children, phrases and prepositions."""

from bisect import bisect_left, bisect_right
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
_PASSIVE = frozenset({"aux:pass", "obl:agent"})
_HAS = frozenset({("have", "VBZ"), ("have", "VBP")})
_LOOSE = frozenset({"advcl", "acl:relcl", "advcl:relcl", "parataxis"})


class Tree:
    """One analysed sentence; every method takes and gives 0-based word numbers."""

    def __init__(self, text: str, analysis: Analysis, names: Sequence[Span] = ()) -> None:
        """With names given, each hangs on the tree as one: parts of it that stray are brought under its head."""
        self.analysis = analysis
        self.spans: Sequence[Span] = analysis.sentence.words
        self._starts, self._ends = [start for start, _ in self.spans], [end for _, end in self.spans]
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
        self._seat_charges()
        self._seat_doers()
        self._seat_subjects()
        self._seat_contents()
        self._seat_quoted()
        self._seat_due()
        self._seat_minded()
        self._seat_objects()
        self._seat_accusers()
        self._seat_makers()
        self._seat_relatives()
        self._seat_apart()
        self._seat_headline()
        self._seat_gerunds()
        self.lower = [form.lower() for form in self.forms]
        self.present = frozenset((*self.lemmas, *self.lower))
        self._children: list[list[int]] = [[] for _ in self.spans]
        for i, head in enumerate(self.heads):
            if head >= 0:
                self._children[head].append(i)
        # What was asked once is remembered: from here on the tree does not change.
        self._related: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        self._subtrees: dict[int, list[int]] = {}
        self._phrases: dict[int, list[int]] = {}
        self._clause_spans: dict[int, Span] = {}
        self._passive: dict[int, bool] = {}
        self._prepositions: dict[int, list[str]] = {}
        self.filled: dict[tuple[int, str], list[int]] = {}

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
        first = heads[head]
        if first >= 0 and first not in inside and heads[first] in inside:  # "the US and European Union sanctions"
            outer = next((word for word in tops if word != head), head)
            heads[first], deprels[first] = self.heads[outer], self.deprels[outer]
            for word in (word for word, above in enumerate(self.heads) if above == outer):
                if self.deprels[word] == "case":  # "between Russian and Pakistani forces"
                    heads[word] = first
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
        """A noun with 's that was read as a subject or apposition belongs to the noun that follows it."""
        for mark, form in enumerate(self.forms):
            owner = self.heads[mark]
            if form not in ("'s", "’s") or self.deprels[mark] != "case" or owner < 0:
                continue
            if self.deprels[owner] not in (*SUBJECTS, "appos"):
                continue
            after = range(mark + 1, min(mark + 5, len(self.spans)))
            noun = next((at for at in after if self.upos[at] in ("NOUN", "VERB", "PUNCT", "ADP")), None)
            if noun is None or self.upos[noun] != "NOUN":
                continue
            while self.deprels[noun] == "compound" and self.heads[noun] > noun:
                noun = self.heads[noun]
            heads = list(self.heads)
            heads[owner] = noun
            if _reach_the_root(heads):
                self.heads, self.deprels[owner] = heads, "nmod:poss"

    def is_word(self, at: int, lemma: str) -> bool:
        """Whether the word is that lemma, or its form is written so: "arms race"."""
        return self.lemmas[at] == lemma or self.lower[at] == lemma

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

    def _seat_doers(self) -> None:
        """What was read as the subject of a passive is the doer where the verb has an object and no "be" before it."""
        passive = {self.heads[word] for word, relation in enumerate(self.deprels) if relation in _PASSIVE}
        taking = {self.heads[word] for word, relation in enumerate(self.deprels) if relation == "obj"}
        for word, relation in enumerate(self.deprels):
            verb = self.heads[word]
            passes = relation == "nsubj:pass" and verb in taking and verb not in passive
            if word < verb and (passes or (relation == "obj" and self._wants_a_doer(verb))):
                self.deprels[word] = "nsubj"

    def _wants_a_doer(self, verb: int) -> bool:
        """Whether a finite verb has an object behind it and no subject: a noun before it is no second object."""
        own = {(self.deprels[at], at > verb) for at, head in enumerate(self.heads) if head == verb}
        finite = self.xpos[verb] in ("VBD", "VBZ", "VBP")
        return finite and ("obj", True) in own and not any(relation in SUBJECTS for relation, _ in own)

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
        """Of "Chad left,” the envoy said" the first subject is that of what is said, where this has none."""
        for clause, relation in enumerate(self.deprels):
            verb = self.heads[clause]
            if relation != "ccomp" or clause > verb:
                continue
            before = [word for word in range(clause) if self.heads[word] == verb and self.deprels[word] == "nsubj"]
            behind = [at for at in range(verb, len(self.heads)) if self.deprels[at] == "nsubj"]
            if not any(self.heads[at] == verb for at in behind):
                for at in (at for at in behind if self.heads[at] == clause):  # "said the envoy"
                    self.heads[at] = verb
            after = any(self.heads[at] == verb and self.deprels[at] == "nsubj" for at in range(clause, len(self.heads)))
            own = any(self.heads[at] == clause and self.deprels[at] in SUBJECTS for at in range(clause))
            closed = any(form in ("”", '"', "''", "’") for form in self.forms[clause:verb])
            if before and after and closed and not own:
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

    def _seat_minded(self) -> None:
        """Of "is prepared to invest" the participle is an adjective: nobody prepares whom it tells of."""
        minded = load_lexicon().classes["minded"]
        for word in range(len(self.spans) - 2):
            form = self.forms[word].lower()
            if self.xpos[word] != "VBN" or form not in minded or self.lemmas[word + 1] != "to":
                continue
            own = {self.deprels[at]: at for at in range(len(self.heads)) if self.heads[at] == word}
            if "aux:pass" in own and "xcomp" in own and "obl:agent" not in own:
                self.upos[word], self.xpos[word], self.lemmas[word] = "ADJ", "JJ", form
                self.deprels[own["aux:pass"]] = "cop"
                if "nsubj:pass" in own:
                    self.deprels[own["nsubj:pass"]] = "nsubj"

    def _seat_objects(self) -> None:
        """Of "called off a visit" the noun behind the particle is the object, though no preposition leads it."""
        for off in (at for at, relation in enumerate(self.deprels) if relation == "compound:prt"):
            own = [at for at in range(len(self.heads)) if self.heads[at] == self.heads[off]]
            bare = [at for at in own if at > off and self.deprels[at] in ("obl", "xcomp") and self.upos[at] == "NOUN"]
            led = {self.heads[at] for at, relation in enumerate(self.deprels) if relation == "case"}
            if bare and bare[0] not in led and not any(self.deprels[at] == "obj" for at in own):
                near = all(
                    self.upos[at] in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") for at in range(off + 1, bare[0])
                )
                if near:
                    self.deprels[bare[0]] = "obj"

    def _seat_accusers(self) -> None:
        """Of "denied charges by Chad that it paid" the phrase and the clause belong to the charges."""
        charges = load_lexicon().classes["allegation"]
        passive = {self.heads[at] for at, relation in enumerate(self.deprels) if relation == "aux:pass"}
        for noun, relation in enumerate(self.deprels):
            verb = self.heads[noun]
            if relation not in ("obj", "obl") or verb > noun or verb in passive or self.lemmas[noun] not in charges:
                continue
            for at in range(noun + 1, len(self.heads)):
                if self.heads[at] == verb and self.deprels[at] == "obl:agent":
                    self.heads[at], self.deprels[at] = noun, "nmod"
                elif self.heads[at] == verb and self._is_content(at):
                    self.heads[at], self.deprels[at] = noun, "acl"

    def _seat_makers(self) -> None:
        """Of "Chad blocked loans by the bank" the bank makes the loans: an active verb has its doer before it."""
        passive = {self.heads[at] for at, relation in enumerate(self.deprels) if relation in ("aux:pass", "nsubj:pass")}
        doing = {self.heads[at] for at, relation in enumerate(self.deprels) if relation == "nsubj"} - passive
        for by, relation in enumerate(self.deprels):
            verb = self.heads[by]
            if relation != "obl:agent" or verb not in doing or self.xpos[verb] == "VBN" or by < verb:
                continue
            things = [at for at in range(verb, by) if self.heads[at] == verb and self.deprels[at] == "obj"]
            if things and self.upos[things[-1]] == "NOUN":
                self.heads[by], self.deprels[by] = things[-1], "nmod"

    def _seat_relatives(self) -> None:
        """Of "the guard, which Chad accuses" the second subject accuses, and the relative pronoun is the object."""
        for which, relation in enumerate(self.deprels):
            verb = self.heads[which]
            if relation != "nsubj" or self.xpos[which] not in ("WDT", "WP") or self.deprels[verb] != "acl:relcl":
                continue
            own = [self.deprels[at] for at in range(which + 1, len(self.heads)) if self.heads[at] == verb]
            if "nsubj" in own and "obj" not in own and self.upos[verb] == "VERB":
                self.deprels[which] = "obj"

    def _seat_apart(self) -> None:
        """A semicolon parts sentences: what stands on its other side is no content of a verb."""
        telling = {self.heads[word] for word, relation in enumerate(self.deprels) if relation in SUBJECTS}
        for clause, relation in enumerate(self.deprels):
            first, last = sorted((clause, self.heads[clause]))
            apart = relation in ("ccomp", "parataxis") and first >= 0 and ";" in self.forms[first:last]
            if apart and clause in telling:
                self.deprels[clause] = "conj"

    def _seat_gerunds(self) -> None:
        """A gerund without a mark before a copula that has no subject is its subject: "buying it will be hard"."""
        telling = {self.heads[word] for word, relation in enumerate(self.deprels) if relation in (*SUBJECTS, "expl")}
        copulas = {self.heads[word]: word for word, relation in enumerate(self.deprels) if relation == "cop"}
        for gerund, relation in enumerate(self.deprels):
            head = self.heads[gerund]
            if relation != "advcl" or head in telling or self.xpos[gerund] != "VBG" or copulas.get(head, -1) < gerund:
                continue
            marked = any(self.heads[at] == gerund and self.deprels[at] == "mark" for at in range(gerund))
            if not marked and self.deprels[head] != "conj":
                self.deprels[gerund] = "csubj"
                telling.add(head)

    def _seat_headline(self) -> None:
        """Of the headline "Chad, Niger sign" both sign: the verb is plural and no comma closes an apposition."""
        for second, relation in enumerate(self.deprels):
            first = self.heads[second]
            if relation != "appos" or first < 0 or self.deprels[first] != "nsubj" or second != first + 2:
                continue
            verb = self.heads[first]
            named = self.xpos[first] == self.xpos[second] == "NNP" and self.forms[first + 1] == ","
            if named and verb == second + 1 and self.xpos[verb] == "VBP":
                self.deprels[second] = "conj"

    def _seat_charges(self) -> None:
        """Of "denied on Thursday charges" and "rejected as baseless accusations" the last noun is the object."""
        classes = load_lexicon().classes
        for noun, relation in enumerate(self.deprels):
            verb = self.heads[noun]
            if relation != "obl" or verb > noun or self.lemmas[noun] not in classes["allegation"]:
                continue
            if self.lemmas[verb] not in classes["denying"]:
                continue
            cases = [at for at in range(verb, noun) if self.heads[at] == noun and self.deprels[at] == "case"]
            owners = [
                next((at for at in range(case + 1, noun) if self._takes(case, at, verb, noun)), -1) for case in cases
            ]
            if -1 in owners:
                continue
            self.deprels[noun] = "obj"
            for case, owner in zip(cases, owners, strict=True):
                self.heads[case] = owner

    def _takes(self, case: int, word: int, verb: int, noun: int) -> bool:
        """Whether the preposition before a noun is that of a word between: of a phrase of the verb, of an adjective."""
        beside = self.heads[word] == verb and self.upos[word] in ("NOUN", "PROPN")
        judged = self.forms[case].lower() == "as" and self.heads[word] == noun and self.upos[word] == "ADJ"
        return beside or judged

    def _is_content(self, clause: int) -> bool:
        """Whether a clause beside a verb begins with "that"."""
        marks = [at for at, relation in enumerate(self.deprels) if relation == "mark" and self.heads[at] == clause]
        return self.deprels[clause] in ("advcl", "ccomp") and any(self.forms[at].lower() == "that" for at in marks)

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
        own = self._children[word]
        if not deprels or not own:
            return own
        if len(own) == 1:
            return own if self.deprels[own[0]] in deprels else []
        found = self._related.get((word, deprels))
        if found is None:
            relations = self.deprels
            found = self._related[word, deprels] = [child for child in own if relations[child] in deprels]
        return found

    def child(self, word: int, *deprels: str) -> int | None:
        """The first dependent of these relations."""
        return next(iter(self.children(word, *deprels)), None)

    def ancestors(self, word: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        while (word := self.heads[word]) >= 0:
            yield word

    def subtree(self, word: int) -> list[int]:
        """The word and all below it, in order of the text."""
        if (known := self._subtrees.get(word)) is not None:
            return known
        found, queue = [], [word]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += self._children[at]
        self._subtrees[word] = sorted(found)
        return self._subtrees[word]

    def phrase(self, word: int) -> list[int]:
        """The word and what is below it, without clauses that hang on loosely or describe a noun."""
        if (known := self._phrases.get(word)) is not None:
            return known
        found, queue = [], [word]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += [child for child in self._children[at] if self.deprels[child] not in _LOOSE]
        self._phrases[word] = sorted(found)
        return self._phrases[word]

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
        known = self._prepositions.get(word)
        if known is None:
            known = self._prepositions[word] = self._prepositions_of(word)
        return known

    def _prepositions_of(self, word: int) -> list[str]:
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
        known = self._passive.get(verb)
        if known is None:
            bare = self.xpos[verb] == "VBN" and self.deprels[verb] in ("acl", "advcl", "amod")
            known = bool(self.children(verb, "aux:pass", "nsubj:pass", "obl:agent"))
            known = self._passive[verb] = known or (bare and not self.children(verb, "aux", "obj"))
        return known

    def is_simple_present(self, verb: int) -> bool:
        """Whether the verb stands in the present without "be" or "have": "sells", "do not recognise"."""
        helpers = self.children(verb, "aux", "aux:pass")
        if self.upos[verb] != "VERB" or self.children(verb, "cop"):
            return False
        if not helpers:
            return self.xpos[verb] in ("VBZ", "VBP")
        return all(self.lemmas[at] == "do" and self.xpos[at] in ("VBZ", "VBP") for at in helpers)

    def is_present(self, word: int) -> bool:
        """Whether a predicate stands in the present, with "is" or without: "sells", "is close to", "are linked"."""
        helpers = self.children(word, "cop", "aux", "aux:pass")
        return self.is_simple_present(word) or (
            bool(helpers) and all(self.lemmas[at] == "be" and self.xpos[at] in ("VBZ", "VBP") for at in helpers)
        )

    def is_perfect_progressive(self, verb: int) -> bool:
        """Whether it is "has been V-ing" or "have been V-ing"."""
        helpers = {(self.lemmas[at], self.xpos[at]) for at in self.children(verb, "aux")}
        return self.xpos[verb] == "VBG" and ("be", "VBN") in helpers and bool(helpers & _HAS)

    @cached_property
    def ends_in_full_stop(self) -> bool:
        """Whether it is a whole sentence rather than a headline."""
        return any(form in (".", "!", "?") for form in self.forms[-2:])

    def words_in(self, start: int, end: int) -> list[int]:
        """Words that a span of the text holds or cuts."""
        return list(range(bisect_right(self._ends, start), bisect_left(self._starts, end))) if start < end else []

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
        known = self._clause_spans.get(word)
        if known is None:
            known = self._clause_spans[word] = self._span_of_clause(word)
        return known

    def _span_of_clause(self, word: int) -> Span:
        cut: set[int] = set()
        for child in self.children(word, "conj", "parataxis", "cc", "list"):
            cut.update(self.subtree(child))
        words = [at for at in self.subtree(word) if at not in cut]
        while len(words) > 1 and self.upos[words[-1]] == "PUNCT" and not self._closes(words):
            words.pop()
        while len(words) > 1 and self.upos[words[0]] == "PUNCT":
            words.pop(0)
        return self.span_of(words)

    def _closes(self, words: Sequence[int]) -> bool:
        """Whether the last is a bracket that closes one among the words."""
        return self.forms[words[-1]] == ")" and any(self.forms[word] == "(" for word in words)


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


def clause_of(tree: Tree, word: int) -> int:
    """The head of the clause that a word stands in; complements of a modal verb belong to its clause."""
    for at in (word, *tree.ancestors(word)):
        if tree.is_clause(at) and tree.deprels[at] not in ("xcomp", "amod", "compound"):
            return at
    return word


@cache
def quantities() -> frozenset[str]:
    """Nouns that count or part what follows "of": "tons of grain", "two of the envoys"."""
    return load_lexicon().classes.get("quantity", frozenset())
