"""The dependency labels of spaCy's English pipelines (ClearNLP style) in Universal Dependencies."""

from collections.abc import Mapping, Sequence
from functools import cache

from entente.vocab import read_toml


@cache
def load_labels() -> Mapping[str, Mapping[str, str]]:
    """The labels, and what each becomes."""
    return read_toml(dict[str, dict[str, str]], "lang", "en", "clearnlp.toml")


def ud_tree(heads: Sequence[int], labels: Sequence[str], upos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads (0-based, -1 the root) and UD labels; a tree that is UD already comes back unchanged.

    ClearNLP hangs a noun under its preposition and a predicate under its copula: both turn round here.
    """
    heads, labels = list(heads), [label.lower() for label in labels]
    if not set(labels) & load_labels()["only_clearnlp"].keys():
        return heads, ["root" if head < 0 else label for head, label in zip(heads, labels, strict=True)]
    for child, label in enumerate(labels):
        if label in load_labels()["inner"]:
            _turn(heads, labels, upos, child)
    for child, label in enumerate(labels):
        if label in load_labels()["predicate"] and upos[heads[child]] in ("AUX", "VERB"):
            _turn_copula(heads, labels, child)
    renamed = load_labels()["labels"]
    return heads, ["root" if head < 0 else renamed.get(label, label) for head, label in zip(heads, labels, strict=True)]


def _turn(heads: list[int], labels: list[str], upos: Sequence[str], child: int) -> None:
    """The object of a preposition takes its place: "visit to Kesh" becomes nmod(visit, Kesh), case(Kesh, to)."""
    preposition = heads[child]
    nominal = heads[preposition] >= 0 and upos[heads[preposition]] in ("NOUN", "PROPN", "PRON", "NUM")
    inner = load_labels()["inner"][labels[child]]
    outer = "obl:agent" if labels[preposition] == "agent" else "nmod" if nominal else "obl"
    if inner == "mark":
        outer = "acl" if nominal else "advcl"
    heads[child], labels[child] = heads[preposition], outer
    heads[preposition], labels[preposition] = child, inner


def _turn_copula(heads: list[int], labels: list[str], child: int) -> None:
    """The predicate takes the place of its copula and all that hung on it."""
    copula = heads[child]
    heads[child], labels[child] = heads[copula], labels[copula]
    heads[copula], labels[copula] = child, "cop"
    for other, head in enumerate(heads):
        if head == copula and other != child:
            heads[other] = child
