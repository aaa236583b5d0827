import { createFollowed } from '../../src/matching/followed.ts';
import { type Chances, stanceOf } from '../../src/matching/fusion.ts';
import { sentencesIn } from '../../src/matching/lexical.ts';
import type { ClaimText, ItemText } from '../../src/matching/matcher.ts';
import type { Models } from '../../src/matching/neural/models.ts';
import { createVectors } from '../../src/matching/vectors.ts';
import { type Scales, weigh } from '../../src/matching/weigh.ts';
import type { Label } from './set.ts';

/** What weighs items against these claims. */
export async function scalesOf(models: Models, claims: readonly ClaimText[]): Promise<Scales> {
  const followed = createFollowed();
  const vectors = createVectors(models, null);
  await followed.follow(claims, []);
  await vectors.follow(new Map(claims.map(({ id, statement }) => [id, statement])));
  return { followed, vectors, models };
}

/** What an item says of one of the claims. */
export async function chancesBy(scales: Scales, id: string, item: ItemText): Promise<Chances> {
  const [weighed] = await weigh(sentencesIn(item, scales.followed), item, scales, [id]);
  return weighed?.chances ?? { affirms: 0, denies: 0, observes: 0, unrelated: 1 };
}

/** What an item says of a claim that is followed alone. */
export async function chancesAlone(models: Models, statement: string, item: ItemText): Promise<Chances> {
  const id = 'alone';
  return chancesBy(await scalesOf(models, [{ id, statement, aliases: [] }]), id, item);
}

/** The likeliest of the four. */
export function topOf(chances: Chances): Label {
  const stance = stanceOf(chances);
  return chances[stance] > chances.unrelated ? stance : 'unrelated';
}
