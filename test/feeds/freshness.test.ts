import { expect, it } from 'vitest';
import { freshFor } from '../../src/feeds/freshness.ts';

const date = 'Mon, 06 Jan 2020 20:00:00 GMT';
const later = 'Mon, 06 Jan 2020 20:05:00 GMT';

it.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'cache-control': 'public' }, null],
  [{ 'cache-control': 'max-age=300' }, 300_000],
  [{ 'cache-control': 'public, MAX-AGE = "300" , must-revalidate' }, 300_000],
  [{ 'cache-control': 'max-age=300', age: '100' }, 200_000],
  [{ 'cache-control': 'max-age=300', age: '400' }, 0],
  [{ 'cache-control': 's-maxage=600' }, 600_000],
  [{ 'cache-control': 's-maxage=600, max-age=300' }, 300_000],
  [{ 'cache-control': 'max-age=300, max-age=900' }, 300_000],
  [{ 'cache-control': 'max-age=300, no-cache' }, 0],
  [{ 'cache-control': 'no-store' }, 0],
  [{ 'cache-control': 'max-age=0' }, 0],
  [{ 'cache-control': 'max-age=-5' }, null],
  [{ 'cache-control': 'max-age=soon' }, null],
  [{ 'cache-control': 'max-age=99999999999999999999' }, 2 ** 31 * 1000],
  [{ expires: later, date }, 300_000],
  [{ expires: later, date, age: '60' }, 240_000],
  [{ expires: later, date, 'cache-control': 'max-age=60' }, 60_000],
  [{ expires: date, date: later }, 0],
  [{ expires: '0', date }, 0],
  [{ expires: '-1', date }, 0],
  [{ expires: 'never', date }, 0],
])('reads %o as fresh for %s ms', (headers, expected) => {
  expect(freshFor(new Headers(headers))).toBe(expected);
});
