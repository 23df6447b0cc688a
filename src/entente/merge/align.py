"""Two texts sentence by sentence: what one has of the other, what it adds and what it drops."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, combinations, product
from typing import ClassVar, NamedTuple

from entente.merge.sketch import hash_word, words_of
from entente.records import Document, Span
from entente.records.codes import RegionKind
from entente.vocab.merging import is_idle, stem
from entente.words import fold_text

CONTENT: frozenset[RegionKind] = frozenset({"lead", "body", "heading", "dateline", "quote", "other"})
"""Regions whose words are the article's own; titles and captions differ between copies."""

NEAR = 0.5
"""Share of the longer sentence's content words that the other has in the same order: the same, reworded."""
LIKELY = 0.34
"""The same share for sentences that stand between two aligned ones, where reuse is expected: thesaurus-spun text."""
SHORT = 4
"""Content words below which two sentences are held equal only when they are so word by word."""

RETOLD_SENTENCE = 0.3
"""Likeness of two sentences from which one may retell the other."""
LEAST_CONTENT, COMMON_CONTENT = 3, 3
"""Content words of a sentence that takes part in a retelling, and those it shares with its like."""
LONGEST_CHAIN = 80
"""Sentences of a text that are looked at; the work grows with the square."""
SENTENCE_ANCHORS = 8
"""Names and figures of a sentence that are paired with each other."""
KEPT_WORDS = 200_000
"""Words of which all that is asked is remembered."""

_BREAK = re.compile(r"""[.!?]["”’')\]]*\s+(?=["“‘'(\[]*[^\Wa-z_])|\n+""")
_QUOTED = re.compile(r'“[^”]*”|"[^"\n]*"')
_WORDS: "dict[str, _Word]" = {}
_ANCHOR = re.compile(r"(?<=[a-z0-9,;:%$€)–—-] )[A-Z][\w'-]+|\d[\d.,]*")


class Line(NamedTuple):
    """One sentence as it is compared."""

    start: int
    end: int
    words: tuple[int, ...]
    """Hashes of its words."""
    content: tuple[int, ...]
    """Those of its words with four letters or more, and of its figures."""
    small: tuple[int, ...]
    """Those of its words with less: articles, prepositions, pronouns."""
    own: tuple[int, ...]
    """Stems of the words that carry its meaning, in order; what it quotes is left out."""
    names: int
    """Names and figures in what it does not quote."""
    quoted: bool
    """Whether most of it stands between quotation marks: the speaker's words, which every report may carry."""

    @property
    def key(self) -> int:
        """Equal for equal words."""
        return hash(self.words)


Places = Mapping[int, Sequence[int]]
"""The numbers of the sentences in which a word stands, each once and in order."""
Common = Mapping[tuple[int, int], int]
"""How many words two sentences have in common, for each pair that has any."""


class Lines(tuple[Line, ...]):
    """The sentences of one text, with where its words stand: worked out once, and asked for each text beside it."""

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Lines":
        """The lines themselves, where they are such already."""
        return lines if isinstance(lines, Lines) else cls(lines)

    @cached_property
    def by_key(self) -> Places:
        """Sentences by their words."""
        return _places([line.key] for line in self)

    @cached_property
    def content_at(self) -> Places:
        """Sentences by each of their content words."""
        return _places(line.content for line in self)

    @cached_property
    def own_at(self) -> Places:
        """Sentences by each stem that carries their meaning."""
        return _places(line.own for line in self)

    @cached_property
    def own_sets(self) -> Sequence[frozenset[int]]:
        """The same stems sentence by sentence."""
        return [frozenset(line.own) for line in self]

    def told_by(self, other: "Lines") -> Common:
        """How many such stems a sentence has in common with one of another text; the answer given last is kept."""
        last = Lines._last
        if last is None or last[0] is not self or last[1] is not other:
            last = Lines._last = self, other, in_common(self.own_at, other.own_at)
        return last[2]

    _last: "ClassVar[tuple[Lines, Lines, Common] | None]" = None

    @cached_property
    def n_content(self) -> Sequence[int]:
        """How many different content words each sentence has."""
        return [len(set(line.content)) for line in self]

    @cached_property
    def telling(self) -> frozenset[int]:
        """The sentences with something in them, from the start of the text."""
        return frozenset([at for at, line in enumerate(self) if len(line.own) >= LEAST_CONTENT][:LONGEST_CHAIN])


def _places(words: Iterable[Iterable[int]]) -> Places:
    """Where each word stands."""
    places: dict[int, list[int]] = {}
    for at, own in enumerate(words):
        for word in set(own):
            places.setdefault(word, []).append(at)
    return places


def in_common(left: Places, right: Places) -> Common:
    """Only the words that stand in both texts are looked at."""
    shared = left.keys() & right.keys()
    return Counter(chain.from_iterable(map(product, map(left.__getitem__, shared), map(right.__getitem__, shared))))


class Match(NamedTuple):
    """A sentence of one text found in the other."""

    left: int
    right: int
    score: float
    """1 for the same words, less for a reworded sentence."""


class Alignment(NamedTuple):
    """What two texts have in common, in shares of their words."""

    matches: tuple[Match, ...]
    left_cover: float
    right_cover: float
    exact: float
    """Share of the common words that stand in sentences equal word by word."""
    proof: int
    """Common words outside quotations, reworded sentences counted by their score."""
    proof_share: float
    """The same as a share of the shorter text's words outside quotations."""


def content_spans(document: Document) -> Iterator[Span]:
    """The stretches of a document that are its own words, in order."""
    at = 0
    for region in document.regions:
        if at < region.start:
            yield at, region.start
        if region.kind in CONTENT:
            yield region.start, region.end
        at = region.end
    if at < len(document.text):
        yield at, len(document.text)


def cut_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Rough sentences: the same cut in every copy matters more than the right one."""
    at = start
    for stop in _BREAK.finditer(text, start, end):
        yield at, stop.end()
        at = stop.end()
    if at < end:
        yield at, end


def lines_of(document: Document) -> Lines:
    """The sentences of a document that have words."""
    text = document.text
    spans = (span for part in content_spans(document) for span in cut_sentences(text, *part))
    return Lines(line for span in spans if (line := _line(text, *span)).words)


def _line(text: str, start: int, end: int) -> Line:
    sentence = text[start:end]
    bare = _QUOTED.sub(" ", sentence)
    words = [_word(word) for word in words_of(sentence)]
    own = words if len(bare) == len(sentence) else [_word(word) for word in words_of(bare)]
    return Line(
        start,
        end,
        tuple([word.hash for word in words]),
        tuple([word.hash for word in words if word.is_content]),
        tuple([word.hash for word in words if not word.is_content]),
        tuple([word.stem for word in own if word.tells]),
        len(_ANCHOR.findall(bare)),
        2 * len(bare) < len(sentence),
    )


class _Word(NamedTuple):
    """What is known of a word, whatever stands around it."""

    hash: int
    is_content: bool
    tells: bool
    stem: int
    """64 bits that are equal for words of one stem."""


def _word(word: str) -> _Word:
    found = _WORDS.get(word)
    if found is None:
        is_content = len(word) > 3 or word[0].isdigit()
        found = _Word(hash_word(word), is_content, is_content and not is_idle(word), hash_word(stem(word)))
        if len(_WORDS) < KEPT_WORDS:
            _WORDS[word] = found
    return found


def anchors(text: str) -> list[int]:
    """Names and figures in order, three at a time, as hashes: what a thesaurus leaves standing."""
    found = [hash_word(word) for word in words_of(" ".join(_ANCHOR.findall(text)))]
    return [hash(tuple(found[at : at + 3])) for at in range(len(found) - 2)]


@lru_cache(4_096)
def names_and_figures(text: str) -> frozenset[str]:
    """Those of a text, folded: a capital that opens a sentence makes no name."""
    return frozenset(fold_text(match.group().rstrip(".,")).removesuffix("'s") for match in _ANCHOR.finditer(text))


def facts(text: str, start: int, end: int) -> Iterator[int]:
    """Each two names or figures of one sentence, whatever their order: what a reporter's own words leave standing."""
    for first, last in cut_sentences(text, start, end):
        words = words_of(" ".join(_ANCHOR.findall(text, first, last)))
        found = sorted({hash_word(word) for word in words[:SENTENCE_ANCHORS]})
        yield from map(hash, combinations(found, 2))


def align(left: Sequence[Line], right: Sequence[Line]) -> Alignment:
    """Equal sentences first, then reworded ones, then those that stand where a spun sentence would."""
    left, right = Lines.of(left), Lines.of(right)
    matches = _equal(left, right)
    matches += _near(left, right, matches)
    matches += _between(left, right, matches)
    return _measure(left, right, sorted(matches))


def _equal(left: Lines, right: Lines) -> list[Match]:
    """The first with the first, the second with the second."""
    same = left.by_key.keys() & right.by_key.keys()
    return [Match(*pair, 1.0) for key in same for pair in zip(left.by_key[key], right.by_key[key], strict=False)]


def _near(left: Lines, right: Lines, taken: Sequence[Match]) -> list[Match]:
    """The best reworded pairs among sentences not yet aligned, each sentence once."""
    used_left, used_right = {match.left for match in taken}, {match.right for match in taken}
    found = []
    for (a, b), common in in_common(left.content_at, right.content_at).items():
        if left.n_content[a] < SHORT or common < NEAR * max(left.n_content[a], right.n_content[b]):
            continue
        if a not in used_left and b not in used_right and (score := order_share(left[a], right[b])) >= NEAR:
            found.append(Match(a, b, score))
    return _best_first(found)


def _between(left: Sequence[Line], right: Sequence[Line], taken: Sequence[Match]) -> list[Match]:
    """Sentences beside an aligned pair, on the same side of it, that have enough words in common."""
    lefts, rights = _free(left, right, taken)
    free_left, free_right = set(lefts), set(rights)
    found = [
        Match(match.left + step, match.right + step, score)
        for match in taken
        for step in (-1, 1)
        if match.left + step in free_left
        and match.right + step in free_right
        and (score := order_share(left[match.left + step], right[match.right + step])) >= LIKELY
    ]
    return _best_first(found)


def _free(left: Sequence[Line], right: Sequence[Line], taken: Sequence[Match]) -> tuple[list[int], list[int]]:
    used_left, used_right = {match.left for match in taken}, {match.right for match in taken}
    return (
        [at for at in range(len(left)) if at not in used_left],
        [at for at in range(len(right)) if at not in used_right],
    )


def _best_first(found: list[Match]) -> list[Match]:
    """Each sentence once, the best score first."""
    chosen: list[Match] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for match in sorted(found, key=lambda match: (-match.score, match.left, match.right)):
        if match.left not in lefts and match.right not in rights:
            chosen.append(match)
            lefts.add(match.left)
            rights.add(match.right)
    return chosen


def order_share(one: Line, other: Line) -> float:
    """The share of the longer sentence's content words that stand in the same order in the other."""
    longest = max(len(one.content), len(other.content))
    return common_in_order(one.content, other.content) / longest if longest else 0.0


def common_in_order(one: Sequence[int], other: Sequence[int]) -> int:
    """Length of the longest common subsequence, a bit for each word of `one` (Hyyrö 2004)."""
    places: dict[int, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    row = full = (1 << len(one)) - 1
    for word in other:
        hits = row & places.get(word, 0)
        row = (row + hits | row - hits) & full
    return len(one) - row.bit_count()


class Retelling(NamedTuple):
    """Sentences of two texts that say the same in the same order, in other words."""

    matches: tuple[Match, ...]
    share: float
    """Sum of their scores for each sentence of the shorter text."""


def retell(left: Sequence[Line], right: Sequence[Line], *, least: int = 1) -> Retelling:
    """The heaviest chain of sentence pairs that runs forward through both texts; none that must be shorter."""
    left, right = Lines.of(left), Lines.of(right)
    alike = _alike_pairs(left, right)
    rows, columns = sorted({i for i, _ in alike}), sorted({j for _, j in alike})
    if min(len(rows), len(columns)) < least:
        return Retelling((), 0.0)
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for (i, row), (j, column) in product(enumerate(rows), enumerate(columns)):
        best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + alike.get((row, column), 0.0))
    chain = tuple(Match(rows[i], columns[j], alike[rows[i], columns[j]]) for i, j in _walk_back(best))
    return Retelling(chain, best[-1][-1] / min(len(left.telling), len(right.telling)))


def _alike_pairs(left: Lines, right: Lines) -> dict[tuple[int, int], float]:
    """The pairs of sentences that may retell each other; most share no word, and are not looked at."""
    return {
        (a, b): score
        for (a, b), common in left.told_by(right).items()
        if common >= COMMON_CONTENT and a in left.telling and b in right.telling
        if (score := _alike(len(left.own_sets[a]), len(right.own_sets[b]), common))
    }


def _alike(one: int, other: int, common: int) -> float:
    """Mean of the shares of the shorter and of both that their content words have in common; 0 for chance."""
    if common < COMMON_CONTENT:
        return 0.0
    score = (common / min(one, other) + 2 * common / (one + other)) / 2
    return round(score, 6) if score >= RETOLD_SENTENCE else 0.0


def _walk_back(best: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The pairs that made the sums, the last first."""
    i, j = len(best) - 1, len(best[0]) - 1
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield i, j


def _measure(left: Sequence[Line], right: Sequence[Line], matches: list[Match]) -> Alignment:
    left_words, right_words = (sum(len(line.words) for line in side) for side in (left, right))
    common_left = sum(len(left[match.left].words) for match in matches)
    common_right = sum(len(right[match.right].words) for match in matches)
    exact = sum(len(left[match.left].words) for match in matches if match.score == 1.0)
    proof = sum(len(left[match.left].words) * match.score for match in matches if not left[match.left].quoted)
    shorter = left if left_words <= right_words else right
    own = sum(len(line.words) for line in shorter if not line.quoted)
    return Alignment(
        tuple(matches),
        common_left / left_words if left_words else 0.0,
        common_right / right_words if right_words else 0.0,
        exact / common_left if common_left else 0.0,
        round(proof),
        min(1.0, proof / own) if own else 0.0,
    )
