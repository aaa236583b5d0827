// The desk that is tortured: the real store, pipeline, outbox and adapters, in a process of its own.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { commands } from '../../commands/index.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { createDiscordChat } from '../../src/chat/discord/index.ts';
import { createSlackChat } from '../../src/chat/slack/index.ts';
import { createFrontDesk } from '../../src/command/dispatch.ts';
import type { DeskDeps } from '../../src/desk/deps.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { createLog } from '../../src/log.ts';
import { PLAIN } from '../../src/model/channel.ts';
import { HOUR, instant, MINUTE } from '../../src/model/time.ts';
import { lastDue } from '../../src/schedule.ts';
import { openStore } from '../../src/storage/open.ts';
import { createScriptedMatcher } from '../support/matcher.ts';
import { clockOf } from './clock.ts';
import { CLAIMS } from './story.ts';

/** What the driver sets up. */
export interface Setup {
  readonly store: string;
  readonly began: number;
  readonly feeds: string;
  readonly discord: { readonly token: string; readonly apiUrl: string; readonly channel: string };
  readonly slack: {
    readonly botToken: string;
    readonly appToken: string;
    readonly apiUrl: string;
    readonly channel: string;
  };
}

const TURN = 5;

async function run({ store: file, began, feeds, discord, slack }: Setup): Promise<void> {
  const now = clockOf(began);
  const log = createLog('silent');
  const store = await openStore(file);
  const deps: DeskDeps = {
    store,
    matcher: createScriptedMatcher(),
    fetch,
    polite: (_url, task) => task(),
    reader: { read: readFeed },
    now: () => instant(now()),
    newId: () => randomUUID().slice(0, 13),
    lastDue,
    random: () => 0,
    log,
    settings: {
      pace: { least: MINUTE, most: MINUTE },
      maxAlertAge: 1_000_000 * HOUR,
      userAgent: 'claimwire torture',
      publicUrl: null,
      mirror: true,
      language: 'en',
    },
  };
  const chats: Chat[] = [
    createDiscordChat(
      { token: discord.token, guildIds: [], apiUrl: discord.apiUrl, registerOnStart: false },
      { log },
    ),
    createSlackChat(
      {
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        connection: { kind: 'socket', appToken: slack.appToken },
      },
      { log },
    ),
  ];
  const desk = await createDesk(deps, new Map(chats.map((chat) => [chat.name, chat])));
  const by = { actor: { id: 'torture', name: 'torture' }, cause: 'import of torture.yaml' };
  await desk.importTopic(
    {
      slug: 'torture',
      title: 'Torture',
      names: [],
      signOff: 1,
      claims: CLAIMS.map((slug) => ({ slug, statement: `The ${slug} is real`, parent: null, aliases: [] })),
      feeds: CLAIMS.map((slug) => ({ url: `${feeds}/${slug}`, outlet: `The ${slug} paper`, language: null })),
    },
    by,
  );
  const watch = { kind: 'topic' as const, slug: 'torture' };
  await store.watches.add({ chat: 'discord', channel: discord.channel, ...watch });
  await store.watches.add({ chat: 'slack', channel: slack.channel, ...watch });
  // Every message is to come at once, however many there are.
  const settings = { ...PLAIN, hourly: null };
  await store.channels.change('discord', discord.channel, { settings });
  await store.channels.change('slack', slack.channel, { settings });
  const front = createFrontDesk({
    commands,
    desk: desk.desk,
    roles: {},
    reactions: {},
    failed: () => {},
    done: () => {},
  });
  // A chat that cannot be reached now is reached by the next turn or the next life.
  await Promise.all(chats.map((chat) => chat.start(front).catch(() => process.exit(1))));
  for (;;) {
    for (const { id } of await store.feeds.list()) await store.feeds.change(id, { nextPollAt: deps.now() });
    await desk.refresh().catch(() => {});
    await desk.drain().catch(() => {});
    const { pending, 'in-flight': flying, parked, sent } = await store.outbox.counts();
    process.send?.({ items: await store.items.count(), open: pending + flying, parked, sent });
    await setTimeout(TURN);
  }
}

process.on('message', (setup: Setup) => void run(setup));
// A driver that is gone wants nothing more.
process.on('disconnect', () => process.exit(0));
