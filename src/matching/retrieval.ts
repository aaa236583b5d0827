import { type ClaimIndex, candidates } from './claim-index.ts';
import type { PreparedClaim, Term, Variant } from './claims.ts';
import { type Hit, keysIn, keysOf, type ReadSentence } from './reading.ts';
import { actorFactor } from './roles.ts';

/** How well one sentence speaks of a claim, in the wording that fits it best. */
export interface SentenceMatch {
  readonly sentence: ReadSentence;
  readonly variant: Variant;
  readonly score: number;
  readonly hits: readonly Hit[];
}

/** A claim that the item may be about, its sentences in order. */
export interface Found {
  readonly claim: PreparedClaim;
  readonly score: number;
  readonly sentences: readonly SentenceMatch[];
}

const STRENGTH = { word: 1, synonym: 0.9, opposite: 0.85 } as const;
/** What a term counts that the sentence lacks but the headline or lead has, or any other sentence. */
const BORROWED = { lead: 0.6, content: 0.4, elsewhere: 0.35 } as const;
const BODY = 0.92;
/**
 * What is left of a score without the claim's event, or without that of a claim about a thing or a demand (the
 * letter alone does not make it genuine), without what is demanded, or without the thing it is said of. */
const MISSING = {
  main: 0.5,
  predicate: 0.4,
  asked: 0.4,
  mainOfName: 0.7,
  subject: 0.45,
  name: 0.45,
  place: 0.45,
} as const;
/** What is left without the claim's country where another is named, and where a proper name pins it anyway. */
const ELSEWHERE = { stranger: 0.3, pinned: 0.85, pinnedStranger: 0.6 } as const;
/** A sentence below this is not about the claim. */
const ABOUT = 0.35;

/** The claims that the item is about with a score of at least `least`, best first. */
export function findClaims(sentences: readonly ReadSentence[], index: ClaimIndex, least: number): Found[] {
  const opening = sentences.filter(({ part }) => part !== 'body');
  const context = { opening: keysIn(opening), all: keysIn(sentences) };
  const found: Found[] = [];
  for (const [claimAt, variants] of candidates(context.all, index, least)) {
    const claim = index.claims[claimAt];
    if (claim === undefined) continue;
    const matches = sentences.flatMap((sentence) => {
      const best = bestVariant(sentence, claim, variants, context, index.weights);
      return best !== null && best.score >= ABOUT ? [best] : [];
    });
    const score = Math.max(0, ...matches.map((match) => match.score));
    if (score >= least) found.push({ claim, score, sentences: matches });
  }
  return found.sort((a, b) => b.score - a.score);
}

interface Context {
  readonly opening: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

function bestVariant(
  sentence: ReadSentence,
  claim: PreparedClaim,
  variants: ReadonlySet<number>,
  context: Context,
  weights: ReadonlyMap<Term, number>,
): SentenceMatch | null {
  let best: SentenceMatch | null = null;
  for (const at of variants) {
    const variant = claim.variants[at];
    if (variant === undefined) continue;
    const match = scoreSentence(sentence, variant, claim, context, weights);
    if (match !== null && match.score > (best?.score ?? 0)) best = match;
  }
  return best;
}

function scoreSentence(
  sentence: ReadSentence,
  variant: Variant,
  claim: PreparedClaim,
  context: Context,
  weights: ReadonlyMap<Term, number>,
): SentenceMatch | null {
  const hits = variant.terms.flatMap((term) => hitsOf(term, sentence));
  if (!hits.some(({ term }) => term.role !== 'place' && term.role !== 'common')) return null;
  const places = new Set(claim.variants.flatMap(({ required }) => required.map(({ key }) => key)));
  const stranger = sentence.mentions.some(({ place }) => place !== null && !places.has(place));
  let total = 0;
  let covered = 0;
  for (const term of variant.terms) {
    const weight = weights.get(term) ?? term.weight;
    const strength = Math.max(0, ...hits.filter((hit) => hit.term === term).map((hit) => hit.strength));
    total += weight;
    covered += weight * Math.max(strength, borrowed(term, context, stranger));
  }
  let factor = sentence.part === 'body' ? BODY : 1;
  const pinned = hits.some(({ term }) => term.role === 'name');
  for (const term of variant.required) {
    if (sentence.lookup.has(term.key) || borrowed(term, context, stranger) > 0) continue;
    if (term.role === 'name') factor *= pinned ? ELSEWHERE.pinned : MISSING.name;
    else if (pinned) factor *= stranger ? ELSEWHERE.pinnedStranger : ELSEWHERE.pinned;
    else factor *= stranger ? ELSEWHERE.stranger : MISSING.place;
  }
  const { main, asked, subject } = variant;
  if (main !== null && !hits.some(({ term }) => term === main))
    factor *= pinned ? MISSING.mainOfName : subject || asked ? MISSING.predicate : MISSING.main;
  if (asked !== null && !hits.some(({ term }) => term === asked)) factor *= MISSING.asked;
  if (subject !== null && !pinned && !hits.some(({ term }) => term === subject)) factor *= MISSING.subject;
  return {
    sentence,
    variant,
    hits,
    score: (covered / total) * factor * actorFactor(sentence, variant, claim, hits),
  };
}

function borrowed(term: Term, context: Context, stranger: boolean): number {
  const { role, key } = term;
  if (role === 'place' || role === 'name') {
    // With another country in the sentence, it may well be that one's withdrawal.
    if (role === 'place' && stranger) return 0;
    return context.opening.has(key) ? BORROWED.lead : context.all.has(key) ? BORROWED.elsewhere : 0;
  }
  return keysOf(term.mention).some((found) => context.opening.has(found)) ? BORROWED.content : 0;
}

function hitsOf(term: Term, sentence: ReadSentence): Hit[] {
  const same = sentence.lookup.get(term.key) ?? [];
  const hits: Hit[] = same.map((mention) => ({ term, mention, flipped: false, strength: mention.strength }));
  for (const { group, pole } of term.mention.senses) {
    for (const mention of sentence.lookup.get(group) ?? []) {
      if (hits.some((hit) => hit.mention === mention)) continue;
      const flipped = !mention.senses.some((sense) => sense.group === group && sense.pole === pole);
      hits.push({ term, mention, flipped, strength: flipped ? STRENGTH.opposite : STRENGTH.synonym });
    }
  }
  return hits;
}
