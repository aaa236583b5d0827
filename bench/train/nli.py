"""First stage: entailment, contradiction, neutrality, from open sets whose terms allow shipped weights.

nli.py DATA BASE OUT: DATA holds nli/*.jsonl and matching/stance-perspectrum.jsonl, BASE the unpacked MiniLM-L6.
"""

import random
import sys
import time

import torch
from torch.nn import functional as F

from encoder import Judge, batches, load_base, step
from rows import read
from tokens import Tokens

# Rows taken of each set: SNLI, CAD, Breaking NLI and Perspectrum are CC BY-SA, MNLI dev is OANC and CC, the others MIT.
TAKEN = {"snli_dev": 10000, "mnli_dev": 20000, "cad_snli": 12000, "conjnli_adv": 6000, "conjnli_dev": 700, "breaking": 2000, "monli": 2500, "neg_mnli": 1500, "neg_snli": 1500, "nan": 300}
CLASSES = ["entailment", "contradiction", "neutral"]
EPOCHS, RATE, TOKENS, HELD = 3, 1e-4, 2048, 1500


def rows_of(data: str, tokens: Tokens):
    rows = []
    for name, most in TAKEN.items():
        found = read(f"{data}/nli/{name}.jsonl")
        random.shuffle(found)
        rows += [(x["hypothesis"], x["premise"], CLASSES.index(x["label"])) for x in found[:most]]
    sides = {"affirms": 0, "denies": 1}
    rows += [(x["claim"], x["headline"], sides[x["label"]]) for x in read(f"{data}/matching/stance-perspectrum.jsonl") if x["label"] in sides]
    random.shuffle(rows)
    return [(*tokens.pair(claim, text, 96), label) for claim, text, label in rows]


def main(data: str, base: str, out: str) -> None:
    random.seed(1)
    torch.manual_seed(1)
    tokens = Tokens(f"{base}/tokenizer.json")
    rows = rows_of(data, tokens)
    held, rows = rows[:HELD], rows[HELD:]
    model = Judge(classes=3)
    load_base(model.encoder, f"{base}/model.fp16.safetensors")
    steps = EPOCHS * sum(len(r[0]) for r in rows) / TOKENS * 1.08
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1, n / 200) * max(0.0, 1 - n / steps))
    started = time.time()
    for epoch in range(EPOCHS):
        model.train()
        total = seen = 0
        for n, (group, ids, segments, mask) in enumerate(batches(rows, TOKENS, True)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, segments, mask)
            loss = F.cross_entropy(logits.float(), torch.tensor([rows[i][2] for i in group]))
            step(model, loss, optimiser, schedule)
            total, seen = total + float(loss) * len(group), seen + len(group)
            if n % 200 == 199:
                print(f"{epoch} {seen}/{len(rows)} loss {total / seen:.3f} {time.time() - started:.0f} s", flush=True)
        model.eval()
        right = 0
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for group, ids, segments, mask in batches(held, 8192, False):
                right += int((model(ids, segments, mask).argmax(-1) == torch.tensor([held[i][2] for i in group])).sum())
        print(f"epoch {epoch}: held-out accuracy {right / len(held):.3f}", flush=True)
        torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main(*sys.argv[1:4])
