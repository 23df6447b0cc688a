"""Whose words a text gives: direct, indirect and mixed quotation, and phrases such as "according to"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from entente.extract.arguments import agents
from entente.extract.tree import Tree
from entente.records.mentions import QuoteSpan
from entente.records.text import Analysis, Span
from entente.vocab.firmness import FirmnessWords, Match
from entente.vocab.function_words import load_function_words

_SPEECH = frozenset({"said", "confirmed", "denied", "alleged", "warned", "reported", "asked"})
"""Voices whose words may stand between quotation marks."""
_SPOKEN_OF = _SPEECH - {"asked"}
"""Voices whose object alone is content: to confirm a sale tells it, to want one does not."""
_CLAUSES = ("ccomp", "ccomp:obj", "csubj:pass")
_ASIDE = frozenset({"parataxis", "ccomp", "advcl", "root"})


class Attribution(NamedTuple):
    """Words and who stands behind them; spans of the whole text."""

    source: tuple[Span, ...]
    """The words that name the speaker; empty: nobody is named."""
    cue: Span
    """The verb, noun or preposition that attributes."""
    content: tuple[Span, ...]
    """What is said, in order."""
    direct: bool = False
    """Whether any of it stands between quotation marks."""


class _Cue(NamedTuple):
    """A predicate of speech or thought in its tree."""

    word: int
    match: Match
    part: str


def find_attributions(
    text: str, analyses: Iterable[Analysis], quotes: Sequence[QuoteSpan], words: FirmnessWords
) -> tuple[Attribution, ...]:
    """The attributions of a text in order; quotations without a verb of their own belong to who spoke last."""
    return attributions_of(text, (Tree(text, analysis) for analysis in analyses), quotes, words)


def attributions_of(
    text: str, trees: Iterable[Tree], quotes: Sequence[QuoteSpan], words: FirmnessWords
) -> tuple[Attribution, ...]:
    """The same from trees at hand."""
    whole = [quote for quote in quotes if not quote.partial]
    found = [attribution for tree in trees for attribution in attributions_in(tree, whole, words)]
    return _with_loose_quotes(text, sorted(found, key=_first), whole)


def attributions_in(tree: Tree, quotes: Sequence[QuoteSpan], words: FirmnessWords) -> Iterator[Attribution]:
    """The attributions that one sentence makes."""
    small = load_function_words()
    speakers = small.own | small.addressed
    for cue in _cues(tree, words):
        at = tree.spans[cue.word]
        source = _source(tree, cue)
        if any(tree.lemmas[word] in speakers for word in source) and any(q.start <= at[0] < q.end for q in quotes):
            continue  # "I think": the speaker of the quotation
        outside = [quote for quote in quotes if not quote.start <= at[0] < quote.end]
        content = _cut(tree, cue, _content(tree, cue), outside) or _quoted(tree, cue, outside)
        if content:
            direct = any(_meets(span, quote) for span in content for quote in outside)
            yield Attribution(_spans(tree, source), at, _grown(content, outside), direct)


# ---------------------------------------------------------------------------------------- cues


def _cues(tree: Tree, words: FirmnessWords) -> Iterator[_Cue]:
    """Predicates with a voice: verbs, adjectives and nouns with a complement, markers with a noun phrase."""
    for word, tag in enumerate(tree.upos):
        if tree.deprels[word] in ("case", "mark", "advmod"):
            parts: tuple[tuple[str, Mapping[str, tuple[Match, ...]]], ...] = (("markers", words.markers),)
        elif tag in ("VERB", "AUX"):
            parts = (("verbs", words.verbs),)
        elif tag in ("ADJ", "NOUN"):
            parts = (("adjectives", words.adjectives),) if tag == "ADJ" else (("nouns", words.nouns),)
        else:
            continue
        for part, table in parts:
            key = tree.forms[word].lower() if part == "markers" else tree.lemmas[word]
            match = next((m for m in table.get(key, ()) if m.group.voice and _stands(tree, word, m)), None)
            if match:
                yield _Cue(word, match, part)


def _stands(tree: Tree, word: int, match: Match) -> bool:
    """Whether the other words of the phrase stand close by, in their order; those of a noun stand before it."""
    if match.words[-1] == tree.lemmas[word]:
        return tree.lemmas[max(0, word + 1 - len(match.words)) : word + 1] == list(match.words)
    at = word
    for lemma in match.words[1:]:
        at = next((i for i in range(at + 1, min(at + 5, len(tree))) if tree.lemmas[i] == lemma), -1)
        if at < 0:
            return False
    return True


# ---------------------------------------------------------------------------------------- what is said


def _content(tree: Tree, cue: _Cue) -> list[Span]:
    """The complement of the cue; of a verb set aside, the sentence around it."""
    if cue.part == "markers":
        return _beside_marker(tree, cue)
    own = _complements(tree, cue)
    if own:
        return [_phrase(tree, child) for child in own]
    return _around(tree, cue.word)


def _complements(tree: Tree, cue: _Cue) -> list[int]:
    word, forms = cue.word, set(cue.match.group.complement)
    if clauses := tree.children(word, *_CLAUSES):
        return clauses[:1]
    if cue.part == "nouns":
        return tree.children(word, "acl")[:1]
    if {"to", "ing", "other-to", "bare"} & forms and (open_clauses := tree.children(word, "xcomp")):
        return open_clauses[:1]
    if after := _after_preposition(tree, cue):
        return after
    if "object" in forms and cue.match.group.voice in _SPOKEN_OF:
        return tree.children(word, "obj")[:1]
    return [child for child in tree.children(word, "parataxis") if child > word and tree.is_clause(child)][:1]


def _after_preposition(tree: Tree, cue: _Cue) -> list[int]:
    """The object of the preposition that the phrase ends in: "call for", "accuse of"."""
    last = cue.match.words[-1]
    if len(cue.match.words) < 2:
        return []
    below = tree.children(cue.word, "obl", "obl:arg", "nmod", "advcl", "xcomp")
    return [child for child in below if last in tree.prepositions(child) or last in _marks(tree, child)][:1]


def _marks(tree: Tree, word: int) -> set[str]:
    return {tree.lemmas[child] for child in tree.children(word, "mark")}


def _around(tree: Tree, verb: int) -> list[Span]:
    """The sentence without the clause of a verb that stands aside in it: "The pass is open, officials said."."""
    head = tree.heads[verb]
    if head < 0 or tree.deprels[verb] != "parataxis":
        return []
    aside = set(tree.subtree(verb))
    return _runs(tree, [word for word in tree.subtree(head) if word not in aside])


def _beside_marker(tree: Tree, cue: _Cue) -> list[Span]:
    """The clause that a phrase such as "according to the ministry" hangs on."""
    noun = tree.heads[cue.word]
    if noun < 0 or not tree.is_nominal(noun):
        return []
    head = tree.heads[noun]
    clause = next((at for at in (head, *tree.ancestors(head)) if tree.is_clause(at)), None) if head >= 0 else None
    if clause is None:
        return []
    aside = set(tree.subtree(noun))
    return _runs(tree, [word for word in tree.subtree(clause) if word not in aside])


def _runs(tree: Tree, words: Sequence[int]) -> list[Span]:
    """Stretches of neighbouring words, without punctuation at their ends."""
    runs: list[list[int]] = []
    for word in words:
        if runs and runs[-1][-1] == word - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    trimmed = (_trimmed(tree, run) for run in runs)
    return [tree.span_of(run) for run in trimmed if run]


def _trimmed(tree: Tree, run: list[int]) -> list[int]:
    while run and tree.upos[run[-1]] == "PUNCT":
        run = run[:-1]
    while run and tree.upos[run[0]] == "PUNCT":
        run = run[1:]
    return run


def _phrase(tree: Tree, word: int) -> Span:
    return tree.span_of(_trimmed(tree, tree.subtree(word)) or [word])


def _cut(tree: Tree, cue: _Cue, content: list[Span], quotes: Sequence[QuoteSpan]) -> list[Span]:
    """Of direct speech only what is quoted or stands before the verb; the rest is the author's again."""
    start = tree.spans[cue.word][0]
    inside = [quote for quote in quotes if any(_meets(span, quote) for span in content)]
    if any(span[0] <= start < span[1] for span in content):
        return [(quote.start, quote.end) for quote in inside]
    if not any(quote.end <= start for quote in inside):
        return content
    return [span for span in content if span[1] <= start or any(_meets(span, quote) for quote in inside)]


def _quoted(tree: Tree, cue: _Cue, quotes: Sequence[QuoteSpan]) -> list[Span]:
    """The quotations beside a verb of speech that has no complement: "\"We signed,\" said the premier."."""
    if cue.part != "verbs" or cue.match.group.voice not in _SPEECH:
        return []
    sentence = (tree.analysis.sentence.start, tree.analysis.sentence.end)
    return [(quote.start, quote.end) for quote in quotes if _meets(sentence, quote)]


def _grown(content: Iterable[Span], quotes: Sequence[QuoteSpan]) -> tuple[Span, ...]:
    """Content widened to whole quotations, overlaps joined."""
    spans = []
    for start, end in content:
        for quote in quotes:
            if _meets((start, end), quote):
                start, end = min(start, quote.start), max(end, quote.end)
        spans.append((start, end))
    return _joined(spans)


def _meets(span: Span, quote: QuoteSpan) -> bool:
    return span[0] < quote.end and quote.start < span[1]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


# ---------------------------------------------------------------------------------------- who says it


def _source(tree: Tree, cue: _Cue) -> list[int]:
    """Heads of the words that name the speaker."""
    word = cue.word
    if cue.part == "markers":
        return [tree.heads[word]]
    if cue.part == "nouns":
        return tree.children(word, "nmod:poss", "amod")[:1]
    if cue.part == "adjectives":
        return tree.children(word, "nsubj")[:1]
    return [at for at in agents(tree, word) if tree.lemmas[at] not in load_function_words().empty_subjects][:1]


def _spans(tree: Tree, heads: Iterable[int]) -> tuple[Span, ...]:
    return tuple(_named(tree, head) for head in heads)


def _named(tree: Tree, head: int) -> Span:
    """The noun phrase without the preposition before it."""
    start, end = tree.clause_span(head)
    openers = {word for child in tree.children(head, "case", "mark") for word in tree.subtree(child)}
    inside = [word for word in tree.words_in(start, end) if word not in openers or word > head]
    return tree.span_of(inside)


# ---------------------------------------------------------------------------------------- quotations by themselves


def _first(attribution: Attribution) -> int:
    return min(attribution.content[0][0], attribution.cue[0])


def _with_loose_quotes(text: str, found: list[Attribution], quotes: Sequence[QuoteSpan]) -> tuple[Attribution, ...]:
    """Quotations that no sentence attributes go to the speaker of their paragraph, else to the one before."""
    covered = [span for attribution in found if attribution.direct for span in attribution.content]
    for quote in quotes:
        if any(_meets(span, quote) for span in covered):
            continue
        at = _speaker_of(text, found, quote)
        if at is not None:
            found[at] = _extended(text, found[at], quote)
    return tuple(found)


def _speaker_of(text: str, found: Sequence[Attribution], quote: QuoteSpan) -> int | None:
    """The last attribution before the quotation within reach: its own paragraph, or the one just before."""
    before = [i for i, attribution in enumerate(found) if attribution.cue[0] < quote.start and attribution.source]
    for at in reversed(before):
        between = text[found[at].cue[1] : quote.start]
        breaks = between.count("\n\n")
        if breaks == 0 or (breaks == 1 and (found[at].direct or between.strip().endswith(":"))):
            return at
        return None
    return None


def _extended(text: str, attribution: Attribution, quote: QuoteSpan) -> Attribution:
    spans = _joined([*attribution.content, (quote.start, quote.end)])
    return attribution._replace(content=spans, direct=True)
