import { describe, expect, it } from 'vitest';
import { createFollowed } from '../../src/matching/followed.ts';
import { nearestTo } from '../../src/matching/nearest.ts';
import { WIDTH } from '../../src/matching/neural/models.ts';
import { readSentences } from '../../src/matching/reading.ts';
import { sentencesOf } from '../../src/matching/text.ts';
import { createVectors } from '../../src/matching/vectors.ts';

/** The vector of a text that names claim n points along n. */
const vectorOf = (text: string) => {
  const vector = new Float32Array(WIDTH);
  vector[Number(/\d+/.exec(text)?.[0] ?? 0) % WIDTH] = 1;
  return vector;
};

async function scalesOf(size: number) {
  const followed = createFollowed();
  const claims = Array.from({ length: size }, (_, n) => ({
    id: `claim-${n}`,
    statement: `Ferry ${n} sails`,
    aliases: [],
  }));
  await followed.follow(claims, []);
  const vectors = createVectors({ embed: async (texts) => texts.map(vectorOf) }, null);
  await vectors.follow(new Map(claims.map(({ id, statement }) => [id, statement])));
  return { followed, vectors };
}

const read = (text: string) => readSentences(sentencesOf(text, 0), createFollowed().phrases());

describe('the nearest claims', () => {
  it('are those near by their vectors too where few are followed, words or none', async () => {
    const near = nearestTo(vectorOf('7'), read('Snow in the hills'), await scalesOf(50), 3);
    expect(near[0]).toEqual({ id: 'claim-7', cosine: 1 });
    expect(near).toHaveLength(3);
  });

  it('are found by words where very many are followed, whatever their number', async () => {
    const scales = await scalesOf(50_001);
    const near = nearestTo(vectorOf('123'), read('Ferry 123 sails at last'), scales, 5);
    expect(near[0]).toEqual({ id: 'claim-123', cosine: 1 });
    expect(near).toHaveLength(5);
  });
});
