import { carrierOf } from './carriers.ts';
import { sayingOf } from './cues.ts';
import {
  AFTER_COMMA,
  BACKGROUND,
  COMPLIANCE,
  CONTRAST,
  MODALS,
  NEGATORS,
  NOT_BUT,
  OPAQUE,
  PHRASAL,
  PREVENTIONS,
  REJECTIONS,
  TRUTHS,
  UNSETTLED,
} from './stance-cues.ts';
import { stemOf } from './stem.ts';
import type { Token } from './text.ts';

/** A stretch of a sentence's words. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the words round an event make of it. */
export interface Governed {
  readonly sign: 1 | -1;
  /** The words that turn it round, or null. */
  readonly cue: string | null;
  /** The word that leaves it open, or null. */
  readonly unsettled: string | null;
  readonly background: boolean;
  /** Whether it is only what some letter or report is said to say. */
  readonly mentioned: boolean;
}

const REACH = 18;
const NEAR = 4;
const CALL = stemOf('call');
/** "Right", which only "غير" makes a rejection. */
const SOUND = stemOf('صحيح');

/**
 * What governs the word at `at` within the range. `events` are the places of the claim's event, which do not
 * govern one another; `own` those of all the claim's words; `spared` are stems that do not turn this event round.
 */
export function governorsOf(
  tokens: readonly Token[],
  at: number,
  range: Range,
  events: ReadonlySet<number>,
  own: ReadonlySet<number>,
  spared: ReadonlySet<string>,
): Governed {
  let sign: 1 | -1 = 1;
  let cue: string | null = null;
  let unsettled: string | null = null;
  let open = at;
  let background = false;
  let rejected = false;
  const carrier = carrierOf(tokens, at, range.from, own);
  const opaque = OPAQUE.has(tokens[at]?.stem ?? '');
  for (let i = at - 1; i >= Math.max(range.from, at - REACH); i -= 1) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || next === undefined || endsClause(next)) break;
    if (events.has(i)) continue;
    if (BACKGROUND.test(token.lower)) {
      background = true;
      break;
    }
    if (CONTRAST.test(token.lower) || saysAnew(tokens, i)) break;
    if (spared.has(token.stem)) continue;
    if (negates(tokens, i, at, opaque)) {
      rejected ||= carrier !== null && i < carrier;
      sign = sign === 1 ? -1 : 1;
      cue = phrase(tokens, i);
    } else if (isUnsettled(token, next, at - i) && !isPhrasal(tokens, i)) {
      unsettled = token.lower;
      open = i;
    }
  }
  const rejection = rejectedAfter(tokens, at, range);
  if (rejection !== null) {
    rejected = true;
    sign = sign === 1 ? -1 : 1;
    cue ??= rejection;
  }
  if (unsettled !== null && compliesBefore(tokens, open, range)) unsettled = null;
  return { sign, cue, unsettled, background, mentioned: carrier !== null && !rejected };
}

/** "Denied that … and called it a mistake": what the second verb says is not under the first. */
function saysAnew(tokens: readonly Token[], i: number): boolean {
  return tokens[i]?.lower === 'and' && sayingOf(tokens[i + 1]?.lower ?? '') !== null;
}

/** "Out of respect for the request …, and the decision that demanded …" reaches across the comma. */
function compliesBefore(tokens: readonly Token[], at: number, range: Range): boolean {
  for (let i = at - 1; i >= Math.max(range.from, at - REACH); i -= 1) {
    const token = tokens[i];
    if (token === undefined || /[;:.!?]/.test(tokens[i + 1]?.gap ?? '') || CONTRAST.test(token.lower))
      return false;
    if (COMPLIANCE.has(token.stem)) return true;
  }
  return false;
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

function isUnsettled({ lower, stem, capital }: Token, next: Token, distance: number): boolean {
  // "Called it a mistake" asks for nothing.
  if (stem === CALL && !/^(?:for|on|to|grow)/.test(next.lower)) return false;
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
    if (token.stem === SOUND && before !== 'غير') continue;
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
