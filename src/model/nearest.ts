/** The word of `known` that `word` was probably meant to be, or null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const far = Math.max(2, Math.floor(word.length / 3));
  // Nobody mistypes a word this long, and comparing such words takes a while.
  const candidates = word.length > 200 ? [] : known.filter(({ length }) => length <= word.length + far);
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: apart(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= far && best.distance < best.candidate.length ? best.candidate : null;
}

/** The edit distance, but a word that was only begun is near. */
function apart(word: string, candidate: string): number {
  return word !== '' && candidate.startsWith(word) ? 1 : distance(word, candidate);
}

/** Levenshtein's edit distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
