import { BANDS } from '../../src/matching/matcher.ts';
import { isSide } from '../../src/model/stance.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { familiesOf, followedOf, newsOf } from './families.ts';
import { realMatcher } from './newsdesk.ts';
import { accuracy, inverted, type Judged, mean } from './scores.ts';
import type { EvalSet } from './set.ts';

interface Seen extends Judged {
  readonly score: number;
}

/** Plain news, judged with all claims of its part followed at once: what it says of its claim, and of the ones beside it. */
export const EVERYDAY: EvalSet = {
  name: 'everyday',
  isPublic: false,
  async run({ models, split, most }) {
    const families = sampled(familiesOf(split), most);
    const matcher = realMatcher(models);
    await matcher.follow(families.flatMap(followedOf), []);
    await matcher.prepared();
    // Rows of one family are drawn together: they are not independent.
    const units: Seen[][] = [];
    for (const family of families) {
      const unit: Seen[] = [];
      for (const { item, own, stance } of newsOf(family)) {
        const judgements = await matcher.judge(item);
        for (const { id } of followedOf(family)) {
          const found = judgements.find(({ claim }) => claim === id);
          const label = id === own ? stance : 'unrelated';
          unit.push({ label, said: found?.stance ?? 'unrelated', score: found?.score ?? 0 });
        }
      }
      units.push(unit);
    }
    const about = units.map((unit) => unit.filter(({ label }) => label !== 'unrelated'));
    const beside = units.map((unit) => unit.filter(({ label }) => label === 'unrelated'));
    const sided = about.flat().filter(({ label }) => isSide(label));
    return [
      figureOf(
        'accuracy under their own claim',
        about,
        (drawn) => accuracy(drawn.flat()),
        about.flat().length,
      ),
      figureOf('taken for the opposite', about, (drawn) => inverted(drawn.flat()), sided.length),
      figureOf(
        'alerts on the claims beside it',
        beside,
        (drawn) => mean(drawn.flat().map(({ score }) => Number(score >= BANDS.alert))),
        beside.flat().length,
      ),
    ];
  },
};
