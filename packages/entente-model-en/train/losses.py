"""The loss of every head on a batch of examples."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from train.acts import Act, ActExample
from train.data import Example, Token
from train.network import Network

IGNORE = -100
Index = dict[str, dict[str, int]]
"""Numbers of the labels, by the name of their list."""


def targets(columns: Sequence[Sequence[int]], width: int, device: torch.device) -> Tensor:
    """Rows of integers as one tensor, filled up with what the losses pass over."""
    rows = [[*column, *[IGNORE] * (width - len(column))] for column in columns]
    return torch.tensor(rows, device=device)


def cross_entropy(scores: Tensor, goal: Tensor) -> Tensor:
    """Mean over the words that have a goal."""
    return F.cross_entropy(scores.float().flatten(0, -2), goal.flatten(), ignore_index=IGNORE)


def tree_losses(
    network: Network, words: Tensor, firsts: Tensor, trees: list[tuple[Token, ...]], index: Index
) -> dict[str, Tensor]:
    """Tags, arcs, and labels under the gold arcs."""
    width, device = words.shape[1] - 1, words.device
    heads = targets([[token.head for token in tree] for tree in trees], width, device)
    deprels = targets([[index["deprels"][token.label] for token in tree] for tree in trees], width, device)
    tags = targets([[index["tags"][token.tag] for token in tree] for tree in trees], width, device)
    return {
        "arc": cross_entropy(network.parser.arcs(words, firsts), heads),
        "label": cross_entropy(network.parser.labels(words, heads.clamp(min=0)), deprels),
        "tag": cross_entropy(network.tags(words[:, 1:]), tags),
    }


def name_loss(network: Network, words: Tensor, examples: list[Example], index: Index) -> dict[str, Tensor]:
    """Names, of the examples that say which there are."""
    numbers = [[index["names"][tag] for tag in example.names] for example in examples]
    return {"name": cross_entropy(network.names(words[:, 1:]), targets(numbers, words.shape[1] - 1, words.device))}


def act_losses(network: Network, words: Tensor, mean: Tensor, examples: list[ActExample]) -> dict[str, Tensor]:
    """Types of all words, facts and roles of the gold acts, and whether the sentence reports an act."""
    heads, width = network.acts, words.shape[1] - 1
    acts = [(row, act) for row, example in enumerate(examples) for act in example.acts]
    types = [[0] * len(example.words) for example in examples]
    for row, act in acts:
        types[row][act.word] = act.type
    scores = heads.words(words).split(list(heads.columns.values()), -1)
    reports = torch.tensor([float(example.reports) for example in examples], device=words.device)
    result = {
        "act_type": cross_entropy(scores[0], targets(types, width, words.device)),
        "act_sentence": F.binary_cross_entropy_with_logits(heads.sentence(words, mean).float(), reports),
    }
    if acts:
        rows = torch.tensor([row for row, _ in acts], device=words.device)
        at = torch.tensor([act.word for _, act in acts], device=words.device)
        chosen = [act for _, act in acts]
        result["act_facts"] = _facts([column[rows, at] for column in scores[1:]], chosen)
        goal = targets([act.roles for act in chosen], width, words.device)
        result["act_role"] = cross_entropy(heads.parts(words)[rows, at].transpose(1, 2), goal)
    return result


def _facts(columns: list[Tensor], acts: list[Act]) -> Tensor:
    """Sum over mode, kind, status and stage, one of each; fields and mutual are yes or no each."""
    device = columns[0].device
    numbers = (
        [act.mode for act in acts],
        [act.kind for act in acts],
        [act.status for act in acts],
        [act.stage for act in acts],
    )
    total = sum(
        F.cross_entropy(c.float(), torch.tensor(n, device=device)) for c, n in zip(columns, numbers, strict=False)
    )
    fields = torch.zeros(columns[4].shape, device=device)
    for row, act in enumerate(acts):
        fields[row, list(act.fields)] = 1.0
    mutual = torch.tensor([[float(act.mutual)] for act in acts], device=device)
    for scores, goal in ((columns[4], fields), (columns[5], mutual)):
        total = total + F.binary_cross_entropy_with_logits(scores.float(), goal) * goal.shape[1] ** 0.5
    return total


def losses(
    network: Network, name: str, read: tuple[Tensor, Tensor, Tensor], firsts: Tensor, examples: list[Any], index: Index
) -> dict[str, Tensor]:
    """The loss of every head that the task's examples say something about; `read` is what `Network.read` gave."""
    words, _, mean = read
    if name == "acts":
        return act_losses(network, words, mean, examples)
    result: dict[str, Tensor] = {}
    if name == "trees":
        result |= tree_losses(network, words, firsts, [example.tree for example in examples], index)
    if any(example.names for example in examples):
        result |= name_loss(network, words, examples, index)
    return result
