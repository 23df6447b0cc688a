"""The lexicon's and the firmness tables' own sentences, read by the whole pipeline."""

import re
from collections import Counter

from entente.analyse import load_analyser
from entente.extract.firmness import Judge
from entente.extract.tree import Tree
from entente.records import Claim
from entente.segment import segment
from entente.vocab.firmness import load_firmness, read_firmness_examples
from entente.vocab.lexicon import Entry, load_lexicon, read_examples
from tests.extract.conftest import Read

FIRED, COMPLETE, SILENT, FIRM = 0.82, 0.76, 0.93, 0.90
"""Floors: acts found; found with both sides; near misses passed over; statuses right."""

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


def test_the_firmness_tables_read_their_own_examples() -> None:
    """The starred word comes to the status that its example states."""
    analyser, words, right = load_analyser(), load_firmness(), []
    for examples in read_firmness_examples().values():
        for example in (*examples.yes, *examples.no):
            at, text = example.text.index("*"), _STARRED.sub(r"\1", example.text)
            for analysis in analyser.analyse(text, segment(text)[0]):
                starred = [i for i, (start, _) in enumerate(analysis.sentence.words) if start == at]
                judge = Judge(Tree(text, analysis), words)
                right += [judge.judge(word).firmness.status == example.status for word in starred]
    assert sum(right) / len(right) >= FIRM
