import { ENGLISH, type Say, speak } from '../model/say.ts';
import { ARABIC } from './ar.ts';

const SPOKEN: Readonly<Record<string, Say>> = { en: ENGLISH, ar: speak('ar', ARABIC) };

/** The languages that the desk speaks. */
export const LANGUAGES: readonly string[] = Object.keys(SPOKEN);

/** The desk's words in a language; English where it does not speak it. */
export function sayIn(language: string): Say {
  return SPOKEN[language] ?? ENGLISH;
}
