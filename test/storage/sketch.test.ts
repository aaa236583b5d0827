import { describe, expect, it } from 'vitest';
import { sketchOf } from '../../src/storage/sketch.ts';

/** Words that no other range has. */
const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `w${from + n}`).join(' ');
const sharedBy = (a: string, b: string) => new Set(sketchOf(a)).intersection(new Set(sketchOf(b))).size;

describe('the sketch of a text', () => {
  it('keeps every five-word run of a short text, and of a long one a quarter', () => {
    expect(sketchOf(words(0, 4))).toEqual([]);
    expect(sketchOf(words(0, 5))).toHaveLength(1);
    expect(sketchOf(words(0, 36))).toHaveLength(32);
    const share = sketchOf(words(0, 20_004)).length / 20_000;
    expect(share).toBeGreaterThan(0.24);
    expect(share).toBeLessThan(0.26);
  });

  it.each([
    ['a long text', 2_000],
    ['one ten times as long', 20_000],
  ])('shows how much of a shorter text stands in %s', (_name, length) => {
    const [long, half] = [words(0, length), `${words(0, 1_000)} ${words(50_000, 51_000)}`];
    const contained = sharedBy(long, half) / sketchOf(half).length;
    expect(contained).toBeGreaterThan(0.44);
    expect(contained).toBeLessThan(0.56);
  });

  it('is of whole numbers that every database keeps exactly', () => {
    for (const hash of sketchOf(words(0, 500))) {
      expect(Number.isInteger(hash)).toBe(true);
      expect(hash).toBeLessThan(2 ** 48);
    }
  });

  it('does not ask for case or punctuation', () => {
    expect(sketchOf('We will, “move” OUT of Iraq.')).toEqual(sketchOf('we will move out of iraq'));
  });
});
