import type { PollHints } from '../model/feed.ts';
import { HOUR, MINUTE } from '../model/time.ts';
import type { Fields, Raw } from './raw.ts';

const DAY = 24 * HOUR;
/** https://web.resource.org/rss/1.0/modules/syndication/ */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: HOUR,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY,
};
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What a channel asks of those who poll it (https://www.rssboard.org/rss-specification, and `sy:`). */
export function hintsOf(head: Fields): PollHints {
  const text = (raws: readonly Raw[] | undefined): string => raws?.map((raw) => raw.text).join(' ') ?? '';
  const hours = text(head.skipHours).match(/\d+/g) ?? [];
  const days = text(head.skipDays).toLowerCase();
  return {
    every: everyOf(text(head.ttl), text(head.updatePeriod), text(head.updateFrequency)),
    // 24 was midnight in RSS 0.91.
    skipHours: [...new Set(hours.map((hour) => Number(hour) % 24))].toSorted((a, b) => a - b),
    skipDays: DAYS.flatMap((day, index) => (days.includes(day) ? index : [])),
  };
}

function everyOf(ttl: string, period: string, frequency: string): number | null {
  const minutes = Number(ttl.trim() || Number.NaN);
  if (minutes > 0 && Number.isFinite(minutes)) return minutes * MINUTE;
  const span = PERIODS[period.trim().toLowerCase()];
  if (span === undefined) return null;
  const times = Number(frequency.trim() || 1);
  return Math.round(span / (times >= 1 && Number.isFinite(times) ? times : 1));
}
