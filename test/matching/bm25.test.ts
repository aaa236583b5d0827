import { describe, expect, it } from 'vitest';
import { createBm25 } from '../../src/matching/bm25.ts';

function indexOf(texts: Readonly<Record<string, string>>) {
  const index = createBm25();
  for (const [id, text] of Object.entries(texts)) index.add(id, text.split(' '));
  return index;
}

const found = (index: ReturnType<typeof createBm25>, query: string, most = 10) =>
  index.search(query.split(' '), most).map(({ id }) => id);

describe('bm25', () => {
  const texts = { troops: 'troops leave iraq', bank: 'bank leaves rates', iraq: 'iraq holds vote in iraq' };

  it('ranks what shares rare words first, and leaves out what shares none', () => {
    expect(found(indexOf(texts), 'troops in iraq')).toEqual(['troops', 'iraq']);
    expect(found(indexOf(texts), 'snow')).toEqual([]);
  });

  it('gives no more than asked for, the best of them', () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`claim-${n}`, `iraq ${'word '.repeat(n)}`.trim()]),
    );
    expect(found(indexOf(many), 'iraq', 3)).toEqual(['claim-0', 'claim-1', 'claim-2']);
  });

  it('gives the same texts without an order, as many as asked for where more share a term', () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`claim-${n}`, `iraq ${'word '.repeat(n % 40)}`.trim()]),
    );
    const index = indexOf(many);
    for (const most of [1, 7, 40, 499, 500, 600]) {
      const best = index.best(['iraq'], most);
      const scores = best.map(({ score }) => score).sort((a, b) => b - a);
      expect(new Set(best.map(({ id }) => id)).size).toBe(Math.min(most, 500));
      expect(scores).toEqual(index.search(['iraq'], most).map(({ score }) => score));
    }
  });

  it('forgets what is removed and finds what replaced it, also after many changes', () => {
    const index = indexOf(texts);
    for (let n = 0; n < 100; n++) index.add('bank', ['bank', `round-${n}`]);
    index.remove('troops');
    expect(found(index, 'bank round-99')).toEqual(['bank']);
    expect(found(index, 'round-98')).toEqual([]);
    expect(found(index, 'troops iraq')).toEqual(['iraq']);
    expect([index.size, index.textsWith('bank'), index.textsWith('troops')]).toEqual([2, 1, 0]);
  });

  it('ranks the same after changes as if it had been built anew', () => {
    const changed = indexOf({ ...texts, gone: 'troops iraq troops' });
    changed.remove('gone');
    expect(changed.search(['troops', 'iraq', 'rates'], 5)).toEqual(
      indexOf(texts).search(['troops', 'iraq', 'rates'], 5),
    );
  });
});
