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
  /** What the term gives each of its texts, worked out at the first search after a change. */
  gains: Float32Array;
  gainsOf: number;
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
  /** The same texts in no order. */
  best(terms: Iterable<string>, most: number): Ranked[];
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
  let touched = new Uint32Array(64);
  let total = 0;
  let version = 0;

  const insert = (id: string, own: readonly string[]) => {
    const at = ids.length;
    if (at === lengths.length) {
      lengths = grown(lengths);
      scores = new Float32Array(lengths.length);
      touched = new Uint32Array(lengths.length);
    }
    version += 1;
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
    version += 1;
    if (ids.length - places.size > MOST_DEAD * ids.length + 16) rebuild();
  };
  const gainsOf = (posted: Posted): Float32Array => {
    if (posted.gainsOf === version) return posted.gains;
    const { docs, counts, size, live } = posted;
    const mean = total / Math.max(1, places.size) || 1;
    const rarity = Math.log(1 + (places.size - live + 0.5) / (live + 0.5)) * (SATURATION + 1);
    if (posted.gains.length < size) posted.gains = new Float32Array(docs.length);
    for (let n = 0; n < size; n++) {
      const often = counts[n] as number;
      const norm = SATURATION * (1 - LENGTH + (LENGTH * (lengths[docs[n] as number] as number)) / mean);
      posted.gains[n] = (rarity * often) / (often + norm);
    }
    posted.gainsOf = version;
    return posted.gains;
  };
  const liveOf = (docs: Uint32Array) =>
    places.size < ids.length ? docs.filter((doc) => ids[doc] !== null) : docs;
  const best = (query: Iterable<string>, most: number): Ranked[] => {
    let met = 0;
    for (const [term, count] of countsOf(query)) {
      const posted = postings.get(term);
      if (posted === undefined) continue;
      const gains = gainsOf(posted);
      const { docs, size } = posted;
      const weight = 1 + Math.log(count);
      for (let n = 0; n < size; n++) {
        const doc = docs[n] as number;
        const score = scores[doc] as number;
        if (score === 0) touched[met++] = doc;
        scores[doc] = score + weight * (gains[n] as number);
      }
    }
    const found = strongest(liveOf(touched.subarray(0, met)), scores, ids, most);
    for (let n = 0; n < met; n++) scores[touched[n] as number] = 0;
    return found;
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
    best,
    search: (query, most) =>
      best(query, most).sort(
        (a, b) => b.score - a.score || Number(places.get(a.id)) - Number(places.get(b.id)),
      ),
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
    gains: new Float32Array(0),
    gainsOf: -1,
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

/** The `most` of these texts with the largest scores, in no order. */
function strongest(
  docs: Uint32Array,
  scores: Float32Array,
  ids: readonly (string | null)[],
  most: number,
): Ranked[] {
  const found: Ranked[] = [];
  const level: Ranked[] = [];
  const least = docs.length > most ? nthLargest(scoresOf(docs, scores), most) : 0;
  for (let n = 0; n < docs.length; n++) {
    const doc = docs[n] as number;
    const score = scores[doc] as number;
    if (score >= least) (score > least ? found : level).push({ id: ids[doc] as string, score });
  }
  return found.concat(level.slice(0, most - found.length));
}

function scoresOf(docs: Uint32Array, scores: Float32Array): Float32Array {
  const own = new Float32Array(docs.length);
  for (let n = 0; n < docs.length; n++) own[n] = scores[docs[n] as number] as number;
  return own;
}

/** Hoare's selection; reorders the numbers. */
function nthLargest(numbers: Float32Array, nth: number): number {
  let [from, to] = [0, numbers.length - 1];
  while (from < to) {
    const pivot = numbers[(from + to) >> 1] as number;
    let [left, right] = [from, to];
    while (left <= right) {
      while ((numbers[left] as number) > pivot) left += 1;
      while ((numbers[right] as number) < pivot) right -= 1;
      if (left > right) break;
      [numbers[left], numbers[right]] = [numbers[right] as number, numbers[left] as number];
      left += 1;
      right -= 1;
    }
    if (nth - 1 <= right) to = right;
    else if (nth - 1 >= left) from = left;
    else break;
  }
  return numbers[nth - 1] as number;
}
