"""Joint training: trees, names, acts and the original's sentence vectors through one encoder."""

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

from entente.analyse.pieces import Pieces, WordPieces, pad
from train.acts import FIELDS, KINDS, MODES, ROLES, STATUSES, STEPS, TYPES, read_acts
from train.data import NAME_TAGS, Example, batches, names_of_tree, read_names, read_trees
from train.losses import losses
from train.network import Encoder, Network
from train.watch import Watched, tensors, watch_acts, watch_trees

MASK = 103
ACT_HEADS = "acts."
"""Begins the names of the parameters of the heads of acts."""
TABLES = frozenset({"encoder.pieces.weight", "encoder.positions.weight"})
"""Embeddings that stay as published."""


class Labels(NamedTuple):
    """What the heads' outputs stand for, in order."""

    tags: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...] = NAME_TAGS
    types: tuple[str, ...] = TYPES
    modes: tuple[str, ...] = MODES
    kinds: tuple[str, ...] = KINDS
    statuses: tuple[str, ...] = STATUSES
    stages: tuple[str, ...] = STEPS
    fields: tuple[str, ...] = FIELDS
    mutual: tuple[str, ...] = ("mutual",)
    roles: tuple[str, ...] = ROLES

    def columns(self) -> dict[str, int]:
        """Width of each column of scores of a word that may report an act, in their order."""
        names = ("types", "modes", "kinds", "statuses", "stages", "fields", "mutual")
        return {name: len(getattr(self, name)) for name in names}


class Task(NamedTuple):
    """One set of examples that train together, with their pieces and the original encoder's vectors."""

    name: str
    examples: tuple[Any, ...]
    """`Example`s, or of the task `acts` `ActExample`s."""
    pieces: tuple[Pieces, ...]
    vectors: Tensor
    most: int  # padded pieces in a batch


class Paths(NamedTuple):
    """Where a run reads and writes."""

    data: Path
    corpus: Path
    """Labelled sentences."""
    weights: Path
    tokenizer: Path
    out: Path


Sets = dict[str, list[Any]]


def gather(recipe: dict[str, Any], paths: Paths) -> tuple[Sets, Watched, Labels]:
    """Examples of each task, what is watched, and the label lists that the training trees use."""
    spec, most = recipe["data"], recipe["data"]["max_words"]
    trees, names = [], []
    for name in spec["trees"]:
        for tree in read_trees(paths.data / name):
            if len(tree) <= most:
                tags = names_of_tree(tree) if name in spec["tree_names"] else ()
                trees.append(Example(tuple(token.form for token in tree), tree, tags))
    for name in spec["names"]:
        names += [example for example in read_names(paths.data / name) if len(example.words) <= 2 * most]
    tokens = [token for example in trees for token in example.tree]
    labels = Labels(tuple(sorted({t.tag for t in tokens})), tuple(sorted({t.label for t in tokens})))
    sets: Sets = {"trees": trees, "names": names, "acts": [*read_acts(paths.corpus, held=False)]}
    return sets, _watched(paths, spec["watch"]), labels


def _watched(paths: Paths, treebank: str) -> Watched:
    cutter = WordPieces(paths.tokenizer)
    trees, acts = tuple(read_trees(paths.data / treebank)), read_acts(paths.corpus, held=True)
    tree_pieces = tuple(cutter.sentence([token.form for token in tree]) for tree in trees)
    return Watched(trees, tree_pieces, acts, tuple(cutter.sentence(act.words) for act in acts))


@torch.no_grad()
def original_vectors(encoder: Encoder, pieces: Sequence[Pieces], device: str) -> Tensor:
    """The published encoder's normalised mean vector of each sentence."""
    result = torch.zeros(len(pieces), 384, device=device)
    with torch.autocast(device, torch.bfloat16):
        for rows in batches([len(p.ids) for p in pieces], 4000, random.Random(0)):
            ids = torch.from_numpy(pad(pieces[i] for i in rows).ids).to(device)
            states, pack = encoder(ids, torch.zeros_like(ids))
            last = states[-1][0, pack.row].float()
            present = (ids != 0).float()[:, :, None]
            result[rows] = F.normalize((last * present).sum(1) / present.sum(1), dim=-1)
    return result


def optimiser(network: Network, learn: dict[str, Any]) -> torch.optim.AdamW:
    """AdamW over what the phase trains, with a slower rate for the encoder."""
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name.startswith(learn.get("only", "")) and name not in TABLES)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.") and p.requires_grad]
    groups = [{"params": body, "lr": learn["encoder_rate"]}, {"params": heads, "lr": learn["head_rate"]}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=learn["weight_decay"], fused=True)


def schedule(step: int, steps: int, warm_up: int) -> float:
    """Linear rise over `warm_up` steps, then linear fall to 2 %."""
    return step / warm_up if step < warm_up else max(0.02, (steps - step) / max(1, steps - warm_up))


def learn(recipe: dict[str, Any], paths: Paths) -> Network:
    """Trains by the recipe, writing a checkpoint after each epoch and resuming from one that is there."""
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(recipe["threads"])
    paths.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    sets, watched, labels = gather(recipe, paths)
    (paths.out / "labels.json").write_text(json.dumps(labels._asdict()))
    encoder = Encoder.pretrained(paths.weights, recipe["learn"]["encoder_dropout"]).to(device)
    tasks = [_task(name, examples, recipe["learn"], encoder, paths, device) for name, examples in sets.items()]
    network = Network(
        encoder,
        tags=len(labels.tags),
        labels=len(labels.deprels),
        names=len(labels.names),
        acts=labels.columns(),
        roles=len(labels.roles),
        heads=recipe["heads"],
    )
    network.to(device).train()
    first: dict[str, Tensor] = {}
    for number, phase in enumerate(recipe["phases"], 1):
        if "mix_back" in phase:
            mix_back(network, first, phase["mix_back"])
        training = Training(network, tasks, labels, recipe, phase, device)
        training.run(paths.out / f"phase{number}.pt", watched)
        first = first or {name: weight.clone() for name, weight in network.state_dict().items()}
    return network.cpu()


def mix_back(network: Network, first: dict[str, Tensor], share: float) -> None:
    """Moves all but the heads of acts back towards the weights of the first phase: what it learned is kept so."""
    mixed = {
        name: weight if name.startswith(ACT_HEADS) else torch.lerp(weight, first[name], share)
        for name, weight in network.state_dict().items()
    }
    network.load_state_dict(mixed)


def _task(
    name: str, examples: Sequence[Any], setting: dict[str, Any], encoder: Encoder, paths: Paths, device: str
) -> Task:
    cutter = WordPieces(paths.tokenizer)
    pieces = tuple(cutter.sentence(example.words) for example in examples)
    vectors = original_vectors(encoder.eval(), pieces, device)
    return Task(name, tuple(examples), pieces, vectors, setting[f"{name.removesuffix('s')}_pieces"])


class Training:
    """One phase of a network's training; the running mean of the weights is what is kept."""

    def __init__(
        self,
        network: Network,
        tasks: list[Task],
        labels: Labels,
        recipe: dict[str, Any],
        phase: dict[str, Any],
        device: str,
    ) -> None:
        self.network, self.tasks, self.labels, self.device = network, tasks, labels, device
        self.setting, self.share, self.seed = recipe["learn"] | phase, recipe["weights"], recipe["seed"]
        self.adam, self.mean = optimiser(network, self.setting), copy.deepcopy(network)
        pairs = zip(self.mean.parameters(), network.parameters(), strict=True)
        self.trained = [(a, b) for a, b in pairs if b.requires_grad]
        self.index = {kind: {label: i for i, label in enumerate(names)} for kind, names in labels._asdict().items()}

    def run(self, checkpoint: Path, watched: Watched) -> None:
        """The loop over epochs."""
        setting, first = self.setting, self.resume(checkpoint)
        plans = [plan(self.tasks, setting["times"], self.seed + epoch) for epoch in range(setting["epochs"])]
        steps, step = sum(map(len, plans)), sum(map(len, plans[:first]))
        for epoch in range(first, setting["epochs"]):
            began, sums = time.process_time(), dict.fromkeys(self.share, torch.zeros((), device=self.device))
            for task, rows in plans[epoch]:
                for name, loss in self.step(self.tasks[task], rows, step, steps).items():
                    sums[name] = sums[name] + loss
                step += 1
                if step % 100 == 0:
                    print(f"epoch {epoch + 1} step {step}/{steps} {time.process_time() - began:.0f} CPU-s", flush=True)
            told = {name: round(float(total) / len(plans[epoch]), 4) for name, total in sums.items()}
            told |= watch_trees(self.mean, watched, self.labels, self.device)
            told |= watch_acts(self.mean, watched, self.labels, self.device)
            print(json.dumps({"epoch": epoch + 1, "cpu_s": round(time.process_time() - began), **told}), flush=True)
            self.save(checkpoint, epoch + 1)
        self.network.load_state_dict(self.mean.state_dict())

    def step(self, task: Task, rows: list[int], step: int, steps: int) -> dict[str, Tensor]:
        """One batch: losses, gradients, weights and their running mean; gives the losses."""
        rates = (self.setting["encoder_rate"], self.setting["head_rate"])
        for group, rate in zip(self.adam.param_groups, rates, strict=True):
            group["lr"] = rate * schedule(step, steps, self.setting["warm_up"])
        with torch.autocast(self.device, torch.bfloat16):
            parts = self.losses(task, rows)
        self.adam.zero_grad()
        torch.stack([self.share[name] * loss for name, loss in parts.items()]).sum().backward()
        known = [p for p in self.network.parameters() if p.grad is not None]
        torch.nn.utils.clip_grad_norm_(known, self.setting["clip"])
        self.adam.step()
        with torch.no_grad():
            keep = min(self.setting["average"], (2 + step) / (11 + step))
            torch._foreach_lerp_([a for a, _ in self.trained], [b.detach() for _, b in self.trained], 1 - keep)
        return {name: loss.detach() for name, loss in parts.items()}

    def losses(self, task: Task, rows: list[int]) -> dict[str, Tensor]:
        """The loss of every head that the examples say something about; some pieces are hidden behind [MASK]."""
        ids, cases, firsts = tensors(pad(task.pieces[i] for i in rows), self.device)
        hidden = (torch.rand(ids.shape, device=self.device) < self.setting["piece_masking"]) & (ids > MASK)
        read = self.network.read(ids.masked_fill(hidden, MASK), cases, firsts)
        parts = losses(self.network, task.name, read, firsts, [task.examples[i] for i in rows], self.index)
        return parts | {"vector": (1 - (read[1] * task.vectors[rows]).sum(-1)).mean()}

    def resume(self, checkpoint: Path) -> int:
        """Takes up the checkpoint that is there; gives the number of epochs behind it."""
        if not checkpoint.exists():
            return 0
        saved = torch.load(checkpoint, weights_only=True, map_location=self.device)
        self.network.load_state_dict(saved["network"])
        self.mean.load_state_dict(saved["mean"])
        self.adam.load_state_dict(saved["adam"])
        return int(saved["epoch"])

    def save(self, checkpoint: Path, epoch: int) -> None:
        """Writes the checkpoint beside the old one, then in its place."""
        save = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "adam": self.adam.state_dict(),
            "epoch": epoch,
        }
        torch.save(save, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)


def plan(tasks: list[Task], times: dict[str, float], seed: int) -> list[tuple[int, list[int]]]:
    """One epoch: the batches of every task, as often as `times` says, shuffled together."""
    draw = random.Random(seed)
    steps: list[tuple[int, list[int]]] = []
    for i, task in enumerate(tasks):
        left = times.get(task.name, 0.0)
        while left > 0:
            found = batches([len(p.ids) for p in task.pieces], task.most, draw)
            steps += [(i, rows) for rows in found[: round(len(found) * min(left, 1.0))]]
            left -= 1
    draw.shuffle(steps)
    return steps
