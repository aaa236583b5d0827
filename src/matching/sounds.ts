import { foldArabic, isArabic } from './arabic.ts';
import { remembering } from './memo.ts';
import { foldWord } from './stem.ts';

const MOST_SOUNDS = 20_000;
const LONGEST_NAME = 40;

/** Fewer consonants are the sound of too many words. */
const LEAST_SOUND = 3;

/**
 * The sound of a name as spellings of one name share it: consonants in classes that transliteration and
 * mishearing confuse (p and b, q and k, dh and d), vowels and doubling dropped, an opening vowel kept as one.
 */
export const soundOf = remembering(MOST_SOUNDS, soundMade, LONGEST_NAME);

function soundMade(word: string): string {
  const letters = isArabic(word) ? romanised(word) : foldWord(word);
  const classes = letters
    .replace(/^(?:al|el|abd|abu)-?(?=\p{L}{4})/u, '')
    .replaceAll('kh', 'k')
    .replaceAll('gh', 'g')
    .replaceAll('sh', 's')
    .replaceAll('ch', 's')
    .replaceAll('th', 't')
    .replaceAll('dh', 'd')
    .replaceAll('ph', 'f')
    .replace(/[pv]/g, (letter) => (letter === 'p' ? 'b' : 'f'))
    .replace(/[qc]/g, 'k')
    .replaceAll('z', 's')
    .replaceAll('j', 'g');
  const opening = /^[aeiou]/.test(classes) ? 'a' : '';
  return opening + classes.replace(/[^\p{L}]|[aeiouyw]|h$/gu, '').replace(/(.)\1+/gu, '$1');
}

/** Names to be found by their sound; prepared once, since a text has many words. */
export function soundBook(names: readonly string[]): (word: string) => string | undefined {
  const bySound = Map.groupBy(names, soundOf);
  return (word) => {
    const sound = soundOf(word);
    if (sound.length < LEAST_SOUND) return undefined;
    return bySound.get(sound)?.find((name) => Math.abs(word.length - name.length) <= 3);
  };
}

/** Whether two words may be one name, differently spelled. */
export function soundAlike(a: string, b: string): boolean {
  return soundsLike(a)(b);
}

/** `soundAlike` for one word against many. */
export function soundsLike(word: string): (other: string) => boolean {
  const sound = soundOf(word);
  const folded = foldWord(word);
  return (other) => {
    if (Math.abs(word.length - other.length) > 3) return false;
    return folded === foldWord(other) || (sound.length >= LEAST_SOUND && sound === soundOf(other));
  };
}

const ROMAN: Readonly<Record<string, string>> = Object.fromEntries(
  'ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و w ي y پ p گ g ڤ v چ ch'
    .split(' ')
    .flatMap((letter, at, list) => (at % 2 === 0 ? [[letter, list[at + 1] ?? '']] : [])),
);

/** An Arabic word in Latin letters, without its article and mostly without vowels. */
export function romanised(word: string): string {
  return [...foldArabic(word).replace(/^ال/, '')].map((letter) => ROMAN[letter] ?? '').join('');
}
