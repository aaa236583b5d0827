import { afterEach, beforeEach, expect, it } from 'vitest';
import { work } from '../../src/cli/work.ts';
import { TakenOver } from '../../src/errors.ts';
import type { Store } from '../../src/storage/store.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

it('a desk whose store was taken over by another one ends', async () => {
  const { deps, front } = desk;
  const { store } = deps as { store: { -readonly [Key in keyof Store]: Store[Key] } };
  const lease = () => Promise.reject(new TakenOver('Another one works on it.'));
  store.feeds = { ...store.feeds, lease };
  const opened = { desk, front, deps, close: async () => {} };
  const told = new Promise<void>(() => {});
  const ended = work({
    opened,
    chats: [],
    terminal: null,
    stopped: told,
    connected: new Set(),
    say: () => {},
    log: deps.log,
  });
  await expect(ended).rejects.toBeInstanceOf(TakenOver);
});
