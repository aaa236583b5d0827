import { expect, it } from 'vitest';
import { toInstant } from '../../src/feeds/dates.ts';

it.each([
  'Mon, 06 Jan 2020 20:05:00 GMT',
  'Mon, 06 Jan 2020 20:05:00 +0000 (UTC)',
  'Mon, 06 Jan 2020 15:05:00 EST',
  'Mon, 06 Jan 2020 21:05:00 CET',
  'Mon, 06 Jan 2020 23:05:00 GMT+0300',
  'Mon, 06 Jan 2020 16:35 -03:30',
  'Fri, 06 January 20 08:05:00 PM UT',
  '6 Jan 2020 20:05',
  'Mon Jan  6 20:05:00 2020',
  'January 6, 2020 3:05 p.m. EST',
  '2020-01-06T23:05:00+03:00',
  '2020-01-06T23:05:00+03',
  '2020-01-06 20:05:00',
  '2020/1/6 20:05:00',
  '20200106T200500Z',
  '06.01.2020 20:05',
  '1578341100',
  '1578341100000',
  'lun., 06 janv. 2020 20:05:00 +0000',
  'пн, 06 января 2020 20:05:00 +0000',
  'الاثنين، 06 يناير 2020 20:05:00 +0000',
  'الاثنين 6 كانون الثاني 2020 20:05:00 +0000',
  '6 de enero de 2020 20:05',
])('reads %s', (date) => {
  expect(toInstant(date)).toBe('2020-01-06T20:05:00.000Z');
});

it('keeps fractions of a second', () => {
  expect(toInstant('2020-01-06T20:05:00.1234567Z')).toBe('2020-01-06T20:05:00.123Z');
});

it('takes a day alone as its midnight, UTC', () => {
  expect(toInstant('2020-01-06')).toBe('2020-01-06T00:00:00.000Z');
});

it.each([
  '',
  'yesterday',
  'Mon, 32 Jan 2020 20:05:00 GMT',
  '2020-02-30',
  '0000-00-00 00:00:00',
  '6 Jan 2020 99:99',
  '06/01/2020',
])('does not guess at "%s"', (date) => {
  expect(toInstant(date)).toBeNull();
});
