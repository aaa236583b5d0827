import { BANDS } from '../../src/matching/matcher.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { familiesOf, followedOf, newsOf } from './families.ts';
import { realMatcher } from './newsdesk.ts';
import { accuracyIn, inversionsIn, type Judged, mean } from './scores.ts';
import { type Bench, type EvalSet, flipped } from './set.ts';

interface Seen extends Judged {
  readonly score: number;
}

/** Plain news, judged with all claims of its part followed at once: what it says of its claim, and of the ones beside it. */
export const EVERYDAY: EvalSet = {
  name: 'everyday',
  isPublic: false,
  async run(bench) {
    const units = await seenUnder('claim', bench);
    const about = units.map((unit) => unit.filter(isAbout));
    const beside = units.map((unit) => unit.filter((one) => !isAbout(one)));
    const opposed = (await seenUnder('opposite', bench)).map((unit) => unit.filter(isAbout));
    return [
      accuracyIn('accuracy under their own claim', about),
      inversionsIn('taken for the opposite', about),
      figureOf(
        'alerts on the claims beside it',
        beside,
        (drawn) => mean(drawn.flat().map(({ score }) => Number(score >= BANDS.alert))),
        beside.flat().length,
      ),
      accuracyIn('accuracy under the opposite claim', opposed),
      inversionsIn('taken for the opposite, under the opposite claim', opposed),
    ];
  },
};

function isAbout({ label }: Seen): boolean {
  return label !== 'unrelated';
}

/** Rows of one family stand together: they are not independent. */
async function seenUnder(wording: 'claim' | 'opposite', { models, split, most }: Bench): Promise<Seen[][]> {
  const families = familiesOf(split);
  const matcher = realMatcher(models);
  await matcher.follow(
    families.flatMap((family) => followedOf(family, wording)),
    [],
  );
  await matcher.prepared();
  const units: Seen[][] = [];
  for (const family of sampled(families, most)) {
    const unit: Seen[] = [];
    for (const { item, own, stance } of newsOf(family)) {
      const judgements = await matcher.judge(item);
      for (const { id } of followedOf(family, wording)) {
        const found = judgements.find(({ claim }) => claim === id);
        const label = id !== own ? 'unrelated' : wording === 'opposite' ? flipped(stance) : stance;
        unit.push({ label, said: found?.stance ?? 'unrelated', score: found?.score ?? 0 });
      }
    }
    units.push(unit);
  }
  return units;
}
