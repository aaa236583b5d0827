import { describe, expect, it } from 'vitest';
import { createLikeness } from '../../src/matching/likeness.ts';
import type { ItemText } from '../../src/matching/matcher.ts';

const item = (title: string): ItemText => ({ title, summary: '', text: '', language: null });
/** Vectors that say whether a text begins with "a". */
function embedder() {
  const asked: string[] = [];
  const embed = async (texts: readonly string[]) => {
    asked.push(...texts);
    return texts.map((text) => Float32Array.from(text.startsWith('a') ? [1, 0] : [0.6, 0.8]));
  };
  return { asked, embed };
}

describe('likeness', () => {
  it('is the cosine of the vectors of what items begin with, in the order of the others', async () => {
    const likeness = createLikeness(embedder());
    const found = await likeness(item('a'), [item('b'), item('a too')]);
    expect(found.map((one) => Number(one.toFixed(3)))).toEqual([0.6, 1]);
  });

  it('asks for a vector once, and after 200 others again', async () => {
    const { asked, embed } = embedder();
    const likeness = createLikeness({ embed });
    await likeness(item('a'), [item('b'), item('b')]);
    await likeness(item('b'), [item('a')]);
    expect(asked).toEqual(['a', 'b']);
    await likeness(
      item('a'),
      Array.from({ length: 199 }, (_, n) => item(`c${n}`)),
    );
    await likeness(item('b'), [item('a')]);
    expect(asked.filter((text) => text === 'b')).toHaveLength(2);
    expect(asked.filter((text) => text === 'a')).toHaveLength(1);
  });
});
