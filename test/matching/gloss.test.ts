import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isArabic } from '../../src/matching/arabic.ts';
import { gloss } from '../../src/matching/gloss.ts';

const FILE = new URL('../../src/matching/arabic-english.tsv', import.meta.url);
const ROWS = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

describe('a gloss', () => {
  it.each([
    ['نفى الوزير الانسحاب', 'denied minister withdrawal'],
    ['وزير الدفاع', 'defence minister'],
    ['الجزيرة', 'Al Jazeera'],
    ['والجزيرة', 'and Al Jazeera'],
    ['جزيرة', 'island'],
    ['لم يعلن الجيش', 'did not announces army'],
    ['وقف إطلاق النار', 'ceasefire'],
    ['بالانسحاب', 'in withdrawal'],
    ['وسينسحب', 'and will withdraws'],
    ['نُفِيَ', 'denied'],
  ])('says in English, word by word, %s', (arabic, english) => {
    expect(gloss(arabic, [])).toBe(english);
  });

  it('keeps numbers, marks and what is in Latin letters', () => {
    expect(gloss('٥٠٠ جندي، أم 300؟ AFP', [])).toBe('500 soldier, or 300? AFP');
    expect(gloss('No word of it', ['Iraq'])).toBe('No word of it');
  });

  it.each([
    ['ارتفع ٣٫٥٪', 'rose 3.5%'],
    ['نفى٪', 'denied%'],
    ['حركة إم 23 تنفي', 'M23 denies'],
    ['جنوب أفريقيا', 'South Africa'],
  ])('keeps numbers within words: %s', (arabic, english) => {
    expect(gloss(arabic, [])).toBe(english);
  });

  it('has each entry say what it says', () => {
    const wrong = ROWS.filter(([arabic = '', english]) => gloss(arabic, []) !== english);
    expect(wrong).toEqual([]);
  });

  it('spells a name as it is known, else as it sounds', () => {
    expect(gloss('سانتوريني', ['Greece', 'Santorini'])).toBe('Santorini');
    expect(gloss('إسبر', ['Mark', 'Esper'])).toBe('Esper');
    expect(gloss('زكزكي', [])).toBe('Zkzky');
  });

  it('takes no phrase whose words do not stand side by side', () => {
    expect(gloss('وقف، إطلاق النار', [])).not.toContain('ceasefire');
  });

  it('has every word once, in Arabic, with what it is in English', () => {
    expect(
      ROWS.filter(
        ([arabic = '', english = '', ...more]) =>
          !isArabic(arabic) || !/^\p{ASCII}/u.test(english) || isArabic(english) || more.length > 0,
      ),
    ).toEqual([]);
    expect(new Set(ROWS.map(([arabic]) => arabic)).size).toBe(ROWS.length);
  });
});
