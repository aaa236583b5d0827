import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { FrontDesk } from '../../src/chat/chat.ts';
import { createFrontDesk } from '../../src/command/dispatch.ts';
import type { DeskDeps } from '../../src/desk/deps.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { play, played } from '../../src/desk/play.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { createLog } from '../../src/log.ts';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { HOUR, type Instant, MINUTE } from '../../src/model/time.ts';
import { lastDue } from '../../src/schedule.ts';
import { openStore } from '../../src/storage/open.ts';
import { parseTopic } from '../../src/topics/parse.ts';
import { loadRecording } from '../../src/topics/recording.ts';
import { serveRecording } from '../../src/topics/serve.ts';
import type { ChatHarness } from '../contracts/chat.ts';
import { openDiscord } from '../support/discord/harness.ts';
import { openSlack } from '../support/slack/harness.ts';
import { openTerminal } from '../support/terminal.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Plays the shipped recording through the real matcher and pipeline into a real chat. */
async function playInto(open: (front: FrontDesk) => Promise<ChatHarness>): Promise<ChatHarness> {
  let front: FrontDesk | null = null;
  const later = (): FrontDesk => {
    if (!front) throw new Error('the desk is not open yet');
    return front;
  };
  const harness = await open({
    commands,
    invoke: (invocation) => later().invoke(invocation),
    say: (...given) => later().say(...given),
    complete: (...given) => later().complete(...given),
    hear: (post) => later().hear(post),
    form: (call) => later().form(call),
    amend: (...given) => later().amend(...given),
    connected: async () => {},
    react: (reaction) => later().react(reaction),
    home: (person) => later().home(person),
  });
  closing.push(() => harness.stop());
  const recording = await loadRecording('topics/withdrawal');
  const served = await serveRecording(recording);
  closing.push(() => served.close());
  let now: Instant = recording.steps[0]?.at ?? '';
  let ids = 0;
  const deps: DeskDeps = {
    store: await openStore(':memory:'),
    matcher: createLexicalMatcher(),
    fetch: served.fetch,
    polite: (_url, task) => task(),
    reader: { read: readFeed },
    now: () => now,
    newId: () => `i${++ids}`,
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
  closing.push(() => deps.store.close());
  const desk = await createDesk(deps, new Map([[harness.chat.name, harness.chat]]));
  front = createFrontDesk({
    commands,
    desk: desk.desk,
    roles: {},
    reactions: {},
    failed: (error) => expect.fail(String(error)),
    done: () => {},
  });
  const topic = parseTopic(await readFile(recording.topic, 'utf8'), recording.topic);
  await desk.importTopic({ ...topic, feeds: [] }, { actor: { id: 'test', name: 'test' }, cause: 'test' });
  await deps.store.watches.add({
    chat: harness.chat.name,
    channel: harness.channel,
    kind: 'topic',
    slug: topic.slug,
  });
  await play({
    recording,
    served,
    desk,
    deps,
    setNow: (at) => {
      now = at;
    },
    step: () => {},
  });
  expect(await played(deps.store, recording)).toBe(true);
  expect(await deps.store.outbox.counts()).toMatchObject({ pending: 0, 'in-flight': 0, parked: 0 });
  return harness;
}

describe.each([
  ['the terminal', openTerminal],
  ['Discord', openDiscord],
  ['Slack', (front: FrontDesk) => openSlack('socket', front)],
] as const)('the story of January 2020 on %s', (_name, open) => {
  it('is one alert with one thread: the letter, the denial, who still runs the old line', async () => {
    const desk = await playInto(open);
    const alerts = (await desk.seen()).filter((message) => message.thread !== null);
    expect(alerts).toHaveLength(1);
    const thread = alerts[0]?.thread?.join('\n').replace(/\s+/g, ' ') ?? '';
    expect(thread).toMatch(/Change of standing: Pentagon chief Esper says no decision to leave Iraq/);
    expect(thread).toContain('the standing went from affirmed to contested');
    expect(thread).toMatch(/same text as AFP/);
    expect(thread).toContain('Edited by its publisher: US denies that it is leaving Iraq');
    expect(thread).toContain('Repeat after a denial: US troops to leave Iraq, letter says');
  });

  it('says nothing of cash withdrawals, a team that withdraws, or the German army', async () => {
    const desk = await playInto(open);
    const all = (await desk.seen())
      .map((message) => `${message.text}\n${message.thread?.join('\n')}`)
      .join('\n');
    expect(all).not.toMatch(/bank withdrawals|cash|futsal|Germany moves/i);
  });

  it('is told in one look by /claim withdrawal', async () => {
    const desk = await playInto(open);
    const { text } = await desk.run('/claim withdrawal');
    expect(text).toMatch(/Standing: \W*contested/);
    const [affirms = '', rest = ''] = text.split('Who denies');
    const [denies = '', observes = ''] = rest.split('Who neither affirms nor denies');
    expect(affirms).toMatch(/letter/i);
    expect(denies).toContain('Mark Esper');
    expect(denies).toContain('Pentagon');
    expect(text).not.toContain('Esber (');
    expect(observes).toContain('Iraqi Joint Operations Command');
  });
});
