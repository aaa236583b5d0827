import { createTask, type ScheduledTask, schedule, validate } from 'node-cron';
import { UserError } from './errors.ts';
import { type Instant, instant, MINUTE } from './model/time.ts';

/** As far back as a missed moment is looked for: a desk that was down for longer has older news than that. */
const FAR = 8 * 24 * 60;

/**
 * Runs `work` by a cron expression (with seconds), never twice at a time. `failed` hears what it throws. Returns
 * what stops it.
 */
export function every(
  expression: string,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const task: ScheduledTask = schedule(expression, () => work().catch(failed), {
    noOverlap: true,
    timezone: 'Etc/UTC',
  });
  return async () => {
    await task.destroy();
  };
}

/**
 * The latest minute after `after` and up to `until` at which a cron expression of five fields, in an IANA time zone,
 * was due; null where there is none. Throws UserError for an expression or a zone that cannot be read.
 */
export function lastDue(expression: string, zone: string, after: Instant, until: Instant): Instant | null {
  if (expression.trim().split(/\s+/).length !== 5 || !validate(expression))
    throw new UserError(
      `“${expression}” is no cron expression. It has five fields, minute hour day month weekday, such as 0 7 * * 1-5.`,
    );
  if (!isZone(zone)) throw new UserError(`There is no time zone ${zone}. It is named as in Europe/London.`);
  const task = createTask(expression, () => {}, { timezone: zone });
  try {
    const last = Math.floor(Date.parse(until) / MINUTE);
    const first = Math.max(Math.floor(Date.parse(after) / MINUTE) + 1, last - FAR);
    for (let minute = last; minute >= first; minute--)
      if (task.match(new Date(minute * MINUTE))) return instant(minute * MINUTE);
    return null;
  } finally {
    void task.destroy();
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
