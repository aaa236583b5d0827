import { stemOf } from './stem.ts';
import type { Token } from './text.ts';

/** By their form: "reports" may be a noun, and "reported" is none. */
const CARRIERS =
  /^(?:(?:letter|message|memo|note|report|document|draft|statement|rumou?r|tweet|notice)s?|news|talk|stor(?:y|ies)|(?:ال)?رسالة|أنباء|تقارير|خبر)$/;
/** After the carrier, what opens its contents. */
const ON = /^(?:on|about|of|over|regarding|concerning|بشأن|عن|حول)$/;
const THAT =
  /^(?:that|which|saying|stating|announcing|telling|suggesting|claiming|describing|تتحدث|يتحدث|تقول|تفيد|تعلن)$/;
const FINITE = /^(?:is|are|was|were|has|have|had|will|would|came|comes)$/;
/** Whoever confirms a report says what it says. */
const CONFIRMING = new Set(['confirm', 'acknowledge', 'admit', 'verify', 'أكد', 'يؤكد'].map(stemOf));
/** How far its contents may stand from "a message from the US military stating …". */
const ISSUER = 6;

/**
 * The index of the letter, report or rumour whose contents the word at `at` belongs to ("the letter on leaving
 * Iraq", "reports that …"), or null. Naming such a thing says nothing yet of its contents. `own` are words of the
 * claim itself, which may be about the letter; `from` is where the speaker's words begin.
 */
export function carrierOf(
  tokens: readonly Token[],
  at: number,
  from: number,
  own: ReadonlySet<number>,
): number | null {
  let opener: number | null = null;
  for (let i = at - 1; i >= Math.max(from, at - 18); i -= 1) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || next === undefined || /[;:,،.!?()“”"«»]|[—–]/.test(next.gap)) return null;
    if (CARRIERS.test(token.lower) && opener !== null && !own.has(i) && !told(tokens, i)) {
      const near = opener - i <= (/ing$/.test(tokens[opener]?.lower ?? '') ? ISSUER : 2);
      return near && !(confirmed(tokens, i, from) && !goesOn(tokens, at)) ? i : null;
    }
    const on = ON.test(token.lower) && !tokens.slice(i, at).some(({ lower }) => FINITE.test(lower));
    if (on || THAT.test(token.lower)) opener = i;
  }
  return null;
}

/** "Told Baghdad in a letter that …" gives the letter as the means, and is said outright. */
function told(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(?:in|by|via|through|في)$/.test(lower));
}

/** "Confirmed the letter on the withdrawal *was* genuine" confirms that, and not the withdrawal. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const rest = tokens.slice(at + 1, at + ISSUER);
  const end = rest.findIndex(({ gap }) => /\p{P}/u.test(gap));
  return rest.slice(0, end < 0 ? rest.length : end).some(({ lower }) => FINITE.test(lower));
}

function confirmed(tokens: readonly Token[], at: number, from: number): boolean {
  return tokens.slice(Math.max(from, at - 5), at).some(({ stem }) => CONFIRMING.has(stem));
}
