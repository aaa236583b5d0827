import { describe, expect, it } from 'vitest';
import { decide, type Situation } from '../../src/desk/policy.ts';
import { HOUR } from '../../src/model/time.ts';

const PLAIN: Situation = {
  stance: 'affirms',
  before: 'unaddressed',
  after: 'affirmed',
  confirmed: true,
  newStory: true,
  edited: false,
  unchanged: false,
  retracted: false,
  copyOf: null,
  age: HOUR,
  maxAge: 24 * HOUR,
};

describe('the alert policy', () => {
  it.each<[string, Partial<Situation>, string, string]>([
    ['alerts on a first report', {}, 'alert', 'first-report'],
    [
      'alerts on a first item that only observes',
      { stance: 'observes', after: 'unaddressed' },
      'alert',
      'first-report',
    ],
    ['follows up in an open story', { newStory: false, before: 'affirmed' }, 'follow-up', 'further-item'],
    [
      'tells a change of standing',
      { newStory: false, stance: 'denies', before: 'affirmed', after: 'contested' },
      'follow-up',
      'change-of-standing',
    ],
    [
      'tells another denial',
      { newStory: false, stance: 'denies', before: 'contested', after: 'contested' },
      'follow-up',
      'denial',
    ],
    [
      'tells a repeat after a denial',
      { newStory: false, before: 'contested', after: 'contested' },
      'follow-up',
      'repeat-after-denial',
    ],
    [
      'tells an edit, whatever it changed',
      { newStory: false, edited: true, before: 'affirmed', after: 'denied' },
      'follow-up',
      'edit',
    ],
    [
      'tells that an item takes it back',
      { newStory: false, edited: true, retracted: true, before: 'affirmed', after: 'unaddressed' },
      'follow-up',
      'edit',
    ],
    [
      'is silent on an edit that says the same',
      { newStory: false, edited: true, unchanged: true },
      'silent',
      'edit',
    ],
    [
      'takes only the first for a first report',
      { newStory: false, after: 'unaddressed' },
      'follow-up',
      'further-item',
    ],
    ['asks about a doubtful match', { confirmed: false }, 'suggest', 'first-report'],
    ['is silent on what is too old', { age: 25 * HOUR }, 'silent', 'first-report'],
    ['is silent on undated items of a first poll', { age: null }, 'silent', 'first-report'],
    ['alerts on an item from a clock that runs ahead', { age: -HOUR }, 'alert', 'first-report'],
  ])('%s', (_name, change, action, kind) => {
    expect(decide({ ...PLAIN, ...change })).toMatchObject({ action, kind });
  });

  it('gives the reason of its silence too', () => {
    expect(decide({ ...PLAIN, age: 25 * HOUR }).reason).toBe(
      'older than 24 hours: first to speak on the claim',
    );
  });
});
