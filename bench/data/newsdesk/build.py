#!/usr/bin/python3
"""Turns the source files of the corpus into claims.jsonl, train.jsonl, dev.jsonl, test.jsonl, arabic.jsonl and longer.jsonl."""
import glob, hashlib, json, os, random, re
HERE = os.path.dirname(os.path.abspath(__file__))
DEV = {"05", "08", "12", "20", "25", "34"}
TEST = {"02", "10", "17", "22", "28", "39"}
def split_of(number): return "dev" if number in DEV else "test" if number in TEST else "train"
def none(text): return None if text in ("-", "") else text
def plain(text): return text.replace("[[", "").replace("]]", "")
claims, items, longer, known, own = [], [], [], {}, {}
for path in glob.glob(f"{HERE}/src/*.own.tsv"):
    for line in open(path, encoding="utf8"):
        key, stance, claim = line.rstrip("\n").split("\t")
        own.setdefault(key, []).append({"claim": claim.strip(), "stance": stance})
used = set()
def items_of(path, number, language):
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# "): subject, topic = [x.strip() for x in line[2:].split("|")][:2]; n = 0
        elif line.startswith("= "):
            slug, statement = [x.strip() for x in (line[2:] + "|").split("|")][:2]
            if language == "en":
                known[slug] = {"claim_id": slug, "claim": statement, "aliases": [], "subject": subject, "topic": topic, "split": split_of(number)}
                claims.append(known[slug])
            claim = known.get(slug)
            if claim is None: print(path, "unknown claim", slug); claim = None
        elif line.startswith("~ "):
            if language == "en": claim["aliases"] += [x.strip() for x in line[2:].split(";") if x.strip()]
        elif line.strip() and claim:
            f = [x.strip() for x in line.split("|")]
            if len(f) != 8: print(path, "bad line", line[:60]); continue
            stance, trap, story, origin, claimant, role, headline, summary = f
            marked = re.search(r"\[\[(.*?)\]\]", headline + "\n" + summary)
            items.append((number, language, {"claim_id": claim["claim_id"], "claim": claim["claim"], "headline": plain(headline), "summary": plain(summary), "stance": stance, "evidence": marked and marked[1], "claimant": none(claimant), "role": none(role), "origin": none(origin), "trap": none(trap), "story": f"{claim['claim_id']}/{story}"}))
            key = hashlib.sha1((plain(headline) + "\t" + plain(summary)).encode()).hexdigest()[:10]
            if key in own: items[-1][2]["contrasts"] = own[key]; used.add(key)
def longer_of(path):
    text = None
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("> "):
            slug, stance, origin, headline = [x.strip() for x in line[2:].split("|")]
            if slug not in known: print(path, "unknown claim", slug); text = None; continue
            text = {"claim_id": slug, "claim": known[slug]["claim"], "headline": headline, "origin": none(origin), "stance": stance, "text": "", "assertions": [], "split": known[slug]["split"]}
            longer.append(text); start = 0
        elif text is None or not line.strip() or line.startswith("#"): continue
        elif line.startswith(". "):
            text["text"] += (" " if text["text"] else "") + line[2:].strip()
        else:
            more = line.startswith("+ ")
            stance, claimant, role, marked = [x.strip() for x in line[2 if more else 0:].split("|")]
            bare, spans, opened = "", {"s": [], "c": [], "q": []}, {}
            for part in re.split(r"(</?[scq]>)", marked):
                if re.fullmatch(r"<[scq]>", part): opened[part[1]] = len(bare)
                elif re.fullmatch(r"</[scq]>", part): spans[part[2]].append([opened[part[2]], len(bare)])
                else: bare += part
            if more:
                if not text["text"].endswith(bare): print(path, "the + line is another sentence:", bare[:60]); continue
            else:
                start = len(text["text"]) + (1 if text["text"] else 0)
                text["text"] += (" " if text["text"] else "") + bare
            at = lambda key: [[start + a, start + b] for a, b in spans[key]]
            text["assertions"].append({"stance": stance, "claimant": none(claimant), "role": none(role), "source": at("s"), "cue": at("c"), "content": at("q")})
def write(name, rows):
    with open(f"{HERE}/{name}", "w", encoding="utf8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(name, len(rows))
for path in sorted(glob.glob(f"{HERE}/src/[0-9][0-9]-*.txt")):
    if path.count(".") == 1: items_of(path, os.path.basename(path)[:2], "en")
for path in sorted(glob.glob(f"{HERE}/src/*.ar.txt")): items_of(path, os.path.basename(path)[:2], "ar")
for path in sorted(glob.glob(f"{HERE}/src/*.long.txt")): longer_of(path)
write("claims.jsonl", claims)
variants = {}
for path in sorted(glob.glob(f"{HERE}/src/*.var.txt")):
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("= "): slug = line[2:].split("|")[0].strip(); variants[slug] = {"claim_id": slug, "same": [], "opposite": [], "other": []}
        elif "|" in line and not line.startswith("#"):
            kind, text = [x.strip() for x in line.split("|", 1)]
            variants[slug][kind].append(text)
print("without variants:", [c["claim_id"] for c in claims if c["claim_id"] not in variants], [s for s in variants if s not in known])
write("variants.jsonl", [{**variants[c["claim_id"]], "split": c["split"]} for c in claims if c["claim_id"] in variants])
print("contrasts used", len(used), "of", len(own))
random.seed(7)
for split in ("train", "dev", "test"):
    rows = [x for number, language, x in items if language == "en" and split_of(number) == split]
    random.shuffle(rows)
    write(f"{split}.jsonl", [{"id": f"{split}-{n:04}", **row} for n, row in enumerate(rows, 1)])
rows = [{**x, "split": split_of(number)} for number, language, x in items if language == "ar"]
random.shuffle(rows)
write("arabic.jsonl", [{"id": f"arabic-{n:03}", **row} for n, row in enumerate(rows, 1)])
write("longer.jsonl", [{"id": f"longer-{n:03}", **row} for n, row in enumerate(longer, 1)])
