import type { Name } from '../model/claim.ts';
import { documentOf } from '../model/item.ts';
import { HOUR } from '../model/time.ts';

/**
 * An item is another one in other words where the vectors of their leads have this cosine, they share so much of the
 * names of the one with fewer, and no more milliseconds lie between them. Two reports of one kind of event, a month
 * or a country apart, are as like each other by their vectors.
 */
export const REWRITE = { likeness: 0.8, names: 0.5, apart: 24 * HOUR } as const;

/** UTF-16 units whose names are compared: the same news is in how they begin. */
const BEGINNING = 1_500;
/** Before a word: nothing, or what ends a sentence or opens a quotation. "Gen." and "U.S." end none. */
const OPENING = /(?:^|\n|[!?…:]["”’)]*\s|(?<!\b\p{Lu}\p{Ll}{0,2}|\.\p{L})\.["”’)]*\s|["“«„])\s*$/u;
const CAPITALISED = /(?<!\p{L})\p{Lu}[\p{L}\p{M}\p{N}]+/gu;
/** Longer than what `OPENING` looks at. */
const BEFORE = 12;

/**
 * What an item names, folded: its words with a capital that do not open a sentence, and those of the `known` names
 * that stand in it in any spelling. Of the headline, which may be all in capitals, only where there is no more.
 */
export function namesIn(
  item: { title: string; summary: string; text: string },
  known: readonly Name[],
): Set<string> {
  const text = (documentOf({ ...item, title: '' }) || item.title).slice(0, BEGINNING);
  const found = new Set<string>();
  for (const { 0: word, index } of text.matchAll(CAPITALISED))
    if (!OPENING.test(text.slice(Math.max(0, index - BEFORE), index))) found.add(folded(word));
  const words = ` ${folded(text)} `;
  for (const { name, spellings } of known)
    if ([name, ...spellings].some((spelling) => words.includes(` ${folded(spelling)} `)))
      found.add(folded(name));
  return found;
}

/** How many of the names of the one with fewer the other has too, 0 to 1; 0 where it has none. */
export function sharedNames(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const fewer = Math.min(a.size, b.size);
  return fewer === 0 ? 0 : a.intersection(b).size / fewer;
}

/** Small letters without accents, and single spaces for all that is no letter or digit. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
