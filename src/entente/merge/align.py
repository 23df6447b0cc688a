"""Two texts sentence by sentence: what one has of the other, what it adds and what it drops."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from entente.merge.sketch import hash_word, hash_words, words_of
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
KEPT_STEMS = 500_000
"""Words whose stems are remembered."""

_BREAK = re.compile(r"""[.!?]["”’')\]]*\s+(?=["“‘'(\[]*[^\Wa-z_])|\n+""")
_QUOTED = re.compile(r'“[^”]*”|"[^"\n]*"')
_STEMS: dict[str, int] = {}
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


def lines_of(document: Document) -> tuple[Line, ...]:
    """The sentences of a document that have words."""
    text = document.text
    spans = (span for part in content_spans(document) for span in cut_sentences(text, *part))
    return tuple(line for span in spans if (line := _line(text, *span)).words)


def _line(text: str, start: int, end: int) -> Line:
    sentence = text[start:end]
    bare = _QUOTED.sub(" ", sentence)
    words = words_of(sentence)
    content = (hash_word(word) for word in words if _is_content(word))
    small = (hash_word(word) for word in words if not _is_content(word))
    own = (hash_stem(word) for word in (words if len(bare) == len(sentence) else words_of(bare)) if _tells(word))
    quoted = 2 * len(bare) < len(sentence)
    return Line(
        start,
        end,
        tuple(map(hash_word, words)),
        tuple(content),
        tuple(small),
        tuple(own),
        len(_ANCHOR.findall(bare)),
        quoted,
    )


def _is_content(word: str) -> bool:
    return len(word) > 3 or word[0].isdigit()


def _tells(word: str) -> bool:
    return _is_content(word) and not is_idle(word)


def hash_stem(word: str) -> int:
    """64 bits that are equal for words of one stem."""
    found = _STEMS.get(word)
    if found is None:
        found = hash_word(stem(word))
        if len(_STEMS) < KEPT_STEMS:
            _STEMS[word] = found
    return found


def anchors(text: str) -> list[int]:
    """Names and figures in order, three at a time, as hashes: what a thesaurus leaves standing."""
    found = hash_words(" ".join(match.group() for match in _ANCHOR.finditer(text))).tolist()
    return [hash(tuple(found[at : at + 3])) for at in range(len(found) - 2)]


@lru_cache(4_096)
def names_and_figures(text: str) -> frozenset[str]:
    """Those of a text, folded: a capital that opens a sentence makes no name."""
    return frozenset(fold_text(match.group().rstrip(".,")).removesuffix("'s") for match in _ANCHOR.finditer(text))


def facts(text: str, start: int, end: int) -> Iterator[int]:
    """Each two names or figures of one sentence, whatever their order: what a reporter's own words leave standing."""
    for first, last in cut_sentences(text, start, end):
        words = " ".join(match.group() for match in _ANCHOR.finditer(text, first, last))
        found = sorted(set(hash_words(words).tolist()[:SENTENCE_ANCHORS]))
        yield from map(hash, combinations(found, 2))


def align(left: Sequence[Line], right: Sequence[Line]) -> Alignment:
    """Equal sentences first, then reworded ones, then those that stand where a spun sentence would."""
    matches = _equal(left, right)
    matches += _near(left, right, matches)
    matches += _between(left, right, matches)
    return _measure(left, right, sorted(matches))


def _equal(left: Sequence[Line], right: Sequence[Line]) -> list[Match]:
    places: dict[int, list[int]] = {}
    for at in range(len(right) - 1, -1, -1):
        places.setdefault(right[at].key, []).append(at)
    return [Match(at, places[line.key].pop(), 1.0) for at, line in enumerate(left) if places.get(line.key)]


def _near(left: Sequence[Line], right: Sequence[Line], taken: Sequence[Match]) -> list[Match]:
    """The best reworded pairs among sentences not yet aligned, each sentence once."""
    lefts, rights = _free(left, right, taken)
    right_sets = {b: frozenset(right[b].content) for b in rights}
    found = []
    for a in lefts:
        own = frozenset(left[a].content)
        if len(own) < SHORT:
            continue
        for b in rights:
            longest = max(len(own), len(right_sets[b]))
            if longest <= len(own & right_sets[b]) / NEAR and (score := order_share(left[a], right[b])) >= NEAR:
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


def retell(left: Sequence[Line], right: Sequence[Line]) -> Retelling:
    """The heaviest chain of sentence pairs that runs forward through both texts."""
    lefts, rights = _telling(left), _telling(right)
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    ours, theirs = ([frozenset(side[at].own) for at in own] for side, own in ((left, lefts), (right, rights)))
    alike = {
        (i, j): score for i, one in enumerate(ours) for j, other in enumerate(theirs) if (score := _alike(one, other))
    }
    if not alike:
        return Retelling((), 0.0)
    for i, j in product(range(len(lefts)), range(len(rights))):
        best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + alike.get((i, j), 0.0))
    chain = tuple(Match(lefts[i], rights[j], score) for i, j, score in _walk_back(best, alike, len(lefts), len(rights)))
    return Retelling(chain, best[-1][-1] / min(len(lefts), len(rights)) if lefts and rights else 0.0)


def _telling(lines: Sequence[Line]) -> list[int]:
    """Sentences with something in them, from the start of the text."""
    return [at for at, line in enumerate(lines) if len(line.own) >= LEAST_CONTENT][:LONGEST_CHAIN]


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Mean of the shares of the shorter and of both that their content words have in common; 0 for chance."""
    common = len(one & other)
    if common < COMMON_CONTENT:
        return 0.0
    score = (common / min(len(one), len(other)) + 2 * common / (len(one) + len(other))) / 2
    return round(score, 6) if score >= RETOLD_SENTENCE else 0.0


def _walk_back(
    best: Sequence[Sequence[float]], alike: dict[tuple[int, int], float], i: int, j: int
) -> Iterator[tuple[int, int, float]]:
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield i, j, alike[i, j]


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
