"""The sketch of a text, by which copies are found, beside `datasketch.MinHash` of the same shingles and slots."""

from collections.abc import Sequence
from importlib import import_module

from bench.race import Documents, Run, Skip
from entente.merge.sketch import SHINGLE, SLOTS, hash_shingles, hash_words, sketch, words_of


def sketched(_: Sequence[Documents]) -> Run:
    """From text to slots."""
    return lambda texts: [sketch(hash_shingles(hash_words(text))) for text in texts]


def datasketch(_: Sequence[Documents]) -> Run:
    """The peer, given the shingles as bytes, all at once."""
    try:
        minhash = import_module("datasketch").MinHash
    except ModuleNotFoundError as error:
        raise Skip("datasketch is not installed; it is no dependency, `pip install datasketch` adds it here") from error
    return lambda texts: [minhash.bulk([_shingles(text)], num_perm=SLOTS) for text in texts]


def _shingles(text: str) -> list[bytes]:
    words = words_of(text)
    return [" ".join(words[at : at + SHINGLE]).encode() for at in range(max(1, len(words) - SHINGLE + 1))]
