"""The lexicon's and the firmness tables' own sentences, read by the whole pipeline."""

import re
from collections import Counter
from collections.abc import Iterable

from entente.analyse import load_analyser
from entente.extract.firmness import Judge
from entente.extract.tree import Tree
from entente.records import Claim
from entente.segment import segment
from entente.vocab.firmness import Example, load_firmness, read_firmness_examples, read_firmness_sentences
from entente.vocab.inflection import forms_of
from entente.vocab.lexicon import Entry, load_lexicon, read_examples
from tests.extract.conftest import Read

FIRED, COMPLETE, SILENT, FIRM = 0.81, 0.76, 0.93, 0.96
"""Floors: acts found; found with both sides; near misses passed over; statuses right."""
PREDICATES = 1400
"""Words and phrases of firmness that a sentence of their own group holds."""

_STARRED = re.compile(r"\*([^\s*]+)\*")


def test_the_lexicon_reads_its_own_examples(read: Read) -> None:
    """In a `yes` the type is found, mostly with both sides; in a `no` the entry is silent."""
    entries, counts = load_lexicon().entries, Counter[str]()
    for name, examples in read_examples().items():
        for text in examples.yes:
            same = [claim for claim in read(text) if _is_of(claim, entries[name])]
            counts.update(yes=1, fired=bool(same), complete=any(map(_has_both_sides, same)))
        for text in examples.no:
            counts.update(no=1, silent=all(claim.rules[0] != name for claim in read(text)))
    assert counts["fired"] / counts["yes"] >= FIRED
    assert counts["complete"] / counts["yes"] >= COMPLETE
    assert counts["silent"] / counts["no"] >= SILENT


def _is_of(claim: Claim, entry: Entry) -> bool:
    """Whether the entry itself fired, or one that says the same."""
    if claim.rules[0] == entry.name:
        return True
    return claim.type == entry.type if entry.type else claim.stage == entry.stage and claim.kind == entry.kind


def _has_both_sides(claim: Claim) -> bool:
    return len(claim.actors) + len(claim.recipients) >= 2


def statuses_right(examples: Iterable[Example]) -> list[bool]:
    """For each example, whether its starred word comes to the status that it states."""
    analyser, words, right = load_analyser(), load_firmness(), []
    for example in examples:
        at, text = example.text.index("*"), _STARRED.sub(r"\1", example.text)
        for analysis in analyser.analyse(text, segment(text)[0]):
            starred = [i for i, (start, _) in enumerate(analysis.sentence.words) if start == at]
            judge = Judge(Tree(text, analysis), words)
            right += [judge.judge(word).firmness.status == example.status for word in starred]
    return right


def test_the_firmness_tables_read_their_own_examples() -> None:
    """The starred word comes to the status that its example states, in near misses too."""
    both = (example for each in read_firmness_examples().values() for example in (*each.yes, *each.no))
    right = statuses_right(both)
    assert sum(right) / len(right) >= FIRM


def test_every_further_sentence_of_firmness_is_read() -> None:
    """Sentences that give each word one of its own come to their status, all but one in a hundred."""
    right = statuses_right(example for examples in read_firmness_sentences().values() for example in examples)
    assert sum(right) / len(right) >= 0.99


def test_predicates_of_firmness_have_sentences() -> None:
    """A word of the tables stands in a sentence of its group, in one of its forms."""
    further, held = read_firmness_sentences(), 0
    for name, examples in read_firmness_examples().items():
        group = load_firmness().groups[name]
        texts = [_words_of(example.text) for example in (*examples.yes, *further.get(name, ()))]
        phrases = (*group.verbs, *group.adjectives, *group.nouns, *group.adverbs, *group.auxiliaries, *group.markers)
        held += sum(any(_holds(text, phrase) for text in texts) for phrase in phrases)
    assert held >= PREDICATES


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z'-]+", text.lower().replace("n't", " n't")))


def _holds(words: set[str], phrase: str) -> bool:
    """Whether all words of a phrase stand there, each in some form."""
    return all(word in words or not words.isdisjoint({*forms_of(word), f"{word}s"}) for word in phrase.split())
