import { describe, expect, it } from 'vitest';
import { sayIn } from '../../src/language/index.ts';
import { ENGLISH, speak } from '../../src/model/say.ts';

const ITEMS = { one: '{n} item', other: '{n} items' };

describe("the desk's words", () => {
  it('fill the gaps of a template, in the order of the language', () => {
    const say = speak('xx', { '{who} denies {what}': '{what}: {who} says no' });
    expect(say.text('{who} denies {what}', { who: 'Esper', what: 'withdrawal' })).toBe(
      'withdrawal: Esper says no',
    );
    expect(say.spans('{who} denies {what}', { who: { strong: 'Esper' }, what: 'it' })).toEqual([
      'it',
      ': ',
      { strong: 'Esper' },
      ' says no',
    ]);
  });

  it('take what fills a gap as it is, gaps in it too', () => {
    expect(ENGLISH.text('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&');
    expect(ENGLISH.text('{a}', {})).toBe('{a}');
  });

  it('stay English where a language lacks them', () => {
    expect(sayIn('ar').text('Never translated {n}', { n: 1 })).toBe('Never translated 1');
    expect(sayIn('de').language).toBe('en');
  });

  it.each([
    [0, 'لا خبر'],
    [1, 'خبر واحد'],
    [2, 'خبران'],
    [3, '3 أخبار'],
    [11, '11 خبرًا'],
    [100, '100 خبر'],
  ])('count %i in Arabic as Arabic does', (n, words) => {
    expect(sayIn('ar').many(n, ITEMS)).toBe(words);
    expect(ENGLISH.many(n, ITEMS)).toBe(n === 1 ? '1 item' : `${n} items`);
  });
});
