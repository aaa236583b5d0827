import { describe, expect, it } from 'vitest';
import { lastDue } from '../src/schedule.ts';

const MORNING = '0 7 * * 1-5';

describe('when a cron expression was due last', () => {
  it.each([
    [
      'in its time zone',
      'Asia/Baghdad',
      '2020-01-06T00:00:00.000Z',
      '2020-01-06T04:00:30.000Z',
      '2020-01-06T04:00:00.000Z',
    ],
    [
      'not at the moment that was done already',
      'Etc/UTC',
      '2020-01-06T07:00:00.000Z',
      '2020-01-06T08:00:00.000Z',
      null,
    ],
    ['not before its time', 'Etc/UTC', '2020-01-06T00:00:00.000Z', '2020-01-06T06:59:59.000Z', null],
    [
      'not on a day that it leaves out',
      'Etc/UTC',
      '2020-01-04T00:00:00.000Z',
      '2020-01-05T12:00:00.000Z',
      null,
    ],
    [
      'also when the desk was down at that time',
      'Etc/UTC',
      '2020-01-01T00:00:00.000Z',
      '2020-01-05T12:00:00.000Z',
      '2020-01-03T07:00:00.000Z',
    ],
    [
      'in summer time',
      'Europe/London',
      '2020-07-06T00:00:00.000Z',
      '2020-07-06T12:00:00.000Z',
      '2020-07-06T06:00:00.000Z',
    ],
  ])('is told %s', (_, zone, after, until, due) => {
    expect(lastDue(MORNING, zone, after, until)).toBe(due);
  });

  it('says how an expression or a zone is written', () => {
    expect(() => lastDue('7 o’clock', 'Etc/UTC', '', '')).toThrow(/no cron expression.*0 7 \* \* 1-5/);
    expect(() => lastDue('* * * * * *', 'Etc/UTC', '', '')).toThrow(/five fields/);
    expect(() => lastDue(MORNING, 'Mars/Olympus', '', '')).toThrow(/no time zone Mars.*Europe\/London/);
  });
});
