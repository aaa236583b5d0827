#!/usr/bin/python3
"""Checks source files of the corpus against GUIDE.md: prints faults by line and the balance of each claim."""
import collections, re, sys
STANCES = {"affirms", "denies", "observes", "unrelated"}
TRAPS = set("- other-place other-actor other-direction other-time other-object part-for-whole demand condition threat vote question opponent-quote denied-denial cannot-confirm no-comment correction retraction satire headline-body translated odd-spelling same-people hedge negation passive anonymous letter number irony double-negative".split())
bad = 0
def fault(path, n, why):
    global bad; bad += 1; print(f"{path}:{n}: {why}")
def plain(s): return s.replace("[[", "").replace("]]", "")
def long_file(path):
    texts = 0; count = 0
    for n, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"): continue
        if line.startswith("> "):
            if texts and not 5 <= count <= 12: fault(path, n, f"text before has {count} sentences")
            f = [x.strip() for x in line[2:].split("|")]
            if len(f) != 4 or f[1] not in STANCES: fault(path, n, "want > claim | stance | origin | headline")
            texts += 1; count = 0; continue
        if line.startswith(". "):
            count += 1
            if re.search("</?[scq]>", line): fault(path, n, "marks in a plain sentence")
            continue
        more = line.startswith("+ "); f = [x.strip() for x in line[2 if more else 0:].split("|")]
        if len(f) != 4 or f[0] not in STANCES: fault(path, n, "want stance | claimant | role | sentence"); continue
        if not more: count += 1
        for t in "scq":
            if f[3].count(f"<{t}>") != f[3].count(f"</{t}>"): fault(path, n, f"unbalanced <{t}>")
        if "<q>" not in f[3]: fault(path, n, "no content <q>")
    if texts and not 5 <= count <= 12: fault(path, "end", f"last text has {count} sentences")
    print(f"{path}: {texts} longer texts")
def item_file(path):
    claims = 0; per = collections.Counter(); total = collections.Counter(); slug = ""; seen = {}; denyword = 0; frames = {}
    arabic = path.endswith(".ar.txt")
    def close():
        if slug and not arabic and (sum(per.values()) < 19 or any(not 4 <= per[s] <= 6 for s in STANCES)): fault(path, slug, f"balance {dict(per)}")
    for n, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#") or line.startswith("~ "): continue
        if line.startswith("= "):
            close(); per.clear(); claims += 1; slug = line[2:].split("|")[0].strip(); continue
        f = [x.strip() for x in line.split("|")]
        if len(f) != 8: fault(path, n, f"{len(f)} fields, not 8"); continue
        stance, trap, story, origin, claimant, role, headline, summary = f
        if stance not in STANCES: fault(path, n, f"stance {stance}")
        if trap not in TRAPS: fault(path, n, f"trap {trap}")
        if not story or not headline: fault(path, n, "story or headline empty")
        marks = (headline + summary).count("[[")
        if marks != (0 if stance == "unrelated" else 1) or (headline + summary).count("]]") != marks: fault(path, n, f"{marks} evidence marks for {stance}")
        text = plain(headline + " " + summary)
        if claimant != "-" and claimant.lower() not in text.lower(): fault(path, n, f"claimant not in the text: {claimant}")
        if text in seen: fault(path, n, f"same text as line {seen[text]}")
        seen[text] = n; per[stance] += 1; total[stance] += 1
        if stance == "denies" and re.search(r"\bden(y|ies|ied|ial)", text, re.I): denyword += 1
        if not summary: total["short " + stance] += 1
    close()
    print(f"{path}: {claims} claims, {sum(v for k, v in total.items() if k in STANCES)} items {dict(total)}, denies with the word deny: {denyword}")
for path in sys.argv[1:]:
    long_file(path) if path.endswith(".long.txt") else item_file(path)
sys.exit(bad > 0)
