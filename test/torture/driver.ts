import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { displayMessage } from '../support/discord/display.ts';
import { startFakeDiscord } from '../support/discord/server.ts';
import { createWorld } from '../support/discord/world.ts';
import type { Fate } from '../support/fates.ts';
import { openPublisher } from '../support/feeds.ts';
import { startFakeSlack } from '../support/slack/server.ts';
import { CHANNEL } from '../support/slack/workspace.ts';
import { clockOf } from './clock.ts';
import type { Setup } from './desk.ts';
import { type Random, randomBy } from './random.ts';
import { storyOf } from './story.ts';

export interface Plan {
  readonly seed: number;
  readonly items: number;
  readonly kills: number;
  /** It is killed until so many faults were injected too. */
  readonly faults: number;
  /** Real milliseconds after which the run is given up. */
  readonly limit: number;
  readonly progress?: (line: string) => void;
}

/** What was at the platforms and in the store at the end. */
export interface Outcome {
  readonly kills: number;
  readonly faults: number;
  readonly requests: number;
  /** Every message as people see it, by channel or thread, in its order. */
  readonly messages: ReadonlyMap<string, readonly string[]>;
  readonly ledger: readonly string[];
  readonly integrity: string;
  readonly parked: number;
}

interface State {
  readonly items: number;
  readonly open: number;
  readonly parked: number;
  readonly sent: number;
}

const DESK = new URL('./desk.ts', import.meta.url);
/** A request in so many meets a fault, while there are to be any. */
const ONE_IN = 2;
/** Entries of a feed document, and how far it may run ahead of what was taken in. */
const WINDOW = 200;
const AHEAD = 50;
/** Milliseconds; a desk needs about half a second to be at work. */
const LIFE = { least: 300, most: 3_000 };
/** What a desk asks before it is at work: where that fails, it ends, and there is nothing to be faulted. */
const CONNECTING = /gateway|auth\.test|connections\.open/;
const SELDOM = 20;
const GATEWAY = [1000, 1001, 4000, 4007, 4009];

/**
 * Plays a story through the desk, which is killed and faulted as the plan says and then left in peace until all is
 * delivered. Stops by itself: rejects where that takes longer than the plan's limit.
 */
export async function torture(plan: Plan): Promise<Outcome> {
  const random = randomBy(plan.seed);
  const began = Date.now();
  const now = clockOf(began);
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-torture-'));
  const discord = await startFakeDiscord(createWorld(now));
  const slack = await startFakeSlack([], now);
  const publisher = await openPublisher();
  const story = storyOf(plan.items);
  const total = [...story.values()].reduce((sum, items) => sum + items.length, 0);
  const counts = { kills: 0, faults: 0, requests: 0 };
  let peace = false;
  const choose = (request: string) => {
    counts.requests++;
    const rarely = CONNECTING.test(request) ? SELDOM : 1;
    if (peace || counts.faults >= plan.faults || random.below(ONE_IN * rarely) > 0) return null;
    const fate = fateFor(request, random);
    if (fate !== null) counts.faults++;
    return fate;
  };
  discord.fates.choose(choose);
  slack.fates.choose(choose);
  const setup: Setup = {
    store: join(folder, 'desk.db'),
    began,
    feeds: publisher.url(''),
    discord: { token: discord.world.token, apiUrl: discord.apiUrl, channel: discord.world.channel.id },
    slack: { botToken: slack.tokens.bot, appToken: slack.tokens.app, apiUrl: slack.apiUrl, channel: CHANNEL },
  };
  /** How many items the store had when the desk last told. */
  let kept = 0;
  /** Publishes a share of each feed, but no more than a little beyond what the desk has taken in, since feeds are short. */
  const publish = (share: number) => {
    const ahead = Math.floor(kept / story.size) + AHEAD;
    for (const [claim, items] of story)
      publisher.publish(
        `/${claim}`,
        items.slice(0, Math.min(ahead, Math.ceil(items.length * share))).slice(-WINDOW),
      );
  };
  const heard = ({ items }: State) => {
    kept = items;
  };
  let desk: Desk | null = null;
  try {
    publish(0);
    while (counts.kills < plan.kills || counts.faults < plan.faults) {
      if (Date.now() - began > plan.limit)
        throw new Error(`not done after ${plan.limit} ms: ${JSON.stringify(counts)}`);
      publish((counts.kills + 1) / plan.kills);
      desk = live(setup, heard);
      await setTimeout(LIFE.least + random.below(LIFE.most - LIFE.least));
      disturb(discord.gateway, slack.socket, random, counts);
      await desk.kill();
      desk = null;
      discord.gateway.forgetLost();
      counts.kills++;
      if (counts.kills % 50 === 0) plan.progress?.(`${counts.kills} kills, ${counts.faults} faults`);
    }
    peace = true;
    desk = live(setup, heard);
    const last = await settled(
      desk,
      total,
      began + plan.limit,
      () => {
        publish(1);
        desk = live(setup, heard);
        return desk;
      },
      () => publish(1),
    );
    await desk.kill();
    const { ledger, integrity } = stored(setup.store);
    return {
      ...counts,
      messages: messagesOf(discord, slack),
      ledger,
      integrity,
      parked: last.parked,
    };
  } finally {
    await desk?.kill();
    await publisher.close();
    await discord.close();
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Desk {
  readonly child: ChildProcess;
  /** The next word of how far it is; null when it has ended. */
  state(): Promise<State | null>;
  kill(): Promise<void>;
}

function live(setup: Setup, heard: (state: State) => void): Desk {
  const child = fork(DESK, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.on('error', () => {});
  child.on('message', (state: State) => heard(state));
  child.send(setup, () => {});
  const ended = once(child, 'exit');
  return {
    child,
    async state() {
      if (child.exitCode !== null || child.signalCode !== null) return null;
      const word = once(child, 'message').then(([state]) => state as State);
      return Promise.race([word, ended.then(() => null)]);
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Waits until all is read and nothing is on its way; a desk that ended by itself is started again. */
async function settled(
  desk: Desk,
  total: number,
  until: number,
  restart: () => Desk,
  publish: () => void,
): Promise<State> {
  let current = desk;
  for (;;) {
    if (Date.now() > until) throw new Error('the desk did not settle');
    publish();
    const state = await current.state();
    if (state === null) current = restart();
    else if (state.items === total && state.open === 0) return state;
  }
}

function fateFor(request: string, random: Random): Fate | null {
  // What asks and changes nothing fails too, but cannot be done and then lost.
  if (/^GET |auth\.test|conversations\./.test(request)) return 'fails';
  const fates: Fate[] = [
    'fails',
    'done-then-fails',
    'done-then-lost',
    { retryAfter: request.includes('/') ? 0.02 : 1 },
  ];
  return fates[random.below(fates.length)] ?? null;
}

/** Now and then the sockets are cut, closed or told to come again. */
function disturb(
  gateway: Awaited<ReturnType<typeof startFakeDiscord>>['gateway'],
  socket: Awaited<ReturnType<typeof startFakeSlack>>['socket'],
  random: Random,
  counts: { faults: number },
): void {
  const disturbances = [
    () => gateway.drop(),
    () => gateway.closeWith(GATEWAY[random.below(GATEWAY.length)] ?? 4000),
    () => gateway.askToReconnect(),
    () => gateway.invalidate(random.below(2) === 0),
    () => socket.disconnect(),
    () => {},
    () => {},
  ];
  const chosen = random.below(disturbances.length);
  disturbances[chosen]?.();
  if (chosen < 5) counts.faults++;
}

/** All that people see, by where it stands; threads go by the words of the message that they hang on. */
function messagesOf(
  discord: Awaited<ReturnType<typeof startFakeDiscord>>,
  slack: Awaited<ReturnType<typeof startFakeSlack>>,
): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  const { channel, messages, channels } = discord.world;
  const top = messages.get(channel.id) ?? [];
  seen.set(
    'discord',
    top.map((one) => displayMessage(one).words),
  );
  for (const one of top)
    if (channels.has(one.id))
      seen.set(
        `discord ${displayMessage(one).words}`,
        (messages.get(one.id) ?? []).map((each) => displayMessage(each).words),
      );
  const all = slack.workspace.channels.get(CHANNEL) ?? [];
  seen.set(
    'slack',
    all.filter(({ thread_ts, ts }) => (thread_ts ?? ts) === ts).map(({ text }) => text),
  );
  for (const root of all.filter(({ thread_ts, ts }) => thread_ts === ts))
    seen.set(
      `slack ${root.text}`,
      all.filter(({ thread_ts, ts }) => thread_ts === root.ts && ts !== root.ts).map(({ text }) => text),
    );
  return seen;
}

/** The ledger without what differs from run to run: times, and the names of items. */
function stored(file: string): { ledger: string[]; integrity: string } {
  const database = new DatabaseSync(file);
  try {
    const rows = database.prepare('select claim, cause, event from ledger order by claim, seq').all();
    const ledger = rows.map(({ claim, cause, event }) => {
      const { kind, status, stance, evidence, verdict } = JSON.parse(String(event));
      return JSON.stringify([claim, cause, kind, status, stance, evidence, verdict]);
    });
    const [checked] = database.prepare('pragma integrity_check').all();
    return { ledger, integrity: String(Object.values(checked ?? {})[0]) };
  } finally {
    database.close();
  }
}
