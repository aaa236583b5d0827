import { describe, expect, it } from 'vitest';
import { soundAlike } from '../../src/matching/sounds.ts';
import { stemOf } from '../../src/matching/stem.ts';
import { sentencesOf } from '../../src/matching/text.ts';

describe('sentences', () => {
  it.each([
    ['U.S. troops left. They went home.', ['U.S. troops left.', 'They went home.']],
    ['Gen. Smith met Mr. Jones. He left.', ['Gen. Smith met Mr. Jones.', 'He left.']],
    ['He was in the U.S. The talks failed.', ['He was in the U.S.', 'The talks failed.']],
    ['“We stay. We will not go,” he said. Rain fell.', ['“We stay. We will not go,” he said.', 'Rain fell.']],
    ['هل ينسحبون؟ لا نعلم.', ['هل ينسحبون؟', 'لا نعلم.']],
    ['Growth was 2.5 percent. It fell.', ['Growth was 2.5 percent.', 'It fell.']],
  ])('splits “%s”', (text, sentences) => {
    expect(sentencesOf(text, 0).map((sentence) => sentence.text)).toEqual(sentences);
  });

  it('keeps offsets in UTF-16 units past emoji and joined letters', () => {
    const document = '🚨🚨 ﬁrst “news”. Second 𝒩ews here.';
    for (const { start, end, text, tokens } of sentencesOf(document, 0)) {
      expect(document.slice(start, end)).toBe(text);
      for (const token of tokens) expect(document.slice(token.start, token.end)).toBe(token.text);
    }
  });
});

describe('stems', () => {
  it.each([
    ['withdrawing', 'withdrawal'],
    ['withdrew', 'withdrawn'],
    ['relocate', 'relocation'],
    ['denies', 'denial'],
    ['defence', 'Defense'],
    ['الانسحاب', 'وبالانسحاب'],
    ['الأمريكية', 'أمريكي'],
  ])('are one for %s and %s', (a, b) => {
    expect(stemOf(a)).toBe(stemOf(b));
  });
});

describe('spellings of a name', () => {
  it.each([
    ['Esper', 'Esber'],
    ['Kadafi', 'Qaddafi'],
    ['Tueller', 'Tooler'],
    ['Muhammad', 'Mohamed'],
  ])('hears %s and %s as one', (a, b) => {
    expect(soundAlike(a, b)).toBe(true);
  });

  it.each([
    ['Esper', 'Espinoza'],
    ['Miller', 'Milley'],
    ['Lee', 'Lu'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(soundAlike(a, b)).toBe(false);
  });
});
