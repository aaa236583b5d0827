import { type Chances, stanceOf } from '../../src/matching/fusion.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { accuracy, isSide, type Judged, mean, share } from './scores.ts';
import { claimsOf, type EvalSet, type ItemRow, itemOf, itemsOf, type Label, ours } from './set.ts';
import { chancesAlone, chancesBy, scalesOf, topOf } from './weighed.ts';

interface Variants {
  readonly claim_id: string;
  readonly opposite: readonly string[];
  readonly other: readonly string[];
}
interface Contrast {
  readonly claim: string;
  readonly stance: Label;
}
/** A chance, and whether what it is of came true. */
interface Forecast {
  readonly chance: number;
  readonly right: boolean;
}

const BINS = 10;

const contrasts: EvalSet = {
  name: 'contrasts',
  isPublic: false,
  async run({ models, split, most }) {
    const variants = new Map(ours<Variants>('variants').map((row) => [row.claim_id, row]));
    const all = ours<ItemRow>(split).map((item, n) => ({
      item: itemOf(item.headline, item.summary),
      rows: contrastsOf(item, n, variants.get(item.claim_id)),
    }));
    // Rows of one item are drawn together: they are not independent.
    const units: Judged[][] = [];
    for (const { item, rows } of sampled(all, most)) {
      const unit: Judged[] = [];
      for (const { claim, stance } of rows)
        unit.push({ label: stance, said: topOf(await chancesAlone(models, claim, item)) });
      units.push(unit);
    }
    return [figureOf('accuracy', units, (drawn) => accuracy(drawn.flat()), units.flat().length)];
  },
};

const calibration: EvalSet = {
  name: 'calibration',
  isPublic: false,
  async run(bench) {
    const claims = claimsOf(bench).map(({ claim_id, claim, aliases = [] }) => ({
      id: claim_id,
      statement: claim,
      aliases,
    }));
    const scales = await scalesOf(bench.models, claims);
    const weighed: { readonly chances: Chances; readonly stance: Label }[] = [];
    for (const { claim_id, headline, summary, stance } of itemsOf(bench))
      weighed.push({ chances: await chancesBy(scales, claim_id, itemOf(headline, summary)), stance });
    const scores = weighed.map(
      ({ chances, stance }): Forecast => ({ chance: 1 - chances.unrelated, right: stance !== 'unrelated' }),
    );
    const stances = weighed.map(({ chances, stance }): Forecast => {
      const top = stanceOf(chances);
      return { chance: chances[top], right: stance === top };
    });
    return [
      figureOf('calibration error of the score', scores, calibrationError),
      figureOf('calibration error of the top stance', stances, calibrationError),
    ];
  },
};

/** The items of our corpus under claims chosen so that the text alone doesn't give the label away. */
export const CONTRASTS = [contrasts, calibration];

/** One of each kind of variant, in turn, and what was written for the item. */
function contrastsOf(item: ItemRow, n: number, variants: Variants | undefined): Contrast[] {
  const { opposite = [], other = [] } = variants ?? {};
  const turn = (texts: readonly string[]) => texts[n % texts.length] ?? '';
  const flipped = item.stance === 'affirms' ? 'denies' : 'affirms';
  return [
    ...(isSide(item.stance) ? [{ claim: turn(opposite), stance: flipped } as const] : []),
    ...(item.stance === 'unrelated' ? [] : [{ claim: turn(other), stance: 'unrelated' } as const]),
    ...(item.contrasts ?? []),
  ];
}

/** How far chances are from what came true, in bins of equal width, each counting by what is in it. */
function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = Array.from({ length: BINS }, (): Forecast[] => []);
  for (const one of forecasts) bins[Math.min(BINS - 1, Math.floor(one.chance * BINS))]?.push(one);
  const gaps = bins.map((bin) =>
    Math.abs(bin.reduce((sum, { chance, right }) => sum + chance - Number(right), 0)),
  );
  return share(mean(gaps) * BINS, forecasts.length);
}
