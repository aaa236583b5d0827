import { stanceOf } from '../../src/matching/fusion.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { accuracyAndF1, type Judged, macroF1, mean, share } from './scores.ts';
import { type EvalSet, itemOf, type Label, labelOf, pack } from './set.ts';
import { chancesAlone, topOf } from './weighed.ts';

interface StanceRow {
  readonly claim: string;
  readonly headline: string;
  readonly body?: string;
  readonly label: Label | 'neither';
}

/** Judging a whole article takes long, and so many give an interval that is narrow enough. */
const FNC_ROWS = 1_500;
/** FNC-1's scorer: for telling related from unrelated, and for the right stance of what is related. */
const FNC_WEIGHTS = { related: 0.25, stance: 0.75 } as const;

const emergent: EvalSet = {
  name: 'stance-emergent',
  isPublic: true,
  async run(bench) {
    const judged: Judged[] = [];
    for (const row of sampled(pack<StanceRow>(bench, 'stance-emergent'), bench.most)) {
      const chances = await chancesAlone(bench.models, row.claim, itemOf(row.headline));
      judged.push({ label: labelOf(row.label), said: stanceOf(chances) });
    }
    return accuracyAndF1(judged);
  },
};

const fnc: EvalSet = {
  name: 'stance-fnc',
  isPublic: true,
  async run(bench) {
    const judged: Judged[] = [];
    for (const row of sampled(pack<StanceRow>(bench, 'stance-fnc'), Math.min(bench.most, FNC_ROWS))) {
      const chances = await chancesAlone(bench.models, row.claim, itemOf('', '', row.body));
      judged.push({ label: labelOf(row.label), said: topOf(chances) });
    }
    return [figureOf('weighted FNC score', judged, fncScore), figureOf('macro-F1', judged, macroF1)];
  },
};

/** Public sets of stance, each claim followed alone. */
export const STANCE = [emergent, fnc];

function fncScore(judged: readonly Judged[]): number {
  const { related, stance } = FNC_WEIGHTS;
  const points = judged.map(({ label, said }) => {
    if ((label === 'unrelated') !== (said === 'unrelated')) return 0;
    return related + (label !== 'unrelated' && label === said ? stance : 0);
  });
  const most = judged.map(({ label }) => related + (label === 'unrelated' ? 0 : stance));
  return share(mean(points), mean(most));
}
