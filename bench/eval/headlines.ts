import { cosine } from '../../src/matching/likeness.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { share } from './scores.ts';
import { type EvalSet, pack } from './set.ts';

interface Pair {
  readonly a: string;
  readonly b: string;
  /** 0 to 5: how alike people find the two. */
  readonly score: number;
}
interface Compared {
  readonly cosine: number;
  readonly same: boolean;
}

/** From here up people mean the same story. */
const SAME = 4;

const headlines: EvalSet = {
  name: 'dedupe-sts-headlines',
  isPublic: true,
  async run(bench) {
    const compared: Compared[] = [];
    for (const { a, b, score } of sampled(pack<Pair>(bench, 'dedupe-sts-headlines'), bench.most)) {
      const [first, second] = await bench.models.embed([a, b]);
      compared.push({ cosine: first && second ? cosine(first, second) : 0, same: score >= SAME });
    }
    const half = Math.floor(compared.length / 2);
    const chosen = compared.slice(0, half);
    const least = chosen
      .map(({ cosine }) => cosine)
      .reduce((best, one) => (f1(chosen, one) > f1(chosen, best) ? one : best), 1);
    return [
      figureOf(`F1 of the same story, cosine from ${least.toFixed(2)}`, compared.slice(half), (units) =>
        f1(units, least),
      ),
    ];
  },
};

/** Whether two headlines are of one story; the threshold is chosen on the first half and measured on the second. */
export const HEADLINES = [headlines];

function f1(pairs: readonly Compared[], least: number): number {
  const found = pairs.filter(({ cosine }) => cosine >= least);
  const right = found.filter(({ same }) => same).length;
  return share(2 * right, found.length + pairs.filter(({ same }) => same).length);
}
