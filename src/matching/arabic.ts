const ARTICLES = ['وبال', 'وال', 'بال', 'كال', 'فال', 'ولل', 'لل', 'ال'];
const ENDINGS = ['يات', 'يون', 'يين', 'تها', 'تهم', 'ات', 'ون', 'ين', 'ها', 'هم', 'يه', 'ه', 'ي'];

/** Whether the word is written in the Arabic script. */
export function isArabic(word: string): boolean {
  return /\p{Script=Arabic}/u.test(word);
}

/** One spelling for letters that are written several ways: alef, ya, ta marbuta, hamza seats, no vowel marks. */
export function foldArabic(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ؤ', 'و')
    .replaceAll('ئ', 'ي');
}

/** The light stem: article, joined particles and common endings removed while enough of the word is left. */
export function stemArabic(word: string): string {
  const folded = foldArabic(word);
  const article = ARTICLES.find((prefix) => folded.startsWith(prefix) && folded.length - prefix.length >= 3);
  const bare = article === undefined ? withoutParticle(folded) : folded.slice(article.length);
  const ending = ENDINGS.find((suffix) => bare.endsWith(suffix) && bare.length - suffix.length >= 3);
  return ending === undefined ? bare : bare.slice(0, -ending.length);
}

function withoutParticle(word: string): string {
  return word.length >= 6 && /^[وبلفك]/.test(word) ? word.slice(1) : word;
}
