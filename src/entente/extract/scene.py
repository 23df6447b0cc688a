"""A sentence with its tree and the actors named in it."""

from collections.abc import Sequence

from entente.extract.tree import Tree
from entente.records.mentions import ActorSpan
from entente.records.text import Analysis

_WAYS_IN = ("nmod:poss", "amod", "compound", "appos", "nmod:desc", "flat", "nmod:unmarked")
_PREPOSITIONS_IN = frozenset({"of", "from", "in", "for", "at"})


class Scene:
    """Tree and actors together; actors are named by their number in `actors`."""

    def __init__(self, text: str, analysis: Analysis, actors: Sequence[ActorSpan], agent_nouns: frozenset[str]) -> None:
        self.text = text
        self.tree = Tree(text, analysis)
        self.actors = tuple(actors)
        self._agent_nouns = agent_nouns
        self.heads: list[int | None] = [self.tree.head_of(actor.start, actor.end) for actor in self.actors]
        self._at: dict[int, int] = {}
        for number, actor in sorted(enumerate(self.actors), key=lambda item: item[1].end - item[1].start):
            for word in self.tree.words_in(actor.start, actor.end):
                self._at[word] = number  # the longest span that covers a word has the last word

    def actor_at(self, word: int) -> int | None:
        """The actor whose span covers the word."""
        return self._at.get(word)

    def parties(self, filler: int, *, doer: bool = True) -> list[int]:
        """The actors that a noun phrase stands for: the one it names, or those its noun belongs to.

        "Chad" and "the army of Chad" stand for Chad. "The pipeline of Chad" does nothing itself (`doer`), but what is
        done to it is done to Chad.
        """
        named = self.actor_at(filler)
        if named is not None:
            return [named]
        if self.tree.upos[filler] == "VERB" or (doer and not self._is_agent(filler)):
            return []
        found = [
            self._at[member]
            for child in self._ways_in(filler)
            for member in self.tree.conjuncts(child)
            if member in self._at
        ]
        return list(dict.fromkeys(found))

    def inside(self, word: int) -> list[int]:
        """The actors named in a clause or phrase, in order of the text."""
        return list(dict.fromkeys(self._at[below] for below in self.tree.subtree(word) if below in self._at))

    def _is_agent(self, word: int) -> bool:
        tree = self.tree
        if tree.upos[word] == "PROPN" or tree.lemmas[word] in self._agent_nouns:
            return True
        return tree.upos[word] in ("NUM", "DET", "PRON") and bool(tree.children(word, "nmod"))  # "two of Chad's envoys"

    def _ways_in(self, word: int) -> list[int]:
        tree = self.tree
        direct = tree.children(word, *_WAYS_IN)
        by_preposition = [
            child for child in tree.children(word, "nmod") if _PREPOSITIONS_IN.intersection(tree.prepositions(child))
        ]
        return direct + by_preposition
