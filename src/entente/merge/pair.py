"""Two texts side by side: whether one has its words from the other, which of them, how, and what shows it."""

from collections.abc import Container, Iterator, Sequence
from typing import Literal, NamedTuple

from entente.merge.align import Alignment, Line, Match, Retelling, align, names_and_figures, retell
from entente.merge.credits import agency_of, credit_of, parts_naming
from entente.merge.passages import Passage, find_passages, is_foreign
from entente.merge.reasons import reason
from entente.merge.wording import WHOLE, wording
from entente.records import Decision, Document
from entente.records.codes import Answer, CopyKind

SURE, UNSURE = 0.3, 0.15
"""Common words outside quotations, as a share of the shorter text: from these on it is a copy, or may be one."""
RETOLD, MAYBE_RETOLD = 0.21, 0.18
"""Likeness of sentences in the same order, for each sentence of the shorter text, from which it is, or may be, retold:
different reports of one event mostly stay below a tenth, a paraphrase of a whole article reaches a quarter."""
LEAST_CHAIN = 5
"""Sentences in the same order below which likeness is chance."""
SHORT_CHAIN, SHORT_RETOLD = 4, 0.35
"""The same for short texts, and the likeness that makes up for it."""
FACT_CHAIN = 2
FACT_TIERS = ((3, 0.2, (8, 0.5), 0), (FACT_CHAIN, 0.25, (7, 0.75), 4), (FACT_CHAIN, 0.12, (10, 0.75), 0))
"""Sentences in the same order and their likeness, beside names and figures in common and their share of all in the
text that has fewer, and sentences that both must have: reporters who saw one thing share a sentence or two, or some of
the names and figures, not both."""
FACTS_PART = 6, 0.6
"""Names and figures of one paragraph, in a text that is otherwise about something else."""
MOST_STRAY = 2
"""Names and figures of the origin that the rest of such a text may have: a month, a capital."""
FRESH_DAYS = 14
"""Days within which the same facts in the same order are the same news."""
LEAST_WORDS = 12
"""Common words outside quotations below which likeness is chance: a headline, a stock phrase."""
RECENT_DAYS = 45
"""Days within which a digest takes up what others wrote: later the same sentence is background that all repeat."""
SEVERAL = 2
"""Passages that are enough where the days of publication are not known."""
NAMED_DAYS = 7
"""Days within which a text that names the other's source has its news from there, whatever its words."""
NAMED_WHOLE, NAMED_PART = (8, 0.4), (5, 0.6)
"""Names and figures in common, and their share of all in the text that has fewer: of the text, of it or a paragraph."""
WORDED_ANEW = 0.99
"""Most that a sentence counts for whose words are all there, but not one by one."""
NEW_WORDS = 8
"""Words of its own from which a longer text of the same source is an update."""

UNKNOWN_SOURCE = "unknown"
"""The id of a source that nothing tells: two texts that have it need not be of one."""

Direction = Literal["published_earlier", "credits", "contained_in", "undetermined", "person"]


class Pair(NamedTuple):
    """A copy, or what may be one, beside its origin, with all that is known of the two."""

    copy: Document
    origin: Document
    copy_lines: Sequence[Line]
    origin_lines: Sequence[Line]
    alignment: Alignment
    """The copy on the left."""
    matches: tuple[Match, ...]
    """Sentences that came with the copy."""
    verdict: Answer
    direction: Direction
    retold: float
    """How closely the sentences follow each other in other words; 0: the words themselves decide."""
    passages: tuple[Passage, ...] = ()
    """Sentences taken over into a text that is otherwise its own."""
    named: int = 0
    """Names and figures in common with a source that the text itself names; 0: that decided nothing."""
    facts: int = 0
    """Names and figures in common that decided without a source named; 0: others did."""


def compare(
    one: Document, other: Document, lines: Sequence[Line], other_lines: Sequence[Line], stock: Container[int]
) -> Pair:
    """The pair with the copy first; `one` stands first in order of publication."""
    alignment = align(other_lines, lines)
    direction, later_is_copy = direction_of(other, one, alignment)
    if not later_is_copy:
        one, other, lines, other_lines = other, one, other_lines, lines
        alignment = align(other_lines, lines)
    pair = Pair(other, one, other_lines, lines, alignment, alignment.matches, _verdict(alignment), direction, 0.0)
    return _named(_digested(_taken_over(_retold(pair), stock)))


def _verdict(alignment: Alignment) -> Answer:
    if alignment.proof < LEAST_WORDS:
        return "no"
    return "yes" if alignment.proof_share >= SURE else "maybe" if alignment.proof_share >= UNSURE else "no"


def _retold(pair: Pair) -> Pair:
    """The same in other words: sentence after sentence in the same order."""
    found = retell(pair.copy_lines, pair.origin_lines, least=FACT_CHAIN)
    least = SHORT_CHAIN if found.share >= SHORT_RETOLD else LEAST_CHAIN
    facts = _facts_behind(pair, found)
    if not facts and (len(found.matches) < least or found.share < MAYBE_RETOLD):
        return pair
    verdict: Answer = "yes" if found.share >= RETOLD or facts or pair.verdict == "yes" else "maybe"
    return pair._replace(matches=_joined(pair.matches, found.matches), verdict=verdict, retold=found.share, facts=facts)


def _facts_behind(pair: Pair, found: Retelling) -> int:
    """Names and figures that come with the few sentences that follow each other, where most do, and soon; else 0."""
    length = min(len(pair.copy_lines), len(pair.origin_lines))
    tiers = [
        least
        for chain, share, least, lines in FACT_TIERS
        if len(found.matches) >= chain and found.share >= share and length >= lines
    ]
    if not tiers or takes_up(pair, FRESH_DAYS) != "yes":
        return 0
    facts = _common_facts(pair.copy.text, names_and_figures(pair.origin.text))
    return facts[0] if any(_enough(facts, least) for least in tiers) else 0


def _enough(facts: tuple[int, float], least: tuple[int, float]) -> bool:
    return facts[0] >= least[0] and facts[1] >= least[1]


def _taken_over(pair: Pair, stock: Container[int]) -> Pair:
    """Single sentences of the origin in a text that is otherwise its own: a digest, a merged report."""
    passages = tuple(find_passages(pair.copy_lines, pair.origin_lines, stock))
    if not passages:
        return pair
    matches = _joined(pair.matches, [Match(one.left, one.right, min(one.share, WORDED_ANEW)) for one in passages])
    if pair.verdict != "yes":
        taken = {match.left for match in matches}
        foreign = is_foreign(pair.copy_lines, pair.origin_lines, taken, passages=len(passages))
        near: Answer = "yes" if len(passages) < SEVERAL else "maybe"
        if not (foreign and takes_up(pair, RECENT_DAYS) in (near, "yes")):
            return pair
    return pair._replace(matches=matches, verdict="yes", passages=passages)


def _digested(pair: Pair) -> Pair:
    """A paragraph with the names and figures of the origin in a text that is otherwise about something else."""
    if pair.verdict == "yes" or takes_up(pair, FRESH_DAYS) != "yes":
        return pair
    theirs = names_and_figures(pair.origin.text)
    if len(names_and_figures(pair.copy.text) & theirs) < FACTS_PART[0]:
        return pair
    for start, part in _paragraphs(pair.copy.text):
        facts = _common_facts(part, theirs)
        taken = {at for at, line in enumerate(pair.copy_lines) if start <= line.start < start + len(part)}
        if _enough(facts, FACTS_PART) and _stands_apart(pair, part, taken):
            chain = retell(pair.copy_lines, pair.origin_lines).matches
            inside = [match for match in chain if match.left in taken]
            return pair._replace(matches=_joined(pair.matches, inside), verdict="yes", facts=facts[0])
    return pair


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each with its start."""
    start = 0
    for part in text.split("\n"):
        yield start, part
        start += len(part) + 1


def _stands_apart(pair: Pair, part: str, taken: Container[int]) -> bool:
    """Whether the rest of the copy is foreign to the origin, in its words and in its names and figures."""
    theirs, rest = names_and_figures(pair.origin.text), pair.copy.text.replace(part, "")
    return len(names_and_figures(rest) & theirs) <= MOST_STRAY and is_foreign(
        pair.copy_lines, pair.origin_lines, taken, passages=1
    )


def _named(pair: Pair) -> Pair:
    """A text that names the other's source and tells what it told."""
    if pair.verdict == "yes" or takes_up(pair, NAMED_DAYS) != "yes":
        return pair
    common = max(_facts_named(pair), default=0)
    if not common:
        return pair
    chain = retell(pair.copy_lines, pair.origin_lines).matches
    return pair._replace(matches=_joined(pair.matches, chain), verdict="yes", named=common)


def _facts_named(pair: Pair) -> Iterator[int]:
    """Names and figures in common of the text, and of each paragraph, that names the other's source, where enough."""
    theirs = names_and_figures(pair.origin.text)
    for part in parts_naming(pair.copy.text, pair.origin):
        facts = _common_facts(part, theirs)
        if _enough(facts, NAMED_PART) or (part is pair.copy.text and _enough(facts, NAMED_WHOLE)):
            yield facts[0]


def _common_facts(part: str, theirs: frozenset[str]) -> tuple[int, float]:
    """Names and figures in common, and their share of all in the part or in the other text, which has fewer."""
    ours = names_and_figures(part)
    common = len(ours & theirs)
    return common, common / (min(len(ours), len(theirs)) or 1)


def takes_up(pair: Pair, days: int) -> Answer:
    """Whether one is fresh news to the other: another source, and not long after; `maybe` where no day tells."""
    if pair.copy.source_id == pair.origin.source_id != UNKNOWN_SOURCE:
        return "no"
    if pair.copy.published is None or pair.origin.published is None:
        return "maybe"
    (first, last), (since, until) = pair.origin.published.bounds, pair.copy.published.bounds
    if (until - first).days <= days and (last - since).days <= days:
        return "yes"
    return "maybe" if (since - last).days <= days and (first - until).days <= days else "no"


def _joined(matches: Sequence[Match], more: Sequence[Match]) -> tuple[Match, ...]:
    """Both; a sentence of the copy that is matched keeps its match."""
    taken = {match.left for match in matches}
    return tuple(sorted((*matches, *(match for match in more if match.left not in taken))))


def direction_of(later: Document, earlier: Document, alignment: Alignment) -> tuple[Direction, bool]:
    """How it is known which text is the copy, and whether it is `later`, which is the left of the alignment.

    Publication decides where the days are known and differ; then the agency that one text credits and the other is;
    then a credit that only one of them gives; then a text that stands whole inside a longer one.
    """
    if later.published and earlier.published and earlier.published.before(later.published) == "yes":
        return "published_earlier", True
    ours, theirs = credit_of(later), credit_of(earlier)
    if ours and ours == agency_of(earlier.source_id):
        return "credits", True
    if theirs and theirs == agency_of(later.source_id):
        return "credits", False
    if (ours is None) != (theirs is None):
        return "credits", ours is not None
    inside, holds = alignment.left_cover >= WHOLE, alignment.right_cover >= WHOLE
    return ("contained_in", inside) if inside != holds else ("undetermined", True)


def overruled(pair: Pair, ruling: Decision | None) -> Pair:
    """A person says whether, and which of the two is the copy."""
    if ruling is None:
        return pair
    if ruling.left != pair.copy.doc_id:
        turned = align(pair.origin_lines, pair.copy_lines)
        matches = tuple(Match(match.right, match.left, match.score) for match in pair.matches)
        pair = pair._replace(copy=pair.origin, origin=pair.copy, copy_lines=pair.origin_lines,
                             origin_lines=pair.copy_lines, alignment=turned, matches=matches)  # fmt: skip
    return pair._replace(verdict=ruling.verdict, direction="person")


def decision_of(pair: Pair) -> Decision:
    """The ruling, with every value that it stands on."""
    alignment = pair.alignment
    return Decision(
        relation="copy_of",
        left=pair.copy.doc_id,
        right=pair.origin.doc_id,
        verdict=pair.verdict,
        reasons=(
            reason("common_share", round(alignment.proof_share, 3)),
            reason("common_words", float(alignment.proof)),
            reason("same_order", round(pair.retold, 3)),
            reason("taken_over", float(len(pair.passages))),
            reason("source_named", float(pair.named)),
            reason("common_facts", float(pair.facts)),
            reason(kind_of(pair), round(_literal(pair), 3)),
            reason(pair.direction, float(pair.direction != "undetermined"),
                   _published(pair.copy), _published(pair.origin)),
        ),
    )  # fmt: skip


def _published(document: Document) -> str:
    return document.published.edtf if document.published else ""


def kind_of(pair: Pair) -> CopyKind:
    """What was done to the words: all kept, a part kept, kept with more by the same source, or worded anew."""
    alignment = pair.alignment
    if _literal(pair) < WHOLE:
        words = wording(pair.copy_lines, pair.origin_lines, pair.matches)
        return "translation" if words.reads_translated else "rewrite"
    if alignment.right_cover < WHOLE:
        return "excerpt"
    if pair.copy.source_id == pair.origin.source_id and _new_words(pair) >= NEW_WORDS:
        return "update"
    return "verbatim_copy" if alignment.left_cover >= WHOLE else "rewrite"


def _literal(pair: Pair) -> float:
    """Share of the words taken over that stand in sentences equal word by word."""
    taken = sum(len(pair.copy_lines[match.left].words) for match in pair.matches)
    exact = sum(len(pair.copy_lines[match.left].words) for match in pair.matches if match.score == 1.0)
    return exact / taken if taken else 0.0


def _new_words(pair: Pair) -> int:
    kept = {match.left for match in pair.matches}
    return sum(len(line.words) for at, line in enumerate(pair.copy_lines) if at not in kept)
