// Follows https://docs.slack.dev/tools/bolt-js: what its listeners are given.
import type { App, Logger, webApi } from '@slack/bolt';
import type { Place } from '../../command/invocation.ts';
import type { FrontDesk } from '../chat.ts';
import { CHAT, type People } from './people.ts';
import type { SlackSettings } from './settings.ts';

/** What every listener works with. */
export interface Wires {
  readonly app: App;
  readonly front: FrontDesk;
  readonly people: People;
  /** One try each, for somebody waits for the answer. */
  readonly client: webApi.WebClient;
  /** The id of the workspace that the bot is of. */
  readonly team: string;
  readonly settings: SlackSettings;
  readonly logger: Logger;
}

/** Who asked, and where; `channel` is null in App Home and in a modal, which stand in no channel. */
export interface Spot {
  readonly user: string;
  readonly channel: string | null;
  readonly thread: string | null;
}

/** The place of an invocation; outside of channels it is the person's own, for Slack takes their id as one. */
export function placeOf({ user, channel, thread }: Spot): Place {
  return { chat: CHAT, channel: channel ?? user, thread };
}

/** The thread that a message stands in, if any; the message that a thread hangs on stands in the channel. */
export function threadOf(thread: unknown, message: unknown): string | null {
  return typeof thread === 'string' && thread !== message ? thread : null;
}
