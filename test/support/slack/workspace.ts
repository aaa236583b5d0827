// The state of a fake workspace, named as in https://docs.slack.dev/reference/objects/conversation-object.

import type { SharedFile } from './files.ts';

export interface SlackMessage {
  readonly subtype?: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Absent from an ordinary message that nobody answered. */
  readonly thread_ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: unknown;
}

export interface Workspace {
  readonly channels: Map<string, SlackMessage[]>;
  readonly users: Map<string, { readonly name: string; readonly displayName: string }>;
  /** Messages that one person saw. */
  readonly ephemerals: Ephemeral[];
  readonly usergroups: { readonly id: string; readonly users: readonly string[] }[];
  /** Modals and home pages that were shown, by id. */
  readonly views: Map<string, Readonly<Record<string, unknown>>>;
  /** Files that were shared, in order. */
  readonly files: SharedFile[];
  add(channel: string, message: Omit<SlackMessage, 'ts'>): SlackMessage | null;
  change(channel: string, ts: string, change: Partial<SlackMessage>): boolean;
  remove(channel: string, ts: string): boolean;
}

interface Ephemeral {
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

export const CHANNEL = 'C0DESK';
export const BOT = { user: 'U0BOT', bot: 'B0BOT', team: 'T0DESK' };
export const PERSON = { id: 'U0ANNA', name: 'anna', displayName: 'Anna K.' };

/** Messages are named by the clock, in milliseconds; without one from 2020-01-06T20:05:00Z on, a microsecond apart. */
export function createWorkspace(now: () => number = () => 1_578_341_100_000): Workspace {
  let posted = 0;
  const channels = new Map<string, SlackMessage[]>([[CHANNEL, []]]);
  return {
    channels,
    users: new Map([[PERSON.id, { name: PERSON.name, displayName: PERSON.displayName }]]),
    ephemerals: [],
    usergroups: [],
    views: new Map(),
    files: [],
    add(channel, message) {
      const messages = channels.get(channel);
      if (!messages) return null;
      posted += 1;
      const added = { ...message, ts: `${Math.floor(now() / 1_000)}.${String(posted).padStart(6, '0')}` };
      messages.push(added);
      return added;
    },
    change(channel, ts, change) {
      const messages = channels.get(channel) ?? [];
      const index = messages.findIndex((message) => message.ts === ts);
      const old = messages[index];
      if (!old) return false;
      messages[index] = { ...old, ...change };
      return true;
    },
    remove(channel, ts) {
      const messages = channels.get(channel) ?? [];
      const index = messages.findIndex((message) => message.ts === ts);
      if (index >= 0) messages.splice(index, 1);
      return index >= 0;
    },
  };
}
