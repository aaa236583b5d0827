import { UserError } from '../errors.ts';
import { between, HOUR, type Instant, instant, MINUTE } from '../model/time.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/**
 * A past moment as people write it: `2020-01-06` (to its end), `2020-01-06T21:00`, `2020-01-06 21:00+03:00`, or how long
 * ago: `90m`, `6h`, `2d`, `1w`. Without a zone it is UTC. Throws UserError with what to write.
 */
export function momentOf(words: string, now: Instant): Instant {
  const text = words.trim();
  const [, many, unit = ''] = /^(\d{1,4})\s*([mhdw])(?:\s+ago)?$/i.exec(text) ?? [];
  if (many !== undefined) return instant(Date.parse(now) - Number(many) * (UNITS[unit.toLowerCase()] ?? 0));
  const [, date, time, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\s*(Z|UTC|[+-]\d\d:\d\d)?)?$/i.exec(text) ??
    [];
  const at = Date.parse(`${date}T${time ?? '23:59:59.999'}${zone.replace(/utc/i, 'Z')}`);
  if (date === undefined || Number.isNaN(at))
    throw new UserError(
      '“{words}” is no time. Write it as 2020-01-06, 2020-01-06T21:00 (UTC), or as how long ago: 90m, 6h, 2d.',
      { words },
    );
  // The day of today has not ended yet.
  if (time === undefined && between(now, instant(at)) < 24 * HOUR && instant(at) > now) return now;
  if (instant(at) > now) throw new UserError('{words} is yet to come. as-of takes a past time.', { words });
  return instant(at);
}
