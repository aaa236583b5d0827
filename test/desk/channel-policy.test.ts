import { describe, expect, it } from 'vitest';
import { isQuiet, type Moment, type News, outcomeOf } from '../../src/desk/channel-policy.ts';
import { type ChannelSettings, PLAIN } from '../../src/model/channel.ts';

const NEWS: News = {
  action: 'alert',
  kind: 'first-report',
  stance: 'affirms',
  score: 0.8,
  language: 'en-GB',
};
const DENIAL: News = { ...NEWS, action: 'follow-up', kind: 'change-of-standing', stance: 'denies' };
const MOMENT: Moment = { now: '2020-01-06T23:30:00.000Z', shown: false, lately: 0 };
const SHOWN = { shown: true };
const NIGHT = { from: 22 * 60, to: 7 * 60 };

describe("a channel's policy", () => {
  it.each<[string, Partial<ChannelSettings>, News, Partial<Moment>, string, string]>([
    ['alerts of a new story', {}, NEWS, {}, 'told', 'alerted'],
    [
      'tells more on a story that it has in its thread',
      {},
      { ...NEWS, kind: 'denial' },
      SHOWN,
      'thread',
      'thread',
    ],
    ['shows a change of standing in the channel too', {}, DENIAL, SHOWN, 'told', 'change of standing'],
    [
      'puts what may be a match to the desk',
      {},
      { ...NEWS, action: 'suggest' },
      {},
      'asked',
      'without a ping',
    ],
    ['keeps kinds that it does not want', { kinds: ['denials'] }, NEWS, {}, 'kept', 'wants denials'],
    ['counts a first denial as a denial', { kinds: ['denials'] }, DENIAL, SHOWN, 'told', 'standing'],
    ['keeps what is below its score', { score: 0.9 }, NEWS, {}, 'kept', '0.80 is below'],
    ['keeps other languages', { languages: ['ar'] }, NEWS, {}, 'kept', 'en-GB'],
    ['takes the regions of a language', { languages: ['en'] }, NEWS, {}, 'told', 'alerted'],
    ['takes an item of unknown language', { languages: ['ar'] }, { ...NEWS, language: null }, {}, 'told', ''],
    ['waits in its quiet hours', { quiet: NIGHT }, NEWS, {}, 'digest', 'quiet'],
    [
      'is alerted at the end of its quiet hours',
      { quiet: NIGHT },
      NEWS,
      { now: '2020-01-06T07:00:00.000Z' },
      'told',
      '',
    ],
    [
      'puts what is too much for an hour in a digest',
      { hourly: 2 },
      NEWS,
      { lately: 2 },
      'digest',
      '2 alerts',
    ],
    ['is alerted up to its number an hour', { hourly: 2 }, NEWS, { lately: 1 }, 'told', ''],
  ])('%s', (_, settings, news, moment, outcome, reason) => {
    const told = outcomeOf({ ...PLAIN, ...settings }, news, { ...MOMENT, ...moment });
    expect(told.outcome).toBe(outcome);
    expect(told.reason).toContain(reason);
  });

  it('notifies its role of the chosen kinds alone, and only when it is alerted', () => {
    const settings: ChannelSettings = { ...PLAIN, mention: 'S1', mentionKinds: ['standing'] };
    expect(outcomeOf(settings, DENIAL, { ...MOMENT, ...SHOWN }).mention).toBe('S1');
    expect(outcomeOf({ ...settings, quiet: NIGHT }, DENIAL, { ...MOMENT, ...SHOWN }).mention).toBeNull();
    expect(outcomeOf({ ...settings, mentionKinds: ['edits'] }, NEWS, MOMENT).mention).toBeNull();
  });

  it('has its quiet hours in its own time zone, over midnight and in summer time', () => {
    expect(isQuiet(NIGHT, 'Asia/Baghdad', '2020-01-06T19:00:00.000Z')).toBe(true);
    expect(isQuiet(NIGHT, 'Asia/Baghdad', '2020-01-06T04:00:00.000Z')).toBe(false);
    expect(isQuiet(NIGHT, 'Europe/London', '2020-07-06T06:30:00.000Z')).toBe(false);
    expect(isQuiet({ from: 60, to: 120 }, 'Etc/UTC', '2020-01-06T01:30:00.000Z')).toBe(true);
  });
});
