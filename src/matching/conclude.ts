import { areOpposed, isSide, type Stance } from '../model/stance.ts';
import { leansWithin, likeliest, stanceOf } from './fusion.ts';
import { BANDS } from './matcher.ts';
import type { Weighed } from './weigh.ts';

/** How sure the models must be to have the desk asked of a taught claim that the rules do not see. */
const UNTAUGHT = 0.95;
/**
 * From here up the rules see every word of the claim in one sentence, and the claim is near, since an alias may be a
 * mere name: the desk is asked, whatever the models say.
 */
const PLAIN = { score: 0.95, cosine: 0.5 } as const;
/** So near is a claim to a headline that words it alike. */
const SAME = 0.8;
/** A side counts where the other has at most this share of what both have. */
const NARROW = 0.3;
/** The most that still asks the desk, and counts for nothing by itself. */
const ASKED = BANDS.alert - 0.01;

/** What comes of models and rules: how surely it is a match, and whether the rules' judgement stands as it is. */
export interface Conclusion {
  readonly score: number;
  readonly byRules: boolean;
}

/**
 * A desk that gave a claim aliases and its topic names has taught the rules to see it: what they are sure of stands,
 * and what only the models see is at most suggested. Where models and rules take opposite sides, or the models hardly
 * know which, the desk is asked.
 */
export function conclude({ chances, signals }: Weighed, taught: boolean): Conclusion {
  const about = 1 - chances.unrelated;
  if (taught && signals.score >= BANDS.alert) return { score: signals.score, byRules: true };
  if (taught && signals.score === 0)
    return { score: about >= UNTAUGHT ? Math.min(about, ASKED) : 0, byRules: false };
  // A headline about two things ("Oil rises as troops leave") says the one plainly, and the judge sees the other.
  if (signals.score >= PLAIN.score && signals.cosine >= PLAIN.cosine && about < BANDS.suggest)
    return { score: BANDS.suggest, byRules: true };
  const stance = stanceOf(chances);
  // The judge hears a mere report in many a short headline that says just what the claim says.
  const isPlain = signals.score >= PLAIN.score && signals.cosine >= SAME;
  if (isPlain && isSide(signals.stance) && chances.observes >= chances[signals.stance])
    return { score: about, byRules: true };
  const unsure = areOpposed(stance, signals.stance) || leansWithin(chances, NARROW);
  return { score: unsure ? Math.min(about, ASKED) : about, byRules: false };
}

/** Why, for a person. */
export function reasonOf({ chances, signals, rules }: Weighed, stance: Stance): string {
  const percent = (chance: number) => `${Math.round(100 * chance)} %`;
  const about = 1 - chances.unrelated;
  const sides = (['affirms', 'denies'] as const).map(
    (side) => `${side} it with ${percent(chances[side] / about)}`,
  );
  const unclear = stance === 'observes' && isSide(likeliest(chances));
  const then = unclear ? sides.join(' or ') : `${stance} it with ${percent(chances[stance] / about)}`;
  const models = `by the models it is about this with a chance of ${percent(about)}, and then ${then}; likeness ${signals.cosine.toFixed(2)}`;
  return rules ? `${rules.ruled.reason}; ${models}` : `The rules see nothing; ${models}`;
}
