"""The trained network to what ships: one int8 ONNX file, labels, lemma table, tokenizer."""

import gzip
import hashlib
import json
import shutil
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor
from torch.nn import Linear

from entente.analyse.lemmas import inflected
from entente.analyse.pieces import WordPieces, pad
from entente.segment import split_words
from entente.vocab.inflection import irregular_base
from train.network import Network
from train.sentences import read_sentences

OPSET = 17
SAMPLED = 40
INPUTS = ("ids", "cases", "firsts")
OUTPUTS = ("tags", "arcs", "labels", "names", "vector", "acts", "parts", "reports")
BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
AXES = {
    "ids": {0: "sentences", 1: "pieces"},
    "cases": {0: "sentences", 1: "pieces"},
    "firsts": {0: "sentences", 1: "words_and_root"},
    "tags": {0: "sentences", 1: "words"},
    "arcs": {0: "sentences", 1: "words", 2: "heads"},
    "labels": {0: "sentences", 1: "words"},
    "names": {0: "sentences", 1: "words"},
    "vector": {0: "sentences"},
    "acts": {0: "sentences", 1: "words"},
    "parts": {0: "sentences", 1: "words", 3: "parties"},
    "reports": {0: "sentences"},
}


def export(
    network: Network, recipe: dict[str, Any], data: Path, corpus: Path, tokenizer: Path, work: Path, ship: Path
) -> None:
    """Writes the files of the model package into `ship`; the fp32 model stays in `work`."""
    ship.mkdir(parents=True, exist_ok=True)
    ease(network, samples(corpus, tokenizer), recipe["export"]["ease"])
    full = work / "model.fp32.onnx"
    to_onnx(network, full)
    quantise(full, ship / "model.onnx", keep=tuple(recipe["export"]["keep_fp32"]))
    shutil.copyfile(tokenizer, ship / "tokenizer.json")
    table = lemma_table([data / name for name in recipe["data"]["lemmas"]])
    (ship / "lemmas.json.gz").write_bytes(gzip.compress(json.dumps(table, sort_keys=True).encode(), mtime=0))
    write_labels(ship, work, recipe["export"]["version"])


def write_labels(ship: Path, work: Path, version: str) -> None:
    """What the outputs stand for, with the version and the hashes of the files they belong to."""
    labels = json.loads((work / "labels.json").read_text())
    files = ("model.onnx", "tokenizer.json", "lemmas.json.gz")
    digests = {file: hashlib.sha256((ship / file).read_bytes()).hexdigest() for file in files}
    (ship / "labels.json").write_text(json.dumps({"version": version, "sha256": digests, **labels}, indent=1) + "\n")


def samples(corpus: Path, tokenizer: Path) -> list[tuple[Tensor, ...]]:
    """One in `SAMPLED` of the project's own sentences that are trained on, each as the network's input."""
    cutter = WordPieces(tokenizer)
    texts = [sentence.text for sentence in read_sentences(corpus) if not sentence.held_out][::SAMPLED]
    words = ([text[start:end] for start, end in split_words(text)] for text in texts)
    return [tuple(map(torch.from_numpy, pad([cutter.sentence(row)]))) for row in words]


@torch.no_grad()
def ease(network: Network, batches: Sequence[tuple[Tensor, ...]], shares: Mapping[str, float]) -> None:
    """Moves part of the spread of a matrix's inputs into its weights: int8 has one scale for all inputs of a batch.

    The outcome is the same; after rounding it stays nearer to it (SmoothQuant, Xiao et al. 2023).
    """
    network.eval()
    for layer in network.encoder.layers:
        layer.ease = {name: torch.ones(getattr(layer, name).in_features) for name in shares if name != "heads"}
    eased = {(layer, name): [getattr(layer, name)] for layer in network.encoder.layers for name in layer.ease}
    eased[network, "heads"] = word_heads(network)
    highest = _highest_inputs(network, batches, {key: matrices[0] for key, matrices in eased.items()})
    for (owner, name), matrices in eased.items():
        widths = torch.stack([matrix.weight.abs().amax(0) for matrix in matrices]).amax(0).clamp(min=1e-5)
        scale = highest[owner, name].clamp(min=1e-5) ** shares[name] / widths ** (1 - shares[name])
        scale /= scale.log().mean().exp()
        for matrix in matrices:
            matrix.weight.mul_(scale)
        if owner is network:
            network.ease = 1 / scale
        else:
            owner.ease[name] = 1 / scale


def word_heads(network: Network) -> list[Linear]:
    """The matrices that read the vectors of words as the encoder gives them."""
    acts, parser = network.acts, network.parser
    return [network.tags, parser.arc, parser.label, network.names[0], acts.word[0], acts.act[0], acts.party[0]]


def _highest_inputs(
    network: Network, batches: Sequence[tuple[Tensor, ...]], matrices: Mapping[Any, Linear]
) -> dict[Any, Tensor]:
    """The highest absolute value of each input of each matrix."""
    highest: dict[Any, Tensor] = {}

    def watch(key: Any, given: Tensor) -> None:
        found = given.abs().flatten(0, -2).amax(0)
        highest[key] = torch.maximum(highest[key], found) if key in highest else found

    hooks = [
        matrix.register_forward_pre_hook(lambda _, given, key=key: watch(key, given[0]))
        for key, matrix in matrices.items()
    ]
    for batch in batches:
        network(*batch)
    for hook in hooks:
        hook.remove()
    return highest


def to_onnx(network: Network, path: Path) -> None:
    """The network in fp32, every axis free that a batch varies."""
    network.eval()
    ids = torch.tensor([[101, 2000, 2001, 2002, 102], [101, 2003, 2004, 102, 0]])
    sample = (ids, torch.ones_like(ids), torch.tensor([[0, 1, 3], [0, 1, 0]]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            sample,
            str(path),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=AXES,
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(full: Path, path: Path, *, keep: tuple[str, ...]) -> None:
    """Weights to int8, one scale a column; nodes whose name holds a part listed in `keep` stay fp32."""
    ready = full.with_suffix(".ready.onnx")
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    nodes = [
        node.name
        for node in onnx.load(str(ready)).graph.node
        if node.op_type in ("MatMul", "Gemm", "Gather") and not any(part in node.name for part in keep)
    ]
    quantize_dynamic(
        str(ready),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        nodes_to_quantize=nodes,
    )


def lemma_table(paths: list[Path]) -> dict[str, Any]:
    """Base forms that stand in the treebanks, and forms whose commonest lemma the rules miss."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bases: dict[str, set[str]] = defaultdict(set)
    for form, lemma, upos, xpos in (row for path in paths for row in rows(path)):
        if upos != "PROPN" or form.lower() != lemma.lower():
            seen[xpos, form.lower()][lemma] += 1
        if xpos in BASE_TAGS and form.lower() == lemma:
            bases[xpos[:1]].add(lemma)
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (xpos, form), lemmas in sorted(seen.items()):
        lemma = min(sorted(lemmas.items()), key=lambda item: -item[1])[0]
        if (xpos in ("VBD", "VBN") and irregular_base(form) == lemma) or lemma == "_":
            continue
        if inflected(form, xpos, bases.get(xpos[:1], frozenset())) != lemma:
            exceptions[xpos][form] = lemma
    return {"exceptions": exceptions, "bases": {tag: sorted(words) for tag, words in sorted(bases.items())}}


def rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Form, lemma, UPOS and XPOS of every word of a CoNLL-U file."""
    for line in path.read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            yield cells[1], cells[2], cells[3], cells[4]
