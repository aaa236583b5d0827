/** BM25's two constants: how soon more of the same word adds nothing, and how much length counts against a text. */
const SATURATION = 1.2;
const LENGTH = 0.6;
/** The index is written anew when more than this share of it is of texts that were removed. */
const MOST_DEAD = 0.25;

interface Posted {
  docs: Uint32Array;
  counts: Uint8Array;
  size: number;
  live: number;
}

/** A text found. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/** An index of short texts, changed as they come and go, that ranks them by BM25 against any text. */
export interface Bm25 {
  readonly size: number;
  /** Adds a text, or replaces the one of this id. */
  add(id: string, terms: readonly string[]): void;
  remove(id: string): void;
  /** In how many texts a term stands. */
  textsWith(term: string): number;
  /** The texts that share a term with the query, best first, at most `most`. */
  search(terms: Iterable<string>, most: number): Ranked[];
}

/**
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); a term's rarity as in
 * Lucene, never negative. A term of the query counts once for being there and more slowly for each repetition.
 */
export function createBm25(): Bm25 {
  let postings = new Map<string, Posted>();
  let places = new Map<string, number>();
  let ids: (string | null)[] = [];
  let terms: (readonly string[] | null)[] = [];
  let lengths = new Float32Array(64);
  let scores = new Float32Array(64);
  let total = 0;

  const insert = (id: string, own: readonly string[]) => {
    const at = ids.length;
    if (at === lengths.length) {
      lengths = grown(lengths);
      scores = new Float32Array(lengths.length);
    }
    ids.push(id);
    terms.push(own);
    places.set(id, at);
    lengths[at] = own.length;
    total += own.length;
    for (const [term, count] of countsOf(own)) post(postings, term, at, count);
  };
  const rebuild = () => {
    const kept = ids.flatMap((id, at) => (id === null ? [] : [[id, terms[at] ?? []] as const]));
    postings = new Map();
    places = new Map();
    ids = [];
    terms = [];
    total = 0;
    for (const [id, own] of kept) insert(id, own);
  };
  const remove = (id: string) => {
    const at = places.get(id);
    if (at === undefined) return;
    for (const term of new Set(terms[at])) {
      const posted = postings.get(term);
      if (posted) posted.live -= 1;
    }
    total -= lengths[at] ?? 0;
    places.delete(id);
    ids[at] = null;
    terms[at] = null;
    if (ids.length - places.size > MOST_DEAD * ids.length + 16) rebuild();
  };
  return {
    get size() {
      return places.size;
    },
    add(id, own) {
      remove(id);
      insert(id, own);
    },
    remove,
    textsWith: (term) => postings.get(term)?.live ?? 0,
    search(query, most) {
      const mean = total / Math.max(1, places.size) || 1;
      const touched: number[] = [];
      for (const [term, count] of countsOf(query)) {
        const posted = postings.get(term);
        if (posted === undefined) continue;
        const { docs, counts, size, live } = posted;
        const rarity = Math.log(1 + (places.size - live + 0.5) / (live + 0.5)) * (1 + Math.log(count));
        for (let n = 0; n < size; n++) {
          const doc = docs[n] as number;
          const often = counts[n] as number;
          const norm = SATURATION * (1 - LENGTH + (LENGTH * (lengths[doc] as number)) / mean);
          if (scores[doc] === 0) touched.push(doc);
          scores[doc] = (scores[doc] as number) + (rarity * often * (SATURATION + 1)) / (often + norm);
        }
      }
      const best = topOf(touched, scores, ids, most);
      for (const doc of touched) scores[doc] = 0;
      return best;
    },
  };
}

function grown(array: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function post(postings: Map<string, Posted>, term: string, doc: number, count: number): void {
  const posted = postings.get(term) ?? {
    docs: new Uint32Array(2),
    counts: new Uint8Array(2),
    size: 0,
    live: 0,
  };
  if (posted.size === posted.docs.length) {
    const [docs, counts] = [new Uint32Array(posted.size * 2), new Uint8Array(posted.size * 2)];
    docs.set(posted.docs);
    counts.set(posted.counts);
    Object.assign(posted, { docs, counts });
  }
  posted.docs[posted.size] = doc;
  posted.counts[posted.size] = Math.min(count, 255);
  posted.size += 1;
  posted.live += 1;
  postings.set(term, posted);
}

function countsOf(terms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

interface Scored {
  readonly doc: number;
  readonly score: number;
}

/** The best of some texts, by a heap whose root is the worst one kept. */
function topOf(
  docs: readonly number[],
  scores: Float32Array,
  ids: readonly (string | null)[],
  most: number,
): Ranked[] {
  const heap: Scored[] = [];
  for (const doc of docs) {
    if (ids[doc] === null) continue;
    const score = scores[doc] as number;
    if (heap.length < most) {
      heap.push({ doc, score });
      if (heap.length === most) for (let n = (most >> 1) - 1; n >= 0; n--) sink(heap, n);
    } else if (score > (heap[0] as Scored).score) {
      heap[0] = { doc, score };
      sink(heap, 0);
    }
  }
  heap.sort((a, b) => b.score - a.score || a.doc - b.doc);
  return heap.map(({ doc, score }) => ({ id: ids[doc] ?? '', score }));
}

function sink(heap: Scored[], from: number): void {
  let at = from;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && (heap[child] as Scored).score < (heap[least] as Scored).score) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least] as Scored, heap[at] as Scored];
    at = least;
  }
}
