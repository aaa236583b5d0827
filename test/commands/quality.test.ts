import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { openPolledDesk, type TestDesk } from '../support/desk.ts';

const WIRE =
  'The ministry said on Monday that the convoy which crossed the border at dawn carried tents, water and a field kitchen for the flood camps, and that no soldier was on it.';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
});
afterEach(() => desk.close());

/** An item of so high a score on a claim is published; resolves with what the terminal shows of it. */
async function reads(id: string, score: number, more = '', claim = 'withdrawal'): Promise<string> {
  const at = desk.deps.now();
  const text = `${claim} affirms ${score} Source ${id}: They go, says ${id}.\n\n${more}`;
  desk.publisher.publish('/afp', [{ id, title: `Item ${id}`, text, at }]);
  return desk.passes(20 * MINUTE);
}

/** The desk rules on an item by the title that it came with. */
async function rules(word: 'confirm' | 'reject', id: string, claim = 'withdrawal'): Promise<void> {
  const match = await matchOf(id, claim);
  expect(await desk.says(`/claims ${word} ${claim} ${match?.itemId}`)).toContain('about');
}

async function matchOf(id: string, claim = 'withdrawal') {
  const matches = await desk.deps.store.matches.ofClaim(claim);
  const items = await desk.deps.store.items.byIds(matches.map(({ itemId }) => itemId));
  const item = items.find(({ title }) => title === `Item ${id}`);
  return matches.find(({ itemId }) => itemId === item?.id) ?? null;
}

async function asks(line: string): Promise<string> {
  return (await desk.says(line)).replace(/\s+/g, ' ');
}

describe('a ruling', () => {
  it('moves the threshold of its claim at once, for items judged from then on', async () => {
    await reads('a', 0.52);
    await reads('b', 0.54);
    await rules('reject', 'b');
    expect(await reads('c', 0.53)).toContain('Suggestion: is this about');
    expect((await matchOf('c'))?.status).toBe('suggested');
    expect((await matchOf('a'))?.status).toBe('confirmed');
    await reads('d', 0.53, '', 'letter');
    expect(await desk.says('/claims list')).toContain('letter affirmed');
  });

  it('moves it back when it is reversed', async () => {
    await reads('a', 0.54);
    await rules('reject', 'a');
    await rules('confirm', 'a');
    await reads('b', 0.53);
    expect((await matchOf('b'))?.status).toBe('confirmed');
  });

  it('takes the band of suggestions along, and leaves alone what is below it', async () => {
    await reads('a', 0.54);
    await rules('reject', 'a');
    await reads('b', 0.39);
    expect(await matchOf('b')).toBeNull();
    await reads('c', 0.4);
    expect((await matchOf('c'))?.status).toBe('suggested');
  });

  it('takes nothing back from an item that is edited and scores no less', async () => {
    await reads('a', 0.52);
    await reads('b', 0.54);
    await rules('reject', 'b');
    const shown = await reads('a', 0.52, 'A word more.');
    expect(shown).not.toContain('no longer speaks');
    expect((await matchOf('a'))?.status).toBe('confirmed');
  });

  it('against an item keeps copies of it from alerting, and says so', async () => {
    await reads('a', 0.9, WIRE);
    await rules('reject', 'a');
    const shown = (await reads('b', 0.9, WIRE)).replace(/\s+/g, ' ');
    expect(shown).toContain('the text says so; has the text of “Item a”, which the desk rejected');
    expect(shown).toContain('Suggestion: is this about');
    expect((await matchOf('b'))?.status).toBe('suggested');
  });

  it('for an item makes copies of it count, until it is reversed', async () => {
    await reads('a', 0.46, WIRE);
    await rules('confirm', 'a');
    await reads('b', 0.36, WIRE);
    expect(await matchOf('b')).toMatchObject({
      status: 'confirmed',
      byDesk: false,
      reason: 'the text says so; has the text of “Item a”, which the desk confirmed',
    });
    await rules('reject', 'a');
    await reads('c', 0.36, WIRE);
    expect((await matchOf('c'))?.status).toBe('suggested');
  });
});

describe('/desk quality', () => {
  it('says what to do while nothing was ruled on', async () => {
    expect(await asks('/desk quality')).toContain('No claim has a ruling yet /claims confirm');
    expect(await asks('/desk quality withdrawal')).toContain(
      'The desk confirmed 0 and rejected 0. Alerts of its own: none that was ruled on. ' +
        'Threshold: 0.50, not moved: no ruling speaks against it. From 0.35 up the desk is asked.',
    );
  });

  it('tells precision, the threshold and why, and what others would have done', async () => {
    for (const [id, score] of [
      ['a', 0.52],
      ['b', 0.56],
      ['c', 0.72],
      ['d', 0.9],
      ['e', 0.45],
      ['f', 0.65],
    ] as const)
      await reads(id, score);
    for (const id of ['a', 'b', 'e']) await rules('reject', id);
    for (const id of ['c', 'd']) await rules('confirm', id);
    const reply = await desk.says('/desk quality');
    expect(reply.replace(/\s+/g, ' ')).toContain(
      'How withdrawal is matched The desk confirmed 2 and rejected 3. ' +
        'Alerts of its own: 2 of 4 ruled on were right (precision 0.50). ' +
        'Threshold: 0.50, moved to 0.55 by 2 rejections of 0.52 to 0.56. From 0.40 up the desk is asked.',
    );
    expect(reply.replace(/\n {2}/g, ' ')).toMatch(
      new RegExp(
        [
          'What another threshold would have done with the matches so far',
          '• 0.40: alerts 6, of these 2 confirmed, 3 rejected, 1 not ruled on',
          '• 0.50: alerts 5, of these 2 confirmed, 2 rejected, 1 not ruled on',
          '• 0.60: alerts 3, of these 2 confirmed, 0 rejected, 1 not ruled on',
          '• 0.70: alerts 2, of these 2 confirmed, 0 rejected, 0 not ruled on',
          '• 0.80: alerts 1, of these 1 confirmed, 0 rejected, 0 not ruled on',
        ].join('\n'),
      ),
    );
  });

  it('counts as its own alerts only what counted before the desk ruled', async () => {
    await reads('a', 0.48);
    await rules('confirm', 'a');
    expect(await asks('/desk quality withdrawal')).toMatch(
      /confirmed 1 and rejected 0\. Alerts of its own: none that was ruled on\. Threshold: 0\.50, moved to 0\.48 by 1 confirmation of 0\.48\./,
    );
  });

  it('lists several claims, those with most rulings first', async () => {
    await reads('a', 0.9, '', 'letter');
    await rules('confirm', 'a', 'letter');
    await reads('b', 0.55);
    await reads('c', 0.45);
    await rules('reject', 'b');
    await rules('confirm', 'c');
    expect(await asks('/desk quality')).toContain(
      'Claims with rulings: 2 Those with most rulings first ' +
        '• withdrawal confirmed 1 and rejected 1 · 0 of 1 ruled on were right (precision 0.00) · 0.50, not moved: rulings on both sides balance ' +
        '• letter confirmed 1 and rejected 0 · 1 of 1 ruled on were right (precision 1.00) · 0.50, not moved: no ruling speaks against it ' +
        'More on one with /desk quality withdrawal',
    );
  });

  it('says when there is no such claim', async () => {
    expect(await asks('/desk quality withdrawl')).toContain(
      'There is no claim withdrawl. Nearest: withdrawal.',
    );
  });
});
