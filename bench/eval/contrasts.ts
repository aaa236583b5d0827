import { type Chances, stanceOf } from '../../src/matching/fusion.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { accuracyIn, inversionsIn, type Judged, mean, share } from './scores.ts';
import { claimsOf, type EvalSet, itemOf, itemsOf, type Label, textOf } from './set.ts';
import { contrasted, variantsOf } from './variants.ts';
import { chancesAlone, chancesBy, scalesOf, topOf } from './weighed.ts';

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
    // Rows of one item are drawn together: they are not independent.
    const units: Judged[][] = [];
    for (const { row, contrasts: under } of sampled(contrasted(split), most)) {
      const item = itemOf(row.headline, row.summary);
      const unit: Judged[] = [];
      for (const { claim, stance } of under)
        unit.push({ label: stance, said: topOf(await chancesAlone(models, claim, item)) });
      units.push(unit);
    }
    return [accuracyIn('accuracy', units)];
  },
};

const plain: EvalSet = {
  name: 'plain',
  isPublic: false,
  async run(bench) {
    const claims = new Map(claimsOf(bench).map(({ claim_id, claim }) => [claim_id, claim]));
    const units: Judged[][] = [];
    for (const { claim_id, same, opposite, other } of sampled(variantsOf(bench.split), bench.most)) {
      const claim = claims.get(claim_id) ?? '';
      const scales = await scalesOf(bench.models, [{ id: claim_id, statement: claim, aliases: [] }]);
      const texts = [
        ...[claim, ...same].map((text) => ({ text, label: 'affirms' as const })),
        ...opposite.map((text) => ({ text, label: 'denies' as const })),
        ...other.map((text) => ({ text, label: 'unrelated' as const })),
      ];
      const unit: Judged[] = [];
      for (const { text, label } of texts)
        unit.push({ label, said: topOf(await chancesBy(scales, claim_id, itemOf(text))) });
      units.push(unit);
    }
    return [accuracyIn('accuracy', units), inversionsIn('taken for the opposite', units)];
  },
};

const calibration: EvalSet = {
  name: 'calibration',
  isPublic: false,
  async run(bench) {
    const scales = await scalesOf(bench.models, claimsOf(bench).map(textOf));
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
export const CONTRASTS = [contrasts, plain, calibration];

/** How far chances are from what came true, in bins of equal width, each counting by what is in it. */
function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = Array.from({ length: BINS }, (): Forecast[] => []);
  for (const one of forecasts) bins[Math.min(BINS - 1, Math.floor(one.chance * BINS))]?.push(one);
  const gaps = bins.map((bin) =>
    Math.abs(bin.reduce((sum, { chance, right }) => sum + chance - Number(right), 0)),
  );
  return share(mean(gaps) * BINS, forecasts.length);
}
