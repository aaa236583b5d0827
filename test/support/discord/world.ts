// Follows https://discord.com/developers/docs/reference#snowflakes and the resource pages that its types name.
import type { FakeCommand, FakeInteraction } from './calls.ts';
import { createSignal, type Signal } from './signal.ts';

/** https://discord.com/developers/docs/resources/user#user-object */
export interface FakeUser {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: '0';
  readonly avatar: null;
  readonly bot: boolean;
}

/** https://discord.com/developers/docs/resources/channel#channel-object; 1 is direct messages. */
export interface FakeChannel {
  readonly id: string;
  readonly type: 0 | 1 | 11 | 15;
  readonly guild_id?: string;
  readonly name: string;
  readonly parent_id: string | null;
  /** A forum's, and a post's in it. */
  available_tags?: FakeTag[];
  applied_tags?: string[];
  /** A thread's. */
  message_count?: number;
  thread_metadata?: { archived: boolean; locked: boolean; readonly [more: string]: unknown };
  readonly [more: string]: unknown;
}
export interface FakeTag {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
  readonly emoji_id: null;
  readonly emoji_name: null;
}

/** A file that was sent with a message. */
export interface FakeFile {
  readonly name: string;
  readonly text: string;
}

/** https://discord.com/developers/docs/resources/message#message-object */
export interface FakeMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: FakeUser;
  readonly timestamp: string;
  readonly type: number;
  readonly flags: number;
  readonly nonce?: string | number;
  content: string;
  embeds: FakeEmbed[];
  components: FakeRow[];
  edited_timestamp: string | null;
  /** Whom the message notifies, after allowed_mentions. */
  mention_everyone: boolean;
  mentions: FakeUser[];
  mention_roles: string[];
  files: readonly FakeFile[];
  thread?: FakeChannel;
}

export interface FakeEmbed {
  title?: string;
  description?: string;
  footer?: { text: string };
  author?: { name: string };
  fields?: { name: string; value: string }[];
}

export interface FakeRow {
  type: number;
  components: { type: number; style: number; label?: string; custom_id?: string }[];
}

/** Everything that the fake Discord knows. */
export interface World {
  readonly token: string;
  readonly now: () => number;
  readonly signal: Signal;
  readonly application: { readonly id: string; readonly name: string; flags: number };
  readonly bot: FakeUser;
  readonly person: FakeUser;
  readonly guild: { readonly id: string; readonly name: string };
  /** What the bot may in the server, as `GET /users/@me/guilds` says. */
  permissions: string;
  /** The one role, besides everyone's, which the person holds. */
  readonly role: { readonly id: string; readonly name: string };
  readonly channel: FakeChannel;
  readonly forum: FakeChannel;
  /** The direct messages of bot and person, which the bot has to open first. */
  readonly direct: FakeChannel;
  readonly channels: Map<string, FakeChannel>;
  /** What everyone can see, by channel or thread, oldest first. */
  readonly messages: Map<string, FakeMessage[]>;
  readonly interactions: FakeInteraction[];
  /** By server, and `global`. */
  readonly commands: Map<string, readonly FakeCommand[]>;
  /** What lies on the file server, by path. */
  readonly files: Map<string, Buffer>;
  newId(): string;
}

const DISCORD_EPOCH = 1_420_070_400_000;
/** GATEWAY_MESSAGE_CONTENT_LIMITED: an application that turned the intent on. */
export const MAY_READ = 1 << 19;

const ALL_PERMISSIONS = String((1n << 50n) - 1n);

/** A server with one text channel and one forum, the bot in it and one person. `now` is in milliseconds. */
export function createWorld(now: () => number = Date.now): World {
  let count = 0;
  const newId = () => String((BigInt(now() - DISCORD_EPOCH) << 22n) + BigInt(count++));
  const user = (username: string, bot: boolean): FakeUser => ({
    id: newId(),
    username,
    global_name: bot ? null : username,
    discriminator: '0',
    avatar: null,
    bot,
  });
  const guild = { id: newId(), name: 'The newsroom' };
  const inGuild = {
    guild_id: guild.id,
    parent_id: null,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  };
  const channel: FakeChannel = { ...inGuild, id: newId(), type: 0, name: 'desk' };
  const forum: FakeChannel = { ...inGuild, id: newId(), type: 15, name: 'stories', available_tags: [] };
  return {
    token: 'fake-token.of.the-bot',
    now,
    signal: createSignal(),
    application: { id: newId(), name: 'claimwire', flags: MAY_READ },
    bot: user('claimwire', true),
    person: user('ada', false),
    guild,
    permissions: ALL_PERMISSIONS,
    role: { id: newId(), name: 'Editors' },
    channel,
    forum,
    direct: { id: newId(), type: 1, name: '', parent_id: null },
    channels: new Map([channel, forum].map((one) => [one.id, one])),
    messages: new Map([[channel.id, []]]),
    interactions: [],
    commands: new Map(),
    files: new Map(),
    newId,
  };
}
