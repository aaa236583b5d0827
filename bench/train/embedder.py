"""The embedder: draws items to the claims that they are about, by contrast with the other claims of the batch.

embedder.py CORPUS DATA BASE OUT: as stance.py. Starts from all-MiniLM-L6; entailed sentences of open NLI sets keep it from
forgetting what it knows. The epoch with the best mean reciprocal rank of dev items' claims among all claims is kept.
"""

import random
import sys
import time

import torch
from torch.nn import functional as F

from encoder import Encoder, batches, load_base, step
from rows import read
from tokens import Tokens

EPOCHS, RATE, PAIRS, SCALE = 3, 3e-5, 64, 20.0
KEPT = {"mnli_dev": 2500, "snli_dev": 1500}


def passage(item) -> str:
    return f"{item['headline']} {item['summary']}".strip()


def pairs_of(corpus: str, data: str):
    variants = {row["claim_id"]: row for row in read(f"{corpus}/variants.jsonl")}
    pairs = []
    for item in read(f"{corpus}/train.jsonl"):
        if item["stance"] != "unrelated":
            worded = random.choice([item["claim"], *variants[item["claim_id"]]["same"], *variants[item["claim_id"]]["opposite"][:1]])
            pairs.append((item["claim_id"], worded, passage(item)))
        pairs += [(own["claim"], own["claim"], passage(item)) for own in item.get("contrasts", [])[:1]]
    for name, most in KEPT.items():
        entailed = [row for row in read(f"{data}/nli/{name}.jsonl") if row["label"] == "entailment"]
        pairs += [(row["hypothesis"], row["hypothesis"], row["premise"]) for row in random.sample(entailed, min(most, len(entailed)))]
    random.shuffle(pairs)
    return pairs


def embed(model, rows):
    """Unit vectors [n, 384] of rows (ids, segments), in one padded batch."""
    (order, ids, segments, mask), = batches(rows, 10**9, False)
    states = model(ids, segments, mask).float()
    weight = mask.float()[:, :, None]
    vectors = F.normalize((states * weight).sum(1) / weight.sum(1), dim=-1)
    return vectors[torch.tensor(order).argsort()]


def evaluate(model, tokens, corpus: str) -> float:
    """Mean reciprocal rank of the claim of each related dev item among all claims."""
    model.eval()
    claims = read(f"{corpus}/claims.jsonl")
    place = {row["claim_id"]: n for n, row in enumerate(claims)}
    items = [row for row in read(f"{corpus}/dev.jsonl") if row["stance"] != "unrelated"]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        table = torch.cat([embed(model, [tokens.single(row["claim"]) for row in claims[at : at + 64]]) for at in range(0, len(claims), 64)])
        found = torch.cat([embed(model, [tokens.single(passage(row)) for row in items[at : at + 64]]) for at in range(0, len(items), 64)])
    scores = found @ table.T
    own = scores.gather(1, torch.tensor([[place[row["claim_id"]]] for row in items]))
    ranks = (scores > own).sum(1) + 1
    return float((1 / ranks).mean())


def main(corpus: str, data: str, base: str, out: str) -> None:
    random.seed(1)
    torch.manual_seed(1)
    tokens = Tokens(f"{base}/tokenizer.json")
    model = Encoder(0.05)
    load_base(model, f"{base}/model.fp16.safetensors")
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    best, started = evaluate(model, tokens, corpus), time.time()
    print(f"before: {best:.4f}", flush=True)
    steps = EPOCHS * len(pairs_of(corpus, data)) / PAIRS
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1, n / 50) * max(0.02, 1 - n / steps))
    for epoch in range(EPOCHS):
        model.train()
        pairs = pairs_of(corpus, data)
        total = 0.0
        for at in range(0, len(pairs) - PAIRS, PAIRS):
            some = pairs[at : at + PAIRS]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                claims = embed(model, [tokens.single(claim, 64) for _, claim, _ in some])
                texts = embed(model, [tokens.single(text, 96) for _, _, text in some])
            scores = SCALE * texts @ claims.T
            # Another wording of the same claim is no wrong answer.
            names = [name for name, _, _ in some]
            same = torch.tensor([[a == b and n != m for m, b in enumerate(names)] for n, a in enumerate(names)])
            scores = scores.masked_fill(same, -1e4)
            own = torch.arange(len(some))
            loss = (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
            step(model, loss, optimiser, schedule)
            total += float(loss)
        reciprocal = evaluate(model, tokens, corpus)
        print(f"epoch {epoch}: {len(pairs)} pairs, loss {total * PAIRS / len(pairs):.3f}, dev {reciprocal:.4f}, {time.time() - started:.0f} s", flush=True)
        if reciprocal >= best:
            best = reciprocal
            torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
