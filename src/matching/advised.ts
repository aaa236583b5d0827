import { messageOf } from '../errors.ts';
import type { Advice, Adviser } from './adviser.ts';
import { BANDS, type ItemText, type Judgement, type Matcher } from './matcher.ts';

const MOST_ASKED = 3;
/** Below this confidence its answer is noted and changes nothing. */
const SURE = 0.8;

/**
 * A matcher whose doubtful judgements, from BANDS.suggest to below BANDS.alert, are put to an adviser: at most three
 * an item, best first. What it says can drop a judgement or lift it to BANDS.alert and no higher. Where it fails, the
 * judgement stays as it was, and `warn` hears of each kind of failure once.
 */
export function createAdvisedMatcher(
  matcher: Matcher,
  advise: Adviser,
  warn: (error: unknown, what: string) => void,
): Matcher {
  let statements = new Map<string, string>();
  const warned = new Set<string>();

  const reconsider = async (judgement: Judgement, statement: string, item: ItemText) => {
    try {
      return heed(judgement, await advise.ask(statement, item), advise.model);
    } catch (error) {
      const what = `${advise.model} gives no advice: ${messageOf(error)}`;
      if (!warned.has(what)) warn(error, what);
      warned.add(what);
      return judgement;
    }
  };
  return {
    async follow(claims, names) {
      await matcher.follow(claims, names);
      statements = new Map(claims.map(({ id, statement }) => [id, statement]));
    },
    async judge(item) {
      const judgements = await matcher.judge(item);
      if (isBare(item)) return judgements;
      const kept: Judgement[] = [];
      let left = MOST_ASKED;
      for (const judgement of judgements) {
        const statement = statements.get(judgement.claim);
        const asks = isDoubtful(judgement) && statement !== undefined && left-- > 0;
        const after = asks ? await reconsider(judgement, statement, item) : judgement;
        if (after !== null) kept.push(after);
      }
      return kept.sort((a, b) => b.score - a.score);
    },
    // The adviser is not asked again: what it said stands in the judgement.
    explain: (item) => matcher.explain(item),
    likeness: (item, others) => matcher.likeness(item, others),
    prepared: () => matcher.prepared(),
    close: () => matcher.close(),
  };
}

/** The words with which someone looks for a claim come as a headline alone: they stay here, and are answered at once. */
function isBare({ summary, text }: ItemText): boolean {
  return summary === '' && text === '';
}

function isDoubtful({ score }: Judgement): boolean {
  return score >= BANDS.suggest && score < BANDS.alert;
}

/** The judgement after the advice; null where there is no match. */
function heed(judgement: Judgement, advice: Advice | null, model: string): Judgement | null {
  if (advice === null) {
    const reason = `${judgement.reason}; not asked ${model} (a machine): this hour's questions are spent`;
    return { ...judgement, reason };
  }
  const { stance, evidence, confidence } = advice;
  const reason = `${judgement.reason}; asked ${model} (a machine): ${stance}, ${Math.floor(100 * confidence)} % sure`;
  if (confidence < SURE) return { ...judgement, reason: `${reason}, too little to count` };
  if (stance === 'unrelated') return null;
  return { ...judgement, stance, evidence, score: BANDS.alert, reason };
}
