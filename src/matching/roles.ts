import type { PreparedClaim, Variant } from './claims.ts';
import type { Hit, ReadSentence } from './reading.ts';

/** A place after one of these is where it happens and not who does it: "the troops in Iraq are leaving". */
const WHERE = /^(?:in|inside|near|across|at|في)$/;
const NOT_SUBJECT = /^(?:it|they|he|she|that|of|from|in|and|by)$/;
const WRONG_ACTOR = 0.45;
const OTHER_OBJECT = 0.45;

/**
 * Below 1 where the sentence has the claim's words in other parts: another country does it ("Turkey withdraws
 * its forces from Iraq, the US says"), or it is done to something else ("withdraws its ambassador").
 */
export function actorFactor(
  sentence: ReadSentence,
  variant: Variant,
  claim: PreparedClaim,
  hits: readonly Hit[],
): number {
  const actor = actorOf(variant) ?? claim.variants.map(actorOf).find((place) => place !== null) ?? null;
  const actions = hits.filter(({ term }) => term === variant.main);
  if (actor === null || actions.length === 0) return 1;
  const factors = actions.map((hit) => {
    const doer = subjectOf(sentence, hit);
    const wrong = doer !== null && doer !== actor ? WRONG_ACTOR : 1;
    return otherObject(sentence, claim, hit, hits) ? wrong * OTHER_OBJECT : wrong;
  });
  return Math.max(...factors);
}

/** The place that stands before the event in a wording: who does it. */
function actorOf({ terms, main }: Variant): string | null {
  const first = terms.find(
    ({ role, mention }) => role === 'place' && mention.from < (main?.mention.from ?? 0),
  );
  return first?.key ?? null;
}

/** The country just before the event, or just after it as "withdrawal of Turkish troops". */
function subjectOf(sentence: ReadSentence, { mention }: Hit): string | null {
  const before = sentence.mentions.findLast(
    ({ place, from, to }) =>
      place !== null && to <= mention.from && !WHERE.test(sentence.tokens[from - 1]?.lower ?? ''),
  );
  // "The Mali exit" is an exit from Mali.
  const compound =
    before?.to === mention.from && !/(?:s|ed)$/.test(sentence.tokens[mention.from]?.lower ?? 's');
  if (before && !compound && mention.from - before.to <= 3 && joined(sentence, before.to, mention.from))
    return before.place;
  const after = sentence.mentions.find(({ place, from }) => place !== null && from >= mention.to);
  const between = sentence.tokens.slice(mention.to, after?.from).map(({ lower }) => lower);
  const genitive = after !== undefined && between.length <= 2 && between.at(0) === 'of';
  return genitive ? after.place : null;
}

function joined(sentence: ReadSentence, from: number, to: number): boolean {
  for (let at = from; at <= to; at += 1) {
    const token = sentence.tokens[at];
    if (token === undefined || /[,;:“"—–]| - /.test(token.gap)) return false;
    if (at < to && NOT_SUBJECT.test(token.lower)) return false;
  }
  return true;
}

/** Whether the event is done to a thing that no wording of the claim names, while the claim's own is absent. */
function otherObject(
  sentence: ReadSentence,
  claim: PreparedClaim,
  { mention }: Hit,
  hits: readonly Hit[],
): boolean {
  const statement = claim.variants[0];
  const things = statement?.terms.filter(({ role }) => role === 'content') ?? [];
  if (things.length === 0 || hits.some(({ term }) => term.role === 'content')) return false;
  const next = sentence.mentions.find(({ from }) => from >= mention.to);
  if (next === undefined || next.place !== null || next.senses.length > 0) return false;
  const between = sentence.tokens.slice(mention.to, next.from).map(({ lower }) => lower);
  const known = claim.variants.some(({ terms }) => terms.some(({ key }) => key === next.word));
  const token = sentence.tokens[next.from];
  if (known || token === undefined || /\p{P}/u.test(token.gap)) return false;
  return (
    between.every((word) => /^(?:its|their|the|a|an|of|his|her|all|some)$/.test(word)) && next.word.length > 3
  );
}
