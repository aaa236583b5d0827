import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { message } from '../../src/model/message.ts';
import { HOUR, MINUTE, SECOND } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { openPolledDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let slack: FakeChat;
const observed: string[] = [];

beforeEach(async () => {
  observed.length = 0;
  slack = createFakeChat('slack');
  desk = await openPolledDesk({ chats: [slack] });
  Object.assign(desk.deps, {
    observe: {
      polled: (outcome: string) => observed.push(outcome),
      judged: (seconds: number) => observed.push(seconds < 10 ? 'judged' : 'slow'),
    },
  });
});
afterEach(() => desk.close());

async function queue(chat: string): Promise<void> {
  const to = { chat, channel: 'C1', storyId: null };
  await desk.deps.store.outbox.add(chat, to, { do: 'notice', message: message('An alert') }, desk.deps.now());
}

describe('the health of a desk', () => {
  it('counts feeds by how they are, items, and what waits', async () => {
    desk.publisher.fail('/reuters', 410);
    desk.publisher.publish('/afp', [
      { id: '1', title: 'The letter', text: 'withdrawal affirms 0.4 Seely: We are leaving.' },
    ]);
    await desk.passes(HOUR);
    slack.failNext(1, new Error('503'));
    await queue('slack');
    await desk.passes(SECOND);
    expect(await desk.health.vitals()).toEqual({
      feeds: { well: 1, failing: 0, paused: 0, gone: 1 },
      items: 1,
      suggestions: 1,
      deliveries: { pending: 1, 'in-flight': 0, sent: 3, parked: 0 },
      oldest: SECOND,
    });
  });

  it('is well while feeds fail and a chat that is not set up waits', async () => {
    await queue('discord');
    desk.publisher.fail('/afp', 500);
    desk.publisher.fail('/reuters', 500);
    for (let hour = 0; hour < 20; hour++) {
      await desk.passes(HOUR);
      expect(await desk.health.faults()).toEqual([]);
    }
  });

  it('is not when no poll ends for three of the longest intervals, or a delivery waits for a quarter of an hour', async () => {
    await queue('slack');
    slack.failNext(100, new Error('503'));
    await desk.passes(15 * MINUTE);
    expect(await desk.health.faults()).toEqual([]);
    const stuck = Promise.withResolvers<void>();
    Object.assign(desk.deps, { polite: (_: string, task: () => unknown) => stuck.promise.then(task) });
    const round = desk.passes(46 * MINUTE);
    expect(await desk.health.faults()).toEqual([
      'No poll has finished since 2020-01-06T12:15:00.000Z, and feeds are due.',
      'The oldest delivery has waited for 61 minutes.',
    ]);
    stuck.resolve();
    await round;
    expect(await desk.health.faults()).toEqual(['The oldest delivery has waited for 61 minutes.']);
  });
});

describe('what is observed of a poll', () => {
  it('is its outcome, and how long each new item took', async () => {
    desk.publisher.publish('/afp', [{ id: '1', title: 'One' }]);
    desk.publisher.fail('/reuters', 500);
    await desk.passes(HOUR);
    expect(observed.sort()).toEqual(['failed', 'judged', 'read']);
    observed.length = 0;
    desk.publisher.fail('/reuters', 410);
    await desk.passes(HOUR);
    expect(observed.sort()).toEqual(['gone', 'unchanged']);
  });

  it('is one id in every line of its log', async () => {
    const lines: Record<string, unknown>[] = [];
    const stream = new PassThrough();
    stream.on('data', (line: Buffer) => lines.push(JSON.parse(line.toString())));
    Object.assign(desk.deps, { log: createLog('debug', stream) });
    desk.publisher.publish('/afp', [
      { id: '1', title: 'One' },
      { id: '2', title: 'Two' },
    ]);
    desk.publisher.fail('/reuters', 410);
    await desk.passes(HOUR);
    expect(lines.map(({ msg }) => msg)).toEqual(['item taken in', 'item taken in', 'feed polled']);
    expect(new Set(lines.map(({ poll, feed }) => `${poll} ${feed}`)).size).toBe(1);
    expect(lines[0]?.poll).toMatch(/^[0-9a-f]{8}$/);
    expect(lines[0]?.item).not.toBe(lines[1]?.item);
  });
});
