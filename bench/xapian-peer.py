"""Xapian as a peer of bench/match.ts: reads {claims, warming, texts, top} and prints {ranked, ms} for the texts; neither indexing nor the warming is timed."""

import json
import sys
import time

import xapian

given = json.load(sys.stdin)
stemmer = xapian.Stem("english")
database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
generator = xapian.TermGenerator()
generator.set_stemmer(stemmer)
for claim in given["claims"]:
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(claim["text"])
    document.set_data(claim["id"])
    database.add_document(document)
database.commit()


def best(text):
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(text)
    terms = [term.term for term in document.termlist() if term.term.startswith(b"Z")]
    enquire = xapian.Enquire(database)
    enquire.set_query(xapian.Query(xapian.Query.OP_OR, terms))
    return [match.document.get_data().decode() for match in enquire.get_mset(0, given["top"])]


for text in given["warming"]:
    best(text)
started = time.perf_counter()
ranked = [best(text) for text in given["texts"]]
print(json.dumps({"ranked": ranked, "ms": 1000 * (time.perf_counter() - started)}))
