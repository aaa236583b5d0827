import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFault } from '../../src/errors.ts';
import { MINUTE } from '../../src/model/time.ts';
import type { Store } from '../../src/storage/store.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let isFull = false;
let isAway = false;
beforeEach(async () => {
  desk = await openPolledDesk();
  const { store } = desk.deps as { store: { -readonly [Key in keyof Store]: Store[Key] } };
  const { transaction, feeds, channels } = store;
  // The store as it is on a full disk: it can be read.
  store.transaction = (work) =>
    isFull ? Promise.reject(new StoreFault('The disk with the store is full.')) : transaction(work);
  // The store as it is while its server is away: nothing can be done with it.
  const away = async () => {
    throw new StoreFault('The server cannot be reached.');
  };
  store.feeds = { ...feeds, lease: (...due) => (isAway ? away() : feeds.lease(...due)) };
  store.channels = { ...channels, list: () => (isAway ? away() : channels.list()) };
});
afterEach(() => desk.close());

/** What the program does in a round. */
async function round(minutes: number): Promise<void> {
  try {
    await desk.passes(minutes * MINUTE);
    await desk.alarm.clear();
  } catch (error) {
    await desk.alarm.raise(error);
  }
}

describe('a desk whose disk is full', () => {
  it('says so once, loses nothing, and goes on when there is room', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    isFull = true;
    await round(20);
    await round(6);
    await round(6);
    expect(desk.screen().match(/Nothing is taken in or sent for now/g)).toHaveLength(1);
    expect(desk.screen()).not.toContain('First report');
    isFull = false;
    await round(6);
    expect(desk.screen()).toContain('The store can be written again');
    expect(desk.screen()).toMatch(/First report[\s\S]*Letter says US is leaving/);
  });

  it('says so also where the store cannot be read, to those whom it knew before', async () => {
    await round(6);
    isAway = true;
    await round(6);
    await round(6);
    expect(desk.screen().match(/for now. The server cannot be reached/g)).toHaveLength(1);
    isAway = false;
    await round(6);
    expect(desk.screen()).toContain('The store can be written again');
  });

  it('says so to whoever calls a command that would be stored', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await round(20);
    isFull = true;
    expect(await desk.says('/claims verdict withdrawal false')).toContain('The disk with the store is full');
    isFull = false;
    expect(await desk.says('/claims verdict withdrawal false')).toContain('Verdict on withdrawal: false');
  });
});
