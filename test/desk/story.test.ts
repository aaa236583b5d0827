import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { NOON, openPolledDesk, type TestDesk } from '../support/desk.ts';

const LETTER = {
  id: 'letter',
  title: 'Letter says US is leaving',
  text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq in the coming weeks.',
  at: '2020-01-06T12:05:00Z',
};
const DENIAL = {
  id: 'denial',
  title: 'Esper: no decision',
  text: 'withdrawal denies 0.9 Esper: There is no decision to leave.',
  at: '2020-01-06T13:00:00Z',
};

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
});
afterEach(() => desk.close());

describe('a story', () => {
  it('alerts on the first report, with the words, the speaker, the outlet and the standing', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    const shown = await desk.passes(20 * MINUTE);
    for (const words of [
      '━━ alert',
      'The US is leaving Iraq',
      'First report · affirmed',
      'We will move out',
      'The letter',
      'AFP',
    ])
      expect(shown).toContain(words);
    expect(shown).toMatch(/╭ thread #\w+: Letter says US is leaving/);
  });

  it('tells of a denial in the thread as a change of standing and updates the alert', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [DENIAL]);
    const shown = await desk.passes(HOUR);
    expect(shown).toMatch(/│ Change of standing: Esper: no decision/);
    expect(shown).toContain('the standing went from affirmed to contested');
    expect(shown).toMatch(/the alert now reads[\s\S]*contested \(was affirmed\)/);
    expect(shown).not.toContain('━━ alert');
  });

  it('alerts nobody twice when a feed shows the same items again', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    expect(await desk.passes(20 * MINUTE)).toBe('');
    expect(desk.publisher.asked('/afp')).toBe(3);
  });

  it('shows an edit with what went and what came, and what it changed', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', [{ ...LETTER, title: 'Letter was a mistake', text: DENIAL.text }]);
    const shown = await desk.passes(20 * MINUTE);
    expect(shown).toContain('Edited by its publisher: Letter was a mistake');
    expect(shown).toMatch(/Before[\s\S]*We will move out[\s\S]*After[\s\S]*no decision to leave/);
    expect(shown).toContain('the standing went from affirmed to denied');
    const told = (await desk.says('/claim withdrawal')).replace(/\s+/g, ' ');
    expect(told).toMatch(/Who denies • Esper: .*? 12:40 UTC/);
  });

  it('tells that an edit took it back, and shows the alert without it', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', [{ ...LETTER, title: 'A correction', text: 'We were wrong.' }]);
    const shown = await desk.passes(20 * MINUTE);
    expect(shown).toMatch(/Edited by its publisher: A correction[\s\S]*taken back/);
    expect(shown.replace(/\n[ │]*/g, ' ')).toContain(
      'no longer speaks of the claim; the standing went from affirmed to unaddressed',
    );
    expect(shown).toMatch(/the alert now reads[\s\S]*unaddressed/);
  });

  it('says nothing of an edit that changes nothing of what the item says', async () => {
    const viewed = (times: number) => [{ ...LETTER, text: `<p>${times} views</p><p>${LETTER.text}</p>` }];
    desk.publisher.publish('/afp', viewed(1_001));
    expect(await desk.passes(20 * MINUTE)).toContain('━━ alert');
    desk.publisher.publish('/afp', viewed(1_002));
    expect(await desk.passes(20 * MINUTE)).toBe('');
    const [match] = await desk.deps.store.matches.ofClaim('withdrawal');
    expect(await desk.deps.store.items.revisions(match?.itemId ?? '')).toHaveLength(1);
  });

  it('lets what was said of a closed claim stand when the item is edited', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    await desk.says('/claims close withdrawal');
    desk.publisher.publish('/afp', [{ ...LETTER, title: 'Reworded' }]);
    await desk.passes(20 * MINUTE);
    expect(await desk.says('/claim withdrawal')).toContain('Standing: affirmed');
  });

  it('keeps an old item out of the story of today', async () => {
    desk.publisher.publish('/afp', [LETTER, { ...DENIAL, at: '2014-01-06T12:00:00Z' }]);
    expect(await desk.passes(20 * MINUTE)).toContain('Sources: 1 independent origin (AFP), 1 item');
  });

  it('takes a changed date alone for no edit', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', [{ ...LETTER, at: '2020-01-06T12:30:00Z' }]);
    expect(await desk.passes(20 * MINUTE)).toBe('');
  });

  it('takes an article that two feeds have for one item, seen twice', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, link: 'https://www.news.example/letter?utm_source=rss' }]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [
      { ...LETTER, id: 'r1', title: 'Letter says so', link: 'https://news.example/letter/' },
    ]);
    expect(await desk.passes(20 * MINUTE)).toBe('');
    const [match] = await desk.deps.store.matches.ofClaim('withdrawal');
    expect(await desk.deps.store.items.sightings(match?.itemId ?? '')).toHaveLength(2);
  });

  it('takes entries that share one link for items of their own', async () => {
    const live = { ...LETTER, link: 'https://news.example/live' };
    const block = { ...live, id: 'block-2', title: 'Esper denies', text: DENIAL.text, at: DENIAL.at };
    desk.publisher.publish('/afp', [block, live]);
    expect(await desk.passes(2 * HOUR)).toContain('Change of standing: Esper denies');
  });

  it('takes a date far ahead for none', async () => {
    const ahead = { ...LETTER, at: '9999-01-01T12:00:00Z' };
    desk.publisher.publish('/new', [ahead]);
    await desk.says(`/feeds add ${desk.publisher.url('/new')} follow:yes New`);
    expect(await desk.passes(MINUTE)).toBe('');
  });

  it('takes an item of tomorrow for one of now', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, at: '2020-01-07T12:00:00Z' }]);
    expect(await desk.passes(20 * MINUTE)).toContain(
      'affirmed · verdict: unverified · 6 Jan 2020, 12:20 UTC',
    );
  });

  it('knows an item again that left its feed and came back', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', []);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', [LETTER]);
    expect(await desk.passes(20 * MINUTE)).toBe('');
  });

  it('says that an outlet repeats what was denied', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    desk.publisher.publish('/reuters', [DENIAL]);
    await desk.passes(2 * HOUR);
    desk.publisher.publish('/afp', [
      LETTER,
      {
        ...LETTER,
        id: 'again',
        title: 'US leaving, says letter',
        text: 'withdrawal affirms 0.8 The letter: Troops go.',
        at: '2020-01-06T14:00:00Z',
      },
    ]);
    expect(await desk.passes(HOUR)).toContain('Repeat after a denial: US leaving, says letter');
  });

  it('counts a copy of a wire text as no further origin', async () => {
    const long = `${LETTER.text} The letter was addressed to the joint operations command in Baghdad and named no day for the move.`;
    desk.publisher.publish('/afp', [{ ...LETTER, text: long }]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [{ ...LETTER, id: 'copy', text: long }]);
    const shown = await desk.passes(20 * MINUTE);
    expect(shown).toContain("same text as AFP's");
    expect(await desk.says('/claim withdrawal')).toContain('1 independent origin: AFP');
  });

  it('opens another thread for what comes long after', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/afp', [{ ...DENIAL, at: '2020-01-20T12:00:00Z' }]);
    expect(await desk.passes(14 * 24 * HOUR)).toContain('━━ alert');
  });

  it('keeps what people write in its thread', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    const thread = /thread #(\w+)/.exec(await desk.passes(20 * MINUTE))?.[1];
    expect(await desk.says('#zzzzzz hello')).toContain('There is no thread #zzzzzz');
    await desk.says(`#${thread} I called the Pentagon`);
    expect(await desk.says('/claim withdrawal')).toContain('1 post');
  });

  it('asks the desk about a doubtful match, and counts it only when confirmed', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, text: LETTER.text.replace('0.9', '0.4') }]);
    const asked = await desk.passes(20 * MINUTE);
    expect(asked).toContain('Suggestion: is this about “The US is leaving Iraq”?');
    expect(await desk.says('/claims list')).toContain('withdrawal unaddressed');
    const button = /\[(\d+)\] It is this claim/.exec(asked)?.[1];
    expect(await desk.says(button ?? '')).toContain('━━ alert');
    expect(await desk.says('/claims list')).toContain('withdrawal affirmed');
  });

  it('takes back what an item said when the desk rules that it is not about the claim', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    const button = /\[(\d+)\] It is not/.exec(await desk.passes(20 * MINUTE))?.[1];
    const shown = await desk.says(button ?? '');
    expect(shown).toContain('is not about this claim');
    expect(await desk.says('/claims list')).toContain('withdrawal unaddressed');
    desk.publisher.publish('/afp', [{ ...LETTER, title: 'Edited, and still not' }]);
    await desk.passes(20 * MINUTE);
    expect(await desk.says('/claims list')).toContain('withdrawal unaddressed');
  });

  it('posts an item that is older than the limit nowhere, but knows it', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, at: '2020-01-04T12:00:00Z' }]);
    expect(await desk.passes(20 * MINUTE)).toBe('');
    expect(await desk.says('/claim withdrawal')).toContain('Letter says US is leaving');
  });

  it('floods no channel with the undated items of a feed that is new', async () => {
    const { at: _, ...undated } = LETTER;
    desk.publisher.publish('/new', [undated]);
    await desk.says(`/feeds add ${desk.publisher.url('/new')} follow:yes New`);
    expect(await desk.passes(MINUTE)).toBe('');
    desk.publisher.publish('/new', [undated, { ...undated, id: 'second', title: 'A second one' }]);
    expect(await desk.passes(20 * MINUTE)).toContain('A second one');
  });

  it('tells each channel that watches, and none that does not', async () => {
    await desk.deps.store.watches.remove({ chat: 'terminal', channel: 'desk', kind: 'topic', slug: 'iraq' });
    desk.publisher.publish('/afp', [LETTER]);
    expect(await desk.passes(20 * MINUTE)).toBe('');
    await desk.deps.store.watches.add({
      chat: 'terminal',
      channel: 'desk',
      kind: 'claim',
      slug: 'withdrawal',
    });
    desk.publisher.publish('/reuters', [DENIAL]);
    expect(await desk.passes(HOUR)).toContain('━━ alert');
  });

  it('tells a channel that watches a claim of its parts too', async () => {
    await desk.deps.store.watches.remove({ chat: 'terminal', channel: 'desk', kind: 'topic', slug: 'iraq' });
    await desk.deps.store.watches.add({
      chat: 'terminal',
      channel: 'desk',
      kind: 'claim',
      slug: 'withdrawal',
    });
    desk.publisher.publish('/afp', [{ ...LETTER, text: 'letter denies 0.9 Milley: It was a draft.' }]);
    expect(await desk.passes(20 * MINUTE)).toContain('The letter is genuine');
  });

  it('keeps the reason of every decision, also of silence', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, at: '2020-01-04T12:00:00Z' }]);
    await desk.passes(20 * MINUTE);
    const [match] = await desk.deps.store.matches.ofClaim('withdrawal');
    const [decision] = await desk.deps.store.matches.decisions(match?.itemId ?? '');
    expect(decision).toMatchObject({
      action: 'silent',
      reason: expect.stringContaining('older than 24 hours'),
    });
  });

  it('shows the claim as it was at any time', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [DENIAL]);
    await desk.passes(HOUR);
    const { replay } = await import('../../src/model/ledger.ts');
    const at = async (until?: string) =>
      replay('withdrawal', await desk.deps.store.ledger.ofClaim('withdrawal', until)).standing;
    expect([await at(NOON), await at('2020-01-06T12:30:00.000Z'), await at()]).toEqual([
      'unaddressed',
      'affirmed',
      'contested',
    ]);
  });
});
