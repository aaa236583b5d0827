import type { Claim } from '../model/claim.ts';

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** How near a claim is to someone's words: shared words, and parts of words for slips of the finger; 0 is not at all. */
export function overlap(words: string, claim: Claim): number {
  const own = wordsOf([claim.slug, claim.statement, ...claim.aliases].join(' '));
  const known = new Set(own);
  const trigrams = new Set(own.flatMap(trigramsOf));
  let score = 0;
  for (const word of wordsOf(words)) {
    if (word.length < 3) continue;
    const parts = trigramsOf(word);
    score += known.has(word) ? 1 : parts.filter((part) => trigrams.has(part)).length / parts.length / 2;
  }
  return score;
}

function trigramsOf(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3));
}
