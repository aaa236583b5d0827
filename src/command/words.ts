/** The Levenshtein distance of two words, cheap because words are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidate most like a mistyped word, or null if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase().slice(0, 40);
  const ranked = candidates
    .map((candidate) => ({
      candidate,
      far: candidate.startsWith(typed) && typed !== '' ? 0 : distance(typed, candidate),
    }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(2, typed.length / 3) ? best.candidate : null;
}
