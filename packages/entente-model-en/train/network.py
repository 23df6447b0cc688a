"""One encoder, every head: a single pass gives tags, tree, names and sentence vector."""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
PIECES, POSITIONS, CASES = 30522, 512, 8


class Pack(NamedTuple):
    """Where the pieces of a batch stand: without its padding they are one list, and cost what they are."""

    place: Tensor
    """Of each piece in the padded batch, counted through it, (pieces of all sentences,)."""
    row: Tensor
    """In the list, of each place of the padded batch, (sentences, pieces); of padding, any."""
    bias: Tensor
    """Keeps attention off the padding, (sentences, 1, 1, pieces)."""

    @classmethod
    def of(cls, ids: Tensor, like: Tensor) -> "Pack":
        """The pieces that are no padding; `like` has the type of the bias."""
        present = ids != 0
        row = (present.flatten().to(torch.int64).cumsum(0) - 1).clamp(min=0).view(ids.shape)
        bias = (~present).to(like.dtype)[:, None, None, :] * -1e4
        return cls(present.flatten().nonzero().squeeze(1), row, bias)


class Layer(nn.Module):
    """A BERT layer: attention over the sentence, then a feed-forward step, each normalised after its sum."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.ease: dict[str, Tensor] = {}  # set by the export: what eases the input of a matrix before int8

    def forward(self, x: Tensor, pack: Pack) -> Tensor:
        """The layer's output, shaped as its input, (1, pieces of all sentences, 384); only attention sees sentences."""
        batch, length = pack.row.shape
        qkv = self.qkv(self.eased("qkv", x))[0, pack.row]
        qkv = qkv.view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(2, 3)) * (WIDTH // ATTENTION_HEADS) ** -0.5 + pack.bias
        mixed = self.dropout(weights.softmax(-1)) @ v
        mixed = mixed.transpose(1, 2).reshape(batch * length, WIDTH)[pack.place][None]
        x = self.norm_attention(x + self.dropout(self.out(mixed)))
        inner = F.gelu(self.inner(self.eased("inner", x)))
        return self.norm(x + self.dropout(self.outer(self.eased("outer", inner))))

    def eased(self, name: str, x: Tensor) -> Tensor:
        """The input of a matrix as the export spread it for int8; in training as it is."""
        return x * self.ease[name] if name in self.ease else x


class Encoder(nn.Module):
    """MiniLM-L6 with a case embedding at its input, since its word pieces are uncased."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[list[Tensor], Pack]:
        """Hidden states of every layer, each (1, pieces of all sentences, 384), and where they belong."""
        pack = Pack.of(ids, self.cases.weight)
        positions = torch.arange(ids.shape[1], device=ids.device).expand_as(ids).flatten()[pack.place]
        x = self.pieces(ids.flatten()[pack.place]) + self.positions(positions)
        x = self.dropout(self.norm(x + self.cases(cases.flatten()[pack.place])))[None]
        states = []
        for layer in self.layers:
            x = layer(x, pack)
            states.append(x)
        return states, pack

    @classmethod
    def pretrained(cls, weights: Path, dropout: float) -> "Encoder":
        """The encoder as published; query, key and value become one matrix."""
        encoder, found = cls(dropout), load_file(str(weights))
        mine = encoder.state_dict()
        mine["pieces.weight"] = found["embeddings.word_embeddings.weight"]
        mine["positions.weight"] = found["embeddings.position_embeddings.weight"]
        # Every input is of segment 0, so its embedding joins the positions.
        mine["positions.weight"] = mine["positions.weight"] + found["embeddings.token_type_embeddings.weight"][0]
        names = {"norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            old = f"encoder.layer.{i}"
            names |= {
                f"layers.{i}.out": f"{old}.attention.output.dense",
                f"layers.{i}.norm_attention": f"{old}.attention.output.LayerNorm",
                f"layers.{i}.inner": f"{old}.intermediate.dense",
                f"layers.{i}.outer": f"{old}.output.dense",
                f"layers.{i}.norm": f"{old}.output.LayerNorm",
            }
            for part in ("weight", "bias"):
                qkv = [found[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                mine[f"layers.{i}.qkv.{part}"] = torch.cat(qkv)
        for new, old in names.items():
            for part in ("weight", "bias"):
                mine[f"{new}.{part}"] = found[f"{old}.{part}"]
        encoder.load_state_dict(mine)
        return encoder


class Parser(nn.Module):
    """Biaffine arcs; labels from a low-rank bilinear of word and head: a vector per word, not per pair."""

    def __init__(self, labels: int, arc_width: int, label_width: int, dropout: float) -> None:
        super().__init__()
        self.arc = nn.Linear(WIDTH, 2 * arc_width)
        self.biaffine = nn.Linear(arc_width, arc_width, bias=False)
        self.head_bias = nn.Linear(arc_width, 1)
        self.label = nn.Linear(WIDTH, 2 * label_width)
        self.label_out = nn.Linear(3 * label_width, labels)
        self.dropout = nn.Dropout(dropout)

    def arcs(self, words: Tensor, firsts: Tensor) -> Tensor:
        """Score of each head (last axis, 0 = root) for each word, (sentences, words, 1 + words)."""
        dependent, head = self.dropout(F.leaky_relu(self.arc(words), 0.1)).chunk(2, -1)
        scores = self.biaffine(dependent[:, 1:]) @ head.transpose(1, 2) + self.head_bias(head).transpose(1, 2)
        absent = (firsts == 0).to(scores.dtype)
        absent = torch.cat((torch.zeros_like(absent[:, :1]), absent[:, 1:]), 1)
        return scores - 1e4 * absent[:, None, :]

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores of each word under the head named in `heads` (0 = root), (sentences, words, labels)."""
        dependent, head = self.dropout(F.leaky_relu(self.label(words), 0.1)).chunk(2, -1)
        dependent = dependent[:, 1:]
        head = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.label_out(torch.cat((dependent, head, dependent * head), -1))


class Acts(nn.Module):
    """Which words report an act and of what kind; and what part every word has in the act of every other.

    Roles are bilinear in the two words, so that one pass over a sentence serves every act and every party in it.
    """

    def __init__(self, columns: dict[str, int], roles: int, width: int, role_width: int, dropout: float) -> None:
        super().__init__()
        self.columns, self.roles = columns, roles
        self.word = nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(dropout))
        self.out = nn.Linear(width, sum(columns.values()))
        self.act = nn.Sequential(nn.Linear(WIDTH, role_width), nn.GELU(), nn.Dropout(dropout))
        self.party = nn.Sequential(nn.Linear(WIDTH, role_width), nn.GELU(), nn.Dropout(dropout))
        self.bilinear = nn.Linear(role_width, roles * role_width, bias=False)
        self.alone = nn.Linear(role_width, roles)
        self.whole = nn.Sequential(nn.Linear(2 * WIDTH, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, 1))

    def words(self, words: Tensor) -> Tensor:
        """Scores of every column one after the other, (sentences, words, sum of columns)."""
        return self.out(self.word(words[:, 1:]))

    def parts(self, words: Tensor) -> Tensor:
        """Score of each role of word j in the act of word i, (sentences, i, roles, j)."""
        act, party = self.act(words[:, 1:]), self.party(words[:, 1:])
        batch, length, width = act.shape
        left = self.bilinear(act).view(batch, length * self.roles, width)
        scores = (left @ party.transpose(1, 2)).view(batch, length, self.roles, length)
        return scores * width**-0.5 + self.alone(party).transpose(1, 2)[:, None]

    def sentence(self, words: Tensor, mean: Tensor) -> Tensor:
        """Score that the sentence reports an act at all, (sentences,)."""
        return self.whole(torch.cat((words[:, 0], mean), -1)).squeeze(-1)


class Network(nn.Module):
    """The encoder and its heads; a further head is one module here and one task in `learn.py`."""

    def __init__(
        self,
        encoder: Encoder,
        *,
        tags: int,
        labels: int,
        names: int,
        acts: dict[str, int],
        roles: int,
        heads: dict[str, float | int],
    ) -> None:
        super().__init__()
        dropout = float(heads["dropout"])
        self.encoder = encoder
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.word_cases = nn.Embedding(CASES, WIDTH)
        nn.init.normal_(self.word_cases.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, tags)
        self.parser = Parser(labels, int(heads["arc_width"]), int(heads["label_width"]), dropout)
        self.names = nn.Sequential(
            nn.Linear(WIDTH, int(heads["name_width"])),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(int(heads["name_width"]), names),
        )
        self.acts = Acts(acts, roles, int(heads["act_width"]), int(heads["role_width"]), dropout)
        self.ease: Tensor | None = None  # as of a layer, for all heads that read single words
        self.vector = nn.Linear(WIDTH, WIDTH)
        with torch.no_grad():
            self.vector.weight.copy_(torch.eye(WIDTH))
            self.vector.bias.zero_()

    def read(self, ids: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Word vectors (sentences, 1 + words, 384; the first stands for the root), unit sentence vector, plain mean."""
        states, pack = self.encoder(ids, cases)
        weights = self.mix.softmax(0)
        mixed = states[-1] + sum(weights[i] * state for i, state in enumerate(states))
        mixed = mixed + self.word_cases(cases.flatten()[pack.place])
        words = mixed[0, pack.row.gather(1, firsts)]
        present = (ids != 0).to(mixed.dtype)[:, :, None]
        mean = (states[-1][0, pack.row] * present).sum(1) / present.sum(1)
        return self.dropout(words), F.normalize(self.vector(mean).float(), dim=-1), mean

    def forward(self, ids: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """What is exported: tag index, arc scores, label scores under the best arc, name scores, vector, acts."""
        read, vector, mean = self.read(ids, cases, firsts)
        words = read if self.ease is None else read * self.ease
        arcs = self.parser.arcs(words, firsts)
        labels = self.parser.labels(words, arcs.argmax(-1))
        return (
            self.tags(words[:, 1:]).argmax(-1),
            arcs,
            labels,
            self.names(words[:, 1:]),
            vector,
            self.acts.words(words),
            self.acts.parts(words),
            self.acts.sentence(read, mean),
        )
