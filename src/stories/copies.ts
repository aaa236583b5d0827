const SHINGLE = 5;

/** The overlapping five-word runs of a text, folded so that punctuation and case do not matter. */
function shingles(text: string): Set<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<string>();
  for (let i = 0; i + SHINGLE <= words.length; i++) runs.add(words.slice(i, i + SHINGLE).join(' '));
  return runs;
}

/**
 * How much of the shorter text stands in the longer one, 0 to 1: a copy that was cut or got a paragraph more is
 * still a copy. Texts under five words are never copies.
 */
export function sharedText(a: string, b: string): number {
  const [small, large] = [shingles(a), shingles(b)].sort((x, y) => x.size - y.size) as [
    Set<string>,
    Set<string>,
  ];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const run of small) if (large.has(run)) shared++;
  return shared / small.size;
}

/** From here up a text counts as a copy: a wire text with an outlet's own first line still shares half. */
export const COPY = 0.5;
