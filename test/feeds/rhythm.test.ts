import { describe, expect, it } from 'vitest';
import { rhythmOf, slower } from '../../src/feeds/rhythm.ts';
import type { FeedDocument, FeedEntry } from '../../src/model/feed.ts';
import { HOUR, MINUTE, plus } from '../../src/model/time.ts';
import { EMPTY_DOCUMENT, EMPTY_ENTRY } from '../support/feed-document.ts';

const NOW = '2020-01-08T12:00:00.000Z';
const PACE = { least: 5 * MINUTE, most: HOUR };

/** A feed whose entries were published so many minutes ago. */
function feed(...minutesAgo: (number | null)[]): FeedDocument {
  const entry = (ago: number | null): FeedEntry => ({
    ...EMPTY_ENTRY,
    published: ago === null ? null : plus(NOW, -ago * MINUTE),
  });
  return { ...EMPTY_DOCUMENT, items: minutesAgo.map(entry) };
}

describe('the rhythm of a feed', () => {
  it.each([
    ['a wire with an entry every ten minutes', feed(10, 20, 30, 40), 10],
    ['a wire faster than the desk polls', feed(1, 2, 3, 4), 5],
    ['a blog with an entry a day', feed(1440, 2880), 60],
    ['a burst some hours ago, and nothing since', feed(300, 301, 302, 303, 304, 305, 306, 307, 308, 309), 31],
    ['entries older than a week', feed(20_000, 30_000), 60],
    ['entries without a date', feed(null, null), 60],
    ['an entry from the future', feed(-100), 60],
    ['no entries', feed(), 60],
  ])('of %s', (_name, document, minutes) => {
    expect(Math.round(rhythmOf(document, NOW, PACE) / MINUTE)).toBe(minutes);
  });

  it('slows down a little with each poll that brings nothing, to the longest wait', () => {
    expect(slower(10 * MINUTE, PACE)).toBe(11 * MINUTE);
    expect(slower(59 * MINUTE, PACE)).toBe(HOUR);
    expect(slower(null, PACE)).toBe(HOUR);
  });
});
