import { BANDS } from '../../src/matching/matcher.ts';
import { isSide } from '../../src/model/stance.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { familiesOf, followedOf, newsOf, oppositesOf } from './families.ts';
import { realMatcher } from './newsdesk.ts';
import { accuracy, inverted, type Judged, mean } from './scores.ts';
import type { Bench, EvalSet, Label } from './set.ts';

interface Seen extends Judged {
  readonly score: number;
}

const FLIPPED: Readonly<Record<Label, Label>> = {
  affirms: 'denies',
  denies: 'affirms',
  observes: 'observes',
  unrelated: 'unrelated',
};

/** Plain news, judged with all claims of its part followed at once: what it says of its claim, and of the ones beside it. */
export const EVERYDAY: EvalSet = {
  name: 'everyday',
  isPublic: false,
  async run(bench) {
    const units = await seenUnder(followedOf, (stance) => stance, bench);
    const about = units.map((unit) => unit.filter(({ label }) => label !== 'unrelated'));
    const beside = units.map((unit) => unit.filter(({ label }) => label === 'unrelated'));
    const opposed = (await seenUnder(oppositesOf, (stance) => FLIPPED[stance], bench)).map((unit) =>
      unit.filter(({ label }) => label !== 'unrelated'),
    );
    const accurate = (name: string, rows: readonly Seen[][]) =>
      figureOf(name, rows, (drawn) => accuracy(drawn.flat()), rows.flat().length);
    const mistaken = (name: string, rows: readonly Seen[][]) => {
      const sided = rows.flat().filter(({ label }) => isSide(label));
      return figureOf(name, rows, (drawn) => inverted(drawn.flat()), sided.length);
    };
    return [
      accurate('accuracy under their own claim', about),
      mistaken('taken for the opposite', about),
      figureOf(
        'alerts on the claims beside it',
        beside,
        (drawn) => mean(drawn.flat().map(({ score }) => Number(score >= BANDS.alert))),
        beside.flat().length,
      ),
      accurate('accuracy under the opposite claim', opposed),
      mistaken('taken for the opposite, under the opposite claim', opposed),
    ];
  },
};

/** Rows of one family stand together: they are not independent. */
async function seenUnder(
  claimsOf: typeof followedOf,
  labelOf: (stance: Label) => Label,
  { models, split, most }: Bench,
): Promise<Seen[][]> {
  const families = familiesOf(split);
  const matcher = realMatcher(models);
  await matcher.follow(families.flatMap(claimsOf), []);
  await matcher.prepared();
  const units: Seen[][] = [];
  for (const family of sampled(families, most)) {
    const unit: Seen[] = [];
    for (const { item, own, stance } of newsOf(family)) {
      const judgements = await matcher.judge(item);
      for (const { id } of claimsOf(family)) {
        const found = judgements.find(({ claim }) => claim === id);
        const label = id === own ? labelOf(stance) : 'unrelated';
        unit.push({ label, said: found?.stance ?? 'unrelated', score: found?.score ?? 0 });
      }
    }
    units.push(unit);
  }
  return units;
}
