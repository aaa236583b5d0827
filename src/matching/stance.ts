import type { Stance } from '../model/stance.ts';
import type { Variant } from './claims.ts';
import type { Hit } from './reading.ts';
import type { SentenceMatch } from './retrieval.ts';
import {
  AFTER_COMMA,
  BACKGROUND,
  COMPLIANCE,
  CONTINUATION,
  CONTRAST,
  MODALS,
  NEGATORS,
  NO_COMMENT,
  NOT_BUT,
  OPAQUE,
  PHRASAL,
  PREVENTIONS,
  REJECTIONS,
  STATES,
  TRUTHS,
  UNSETTLED,
} from './stance-cues.ts';
import type { Token } from './text.ts';

/** What some words say of a claim, and the word that decided it (null where plainly stated). */
export interface Reading {
  readonly stance: Stance;
  readonly cue: string | null;
}

/** A stretch of a sentence's words. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Governed {
  readonly sign: 1 | -1;
  readonly cue: string | null;
  readonly unsettled: string | null;
  readonly background: boolean;
}

const REACH = 18;
const NEAR = 4;

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
  if (silent !== undefined) return { stance: 'observes', cue: silent };
  if (range.to === tokens.length && /[?؟]/.test(tail)) return { stance: 'observes', cue: '?' };
  const deciding = decidingHits(inside, match.variant);
  const own = new Set(deciding.map(({ mention }) => mention.from));
  const readings = deciding.map((hit) => ({
    hit,
    governed: governorsOf(tokens, hit.mention.from, range, own),
  }));
  const chosen = readings.find(({ governed }) => !governed.background) ?? readings[0];
  if (chosen === undefined) return { stance: 'observes', cue: null };
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
  if (governed.unsettled !== null) return { stance: 'observes', cue: governed.unsettled };
  if (hit.flipped && STATES.has(hit.mention.word) && !words.some(({ stem }) => CONTINUATION.has(stem))) {
    return { stance: 'observes', cue: null };
  }
  const sign = (hit.flipped ? -1 : 1) * governed.sign * signInClaim(hit, variant);
  const cue = governed.cue ?? (hit.flipped ? word : null);
  if (sign < 0) return { stance: 'denies', cue };
  return { stance: hit.term === variant.main || variant.main === null ? 'affirms' : 'observes', cue };
}

/** Whether the claim itself states or negates this term ("has not changed"). */
function signInClaim({ term }: Hit, { tokens }: Variant): 1 | -1 {
  const own = new Set([term.mention.from]);
  return governorsOf(tokens, term.mention.from, { from: 0, to: tokens.length }, own).sign;
}

function governorsOf(tokens: readonly Token[], at: number, range: Range, own: ReadonlySet<number>): Governed {
  let sign: 1 | -1 = 1;
  let cue: string | null = null;
  let unsettled: string | null = null;
  let background = false;
  const opaque = OPAQUE.has(tokens[at]?.stem ?? '');
  for (let i = at - 1; i >= Math.max(range.from, at - REACH); i -= 1) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || next === undefined || endsClause(next)) break;
    if (own.has(i)) continue;
    if (BACKGROUND.test(token.lower)) {
      background = true;
      break;
    }
    if (CONTRAST.test(token.lower)) break;
    if (negates(tokens, i, at, opaque)) {
      sign = sign === 1 ? -1 : 1;
      cue = phrase(tokens, i);
    } else if (COMPLIANCE.has(token.stem)) {
      unsettled = null;
    } else if (isUnsettled(token, at - i) && !isPhrasal(tokens, i)) {
      unsettled = token.lower;
    }
  }
  const rejection = rejectedAfter(tokens, at, range);
  if (rejection !== null) {
    sign = sign === 1 ? -1 : 1;
    cue ??= rejection;
  }
  return { sign, cue, unsettled, background };
}

function endsClause({ gap, lower }: Token): boolean {
  if (/[;:.!?()]|[—–]| - /.test(gap)) return true;
  return /[,،]/.test(gap) && (AFTER_COMMA.test(lower) || CONTRAST.test(lower) || BACKGROUND.test(lower));
}

function negates(tokens: readonly Token[], i: number, at: number, opaque: boolean): boolean {
  const { lower, stem } = tokens[i] ?? { lower: '', stem: '' };
  if (isPhrasal(tokens, i)) return true;
  if (PREVENTIONS.has(stem)) return at - i <= NEAR;
  if (!NEGATORS.has(lower) && !NEGATORS.has(stem) && !lower.endsWith("n't")) return false;
  const [first, ...rest] = tokens.slice(i + 1, i + 4);
  if (NOT_BUT.test(first?.lower ?? '') || TRUTHS.test(first?.lower ?? '')) return false;
  const shields = [first, ...rest].some((token) => token !== undefined && OPAQUE.has(token.stem));
  return opaque ? at - i <= NEAR : !shields;
}

function isUnsettled({ lower, stem, capital }: Token, distance: number): boolean {
  if (MODALS.test(lower)) return !capital && distance <= NEAR;
  return UNSETTLED.has(lower) || UNSETTLED.has(stem);
}

/** A verdict on what stands before it: "… is false", "… is not true", "… denied by …". */
function rejectedAfter(tokens: readonly Token[], at: number, range: Range): string | null {
  for (let i = at + 1; i < Math.min(range.to, at + REACH); i += 1) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || endsClause(token) || BACKGROUND.test(token.lower)) return null;
    const negated = /^(?:not|n't|isn't|aren't|wasn't)$/.test(token.lower) && TRUTHS.test(next?.lower ?? '');
    if (negated) return phrase(tokens, i);
    if (!REJECTIONS.has(token.stem)) continue;
    const before = tokens[i - 1]?.lower ?? '';
    const verdict = /^(?:is|are|was|were|as|been|be|being|totally|completely|entirely|a|غير)$/.test(before);
    const last = next === undefined || i + 1 >= range.to || /\p{P}/u.test(next.gap) || next.lower === 'by';
    const passive = !/^(?:denies|rejects|deny|reject|denying|rejecting)$/.test(token.lower);
    if (passive && (verdict || last)) return token.lower;
  }
  return null;
}

function isPhrasal(tokens: readonly Token[], i: number): boolean {
  return /^(?:out|off|down)$/.test(tokens[i + 1]?.lower ?? '') && PHRASAL.test(phrase(tokens, i));
}

function phrase(tokens: readonly Token[], i: number): string {
  return [tokens[i], tokens[i + 1]]
    .map((token) => token?.lower ?? '')
    .join(' ')
    .trim();
}
