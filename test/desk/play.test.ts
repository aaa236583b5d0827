import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskDeps } from '../../src/desk/deps.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { play, played } from '../../src/desk/play.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { createLog } from '../../src/log.ts';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { HOUR, type Instant, MINUTE } from '../../src/model/time.ts';
import { lastDue } from '../../src/schedule.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { parseTopic } from '../../src/topics/parse.ts';
import { loadRecording, type Recording } from '../../src/topics/recording.ts';
import { serveRecording } from '../../src/topics/serve.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';

let recording: Recording;
beforeAll(async () => {
  recording = await loadRecording('topics/withdrawal');
});
let store: Store;
afterEach(() => store.close());

/** Plays on this store and chat; breaks off before the step of this number, as a kill would. */
async function playOn(chat: FakeChat, breakAt: number | null): Promise<void> {
  const served = await serveRecording(recording);
  let now: Instant = recording.steps[0]?.at ?? '';
  let ids = 0;
  let steps = 0;
  const deps: DeskDeps = {
    store,
    matcher: createLexicalMatcher(),
    fetch: served.fetch,
    polite: (_url, task) => task(),
    reader: { read: readFeed },
    now: () => now,
    newId: () => `${breakAt ?? 'whole'}-${++ids}`,
    lastDue,
    random: () => 0,
    log: createLog('silent'),
    settings: {
      pace: { least: 15 * MINUTE, most: 15 * MINUTE },
      maxAlertAge: 24 * HOUR,
      userAgent: 'claimwire test',
      publicUrl: null,
      mirror: false,
      language: 'en',
    },
  };
  try {
    const desk = await createDesk(deps, new Map([['terminal', chat]]));
    const topic = parseTopic(await readFile(recording.topic, 'utf8'), recording.topic);
    await desk.importTopic({ ...topic, feeds: [] }, { actor: { id: 'test', name: 'test' }, cause: 'test' });
    await store.watches.add({ chat: 'terminal', channel: 'desk', kind: 'topic', slug: topic.slug });
    const step = () => {
      if (steps++ === breakAt) throw new Error('killed');
    };
    await play({ recording, served, desk, deps, setNow: (at) => (now = at), step });
  } finally {
    await served.close();
  }
}

/** What was told, whatever the ids. */
const told = (chat: FakeChat) => chat.done.map((line) => line.replace(/ref\d+/, 'ref'));

describe('a recording', () => {
  it('that was broken off anywhere goes on where it was and tells the same', async () => {
    store = await openStore(':memory:');
    const whole = createFakeChat('terminal');
    await playOn(whole, null);
    expect(whole.done.length).toBeGreaterThan(15);
    for (const breakAt of [0, 1, 5, 7, 12]) {
      await store.close();
      store = await openStore(':memory:');
      const broken = createFakeChat('terminal');
      await expect(playOn(broken, breakAt)).rejects.toThrow('killed');
      expect(await played(store, recording)).toBe(false);
      await playOn(broken, null);
      expect(told(broken)).toEqual(told(whole));
    }
  });

  it('that was played to its end is known to be', async () => {
    store = await openStore(':memory:');
    expect(await played(store, recording)).toBe(false);
    await playOn(createFakeChat('terminal'), null);
    expect(await played(store, recording)).toBe(true);
  });
});
