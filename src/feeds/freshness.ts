import { SECOND } from '../model/time.ts';

/** What is said to be fresh for longer than this has the same meaning (RFC 9111, 1.2.2), and can still be added to a date. */
const LONGEST = 2 ** 31;
/** A header may be thousands of times as long, which no pattern is to look through. */
const LONGEST_DATE = 100;
/** Cached, but to be asked for again each time. */
const AT_ONCE = ['no-store', 'no-cache'];

/**
 * For how many milliseconds from now an answer is still fresh (RFC 9111, 4.2), 0 if it is stale already, or null
 * if it says nothing about that. `s-maxage`, which is meant for shared caches, counts where `max-age` is missing.
 */
export function freshFor(headers: Headers): number | null {
  const directives = directivesOf(headers.get('cache-control') ?? '');
  if (AT_ONCE.some((name) => directives.has(name))) return 0;
  const lifetime =
    secondsOf(directives.get('max-age')) ?? secondsOf(directives.get('s-maxage')) ?? untilExpiry(headers);
  if (lifetime === null) return null;
  const age = secondsOf(headers.get('age')?.trim()) ?? 0;
  return Math.min(Math.max(lifetime - age, 0), LONGEST) * SECOND;
}

/** Names in small letters, each with its first value. */
function directivesOf(cacheControl: string): Map<string, string> {
  const directives = new Map<string, string>();
  for (const directive of cacheControl.split(',')) {
    const [name = '', value = ''] = directive.split('=', 2).map((part) => part.trim());
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), value.replaceAll('"', ''));
  }
  return directives;
}

function secondsOf(value: string | undefined): number | null {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}

/** Counted from the answer's own Date, so that neither side's clock has to be right. */
function untilExpiry(headers: Headers): number | null {
  const expires = headers.get('expires')?.slice(0, LONGEST_DATE);
  if (expires === undefined) return null;
  const seconds = (Date.parse(expires) - Date.parse(headers.get('date') ?? '')) / SECOND;
  // "0" and whatever else is no date means: expired already (RFC 9111, 5.3).
  return /[a-z]{3}.*\d\d:\d\d/i.test(expires) && !Number.isNaN(seconds) ? seconds : 0;
}
