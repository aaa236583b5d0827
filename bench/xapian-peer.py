"""Xapian as a peer of bench/match.ts: reads {claims, texts, top} and prints {ranked, ms}; indexing is not timed."""

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
ranked = []
started = time.perf_counter()
for text in given["texts"]:
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(text)
    terms = [term.term for term in document.termlist() if term.term.startswith(b"Z")]
    enquire = xapian.Enquire(database)
    enquire.set_query(xapian.Query(xapian.Query.OP_OR, terms))
    ranked.append([match.document.get_data().decode() for match in enquire.get_mset(0, given["top"])])
print(json.dumps({"ranked": ranked, "ms": 1000 * (time.perf_counter() - started)}))
