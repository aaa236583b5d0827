import type { ItemText } from './matcher.ts';

/** An item with more than this share of its letters in a script that the models hardly know is left to the rules. */
const MOST_FOREIGN = 0.3;
/** Letters of Persian, Urdu, Pashto and Kurdish, in Arabic's script, that Arabic does without. */
const NOT_ARABIC = /[پچژگکیےٹڈڑںہھۆێەڕڵټډړښڼۍې]/u;
const ARABIC_LETTER = /[\p{Script=Arabic}&&\p{L}]/gv;
/** An Arabic text has such letters in a foreign name or two. */
const MOST_BORROWED = 0.1;

/** Whether an item is in a language that the models cannot be given, not even word by word. */
export function isForeign({ title, summary, text }: ItemText): boolean {
  const start = `${title} ${summary} ${text.slice(0, 500)}`;
  const letters = count(start, /\p{L}/gu);
  const [latin, arabic] = [count(start, /\p{Script=Latin}/gu), count(start, ARABIC_LETTER)];
  if (letters - latin <= MOST_FOREIGN * letters) return false;
  if (letters - latin - arabic > MOST_FOREIGN * letters) return true;
  const words = start.match(/[\p{Script=Arabic}\p{M}]+/gu) ?? [];
  return words.filter((word) => NOT_ARABIC.test(word)).length > MOST_BORROWED * words.length;
}

/** Whether a text is mostly in Arabic's script. */
export function isMostlyArabic(text: string): boolean {
  return 2 * count(text, ARABIC_LETTER) > count(text, /\p{L}/gu);
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}
