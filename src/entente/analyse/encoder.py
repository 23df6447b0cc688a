"""The shipped model: one ONNX pass a batch gives tags, arcs, labels, names and vectors."""

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from entente.analyse.acts import ActDecoder, ActLabels, share_of
from entente.analyse.lemmas import Lemmatiser
from entente.analyse.names import NameDecoder
from entente.analyse.pieces import Pieces, WordPieces, pad
from entente.analyse.tree import best_tree
from entente.errors import ModelDamaged, ModelMissing
from entente.records.text import Analysis, Sentence, Sign

BATCH_PIECES = 192  # of words, not of padding, which the encoder skips; larger batches leave the processor's cache
_SLOWER = ("SkipLayerNormFusion",)  # onnxruntime's fused form is three times slower than the two steps it replaces
_MEND = "run `pip install --force-reinstall entente-model-{0}` (in a checkout: `make setup`)"
_FILES = ("model.onnx", "tokenizer.json", "lemmas.json.gz")


class Labels(ActLabels, frozen=True, kw_only=True, gc=False):
    """What the model's outputs stand for, and the hashes of the files they belong to."""

    version: str
    sha256: dict[str, str]
    """By file name, in hexadecimal."""
    tags: tuple[str, ...]
    """UPOS|XPOS."""
    deprels: tuple[str, ...]
    names: tuple[str, ...]


class EncoderAnalyser:
    """An `Analyser` over one ONNX file; holds about 100 MB and is not shared between threads."""

    def __init__(self, name: str, folder: Path, labels: Labels, session: Any) -> None:
        self.name = f"entente-model-{name}"
        self.version = labels.version
        self._session = session  # onnxruntime ships no types
        self._pieces = WordPieces(folder / "tokenizer.json")
        self._lemmas = Lemmatiser.from_file(folder / "lemmas.json.gz")
        self._names = NameDecoder(labels.names)
        self._upos, self._xpos = zip(*(tag.split("|") for tag in labels.tags), strict=True)
        self._deprels = labels.deprels
        self._root = labels.deprels.index("root")
        self._acts = ActDecoder(labels) if labels.types else None

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """One analysis a sentence, in order; batches hold sentences of similar length."""
        forms = [[text[start:end] for start, end in sentence.words] for sentence in sentences]
        pieces = [self._pieces.sentence(words) for words in forms]
        result: list[Analysis | None] = [
            None if words else _empty(s) for s, words in zip(sentences, forms, strict=True)
        ]
        for rows in _batches([len(p.ids) if p.firsts else 0 for p in pieces]):
            for row, analysis in zip(rows, self._read(rows, sentences, forms, pieces), strict=True):
                result[row] = analysis
        return tuple(analysis for analysis in result if analysis)

    def _read(
        self, rows: list[int], sentences: Sequence[Sentence], forms: list[list[str]], pieces: list[Pieces]
    ) -> Iterator[Analysis]:
        batch = pad(pieces[row] for row in rows)
        tags, arcs, labels, names, vectors, *acts = self._session.run(None, batch._asdict())
        labels[:, :, self._root] -= 1e4  # the root's label is known from the tree
        best_labels = labels.argmax(-1)
        for i, row in enumerate(rows):
            n = len(forms[row])
            heads = best_tree(arcs[i, :n, : n + 1])
            signs, act = None, 0.0
            if self._acts:
                words, parts, reports = (scores[i] for scores in acts)
                signs, act = self._acts.signs(words[:n], parts[:n, :, :n]), share_of(float(reports))
            yield self._analysis(
                sentences[row],
                forms[row],
                tags[i, :n].tolist(),
                heads,
                best_labels[i, :n].tolist(),
                names[i, :n],
                vectors[i],
                signs,
                act,
            )

    def _analysis(
        self,
        sentence: Sentence,
        forms: list[str],
        tags: list[int],
        heads: tuple[int, ...],
        labels: list[int],
        names: Any,
        vector: Any,
        signs: tuple[Sign, ...] | None,
        act: float,
    ) -> Analysis:
        upos = tuple([self._upos[tag] for tag in tags])
        xpos = tuple([self._xpos[tag] for tag in tags])
        return Analysis(
            sentence=sentence,
            upos=upos,
            xpos=xpos,
            lemmas=tuple(map(self._lemmas.lemma, forms, upos, xpos)),
            heads=heads,
            deprels=tuple(
                ["root" if head < 0 else self._deprels[label] for head, label in zip(heads, labels, strict=True)]
            ),
            names=self._names.names(names, sentence.words),
            vector=vector.astype("<f4").tobytes(),
            signs=signs,
            act=act,
        )


def _empty(sentence: Sentence) -> Analysis:
    return Analysis(sentence=sentence, upos=(), xpos=(), lemmas=(), deprels=(), heads=())


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of similar length that come to `BATCH_PIECES` at most, or one; rows of length 0 are left out."""
    rows: list[int] = []
    pieces = 0
    for row in sorted((i for i, length in enumerate(lengths) if length), key=lambda i: (lengths[i], i)):
        if rows and pieces + lengths[row] > BATCH_PIECES:
            yield rows
            rows, pieces = [], 0
        rows.append(row)
        pieces += lengths[row]
    if rows:
        yield rows


def load_model(name: str, *, threads: int = 1) -> EncoderAnalyser:
    """The installed model of that language."""
    return load_folder(_folder(name), name, threads=threads)


def load_folder(folder: Path, name: str, *, threads: int = 1) -> EncoderAnalyser:
    """The model in a folder, checked against its own hash."""
    mend = _MEND.format(name)
    labels = _labels(folder / "labels.json", mend)
    content = {file: _read(folder / file, labels.sha256[file], mend) for file in _FILES}
    return EncoderAnalyser(name, folder, labels, _session(content["model.onnx"], threads))


def _read(path: Path, sha256: str, mend: str) -> bytes:
    if not path.is_file():
        raise ModelMissing("file not found", str(path), mend)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelDamaged("its bytes do not match the hash in labels.json", str(path), mend)
    return content


def _folder(name: str) -> Path:
    package = f"entente_model_{name}"
    try:
        return Path(importlib.import_module(package).__path__[0])
    except ModuleNotFoundError as error:
        raise ModelMissing(f"no analysis model {name!r}", package, f"run `pip install entente-model-{name}`") from error


def _labels(path: Path, mend: str) -> Labels:
    if not path.is_file():
        raise ModelMissing("file not found", str(path), mend)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Labels)
    except msgspec.MsgspecError as error:
        raise ModelDamaged(f"not readable ({error})", str(path), mend) from error


def _session(model: bytes, threads: int) -> Any:
    import onnxruntime  # a quarter of a second that `--help` need not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # every batch has a shape of its own: remembered plans cost memory and time
    return onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER)
    )
