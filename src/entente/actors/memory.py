"""What a document has named so far: which states, together with which, and who holds which post."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from entente.records.mentions import ActorSpan, Mentions
from entente.vocab.actors import Actors

_JOINED = re.compile(r"(?:['’]s?)? ?(?:[-‐‑–—/]|and|&|with|or|versus|against|to|from|on|towards?)? ?(?:the |that of )?")
_LISTED = re.compile(r" ?(?:,|,? and|,? or) ?(?:the )?")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]* +(?=[A-Z“\"‘(])|\n")
_BOTH = re.compile(r"\b(?:between|both) (?:the )?$")
FADE = 700.0
"""Code points after which a naming counts a third of what it did."""
JOINED_WEIGHT = 3.0
SHARE_WEIGHT = 2.0
"""Of how often the whole text names a pair in one sentence."""
FOCUS_REACH = 1500
"""Code points that `the government` looks back over for a paragraph that names a state."""
POINTED_REACH = 600
"""Code points back that `the former` may point."""
_BLOCS = frozenset({"organisation", "alliance", "format"})
_STATES = frozenset({"state", "former_state", "territory"})


class Naming(NamedTuple):
    """One place where the text names an actor beyond doubt."""

    start: int
    end: int
    actor: str
    """The state or body, of a role phrase whom it serves."""
    sentence: int


class Pair(NamedTuple):
    """Two actors named together, in the order of the text."""

    end: int
    first: str
    second: str
    joined: bool
    """Whether only a small word or a hyphen stands between them."""
    listed: bool = False
    """Whether they stand in a list of three or more, where no two of them are `both`."""


class Memory:
    """The namings of one document, read once."""

    def __init__(self, text: str, mentions: Mentions, actors: Actors) -> None:
        self.text = text
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.namings = [
            Naming(span.start, span.end, actor, self.sentence_of(span.start))
            for span in mentions.actors
            if (actor := _party(span, actors)) is not None
        ]
        self.focus = [(span.start, home) for span in mentions.actors if (home := _home(span, actors)) is not None]
        self._focus_starts = [start for start, _ in self.focus]
        self.count = Counter(naming.actor for naming in self.namings)
        self.pairs = _pairs(text, self.namings, actors)
        self.threes = _threes(text, self.namings, actors)
        self._bodies = [naming for naming in self.namings if _is_bloc(naming.actor, actors)]
        self._pair_ends = [pair.end for pair in self.pairs]
        self._together = Counter(frozenset((pair.first, pair.second)) for pair in self.pairs)
        self.posts = [
            span for span in mentions.actors if span.post is not None and span.via == "role" and not span.plural
        ]
        self.persons = [span for span in mentions.actors if span.person or span.label == "PER"]
        self.former = frozenset(person for span in self.persons if span.acts_as == "ELI" for person in span.candidates)
        self.spans = mentions.actors

    def sentence_of(self, offset: int) -> int:
        """A number that tokens of one sentence share, counted by stops and line ends."""
        return bisect_left(self.ends, offset + 1)

    def pair_before(self, offset: int) -> tuple[tuple[str, str], float] | None:
        """The two that `both countries` most likely means, and how clearly they lead."""
        scores: defaultdict[frozenset[str], float] = defaultdict(float)
        for pair in self.pairs[: bisect_left(self._pair_ends, offset + 1)][-40:]:
            if pair.listed:
                continue
            key = frozenset((pair.first, pair.second))
            scores[key] += exp((pair.end - offset) / FADE) * (JOINED_WEIGHT if pair.joined else 1.0)
        if not scores:
            return None
        total = sum(self._together.values())
        for key in scores:
            scores[key] += SHARE_WEIGHT * self._together[key] / total
        (best, score), *others = sorted(scores.items(), key=lambda item: (-item[1], sorted(item[0])))
        rest = others[0][1] if others else 0.0
        first, second = sorted(best, key=self._first_naming)
        return (first, second), score / (score + rest)

    def _first_naming(self, actor: str) -> int:
        return next(naming.start for naming in self.namings if naming.actor == actor)

    def ordered_before(self, offset: int) -> tuple[str, str] | None:
        """The two that `the former` and `the latter` stand for: those last joined, near enough."""
        near = [pair for pair in self.pairs if offset - POINTED_REACH < pair.end <= offset]
        pair = next((pair for pair in reversed(near) if pair.joined), near[-1] if near else None)
        return (pair.first, pair.second) if pair and not pair.listed else None

    def joined_near(self, offset: int) -> Pair | None:
        """The last two joined by a small word in the sentence of an offset, before it, or in the one before."""
        here = self.sentence_of(offset)
        near = self.pairs[: bisect_left(self._pair_ends, offset + 1)][-4:]
        return next(
            (
                pair
                for pair in reversed(near)
                if pair.joined and not pair.listed and here - self.sentence_of(pair.end) <= 1
            ),
            None,
        )

    def people_near(self, offset: int) -> ActorSpan | None:
        """The last words for several people in the sentence of an offset, before it, or in the one before."""
        here = self.sentence_of(offset)
        near = self.spans[: bisect_left(self.spans, offset, key=lambda span: span.start)][-12:]
        return next(
            (
                span
                for span in reversed(near)
                if span.plural and span.points is None and here - self.sentence_of(span.start) <= 1
            ),
            None,
        )

    def people_before(self, offset: int) -> list[ActorSpan]:
        """Single people by name or post in the sentence of an offset, before it, or in the one before; last first."""
        here = self.sentence_of(offset)
        near = self.spans[: bisect_left(self.spans, offset, key=lambda span: span.start)][-12:]
        people = (span for span in reversed(near) if span.person or span.post or span.label == "PER")
        single = (span for span in people if not span.plural and span.points in (None, "counterpart"))
        return [span for span in single if here - self.sentence_of(span.start) <= 1]

    def three_before(self, offset: int) -> tuple[str, str, str] | None:
        """The three that the last list before an offset names."""
        return next((three for end, three in reversed(self.threes) if end <= offset), None)

    def bodies_before(self, offset: int) -> list[str]:
        """The alliances and organisations of states named before an offset, each once, latest first."""
        return list(dict.fromkeys(naming.actor for naming in reversed(self._bodies) if naming.end <= offset))

    def states_before(self, offset: int) -> list[str]:
        """States named in the same sentence before an offset, else in the one before, each once, latest last."""
        here = self.sentence_of(offset)
        before = [naming for naming in self.namings if naming.end <= offset and here - naming.sentence <= 1]
        return list(dict.fromkeys(naming.actor for naming in before))

    def focus_before(self, offset: int) -> str | None:
        """The one state that the sentence, else the last paragraph that named any, named by itself or its people."""
        here, last = self.sentence_of(offset), bisect_left(self._focus_starts, offset)
        if last == 0 or self._focus_starts[last - 1] < offset - FOCUS_REACH:
            return None
        paragraph = self.text.rfind("\n", 0, self._focus_starts[last - 1]) + 1
        near = self.focus[bisect_left(self._focus_starts, paragraph) : last]
        same = {state for start, state in near if self.sentence_of(start) == here}
        states = same if len(same) == 1 else {state for _, state in near}
        only = next(iter(states)) if len(states) == 1 else None
        return None if only is None or only.startswith("?") else only

    def post_before(self, offset: int) -> ActorSpan | None:
        """The latest holder of a post named before an offset."""
        return next((span for span in reversed(self.posts) if span.end <= offset and span.points is None), None)


def _party(span: ActorSpan, actors: Actors) -> str | None:
    """The state or body that a span names without help from others; persons and words that point name none."""
    actor = span.of if span.of else span.candidates[0] if span.candidates and not span.person else None
    if actor is None or span.points is not None:
        return None
    known = actors.by_id.get(actor)
    return actor if known is not None and known.kind != "person" else None


def _home(span: ActorSpan, actors: Actors) -> str | None:
    """The state a span names or belongs to; an owner outside the vocabulary stands for itself."""
    actor = span.of or (span.candidates[0] if span.candidates else None)
    known = actors.by_id.get(actor) if actor else None
    if known is None:
        return f"?{span.owner}" if span.owner else None
    background = actors.backgrounds.get(known.actor_id)
    if known.kind in _STATES:
        return (background.sovereign if background and known.kind == "territory" else "") or known.actor_id
    if known.kind == "person":
        return next((office.role.body for office in actors.offices_of(known.actor_id)), None)
    return (background.home or None) if background else None


def _pairs(text: str, namings: Sequence[Naming], actors: Actors) -> list[Pair]:
    """Every two different states named one after the other in one sentence, in order."""
    states = [naming for naming in namings if actors.by_id[naming.actor].kind in _STATES]
    found = []
    for at, (left, right) in enumerate(pairwise(states)):
        if left.actor == right.actor or left.sentence != right.sentence:
            continue
        joined = _JOINED.fullmatch(text, left.end, right.start) is not None
        between = _BOTH.search(text, max(0, left.start - 20), left.start) is not None
        listed = _in_list(text, states[max(0, at - 1) : at + 3])
        found.append(Pair(right.end, left.actor, right.actor, joined or between, listed))
    return found


def _is_bloc(actor: str, actors: Actors) -> bool:
    """Whether states are members of it: no court, bank, agency or organ."""
    background = actors.backgrounds.get(actor)
    return actors.by_id[actor].kind == "igo" and background is not None and background.form in _BLOCS


def _threes(text: str, namings: Sequence[Naming], actors: Actors) -> list[tuple[int, tuple[str, str, str]]]:
    """Every list of exactly three different states, with its end."""
    states = [naming for naming in namings if actors.by_id[naming.actor].kind in _STATES]
    runs: list[list[Naming]] = []
    for naming in states:
        if runs and _LISTED.fullmatch(text, runs[-1][-1].end, naming.start):
            runs[-1].append(naming)
        else:
            runs.append([naming])
    named = ((run[-1].end, tuple(dict.fromkeys(naming.actor for naming in run))) for run in runs)
    return [(end, (three[0], three[1], three[2])) for end, three in named if len(three) == 3]


def _in_list(text: str, near: Sequence[Naming]) -> bool:
    """Whether three different states of those follow one another with commas, `and` or `or` between."""
    return any(
        len({one.actor, two.actor, three.actor}) == 3
        and _LISTED.fullmatch(text, one.end, two.start)
        and _LISTED.fullmatch(text, two.end, three.start)
        for one, two, three in zip(near, near[1:], near[2:], strict=False)
    )
