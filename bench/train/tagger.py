"""The tagger: who says (source) how (cue) what (content), span by span.

tagger.py BASE OUT TEXTS... [--dev TEXTS] [--start WEIGHTS] [--epochs N] [--seed N]: TEXTS are files of JSON lines
{"text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]} with offsets in characters; `longer.jsonl` and
`passages.jsonl` of the corpus do too. BASE is the unpacked MiniLM-L6. The epoch with the best mean F1 on dev is kept.
"""

import argparse
import random
import re
import time

import torch
from torch import nn
from torch.nn import functional as F

from encoder import WIDTH, Encoder, load_base, step
from rows import read
from tokens import Tokens

KINDS = ["cue", "source", "content"]
INNER, WINDOW, OVERLAP = 96, 256, 96
RATE, BATCH = 1e-4, 1024
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


class Tagger(nn.Module):
    """Of token ids [n, t]: logits [n, t] of a cue's first word standing there, and arcs [n, 3, t, t]: whether the second token
    is in the cue, source or content of the attribution whose cue starts at the first."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.drop = nn.Dropout(dropout)
        self.start = nn.Linear(WIDTH, 1)
        self.anchor = nn.Linear(WIDTH, len(KINDS) * INNER)
        self.other = nn.Linear(WIDTH, len(KINDS) * INNER)
        self.lean = nn.Linear(WIDTH, len(KINDS))
        # Few words stand in any one attribution.
        for layer, rare in ((self.start, -3.0), (self.lean, -3.0)):
            nn.init.constant_(layer.bias, rare)

    def forward(self, ids, segments, mask):
        states = self.drop(self.encoder(ids, segments, mask))
        n, t, _ = states.shape
        split = lambda x: x.view(n, t, len(KINDS), INNER).transpose(1, 2)
        anchors, others = split(self.anchor(states)), split(self.other(states))
        arcs = anchors @ others.transpose(-1, -2) / INNER**0.5 + self.lean(states).transpose(1, 2)[:, :, None, :]
        return self.start(states)[:, :, 0], arcs


class Text:
    """Words of a text with their pieces, and for each attribution the set of words of each kind."""

    def __init__(self, row, tokens: Tokens):
        found = [(m.start(), m.end()) for m in WORD.finditer(row["text"])]
        self.pieces = [tokens.ids(row["text"][start:end]) or [tokens.unk] for start, end in found]
        inside = lambda spans: {n for n, (start, end) in enumerate(found) if any(a <= start and end <= b for a, b in spans)}
        attributions = [{kind: inside(one.get(kind) or []) for kind in KINDS} for one in attributions_of(row)]
        self.attributions = [one for one in attributions if one["cue"]]

    def windows(self):
        """Runs [from, to) of words whose pieces fit in a window, each beginning OVERLAP pieces before the last one ended."""
        start = 0
        while True:
            end, size = start, 2
            while end < len(self.pieces) and size + len(self.pieces[end]) <= WINDOW:
                size += len(self.pieces[end])
                end += 1
            yield start, end
            if end >= len(self.pieces):
                return
            size, start = 0, end
            while size < OVERLAP:
                start -= 1
                size += len(self.pieces[start])


def attributions_of(row):
    return row["attributions"] if "attributions" in row else row["assertions"]


def examples(texts, tokens: Tokens):
    """Rows (ids, places of words, first word, attributions by place in the window) for training or reading."""
    rows = []
    for number, text in enumerate(texts):
        for start, end in text.windows():
            ids, places = [tokens.cls], []
            for pieces in text.pieces[start:end]:
                places.append(len(ids))
                ids += pieces
            ids.append(tokens.sep)
            marked = []
            for one in text.attributions:
                if start <= min(one["cue"]) < end:
                    marked.append({kind: [places[w - start] for w in one[kind] if start <= w < end] for kind in KINDS})
            rows.append((ids, places, (number, start), marked))
    return rows


def batches(rows, shuffle: bool):
    order = list(range(len(rows)))
    if shuffle:
        random.shuffle(order)
    groups, group, longest = [], [], 0
    for i in sorted(order, key=lambda i: len(rows[i][0])) if not shuffle else order:
        longest = max(longest, len(rows[i][0]))
        if group and longest * (len(group) + 1) > BATCH:
            groups.append(group)
            group, longest = [], len(rows[i][0])
        group.append(i)
    groups.append(group)
    for group in groups:
        wide = max(len(rows[i][0]) for i in group)
        ids = torch.zeros(len(group), wide, dtype=torch.long)
        mask = torch.zeros_like(ids)
        words = torch.zeros(len(group), wide)
        for n, i in enumerate(group):
            ids[n, : len(rows[i][0])] = torch.tensor(rows[i][0])
            mask[n, : len(rows[i][0])] = 1
            words[n, rows[i][1]] = 1
        yield group, ids, mask, words


def loss_of(starts, arcs, rows, group, words):
    gold = torch.zeros_like(starts)
    chosen, wanted = [], []
    for n, i in enumerate(group):
        for one in rows[i][3]:
            first = min(one["cue"])
            gold[n, first] = 1
            chosen.append((n, first))
            wanted.append(torch.zeros(len(KINDS), starts.shape[1]))
            for k, kind in enumerate(KINDS):
                wanted[-1][k, one[kind]] = 1
    start_loss = (F.binary_cross_entropy_with_logits(starts, gold, reduction="none") * words).sum() / max(1, len(chosen))
    if not chosen:
        return start_loss
    where = torch.tensor(chosen)
    got = arcs[where[:, 0], :, where[:, 1]]
    each = F.binary_cross_entropy_with_logits(got, torch.stack(wanted), reduction="none") * words[where[:, 0]][:, None]
    return start_loss + each.sum((0, 2)).div(len(chosen)).mul(torch.tensor([1.0, 1.0, 0.3])).sum()


def evaluate(model, texts, tokens, least: float = 0.0):
    """F1 of words in any cue, source and content of each text."""
    model.eval()
    rows = examples(texts, tokens)
    found = [{kind: set() for kind in KINDS} for _ in texts]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group, ids, mask, _ in batches(rows, False):
            starts, arcs = model(ids, torch.zeros_like(ids), mask)
            for n, i in enumerate(group):
                _, places, (number, first), _ = rows[i]
                text = texts[number]
                # A cue is read in the window that has most before and after it.
                low = 0 if first == 0 else OVERLAP // 2
                high = len(rows[i][0]) if first + len(places) == len(text.pieces) else len(rows[i][0]) - OVERLAP // 2
                for w, place in enumerate(places):
                    if starts[n, place] > least and low <= place < high:
                        for k, kind in enumerate(KINDS):
                            row = arcs[n, k, place]
                            found[number][kind].update(first + m for m, at in enumerate(places) if row[at] > 0)
                        found[number]["cue"].add(first + w)
    figures = {}
    for kind in KINDS:
        gold = [set().union(*(one[kind] for one in text.attributions)) for text in texts]
        hit = sum(len(a & b[kind]) for a, b in zip(gold, found))
        figures[kind] = 2 * hit / max(1, sum(map(len, gold)) + sum(len(b[kind]) for b in found))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("out")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--dev", nargs="+", default=[])
    parser.add_argument("--start")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random.seed(given.seed)
    torch.manual_seed(given.seed)
    tokens = Tokens(f"{given.base}/tokenizer.json")
    load = lambda files, split: [Text(row, tokens) for file in files for row in read(file) if row.get("split", split) == split]
    texts = load(given.texts, "train")
    dev = {file.split("/")[-1]: load([file], "dev") for file in given.dev}
    model = Tagger()
    if given.start:
        known = torch.load(given.start)
        inner = {name.removeprefix("encoder."): value for name, value in known.items() if name.startswith("encoder.")}
        model.encoder.load_state_dict(inner or known)
    else:
        load_base(model.encoder, f"{given.base}/model.fp16.safetensors")
    rows = examples(texts, tokens)
    steps = given.epochs * sum(len(row[0]) for row in rows) / BATCH * 1.1
    fresh = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    known = [p for p in model.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": known, "lr": RATE}, {"params": fresh, "lr": 10 * RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1, n / 50) * max(0.02, 1 - n / steps))
    best, started = 0.0, time.time()
    for epoch in range(given.epochs):
        model.train()
        total = 0.0
        for group, ids, mask, words in batches(rows, True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                starts, arcs = model(ids, torch.zeros_like(ids), mask)
            loss = loss_of(starts.float(), arcs.float(), rows, group, words)
            step(model, loss, optimiser, schedule)
            total += float(loss) * len(group)
        figures = {name: evaluate(model, some, tokens) for name, some in dev.items()}
        print(f"epoch {epoch}: {len(rows)} windows, loss {total / len(rows):.2f}, {time.time() - started:.0f} s", {name: {k: round(v, 3) for k, v in one.items()} for name, one in figures.items()}, flush=True)
        worth = sum(sum(one.values()) for one in figures.values())
        if worth >= best:
            best = worth
            torch.save(model.state_dict(), given.out)


if __name__ == "__main__":
    main()
