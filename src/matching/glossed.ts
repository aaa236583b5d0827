import { isArabic } from './arabic.ts';
import { gloss } from './gloss.ts';
import { isMostlyArabic } from './languages.ts';
import type { Models } from './neural/models.ts';

/** UTF-16 units: more than the models read of a text. */
const READ = 2_000;

/** Models that are given Arabic in English words, since they know no other; they tag no text of it. */
export function glossed(models: Models, names: () => readonly string[]): Models {
  const english = (text: string, known: readonly string[]) =>
    isArabic(text) ? gloss(text.slice(0, READ), known) : text;
  return {
    ...models,
    embed(texts) {
      const own = names();
      return models.embed(texts.map((text) => english(text, own)));
    },
    judge(pairs) {
      const own = names();
      return models.judge(
        pairs.map(([claim, passage]) => {
          const known = [...namesIn(claim), ...own];
          return [english(claim, known), english(passage, known)] as const;
        }),
      );
    },
    tag: async (text) => (isMostlyArabic(text) ? [] : models.tag(text)),
  };
}

/** The words of a claim that an unknown word may be a spelling of. */
export function namesIn(claim: string): string[] {
  return claim.match(/\p{Lu}[\p{L}\p{M}'’]{2,}/gu) ?? [];
}
