"""The task `coref`: which mentions tell of one event, with the scale that merges claims and with predicted stories.

INPUT is a folder with `*.docs.jsonl` {id, sentences} and `*.mentions.jsonl` {id, doc, sent, tokens, text}; OUTPUT lines
{id, cluster}. Gold topics, subtopics and chains are read only to score.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from entente.analyse import Analyser
from entente.merge.reports import Report
from entente.merge.same_event import find_same_events
from entente.records import Analysis
from entente.vocab.merging import stem
from tests.gate import stories
from tests.gate.clusters import b_cubed, conll, muc
from tests.gate.layout import Token, lay_out
from tests.gate.stories import read_documents, write_clusters
from tests.gate.task import Task, Trial
from tests.gate.tools import english

NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "VERB"})
"""Tags of words that tell which accord, which raid."""
CLAUSES = frozenset({"conj", "parataxis", "ccomp", "advcl"})
"""Relations under which another happening begins."""
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss"})
DEPTH = 4


def predict(
    documents: Sequence[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]], analyser: Analyser
) -> dict[str, str]:
    """For each mention its cluster, which is the least id in it."""
    analyses = _analyse(documents, analyser)
    found = {mention["id"]: analyses[mention["doc"], str(mention["sent"])] for mention in mentions}
    heads = {mention["id"]: _head(found[mention["id"]], mention["tokens"]) for mention in mentions}
    lemmas = {key: found[key].lemmas[head].lower() for key, head in heads.items()}
    acts = _word_vectors(sorted(set(lemmas.values())), analyser)
    followed = stories.predict(documents)
    reports = (
        Report(
            key=mention["id"],
            doc_id=mention["doc"],
            sentence=int(mention["sent"]),
            story=followed[mention["doc"]],
            stem=stem(lemmas[mention["id"]]),
            act=acts[lemmas[mention["id"]]],
            sense=found[mention["id"]].vector,
            words=_words_beside(found[mention["id"]], heads[mention["id"]]),
        )
        for mention in mentions
    )
    return {key: group[0] for group in find_same_events(reports).groups for key in group}


def _analyse(documents: Sequence[Mapping[str, Any]], analyser: Analyser) -> dict[tuple[str, str], Analysis]:
    keys = [(document["id"], number) for document in documents for number in document["sentences"]]
    sentences = [[Token(form) for form in words] for document in documents for words in document["sentences"].values()]
    return dict(zip(keys, analyser.analyse(*lay_out(sentences)), strict=True))


def _word_vectors(words: Sequence[str], analyser: Analyser) -> dict[str, bytes]:
    """The vector of a word is that of a sentence which is only this word."""
    found = analyser.analyse(*lay_out([[Token(word)] for word in words]))
    return {word: analysis.vector for word, analysis in zip(words, found, strict=True)}


def _head(analysis: Analysis, tokens: Sequence[int]) -> int:
    """The word of a mention whose own head lies outside it."""
    return next((token for token in tokens if analysis.heads[token] not in tokens), tokens[-1])


def _words_beside(analysis: Analysis, head: int) -> tuple[str, ...]:
    """Stems of the naming words below the trigger, and below its governor when the trigger is a noun."""
    below = _below(analysis, head, DEPTH)
    governor = analysis.heads[head]
    if governor >= 0 and analysis.upos[head] in ("NOUN", "PROPN"):
        siblings = (w for w, h in enumerate(analysis.heads) if h == governor and analysis.deprels[w] in ARGUMENTS)
        below |= {word for sibling in siblings if sibling != head for word in (sibling, *_below(analysis, sibling, 2))}
    named = {stem(analysis.lemmas[word]) for word in below - {head} if analysis.upos[word] in NAMING}
    return tuple(sorted(named))


def _below(analysis: Analysis, head: int, depth: int) -> set[int]:
    """Words under a head down to a depth, other clauses left out."""
    found: set[int] = set()
    level = {head}
    for _ in range(depth):
        level = {w for w, h in enumerate(analysis.heads) if h in level and analysis.deprels[w] not in CLAUSES} - found
        found |= level
    return found


def _read_folder(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    (documents,), (mentions,) = sorted(folder.glob("*.docs.jsonl")), sorted(folder.glob("*.mentions.jsonl"))
    return read_documents(documents), read_documents(mentions)


def _predict_folder(source: Path, target: Path) -> None:
    write_clusters(target, predict(*_read_folder(source), english()))


def _score(folder: Path) -> Mapping[str, float]:
    documents, mentions = _read_folder(folder)
    gold = {mention["id"]: mention["chain"] for mention in mentions}
    found = predict(documents, mentions, english())
    scores: Iterable[tuple[str, float]] = (
        ("CoNLL F1", conll(gold, found)),
        ("MUC", muc(gold, found)),
        ("B3", b_cubed(gold, found)),
    )
    return {name: 100 * score for name, score in scores}


TASK = Task("coref", _predict_folder, (Trial("ECB+ mentions", "eval/coref", _score),))
