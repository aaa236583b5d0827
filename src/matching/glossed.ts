import { gloss } from './gloss.ts';
import type { Models } from './neural/models.ts';

/** Models that are given Arabic in English words, since they know no other; they tag no text of it. */
export function glossed(models: Models, names: () => readonly string[]): Models {
  return {
    ...models,
    embed: (texts) => models.embed(texts.map((text) => gloss(text, names()))),
    judge: (pairs) =>
      models.judge(
        pairs.map(([claim, passage]) => {
          const known = [...namesIn(claim), ...names()];
          return [gloss(claim, known), gloss(passage, known)] as const;
        }),
      ),
    tag: async (text) => (isMostlyArabic(text) ? [] : models.tag(text)),
  };
}

/** The words of a claim that an unknown word may be a spelling of. */
export function namesIn(claim: string): string[] {
  return claim.match(/\p{Lu}[\p{L}\p{M}'’]{2,}/gu) ?? [];
}

function isMostlyArabic(text: string): boolean {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  return 2 * count(/\p{Script=Arabic}/gu) > count(/\p{L}/gu);
}
