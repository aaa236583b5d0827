import { expect, it } from 'vitest';
import { nextPoll } from '../../src/feeds/backoff.ts';
import { between, HOUR, MINUTE } from '../../src/model/time.ts';

const NOW = '2020-01-06T20:05:00.000Z';
const wait = (failures: number, retryAfter: number | null, interval = 5 * MINUTE, random = 0) =>
  between(
    NOW,
    nextPoll(NOW, failures, retryAfter, interval, () => random),
  );

it.each([
  [0, 5 * MINUTE],
  [1, 10 * MINUTE],
  [3, 40 * MINUTE],
  [9, 6 * HOUR],
  [5_000, 6 * HOUR],
])('after %i failures waits %i ms', (failures, delay) => {
  expect(wait(failures, null)).toBe(delay);
});

it('spreads the polls by up to a tenth', () => {
  expect(wait(1, null, 5 * MINUTE, 1)).toBe(11 * MINUTE);
});

it('is never sooner than the server asked', () => {
  expect(wait(0, HOUR, 5 * MINUTE, 1)).toBe(HOUR);
  expect(wait(9, 10 * HOUR)).toBe(10 * HOUR);
});

it('keeps to an interval longer than six hours', () => {
  expect(wait(3, null, 12 * HOUR)).toBe(12 * HOUR);
});
