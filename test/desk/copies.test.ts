import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewStory } from '../../src/desk/story-view.ts';
import { HOUR, MINUTE, plus } from '../../src/model/time.ts';
import { NOON, openPolledDesk, type TestDesk } from '../support/desk.ts';

const SENTENCES = [
  'The US-led coalition has told the Iraqi military in a letter that it will move its forces in the coming days and weeks.',
  'The letter was signed by the American general who commands the task force and was addressed to the joint operations command in Baghdad.',
  'Helicopters could be heard over the Green Zone for a second night, which the letter says is a part of the preparations.',
  'Two officials, one of them American and one Iraqi, confirmed that the document was real and that it had been delivered.',
  'Parliament had voted a day before to ask the government to end the presence of all foreign troops in the country.',
];
const WIRE = SENTENCES.join(' ');
const SAYS = 'withdrawal affirms 0.9 The letter: We will move out.';

let desk: TestDesk;
let ran: number;
beforeEach(async () => {
  desk = await openPolledDesk();
  ran = 0;
});
afterEach(() => desk.close());

/** An outlet's only item, read at once, a second after the one before; returns what the terminal shows of it. */
async function runs(outlet: string, text: string, says = SAYS, title = `${outlet} has a headline`) {
  const path = `/${outlet.toLowerCase()}`;
  const known = outlet === 'AFP' || outlet === 'Reuters';
  desk.publisher.publish(path, [
    { id: outlet, title, text: `<p>${text}</p><p>${says}</p>`, at: plus(NOON, 1000 * ran++) },
  ]);
  if (!known) await desk.says(`/feeds add ${desk.publisher.url(path)} follow:yes ${outlet}`);
  return desk.passes(known ? 20 * MINUTE : MINUTE);
}
const claim = async () => (await desk.says('/claim withdrawal')).replace(/\s+/g, ' ');
const itemOf = async (outlet: string) => {
  const matches = await desk.deps.store.matches.ofClaim('withdrawal');
  const items = await desk.deps.store.items.byIds(matches.map(({ itemId }) => itemId));
  return items.find((item) => item.outlet === outlet);
};

describe('one text in many outlets', () => {
  it('is shown as of a time with what it was credited to then', async () => {
    await runs('Paper1', WIRE);
    await desk.passes(HOUR);
    await runs('Paper2', `BAGHDAD (AFP) - ${WIRE}`);
    expect(await claim()).toContain('1 independent origin: AFP.');
    const then = (await desk.says('/claim withdrawal as-of:30m')).replace(/\s+/g, ' ');
    expect(then).toContain('1 independent origin: Paper1.');
  });

  it('counts as one origin, cut or added to, whoever credits the agency and whenever', async () => {
    const texts = [
      WIRE,
      SENTENCES.slice(0, 2).join(' '),
      `Our own man in Baghdad has this for you today, dear readers of ours. ${WIRE}`,
      `BAGHDAD (AFP) - ${WIRE}`,
      SENTENCES.slice(2).join(' '),
      WIRE.toUpperCase(),
      `${SENTENCES.slice(0, 3).join(' ')} (AFP)`,
      WIRE.replaceAll('letter', 'note'),
      SENTENCES.slice(1, 4).join(' '),
    ];
    for (const [n, text] of texts.entries()) await runs(`Paper${n}`, text);
    await runs('AFP', WIRE);
    const stories = await desk.deps.store.items.storiesOf('withdrawal');
    const [view] = await Promise.all(stories.map(({ id }) => viewStory(desk.deps.store, id)));
    expect([stories.length, view?.items.length, view?.origins]).toEqual([1, 10, ['AFP']]);
    expect(await claim()).toContain('1 independent origin: AFP.');
  });

  it('is credited to the first source where nobody credits an agency, copies of copies too', async () => {
    await runs('First', `${SENTENCES.slice(0, 3).join(' ')}`);
    await runs('Second', WIRE);
    await runs('Third', SENTENCES.slice(3).join(' '));
    expect(await claim()).toContain('1 independent origin: First.');
  });

  it('is credited to the agency also where only a copy of a copy shares text with who says so', async () => {
    await runs('First', `${SENTENCES.slice(0, 3).join(' ')}`);
    await runs('Second', WIRE);
    await runs('Third', `BAGHDAD (AFP) - ${SENTENCES.slice(3).join(' ')}`);
    expect(await claim()).toContain('1 independent origin: AFP.');
  });

  it('stays two origins where two agencies are credited', async () => {
    await runs('First', `BAGHDAD (AFP) - ${WIRE}`);
    await runs('Second', `BAGHDAD (Reuters) - ${WIRE}`);
    expect(await claim()).toContain('2 independent origins: AFP, Reuters.');
  });

  it('is an own text again once an edit makes it one, and what copies that is a copy', async () => {
    await runs('First', WIRE);
    await runs('Second', WIRE);
    const own =
      'We went to the base ourselves and found the gates shut and the soldiers packing their tents up.';
    await runs('Second', own);
    await desk.passes(20 * MINUTE);
    expect(await claim()).toContain('2 independent origins: First, Second.');
    expect(await runs('Third', own)).toContain("same text as Second's");
    expect(await runs('Fourth', WIRE)).toContain("same text as First's");
  });
});

describe('a copy', () => {
  it('joins the open story of what it copies, though it is matched to another claim', async () => {
    await desk.says('/claims add sanctions The US threatens sanctions');
    await runs('First', WIRE);
    const shown = await runs('Second', WIRE, 'sanctions affirms 0.9 The letter: We will move out.');
    expect(shown).not.toContain('━━ alert');
    expect(shown).toContain("same text as First's");
    const [first] = await desk.deps.store.items.storiesOf('withdrawal');
    expect((await desk.deps.store.items.storiesOf('sanctions')).map(({ id }) => id)).toEqual([first?.id]);
  });

  it('opens a story of its own when that of what it copies is over', async () => {
    desk.publisher.publish('/afp', [
      { id: 'a', title: 'The letter', text: `<p>${WIRE}</p><p>${SAYS}</p>`, at: '2020-01-06T12:05:00Z' },
    ]);
    await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [
      { id: 'b', title: 'Again', text: `<p>${WIRE}</p><p>${SAYS}</p>`, at: '2020-01-20T12:00:00Z' },
    ]);
    const shown = await desk.passes(14 * 24 * HOUR);
    expect(shown).toContain('━━ alert');
    expect(shown).not.toContain('same text');
  });

  it('joins no story where it counts for no claim', async () => {
    await runs('First', WIRE);
    await runs('Second', WIRE, SAYS.replace('0.9', '0.4'));
    const asked = await itemOf('Second');
    expect(asked?.storyId).toBeNull();
    expect(asked?.origin).toBe('First');
  });
});

describe('a denial that shares most words with the report', () => {
  it('is no copy of it, is told as what it is, and counts as a source of its own', async () => {
    await runs('First', WIRE);
    const denial = 'withdrawal denies 0.9 Esper: There is no decision to leave.';
    const shown = await runs('Second', WIRE, denial, 'Esper denies it');
    expect(shown).toContain('Change of standing: Esper denies it');
    expect(shown).toContain('the standing went from affirmed to contested');
    expect(shown).not.toContain('same text');
    expect(await desk.deps.store.items.storiesOf('withdrawal')).toHaveLength(1);
    const told = await claim();
    expect(told).toContain('2 independent origins: First, Second.');
    expect(told).toMatch(/Who affirms .*The letter.* Who denies .*Esper/);
  });

  it('does not count by a ruling on the report, nor is it doubted by one', async () => {
    await runs('First', WIRE);
    await desk.says(`/claims reject withdrawal ${(await itemOf('First'))?.id}`);
    const denial = 'withdrawal denies 0.95 Esper: There is no decision to leave.';
    const shown = await runs('Second', WIRE, denial);
    expect(shown).toContain('denied');
    expect(shown).not.toContain('Suggestion');
  });
});
