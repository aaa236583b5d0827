import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPolledDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
});
afterEach(() => desk.close());

const SQL = ["'; drop table items; --", '" or 1=1 --', '%', '_', '\\', "x' union select * from ledger --"];

describe('what people type', () => {
  it.each(SQL)('is no part of a question to the database: %s', async (words) => {
    const { store } = desk.deps;
    for (const line of [
      `/claim ${words}`,
      `/desk why ${words}`,
      `/watch ${words}`,
      `/claims history ${words}`,
    ])
      expect(await desk.says(line)).not.toContain('Something went wrong');
    expect(await store.items.count()).toBe(0);
    expect(await store.claims.list()).toHaveLength(2);
    expect(desk.log).toEqual([]);
  });

  it('finds no item by a sign that stands for any', async () => {
    desk.publisher.publish('/afp', [
      { id: 'a', title: '100 % of it', text: 'x' },
      { id: 'b', title: 'Rain', text: 'x' },
    ]);
    await desk.passes(20 * 60_000);
    expect(await desk.says('/desk why 100 %')).toContain('100 % of it');
    expect(await desk.says('/desk why %%')).toContain('was seen. Give its address');
  });

  it('in a chat is never the path of a file of this machine', async () => {
    const place = { chat: 'slack', channel: 'C1', thread: null };
    const ada = { chat: 'slack', id: 'U1', name: 'Ada', groups: [] };
    await desk.deps.store.roles.set({ chat: 'slack', subject: 'U1', role: 'admin' });
    const { message } = await desk.front.say('/topics import package.json', ada, place);
    expect(JSON.stringify(message)).not.toContain('devDependencies');
    expect(message.title).toContain('not taken in');
  });

  it('with a button of another message does no more than typing it would', async () => {
    const place = { chat: 'slack', channel: 'C1', thread: null };
    const eve = { chat: 'slack', id: 'U9', name: 'Eve', groups: [] };
    const { message } = await desk.front.say('/claims verdict withdrawal confirmed', eve, place);
    expect(message.title).toContain('needs the role of editor');
    expect((await desk.desk.claims.view('withdrawal', null)).state.verdict).toBe('unverified');
  });

  it.each(['✅', 'x', 'constructor', '__proto__'])(
    'with the reaction %s presses nothing on a message that the desk did not send',
    async (emoji) => {
      const place = { chat: 'slack', channel: 'C1', thread: null };
      const ada = { chat: 'slack', id: 'U1', name: 'Ada', groups: [] };
      await desk.deps.store.roles.set({ chat: 'slack', subject: 'U1', role: 'admin' });
      expect(await desk.front.react({ emoji, place, person: ada, ref: '1578341200.000100' })).toBeNull();
      expect(desk.log).toEqual([]);
    },
  );
});
