"""Thermometers of a training run, after each epoch: not the scores that are reported."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from entente.analyse.pieces import Batch, Pieces, pad
from train.acts import ActExample
from train.data import Token, batches
from train.network import Network

BATCH = 2000
"""Padded pieces."""


class Watched(NamedTuple):
    """Trees and acts that are scored and never trained on."""

    trees: tuple[tuple[Token, ...], ...]
    tree_pieces: tuple[Pieces, ...]
    acts: tuple[ActExample, ...]
    act_pieces: tuple[Pieces, ...]


def tensors(batch: Batch, device: str) -> tuple[Tensor, Tensor, Tensor]:
    """The three arrays of a batch, as the network takes them."""
    ids, cases, firsts = (torch.from_numpy(array).to(device) for array in batch)
    return ids, cases, firsts


def _passes(network: Network, pieces: Sequence[Pieces], device: str) -> Any:
    for rows in batches([len(p.ids) for p in pieces], BATCH, random.Random(0)):
        yield rows, network(*tensors(pad(pieces[i] for i in rows), device))


@torch.no_grad()
def watch_trees(network: Network, watched: Watched, labels: Any, device: str) -> dict[str, float]:
    """UPOS, UAS and LAS under greedy arcs, in percent."""
    network.eval()
    right = dict.fromkeys(("UPOS", "UAS", "LAS"), 0)
    for rows, (tags, arcs, deprels, *_) in _passes(network, watched.tree_pieces, device):
        heads, deprels = arcs.argmax(-1).tolist(), deprels.argmax(-1).tolist()
        for at, i in enumerate(rows):
            for j, token in enumerate(watched.trees[i]):
                arc = heads[at][j] == token.head
                right["UPOS"] += labels.tags[int(tags[at, j])].split("|")[0] == token.tag.split("|")[0]
                right["UAS"] += arc
                right["LAS"] += arc and labels.deprels[deprels[at][j]] == token.label
    network.train()
    total = sum(map(len, watched.trees))
    return {name: round(100 * count / total, 2) for name, count in right.items()}


@torch.no_grad()
def watch_acts(network: Network, watched: Watched, labels: Any, device: str) -> dict[str, float]:
    """F1 of triggers, with type, and of words in roles under the gold trigger; shares of facts right; in percent."""
    network.eval()
    columns, width = labels.columns(), labels.columns()["types"]
    found = dict.fromkeys(("trigger", "typed", "role"), (0, 0, 0))  # right, predicted, wanted
    right = dict.fromkeys(("mode", "kind", "status", "stage", "act"), 0)
    n_acts = 0
    for rows, (*_, words, parts, reports) in _passes(network, watched.act_pieces, device):
        types = words[:, :, :width].argmax(-1).cpu()
        split = dict(zip(columns, words.split(list(columns.values()), -1), strict=True))
        best = {name: split[name].argmax(-1).cpu() for name in ("modes", "kinds", "statuses", "stages")}
        roles = parts.argmax(2).cpu()
        for at, i in enumerate(rows):
            example = watched.acts[i]
            right["act"] += bool(reports[at] > 0) == example.reports
            gold = {act.word: act.type for act in example.acts}
            mine = {w: int(t) for w, t in enumerate(types[at, : len(example.words)]) if t}
            add(found, "trigger", set(mine), set(gold))
            add(found, "typed", set(mine.items()), set(gold.items()))
            n_acts += len(example.acts)
            for act in example.acts:
                told = ((w, int(r)) for w, r in enumerate(roles[at, act.word, : len(example.words)]) if r)
                add(found, "role", set(told), {(w, r) for w, r in enumerate(act.roles) if r})
                for name, column in zip(("mode", "kind", "status", "stage"), best.values(), strict=True):
                    right[name] += int(column[at, act.word]) == getattr(act, name)
    network.train()
    shares = {name: right[name] / max(n_acts, 1) for name in ("mode", "kind", "status", "stage")}
    shares |= {"act": right["act"] / max(len(watched.acts), 1)}
    shares |= {name: 2 * hit / max(mine + gold, 1) for name, (hit, mine, gold) in found.items()}
    return {name: round(100 * share, 2) for name, share in shares.items()}


def add(found: dict[str, tuple[int, int, int]], name: str, mine: set[Any], gold: set[Any]) -> None:
    """Counts what is right, predicted and wanted."""
    hit, predicted, wanted = found[name]
    found[name] = hit + len(mine & gold), predicted + len(mine), wanted + len(gold)
