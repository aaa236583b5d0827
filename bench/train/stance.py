"""Second stage: what an item says of a claim, from the news-desk corpus.

stance.py CORPUS DATA BASE START OUT [SEED [EPOCHS RATE [GLOSSED]]]: CORPUS is bench/data/newsdesk, DATA holds nli/*.jsonl and
matching/stance-*.jsonl, BASE is the unpacked MiniLM-L6, START what nli.py wrote, or this script before. GLOSSED what glossed.ts printed.
The epoch that does best on dev, its contrasts and everyday news is kept.
"""

import random
import re
import sys
import time

import torch
from torch.nn import functional as F

from encoder import Judge, batches, step
from rows import read
from tokens import Tokens

STANCES = ["affirms", "denies", "observes", "unrelated"]
EITHER = 4  # Observes or unrelated, which of them is not known.
NLI = {"entailment": "affirms", "contradiction": "denies", "neutral": "either"}
REPLAYED = {"mnli_dev": 2000, "snli_dev": 500, "cad_snli": 800, "conjnli_adv": 500, "neg_mnli": 300, "monli": 200, "breaking": 100}
BORROWED = {"affirms": 900, "denies": 700, "neither": 900, "unrelated": 300}
FLIPPED = {"affirms": "denies", "denies": "affirms", "observes": "observes", "unrelated": "unrelated"}
TOKENS, LIMIT = 2048, 160


def passage(item) -> str:
    """The text of an item as the model reads it: headline, a bar, what follows."""
    return f"{item['headline']} | {item['summary']}" if item.get("summary") else item["headline"]


def contrasts(corpus: str, split: str):
    """Rows (claim, text, stance) that the text alone does not give away: the same items under other claims."""
    rows = []
    variants = {row["claim_id"]: row for row in read(f"{corpus}/variants.jsonl")}
    for n, item in enumerate(read(f"{corpus}/{split}.jsonl")):
        known, stance, text = variants[item["claim_id"]], item["stance"], passage(item)
        if stance in ("affirms", "denies"):
            rows.append((known["opposite"][n % 2], text, FLIPPED[stance]))
        if stance != "unrelated":
            rows.append((known["other"][n % len(known["other"])], text, "unrelated"))
        rows += [(own["claim"], text, own["stance"]) for own in item.get("contrasts", [])]
    return rows


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def borrowed(data: str):
    """Rows of FNC-1 (Apache-2.0) for one epoch; none whose headline might stand in Emergent's test part."""
    ours = {plain(row["headline"]) for row in read(f"{data}/matching/stance-emergent.jsonl")}
    rows = [row for row in read(f"{data}/matching/stance-fnc.jsonl") if plain(row["claim"]) in ours]
    names = {"neither": "observes"}
    taken = []
    for label, most in BORROWED.items():
        some = [row for row in rows if row["label"] == label]
        taken += random.sample(some, min(most, len(some)))
    return [(row["claim"], row["body"][:450].replace("\n", " "), names.get(row["label"], row["label"])) for row in taken]


def replayed(data: str):
    """Rows of the first stage, so that it is not forgotten: neutral may be observes or unrelated."""
    rows = []
    for name, most in REPLAYED.items():
        found = read(f"{data}/nli/{name}.jsonl")
        rows += [(row["hypothesis"], row["premise"], NLI[row["label"]]) for row in random.sample(found, min(most, len(found)))]
    return rows


def spoken(corpus: str, split: str):
    """Rows (claim, words, stance) of each assertion in the longer texts: the source, its cue and what is said, mostly under the
    headline."""
    rows = []
    for text in read(f"{corpus}/longer.jsonl"):
        for one in text["assertions"] if text["split"] == split else []:
            spans = [*one["source"], *one["cue"], *one["content"]]
            start, end = min(a for a, _ in spans), max(b for _, b in spans)
            words = text["text"][start:end]
            rows.append((text["claim"], f"{text['headline']} | {words}" if random.random() < 0.8 else words, one["stance"]))
    return rows


HEADLINE = ((r"\bwill (?:be )?", "to "), (r"\b(?:is|are|has|have) (?=\w+(?:ing|ed)\b)", ""), (r"\b(?:the|a|an|its|their) ", ""))
SPEAKERS = ("officials say", "minister says", "sources say", "police say", "spokesman says", "report says", "reports AFP", "company says")


def headlined(text: str) -> str:
    """A statement much as a headline words it, without articles and auxiliaries, or with somebody who says so."""
    if random.random() < 0.5:
        for pattern, instead in HEADLINE:
            text = re.sub(pattern, instead, text, flags=re.I)
        text = text[:1].upper() + text[1:]
    return f"{text}, {random.choice(SPEAKERS)}" if random.random() < 0.3 else text


def plainly(corpus: str, split: str):
    """Rows (claim, text, stance) of claims beside their own wordings, opposites and near misses: news that says it plainly."""
    claims = {row["claim_id"]: row["claim"] for row in read(f"{corpus}/claims.jsonl")}
    rows = []
    for row in read(f"{corpus}/variants.jsonl"):
        if row["split"] != split:
            continue
        own = [claims[row["claim_id"]], *row["same"]]
        rows += [(random.choice(own), headlined(random.choice(own)), "affirms") for _ in range(8)] + [(text, text, "affirms") for text in own[:1]]
        for other, stance in [(text, "denies") for text in row["opposite"]] + [(text, "unrelated") for text in random.sample(row["other"], 3)]:
            rows += [(random.choice(own), headlined(other), stance), (other, headlined(random.choice(own)), stance)]
    return rows


def everyday(corpus: str, split: str):
    """Rows (claim, text, stance) of plain news under its own claim, its opposite and one that differs in one thing."""
    rows = []
    for family in read(f"{corpus}/everyday.jsonl"):
        if family["split"] != split:
            continue
        claims = family["claims"]
        for own in claims:
            others = [one for one in claims if one is not own]
            open_ones = [item["headline"] for item in own["items"] if item["stance"] == "observes"]
            texts = [(passage(item), item["stance"]) for item in own["items"]]
            for one in own["said"]:
                under = random.random() < 0.6
                texts.append((f"{random.choice(open_ones)} | {one['sentence']}" if under else one["sentence"], one["stance"]))
            for text, stance in texts:
                rows.append((own[random.choice(("claim", "claim", "same"))], text, stance))
                if stance != "observes" or random.random() < 0.5:
                    rows.append((own["opposite"], text, FLIPPED[stance]))
                rows.append((random.choice(others)[random.choice(("claim", "claim", "same", "opposite"))], text, "unrelated"))
            rows.append((own["claim"], headlined(own["same"]), "affirms"))
            rows.append((own["claim"], headlined(own["opposite"]), "denies"))
            rows.append((own["opposite"], headlined(own["claim"]), "denies"))
            rows.append((own["claim"], headlined(random.choice(others)["claim"]), "unrelated"))
        rows += [(random.choice(claims)["claim"], passage(item), "unrelated") for item in family["others"]]
    return rows


def examples(corpus: str, data: str, glossed: str):
    """Rows (claim, text, stance) for one epoch: each item with its claim worded in some way, and what follows from it."""
    claims = {row["claim_id"]: row for row in read(f"{corpus}/claims.jsonl")}
    variants = {row["claim_id"]: row for row in read(f"{corpus}/variants.jsonl")}
    items = read(f"{corpus}/train.jsonl")
    siblings = {}
    for row in claims.values():
        if row["split"] == "train":
            siblings.setdefault(row["subject"], []).append(row["claim_id"])
    everything = [slug for group in siblings.values() for slug in group]
    longer = [row for row in read(f"{corpus}/longer.jsonl") if row["split"] == "train"]
    rows = []
    for item in items:
        slug, stance, text = item["claim_id"], item["stance"], passage(item)
        known = variants[slug]
        rows.append((random.choice([item["claim"], item["claim"], *known["same"]]), text, stance))
        if random.random() < (0.6 if stance in ("affirms", "denies") else 0.2):
            rows.append((random.choice(known["opposite"]), text, FLIPPED[stance]))
        if stance != "unrelated" and random.random() < 0.3:
            rows.append((random.choice(known["other"]), text, "unrelated"))
        if random.random() < 0.15:
            near = random.random() < 0.7
            other = random.choice(siblings[claims[slug]["subject"]] if near else everything)
            if other != slug:
                rows.append((claims[other]["claim"], text, "unrelated"))
        if item["evidence"] and item["evidence"] != item["headline"] and random.random() < 0.4:
            rows.append((item["claim"], item["evidence"], stance))
        if item["summary"] and item["evidence"] == item["headline"]:
            rows.append((random.choice([item["claim"], *known["same"]]), item["headline"], stance))
        for own in item.get("contrasts", []):
            rows.append((own["claim"], text, own["stance"]))
    for text in longer:
        rows.append((text["claim"], f"{text['headline']} | {text['text']}", text["stance"]))
    arabic = [(row["claim"], row["text"], row["stance"]) for row in read(glossed)] if glossed else []
    return rows + arabic + everyday(corpus, "train") + plainly(corpus, "train") + spoken(corpus, "train") + borrowed(data) + replayed(data)


def loss_of(logits, labels):
    """Cross entropy, of the sum of two classes where either is right."""
    chances = F.log_softmax(logits, -1)
    padded = torch.cat([chances, torch.logsumexp(chances[:, 2:4], -1, keepdim=True)], -1)
    sure = -padded.gather(1, labels[:, None])[:, 0]
    return (0.95 * sure - 0.05 * chances.mean(-1)).mean()


def scores(confusion):
    total = sum(map(sum, confusion))
    right = sum(confusion[i][i] for i in range(4))
    sided = sum(map(sum, confusion[:2]))
    inverted = confusion[0][1] + confusion[1][0]
    alerts = sum(confusion[3][:3]) / max(1, sum(confusion[3]))
    f1 = [2 * confusion[i][i] / max(1, sum(confusion[i]) + sum(row[i] for row in confusion)) for i in range(4)]
    return {"accuracy": right / total, "macro_f1": sum(f1) / 4, "inverted": inverted / max(1, sided), "unrelated_taken": alerts}


def evaluate(model, rows):
    model.eval()
    confusion = [[0] * 4 for _ in range(4)]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group, ids, segments, mask in batches(rows, 8192, False):
            for i, guess in zip(group, model(ids, segments, mask).argmax(-1).tolist()):
                confusion[rows[i][2]][guess] += 1
    return scores(confusion), confusion


def main(corpus: str, data: str, base: str, start: str, out: str, seed: str = "1", epochs: str = "6", rate: str = "1e-4", glossed: str = "") -> None:
    random.seed(int(seed))
    torch.manual_seed(int(seed))
    tokens = Tokens(f"{base}/tokenizer.json")
    encode = lambda rows: [(*tokens.pair(claim, text, LIMIT), EITHER if stance == "either" else STANCES.index(stance)) for claim, text, stance in rows]
    dev = encode([(item["claim"], passage(item), item["stance"]) for item in read(f"{corpus}/dev.jsonl")])
    contrast = encode(contrasts(corpus, "dev"))
    plainest = encode(plainly(corpus, "dev"))
    daily = encode(everyday(corpus, "dev"))
    model = Judge(classes=4)
    known = torch.load(start)
    # Entailment, contradiction and neutrality become affirms, denies and observes; unrelated begins as neutral.
    if len(known["head.bias"]) == 3:
        for name in ("head.weight", "head.bias"):
            known[name] = torch.cat([known[name], known[name][2:3]])
    model.load_state_dict(known)
    first = encode(examples(corpus, data, glossed))
    steps = int(epochs) * sum(len(row[0]) for row in first) / TOKENS * 1.1
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=float(rate), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1, n / 100) * max(0.02, 1 - n / steps))
    best, started = 0.0, time.time()
    for epoch in range(int(epochs)):
        rows = first if epoch == 0 else encode(examples(corpus, data, glossed))
        model.train()
        total = 0.0
        for group, ids, segments, mask in batches(rows, TOKENS, True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, segments, mask)
            loss = loss_of(logits.float(), torch.tensor([rows[i][2] for i in group]))
            step(model, loss, optimiser, schedule)
            total += float(loss) * len(group)
        result, confusion = evaluate(model, dev)
        other, _ = evaluate(model, contrast)
        said, _ = evaluate(model, plainest)
        news, _ = evaluate(model, daily)
        print(f"epoch {epoch}: {len(rows)} rows, loss {total / len(rows):.3f}, {time.time() - started:.0f} s", {k: round(v, 3) for k, v in result.items()}, confusion, "contrasts", {k: round(v, 3) for k, v in other.items()}, "said plainly", {k: round(v, 3) for k, v in said.items()}, "everyday", {k: round(v, 3) for k, v in news.items()}, flush=True)
        whole = result["accuracy"] + other["accuracy"] + news["accuracy"]
        if whole >= best:
            best = whole
            torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
