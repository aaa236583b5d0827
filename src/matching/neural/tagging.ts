import type { Span } from '../text.ts';

/** Who says what, as spans of the text; any of them may stand in several pieces, and a passive report has no source. */
export interface Tagged {
  readonly cue: readonly Span[];
  readonly source: readonly Span[];
  readonly content: readonly Span[];
}

/** A word of the text, and the ids of its pieces. */
export interface Word extends Span {
  readonly ids: readonly number[];
}

/** A run of words that the tagger reads at once: `ids` with the opening and closing token, and where each word begins in them. */
export interface Window {
  readonly first: number;
  readonly ids: readonly number[];
  readonly places: readonly number[];
  /** The words from `from` to before `to` are looked at for cues here, and not in the window before or after. */
  readonly from: number;
  readonly to: number;
}

/** What the tagger gives for a window of t tokens: [t] and [kinds, t, t] logits. */
export interface Logits {
  readonly starts: Float32Array;
  readonly arcs: Float32Array;
}

/** In the order of the tagger's arcs. */
const KINDS = ['cue', 'source', 'content'] as const;
/** Tokens: the longest window, and how many of them the next one repeats; as in training. */
const WINDOW = 256;
const OVERLAP = 96;
const WORD = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]/gu;

/** The words and marks of a text. */
export function wordsOf(text: string, idsOf: (word: string) => readonly number[]): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    return { start: index, end: index + word.length, ids: idsOf(word) };
  });
}

/** Windows over the words, each beginning OVERLAP tokens before the last one ended; `cls` and `sep` open and close them. */
export function windowsOf(words: readonly Word[], cls: number, sep: number): Window[] {
  const windows: Window[] = [];
  let from = 0;
  for (let first = 0; first < words.length; ) {
    const ids = [cls];
    const places: number[] = [];
    let next = first;
    for (; next < words.length; next++) {
      const own = words[next]?.ids ?? [];
      if (places.length > 0 && ids.length + own.length >= WINDOW) break;
      places.push(ids.length);
      ids.push(...own.slice(0, WINDOW - ids.length - 1));
    }
    ids.push(sep);
    const last = next === words.length;
    let repeated = 0;
    let start = next;
    while (!last && repeated < OVERLAP && start > first + 1) repeated += words[--start]?.ids.length ?? 0;
    // A cue is read where it has most words before and after it.
    const to = Math.ceil((start + next) / 2);
    windows.push({ first, ids, places, from, to });
    if (last) break;
    [first, from] = [start, to];
  }
  return windows;
}

/** The attributions whose cue is read in this window, in the order of the text. */
export function taggedIn(
  { first, ids, places, from, to }: Window,
  words: readonly Word[],
  { starts, arcs }: Logits,
): Tagged[] {
  const size = ids.length;
  return places.flatMap((place, at): Tagged[] => {
    if (!((starts[place] ?? 0) > 0) || first + at < from || first + at >= to) return [];
    const [cue = [], source = [], content = []] = KINDS.map((_, kind) => {
      const row = (kind * size + place) * size;
      const inside = places.map((other, n) => (kind === 0 && n === at) || (arcs[row + other] ?? 0) > 0);
      return spansOf(inside, words.slice(first, first + places.length));
    });
    return [{ cue, source, content }];
  });
}

/** Runs of words that are inside, as spans of the text. */
function spansOf(inside: readonly boolean[], words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  for (const [n, word] of words.entries()) {
    if (!inside[n]) continue;
    const before = spans.at(-1);
    if (before && inside[n - 1]) spans[spans.length - 1] = { start: before.start, end: word.end };
    else spans.push({ start: word.start, end: word.end });
  }
  return spans;
}
