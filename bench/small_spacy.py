"""A spaCy pipeline of small shape, trained for a minute inside the benchmark: the right cost, meaningless answers.

spaCy's own efficiency configuration (one hash-embedding encoder of width 96 and depth 4, shared by tagger, parser and
names) has the arithmetic of its small published pipelines, whose weights cannot be had offline. The annotation it
learns is made up from the shape of words, with as many tags and relations as English treebanks have.
"""

import random
import time
import zlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from bench.race import Documents, Run, Skip

TRAINING_CPU_S = 60.0
TAGS, RELATIONS, LABELS = 45, 45, ("PER", "ORG", "LOC")
SEED = 1


def small_spacy(document_sets: Sequence[Documents]) -> Run:
    """Train on the first document set, then read documents in batches."""
    pipeline = train(document_sets[0], TRAINING_CPU_S)
    return lambda documents: list(pipeline.pipe(documents))


def train(documents: Documents, cpu_s: float) -> Any:  # spaCy may be absent, so its types are too
    """A pipeline that has learned the made-up annotation for so many CPU seconds."""
    spacy = _spacy()
    pipeline = _empty_pipeline(spacy)
    examples = _examples(pipeline, documents)
    pipeline.initialize(lambda: examples)
    optimizer = pipeline.resume_training()
    until = time.process_time() + cpu_s
    while time.process_time() < until:
        pipeline.update(random.sample(examples, min(16, len(examples))), sgd=optimizer, drop=0.1)
    return pipeline


def _spacy() -> ModuleType:
    try:
        return import_module("spacy")
    except ModuleNotFoundError as error:
        raise Skip("spaCy is not installed; `pip install 'entente[spacy]'` adds this contestant") from error


def _empty_pipeline(spacy: ModuleType) -> Any:
    spacy.util.fix_random_seed(SEED)
    random.seed(SEED)
    init = import_module("spacy.cli.init_config").init_config
    config = init(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency", gpu=False, silent=True)
    config["components"]["parser"]["min_action_freq"] = 1
    return spacy.util.load_model_from_config(config, auto_fill=True)


def _examples(pipeline: Any, documents: Documents) -> list[Any]:
    spacy_training, tokens = import_module("spacy.training"), import_module("spacy.tokens")
    annotated = (_annotation(words) for text in documents for words in _sentences(pipeline, text))
    return [
        spacy_training.Example.from_dict(tokens.Doc(pipeline.vocab, words=columns["words"]), columns)
        for columns in annotated
    ]


def _sentences(pipeline: Any, text: str) -> Iterator[list[str]]:
    sentence: list[str] = []
    for token in pipeline.make_doc(text):
        if not token.is_space:
            sentence.append(token.text)
        if token.text in (".", "?", "!") and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _annotation(words: list[str]) -> dict[str, Any]:
    """Tags, relations and names from a checksum of each word's end."""
    codes = [zlib.crc32(word[-3:].encode()) for word in words]
    heads = made_up_heads(len(words))
    return {
        "words": words,
        "tags": [f"T{code % TAGS}" for code in codes],
        "heads": heads,
        "deps": ["ROOT" if heads[i] == i else f"r{code % RELATIONS}" for i, code in enumerate(codes)],
        "entities": [_tag(i, word, code) for i, (word, code) in enumerate(zip(words, codes, strict=True))],
    }


def made_up_heads(count: int) -> list[int]:
    """A tree without crossings: five words hang on the middle one, middles on the one before, the first on itself."""
    middles = [min(first + 2, count - 1) for first in range(0, count, 5)]
    return [middles[i // 5] if i != middles[i // 5] else middles[max(i // 5 - 1, 0)] for i in range(count)]


def _tag(i: int, word: str, code: int) -> str:
    return f"U-{LABELS[code % len(LABELS)]}" if i and word.istitle() else "O"
