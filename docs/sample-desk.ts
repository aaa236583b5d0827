import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import type { Chat } from '../src/chat/chat.ts';
import { renderMessage } from '../src/chat/terminal/render.ts';
import { createFrontDesk } from '../src/command/dispatch.ts';
import type { FrontDesk } from '../src/command/front-desk.ts';
import type { DeskDeps } from '../src/desk/deps.ts';
import { createDesk, type RunningDesk } from '../src/desk/desk.ts';
import { play } from '../src/desk/play.ts';
import { readFeed } from '../src/feeds/read.ts';
import { createLog } from '../src/log.ts';
import { createLexicalMatcher } from '../src/matching/lexical.ts';
import type { DeliveryAction } from '../src/model/alert.ts';
import type { Message } from '../src/model/message.ts';
import { HOUR, type Instant, MINUTE, plus } from '../src/model/time.ts';
import { lastDue } from '../src/schedule.ts';
import { openStore } from '../src/storage/open.ts';
import { parseTopic } from '../src/topics/parse.ts';
import { loadRecording } from '../src/topics/recording.ts';
import { serveRecording } from '../src/topics/serve.ts';

const RECORDING = fileURLToPath(new URL('../topics/withdrawal', import.meta.url));
const PAGE = { width: 96, colour: false };
const CHANNEL = 'C0DESK';

/** What a chat was told to do, in order. */
type Sent = Extract<DeliveryAction, { message: Message }>['do'] | 'open-thread';

/** A desk in memory that has played the shipped recording to a chat named `slack`: the same every time. */
export interface SampleDesk extends RunningDesk {
  readonly deps: DeskDeps;
  readonly front: FrontDesk;
  readonly sent: readonly { readonly to: string; readonly as: Sent; readonly message: Message }[];
  /** Someone calls a command in the channel; gives what they typed and what they are shown, as lines. */
  says(name: string, line: string): Promise<string>;
  /** Time goes by, and the feeds are polled. */
  passes(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** `prepare` is called before the recording plays. */
export async function openSampleDesk(
  prepare: (desk: Pick<SampleDesk, 'says'>) => Promise<unknown> = async () => {},
): Promise<SampleDesk> {
  const recording = await loadRecording(RECORDING);
  const served = await serveRecording(recording);
  const sent: SampleDesk['sent'][number][] = [];
  const chat = recorder(sent);
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
      userAgent: 'claimwire',
      publicUrl: null,
      mirror: false,
      language: 'en',
    },
  };
  const desk = await createDesk(deps, new Map([[chat.name, chat]]));
  const editors = ['U-Ann', 'U-Bob'];
  const front = createFrontDesk({
    commands,
    desk: desk.desk,
    roles: { slack: { editors, admins: ['U-Ada'] } },
    reactions: {},
    failed: (error) => {
      throw error;
    },
    done: () => {},
  });
  const says = async (name: string, line: string) => {
    const person = { chat: 'slack', id: `U-${name}`, name, groups: [] };
    const reply = await front.say(line, person, { chat: 'slack', channel: CHANNEL, thread: null });
    await desk.drain();
    const to = reply.visibility === 'channel' ? 'to the channel' : `to ${name} alone`;
    const file = reply.file ? ['', `── ${reply.file.name}`, reply.file.text.trimEnd(), '──'] : [];
    return [`${name}> ${line}`, '', `── ${to}`, ...lines(reply.message), ...file].join('\n');
  };
  const topic = parseTopic(await readFile(recording.topic, 'utf8'), recording.topic);
  await desk.importTopic(
    { ...topic, feeds: [] },
    { actor: { id: 'claimwire', name: 'claimwire' }, cause: 'import' },
  );
  await deps.store.watches.add({ chat: 'slack', channel: CHANNEL, kind: 'topic', slug: topic.slug });
  await prepare({ says });
  const setNow = (at: Instant) => {
    now = at;
  };
  await play({ recording, served, desk, deps, setNow, step: () => {} });
  return {
    ...desk,
    deps,
    front,
    sent,
    says,
    async passes(milliseconds) {
      now = plus(now, milliseconds);
      await desk.refresh();
      await desk.digests();
      await desk.drain();
    },
    async close() {
      await served.close();
      await deps.store.close();
    },
  };
}

/** A message as a terminal shows it. */
export function lines(message: Message): string[] {
  const numbers = message.buttons.map((_, n) => n + 1);
  return renderMessage(message, numbers, PAGE).map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
}

function recorder(sent: SampleDesk['sent'][number][]): Chat {
  const keep = (as: Sent, to: string, message: Message) => {
    sent.push({ as, to, message });
    return `m${sent.length}`;
  };
  return {
    name: 'slack',
    start: async () => {},
    post: async (channel, message) => keep('post', channel, message),
    openThread: async (_channel, messageRef) => messageRef,
    reply: async (channel, _thread, message) => keep('reply', channel, message),
    async update(channel, _thread, _ref, message) {
      keep('update', channel, message);
    },
    remove: async () => {},
    posts: async () => [],
    threadLink: () => 'https://desk.slack.example/archives/C0DESK/p1',
    stop: async () => {},
  };
}
