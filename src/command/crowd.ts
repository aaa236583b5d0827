import { between, type Instant, MINUTE } from '../model/time.ts';
import type { Person } from './invocation.ts';

/** Calls that one person may make in a minute: more than anyone types, fewer than a script sends. */
const MOST = 30;

/** Tells whether a person has called too much; each call that is asked about counts. */
export function createCrowd(): (person: Pick<Person, 'chat' | 'id'>, now: Instant) => boolean {
  const calls = new Map<string, Instant[]>();
  return ({ chat, id }, now) => {
    // Whoever sits at the terminal may pipe as many commands as they like.
    if (chat === 'terminal') return false;
    const who = `${chat} ${id}`;
    const recent = (calls.get(who) ?? []).filter((at) => between(at, now) < MINUTE);
    if (recent.length >= MOST) return true;
    // The latest last, so that those who are quiet are forgotten first.
    calls.delete(who);
    calls.set(who, [...recent, now]);
    for (const [name, times] of calls) {
      if (between(times.at(-1) ?? now, now) < MINUTE) break;
      calls.delete(name);
    }
    return false;
  };
}
