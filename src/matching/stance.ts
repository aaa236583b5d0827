import type { Stance } from '../model/stance.ts';
import type { Variant } from './claims.ts';
import { type Governed, governorsOf, type Range } from './governors.ts';
import type { Hit } from './reading.ts';
import type { SentenceMatch } from './retrieval.ts';
import { CONTINUATION, NO_COMMENT, REFUSALS, STATES } from './stance-cues.ts';
import type { Token } from './text.ts';

/** What some words say of a claim, and the word that decided it (null where plainly stated). */
export interface Reading {
  readonly stance: Stance;
  readonly cue: string | null;
  /** Whether they only mention it, as what some letter or report says: no stance of theirs. */
  readonly mentioned: boolean;
}

/** Of an event named again and again in one sentence, so many decide. */
const EVENTS = 6;
const NONE: ReadonlySet<string> = new Set();

/**
 * What the words of `range` say of the claim: what the negations, denials and doubts that govern its event in
 * the sentence make of it, compared with those in the claim's own wording.
 */
export function readStance(match: SentenceMatch, range: Range): Reading {
  const { tokens, tail } = match.sentence;
  const inside = match.hits.filter(({ mention }) => mention.from >= range.from && mention.from < range.to);
  const words = tokens.slice(range.from, range.to);
  const spoken = words.map(({ lower }) => lower).join(' ');
  const silent = NO_COMMENT.map((pattern) => pattern.exec(spoken)?.[0]).find((found) => found !== undefined);
  if (silent !== undefined) return { stance: 'observes', cue: silent, mentioned: false };
  if (range.to === tokens.length && /[?؟]/.test(tail))
    return { stance: 'observes', cue: '?', mentioned: false };
  const deciding = decidingHits(inside, match.variant);
  const own = new Set(inside.map(({ mention }) => mention.from));
  const events = new Set(deciding.map(({ mention }) => mention.from));
  const readings = deciding.slice(0, EVENTS).map((hit) => ({
    hit,
    governed: governorsOf(tokens, hit.mention.from, range, events, own, sparedBy(match.variant)),
  }));
  const chosen =
    readings.find(({ governed }) => !governed.background && !governed.mentioned) ??
    readings.find(({ governed }) => !governed.background) ??
    readings[0];
  if (chosen === undefined) return { stance: 'observes', cue: null, mentioned: false };
  return readingOf(chosen.hit, chosen.governed, match.variant, words);
}

/** The event where it is named; else, for a plain "no mercenaries", the things the claim is about. */
function decidingHits(hits: readonly Hit[], variant: Variant): readonly Hit[] {
  const main = hits
    .filter(({ term }) => term === variant.main)
    .sort((a, b) => a.mention.from - b.mention.from);
  const direct = main.filter(({ flipped }) => !flipped);
  if (main.length > 0) return direct.length > 0 ? direct : main;
  return hits.filter(({ term }) => term.role !== 'place' && term.role !== 'common');
}

function readingOf(hit: Hit, governed: Governed, variant: Variant, words: readonly Token[]): Reading {
  const word = words.find(({ stem }) => hit.mention.word.startsWith(stem))?.lower ?? hit.mention.word;
  const { mentioned } = governed;
  if (mentioned || governed.unsettled !== null)
    return { stance: 'observes', cue: governed.unsettled, mentioned };
  if (hit.flipped && STATES.has(hit.mention.word) && !words.some(({ stem }) => CONTINUATION.has(stem))) {
    return { stance: 'observes', cue: null, mentioned };
  }
  const sign = (hit.flipped ? -1 : 1) * governed.sign * signInClaim(hit, variant);
  const cue = governed.cue ?? (hit.flipped ? word : null);
  if (sign < 0) return { stance: 'denies', cue, mentioned };
  return {
    stance: hit.term === variant.main || variant.main === null ? 'affirms' : 'observes',
    cue,
    mentioned,
  };
}

function sparedBy({ asked }: Variant): ReadonlySet<string> {
  return asked === null ? NONE : REFUSALS;
}

/** Whether the claim itself states or negates this term ("has not changed"). */
function signInClaim({ term }: Hit, { tokens }: Variant): 1 | -1 {
  const own = new Set([term.mention.from]);
  return governorsOf(tokens, term.mention.from, { from: 0, to: tokens.length }, own, own, NONE).sign;
}
