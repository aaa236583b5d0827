"""The MiniLM-L6 encoder (BERT, 6 layers, 384 wide) in plain torch, with safetensors weights read by hand."""

import json
import struct

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, INNER, VOCAB, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    def __init__(self, dropout: float):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(n, t, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Hidden states [n, t, 384] of token ids [n, t]; `mask` is 1 where a token stands."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.word = nn.Embedding(VOCAB, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.word.weight.requires_grad_(False)

    def forward(self, ids, segments, mask):
        place = torch.arange(ids.shape[1])
        x = self.drop(self.norm(self.word(ids) + self.position(place) + self.segment(segments)))
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Judge(nn.Module):
    """Logits [n, classes] of pairs, from the mean of the second text's states beside the first token's."""

    def __init__(self, classes: int = 4, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.drop = nn.Dropout(dropout)
        self.pool = nn.Linear(2 * WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, classes)

    def forward(self, ids, segments, mask):
        states = self.encoder(ids, segments, mask)
        weight = mask.float()[:, :, None]
        mean = (states * weight).sum(1) / weight.sum(1)
        return self.head(self.drop(torch.tanh(self.pool(self.drop(torch.cat([states[:, 0], mean], -1))))))


def load_base(encoder: Encoder, path: str) -> None:
    """Fills `encoder` from a sentence-transformers safetensors file."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        table = json.loads(file.read(size))
        body = file.read()
    kinds = {"F16": torch.float16, "F32": torch.float32}

    def tensor(name: str):
        entry = table[name]
        start, end = entry["data_offsets"]
        raw = torch.frombuffer(bytearray(body[start:end]), dtype=kinds[entry["dtype"]])
        return raw.view(entry["shape"]).float()

    own = {
        "word.weight": tensor("embeddings.word_embeddings.weight"),
        "position.weight": tensor("embeddings.position_embeddings.weight"),
        "segment.weight": tensor("embeddings.token_type_embeddings.weight"),
        "norm.weight": tensor("embeddings.LayerNorm.weight"),
        "norm.bias": tensor("embeddings.LayerNorm.bias"),
    }
    parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for n in range(LAYERS):
        for kind in ("weight", "bias"):
            own[f"layers.{n}.qkv.{kind}"] = torch.cat([tensor(f"encoder.layer.{n}.attention.self.{part}.{kind}") for part in ("query", "key", "value")])
            for mine, theirs in parts.items():
                own[f"layers.{n}.{mine}.{kind}"] = tensor(f"encoder.layer.{n}.{theirs}.{kind}")
    encoder.load_state_dict(own)


def batches(rows, size: int, shuffle: bool, generator=None):
    """Padded batches of rows (ids, segments, label), of near lengths; `size` is in tokens."""
    order = torch.randperm(len(rows), generator=generator).tolist() if shuffle else list(range(len(rows)))
    groups = []
    for start in range(0, len(order), 2048):
        chunk = sorted(order[start : start + 2048], key=lambda i: len(rows[i][0]))
        group, longest = [], 0
        for i in chunk:
            longest = max(longest, len(rows[i][0]))
            if group and longest * (len(group) + 1) > size:
                groups.append(group)
                group, longest = [], len(rows[i][0])
            group.append(i)
        groups.append(group)
    if shuffle:
        groups = [groups[i] for i in torch.randperm(len(groups), generator=generator).tolist()]
    for group in groups:
        wide = max(len(rows[i][0]) for i in group)
        ids = torch.zeros(len(group), wide, dtype=torch.long)
        segments, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for n, i in enumerate(group):
            length = len(rows[i][0])
            ids[n, :length] = torch.tensor(rows[i][0])
            segments[n, :length] = torch.tensor(rows[i][1])
            mask[n, :length] = 1
        yield group, ids, segments, mask


def step(model, loss, optimiser, schedule) -> None:
    """Goes one step down the slope of `loss`, which is kept from being too steep."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    schedule.step()
