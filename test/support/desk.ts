import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { commands } from '../../commands/index.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { createTerminal, TERMINAL_CHANNEL } from '../../src/chat/terminal/index.ts';
import { createFrontDesk } from '../../src/command/dispatch.ts';
import type { FrontDesk } from '../../src/command/front-desk.ts';
import type { RoleTable } from '../../src/command/roles.ts';
import type { DeskDeps } from '../../src/desk/deps.ts';
import { createDesk, type RunningDesk } from '../../src/desk/desk.ts';
import { readFeed } from '../../src/feeds/read.ts';
import type { Pace } from '../../src/feeds/rhythm.ts';
import { createLog } from '../../src/log.ts';
import type { Matcher } from '../../src/matching/matcher.ts';
import { HOUR, type Instant, MINUTE, plus } from '../../src/model/time.ts';
import { lastDue } from '../../src/schedule.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import type { TopicFile } from '../../src/topics/topic-file.ts';
import { openPublisher, type Publisher } from './feeds.ts';
import { createScriptedMatcher } from './matcher.ts';

export const NOON: Instant = '2020-01-06T12:00:00.000Z';
/** The first report on the claim `withdrawal`, in the words of the scripted matcher. */
export const LETTER = {
  id: 'letter',
  title: 'Letter says US is leaving',
  text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq.',
};
const BY = { actor: { id: 'test', name: 'Ann' }, cause: 'a test' };

/** A topic with a claim, a part of it, and the feeds `/afp` and `/reuters` of the publisher. */
export function topic(publisher: Pick<Publisher, 'url'>): TopicFile {
  return {
    slug: 'iraq',
    title: 'Iraq',
    names: [],
    signOff: 1,
    claims: [
      { slug: 'withdrawal', statement: 'The US is leaving Iraq', parent: null, aliases: ['US pull-out'] },
      { slug: 'letter', statement: 'The letter is genuine', parent: 'withdrawal', aliases: [] },
    ],
    feeds: [
      { url: publisher.url('/afp'), outlet: 'AFP', language: null },
      { url: publisher.url('/reuters'), outlet: 'Reuters', language: null },
    ],
  };
}

export interface TestDesk extends RunningDesk {
  readonly deps: DeskDeps;
  readonly front: FrontDesk;
  readonly publisher: Publisher;
  readonly log: string[];
  /** A person types a line at the terminal; resolves with what is printed. */
  says(line: string): Promise<string>;
  /** All that the terminal has shown. */
  screen(): string;
  /** Lets time pass, then polls what is due and delivers what is queued; returns what the terminal shows of it. */
  passes(milliseconds: number): Promise<string>;
  close(): Promise<void>;
}

export interface Settings {
  /** In place of a SQLite store in memory. */
  readonly store?: Store;
  readonly matcher?: Matcher;
  readonly chats?: readonly Chat[];
  readonly roles?: RoleTable;
  readonly publicUrl?: string;
  readonly pace?: Pace;
  readonly mirror?: boolean;
}

/** A whole desk on loopback: real store, pipeline, commands and terminal, with a clock of its own. */
export async function openTestDesk(settings: Settings = {}): Promise<TestDesk> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 100 });
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
  });
  let now = NOON;
  let ids = 0;
  const log: string[] = [];
  const logged = new PassThrough();
  logged.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const publisher = await openPublisher();
  const terminal = createTerminal({ input, output, colour: false, interactive: false, now: () => now });
  const deps: DeskDeps = {
    store: settings.store ?? (await openStore(':memory:')),
    matcher: settings.matcher ?? createScriptedMatcher(),
    fetch,
    polite: (_url, task) => task(),
    reader: { read: readFeed },
    now: () => now,
    newId: () => `i${++ids}`,
    lastDue,
    random: () => 0,
    log: createLog('warn', logged),
    settings: {
      pace: settings.pace ?? { least: 15 * MINUTE, most: 15 * MINUTE },
      maxAlertAge: 24 * HOUR,
      userAgent: 'claimwire test',
      publicUrl: settings.publicUrl ?? null,
      mirror: settings.mirror ?? false,
      language: 'en',
    },
  };
  const chats = [terminal, ...(settings.chats ?? [])];
  const running = await createDesk(deps, new Map(chats.map((chat) => [chat.name, chat])));
  const front = createFrontDesk({
    commands,
    desk: running.desk,
    roles: settings.roles ?? {},
    reactions: { '✅': 'confirm', x: 'reject' },
    failed: (error) => log.push(String(error)),
    done: () => {},
  });
  await running.importTopic(topic(publisher), BY);
  await deps.store.watches.add({ chat: 'terminal', channel: TERMINAL_CHANNEL, kind: 'topic', slug: 'iraq' });
  await terminal.start(front);

  return {
    ...running,
    deps,
    front,
    publisher,
    log,
    screen: () => shown,
    async says(line) {
      const before = shown.length;
      const printed = once(output, 'data');
      input.write(`${line}\n`);
      await printed;
      await turn();
      await running.drain();
      return shown.slice(before);
    },
    async passes(milliseconds) {
      const before = shown.length;
      now = plus(now, milliseconds);
      await running.refresh();
      await running.drain();
      await turn();
      return shown.slice(before);
    },
    async close() {
      await terminal.stop();
      await deps.store.close();
      await publisher.close();
    },
  };
}

/** The same with both feeds polled once while they were empty, so that what they bring from then on is news. */
export async function openPolledDesk(settings: Settings = {}): Promise<TestDesk> {
  const desk = await openTestDesk(settings);
  for (const path of ['/afp', '/reuters']) desk.publisher.publish(path, []);
  await desk.passes(0);
  return desk;
}
