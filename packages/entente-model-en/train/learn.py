"""Joint training: trees, names and the original's sentence vectors through one encoder."""

import copy
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from entente.analyse.pieces import Batch, Pieces, WordPieces, pad
from train.data import NAME_TAGS, Example, Token, batches, names_of_tree, read_names, read_trees
from train.network import Encoder, Network

MASK = 103
IGNORE = -100


class Labels(NamedTuple):
    """What the heads' outputs stand for, in order."""

    tags: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...] = NAME_TAGS


class Task(NamedTuple):
    """One set of examples that train together, with their pieces and the original encoder's vectors."""

    name: str
    examples: tuple[Example, ...]
    pieces: tuple[Pieces, ...]
    vectors: Tensor
    most: int  # padded pieces in a batch


def gather(recipe: dict[str, Any], data: Path) -> tuple[list[Example], list[Example], list[tuple[Token, ...]], Labels]:
    """Tree examples, name examples, watched trees, and the label lists the training trees use."""
    spec, most = recipe["data"], recipe["data"]["max_words"]
    trees, names = [], []
    for name in spec["trees"]:
        for tree in read_trees(data / name):
            if len(tree) <= most:
                tags = names_of_tree(tree) if name in spec["tree_names"] else ()
                trees.append(Example(tuple(token.form for token in tree), tree, tags))
    for name in spec["names"]:
        names += [example for example in read_names(data / name) if len(example.words) <= 2 * most]
    tokens = [token for example in trees for token in example.tree]
    labels = Labels(tuple(sorted({t.tag for t in tokens})), tuple(sorted({t.label for t in tokens})))
    return trees, names, list(read_trees(data / spec["watch"])), labels


@torch.no_grad()
def original_vectors(encoder: Encoder, pieces: Sequence[Pieces]) -> Tensor:
    """The published encoder's normalised mean vector of each sentence."""
    result = torch.zeros(len(pieces), 384)
    for rows in batches([len(p.ids) for p in pieces], 4000, random.Random(0)):
        ids = torch.from_numpy(pad(pieces[i] for i in rows).ids)
        last = encoder(ids, torch.zeros_like(ids))[-1].float()
        present = (ids != 0).float()[:, :, None]
        result[rows] = F.normalize((last * present).sum(1) / present.sum(1), dim=-1)
    return result


def tensors(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """The three arrays of a batch, as the network takes them."""
    return torch.from_numpy(batch.ids), torch.from_numpy(batch.cases), torch.from_numpy(batch.firsts)


def targets(columns: Sequence[Sequence[int]], width: int) -> Tensor:
    """Rows of integers as one tensor, filled up with what the losses pass over."""
    out = torch.full((len(columns), width), IGNORE)
    for i, column in enumerate(columns):
        out[i, : len(column)] = torch.tensor(column)
    return out


def losses(
    network: Network, task: Task, rows: list[int], labels: dict[str, dict[str, int]], masking: float
) -> dict[str, Tensor]:
    """The loss of every head that the examples say something about."""
    ids, cases, firsts = tensors(pad(task.pieces[i] for i in rows))
    hidden = (torch.rand(ids.shape) < masking) & (ids > MASK)
    words, vector = network.read(ids.masked_fill(hidden, MASK), cases, firsts)
    examples = [task.examples[i] for i in rows]
    width = firsts.shape[1] - 1
    result = {"vector": (1 - (vector * task.vectors[rows]).sum(-1)).mean()}
    if task.name == "trees":
        result |= tree_losses(network, words, firsts, [example.tree for example in examples], labels)
    if any(example.names for example in examples):
        goal = targets([[labels["names"][tag] for tag in example.names] for example in examples], width)
        result["name"] = cross_entropy(network.names(words[:, 1:]), goal)
    return result


def tree_losses(
    network: Network, words: Tensor, firsts: Tensor, trees: list[tuple[Token, ...]], labels: dict[str, dict[str, int]]
) -> dict[str, Tensor]:
    """Tags, arcs, and labels under the gold arcs."""
    width = words.shape[1] - 1
    heads = targets([[token.head for token in tree] for tree in trees], width)
    deprels = targets([[labels["deprels"][token.label] for token in tree] for tree in trees], width)
    tags = targets([[labels["tags"][token.tag] for token in tree] for tree in trees], width)
    return {
        "arc": cross_entropy(network.parser.arcs(words, firsts), heads),
        "label": cross_entropy(network.parser.labels(words, heads.clamp(min=0)), deprels),
        "tag": cross_entropy(network.tags(words[:, 1:]), tags),
    }


def cross_entropy(scores: Tensor, goal: Tensor) -> Tensor:
    """Mean over the words that have a goal."""
    return F.cross_entropy(scores.float().flatten(0, 1), goal.flatten(), ignore_index=IGNORE)


@torch.no_grad()
def watch(network: Network, trees: list[tuple[Token, ...]], pieces: list[Pieces], labels: Labels) -> dict[str, float]:
    """UPOS, UAS and LAS under greedy arcs, in percent: a thermometer, not the score that is reported."""
    network.eval()
    right = dict.fromkeys(("UPOS", "UAS", "LAS"), 0)
    for rows in batches([len(p.ids) for p in pieces], 2000, random.Random(0)):
        tags, arcs, deprels, _, _ = network(*tensors(pad(pieces[i] for i in rows)))
        heads, deprels = arcs.argmax(-1).tolist(), deprels.argmax(-1).tolist()
        for at, i in enumerate(rows):
            for j, token in enumerate(trees[i]):
                arc = heads[at][j] == token.head
                right["UPOS"] += labels.tags[int(tags[at, j])].split("|")[0] == token.tag.split("|")[0]
                right["UAS"] += arc
                right["LAS"] += arc and labels.deprels[deprels[at][j]] == token.label
    network.train()
    total = sum(map(len, trees))
    return {name: round(100 * count / total, 2) for name, count in right.items()}


def optimiser(network: Network, learn: dict[str, Any]) -> torch.optim.AdamW:
    """AdamW with a slower rate for the encoder; its embedding tables stay as published."""
    network.encoder.pieces.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": body, "lr": learn["encoder_rate"]}, {"params": heads, "lr": learn["head_rate"]}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=learn["weight_decay"], fused=True)


def schedule(step: int, steps: int, warm_up: int) -> float:
    """Linear rise over `warm_up` steps, then linear fall to 2 %."""
    return step / warm_up if step < warm_up else max(0.02, (steps - step) / max(1, steps - warm_up))


def learn(recipe: dict[str, Any], data: Path, weights: Path, tokenizer: Path, out: Path) -> Network:
    """Trains by the recipe, writing a checkpoint after each epoch and resuming from one that is there."""
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(recipe["threads"])
    out.mkdir(parents=True, exist_ok=True)
    trees, names, watched, labels = gather(recipe, data)
    (out / "labels.json").write_text(json.dumps(labels._asdict()))
    cutter, setting = WordPieces(tokenizer), recipe["learn"]
    encoder = Encoder.pretrained(weights, setting["encoder_dropout"])
    tasks = []
    for name, examples in (("trees", trees), ("names", names)):
        pieces = tuple(cutter.sentence(example.words) for example in examples)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = original_vectors(encoder.eval(), pieces)
        tasks.append(Task(name, tuple(examples), pieces, vectors, setting[f"{name[:-1]}_pieces"]))
    network = Network(
        encoder, tags=len(labels.tags), labels=len(labels.deprels), names=len(labels.names), heads=recipe["heads"]
    ).train()
    run(network, tasks, labels, recipe, [(t, cutter.sentence([token.form for token in t])) for t in watched], out)
    return network


def run(
    network: Network,
    tasks: list[Task],
    labels: Labels,
    recipe: dict[str, Any],
    watched: list[tuple[tuple[Token, ...], Pieces]],
    out: Path,
) -> None:
    """The loop over epochs; the running mean of the weights is what is kept."""
    setting, share = recipe["learn"], recipe["weights"]
    index = {kind: {label: i for i, label in enumerate(names)} for kind, names in labels._asdict().items()}
    adam, mean = optimiser(network, setting), copy.deepcopy(network)
    trained = [(a, b) for a, b in zip(mean.parameters(), network.parameters(), strict=True) if b.requires_grad]
    checkpoint, first = out / "checkpoint.pt", 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        mean.load_state_dict(saved["mean"])
        adam.load_state_dict(saved["adam"])
        first = saved["epoch"]
    plans = [plan(tasks, recipe["seed"] + epoch) for epoch in range(setting["epochs"])]
    steps, step = sum(map(len, plans)), sum(map(len, plans[:first]))
    for epoch in range(first, setting["epochs"]):
        began, seen, sums = time.process_time(), 0, dict.fromkeys(share, 0.0)
        for task, rows in plans[epoch]:
            for group, rate in zip(adam.param_groups, (setting["encoder_rate"], setting["head_rate"]), strict=True):
                group["lr"] = rate * schedule(step, steps, setting["warm_up"])
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(network, tasks[task], rows, index, setting["piece_masking"])
            adam.zero_grad()
            sum(share[name] * loss for name, loss in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_((p for p in network.parameters() if p.grad is not None), setting["clip"])
            adam.step()
            step += 1
            seen += sum(len(tasks[task].examples[i].words) for i in rows)
            with torch.no_grad():
                keep = min(setting["average"], (1 + step) / (10 + step))
                torch._foreach_lerp_([a for a, _ in trained], [b.detach() for _, b in trained], 1 - keep)
            for name, loss in parts.items():
                sums[name] += float(loss.detach())
            if step % 100 == 0:
                print(
                    f"epoch {epoch + 1} step {step}/{steps} {time.process_time() - began:.0f} CPU-s {seen} words",
                    flush=True,
                )
        score = watch(mean, [t for t, _ in watched], [p for _, p in watched], labels)
        losses_now = {name: round(total / len(plans[epoch]), 4) for name, total in sums.items()}
        print(
            json.dumps({"epoch": epoch + 1, "cpu_s": round(time.process_time() - began), **losses_now, **score}),
            flush=True,
        )
        save = {
            "network": network.state_dict(),
            "mean": mean.state_dict(),
            "adam": adam.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(save, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
    network.load_state_dict(mean.state_dict())


def plan(tasks: list[Task], seed: int) -> list[tuple[int, list[int]]]:
    """One epoch: every batch of every task, shuffled together."""
    draw = random.Random(seed)
    steps = [
        (i, rows)
        for i, task in enumerate(tasks)
        for rows in batches([len(p.ids) for p in task.pieces], task.most, draw)
    ]
    draw.shuffle(steps)
    return steps
