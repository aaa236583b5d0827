// Follows https://discord.com/developers/docs/reference#snowflakes and the resource pages that its types name.
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

/** https://discord.com/developers/docs/resources/channel#channel-object; type 0 is text, 11 a public thread. */
export interface FakeChannel {
  readonly id: string;
  readonly type: 0 | 11;
  readonly guild_id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly [more: string]: unknown;
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

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 a command, 3 a component, 4 autocomplete. */
  readonly type: 2 | 3 | 4;
  readonly channelId: string;
  readonly sentAt: number;
  /** The callback's type, or null while Discord waits for one. */
  callback: number | null;
  /** Whether the person still sees "thinking…". */
  loading: boolean;
  original: FakeMessage | null;
  readonly followUps: FakeMessage[];
  choices: { name: string; value: string }[] | null;
  modal: unknown;
}

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export interface FakeCommand {
  readonly name: string;
  readonly description: string;
  readonly type?: number;
  readonly contexts?: number[];
  readonly options?: FakeOption[];
}
export interface FakeOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: { name: string; value: string }[];
  readonly options?: FakeOption[];
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
  /** The one role, besides everyone's, which the person holds. */
  readonly role: { readonly id: string; readonly name: string };
  readonly channel: FakeChannel;
  readonly channels: Map<string, FakeChannel>;
  /** What everyone can see, by channel or thread, oldest first. */
  readonly messages: Map<string, FakeMessage[]>;
  readonly interactions: FakeInteraction[];
  /** By server, and `global`. */
  readonly commands: Map<string, readonly FakeCommand[]>;
  newId(): string;
}

const DISCORD_EPOCH = 1_420_070_400_000;
/** GATEWAY_MESSAGE_CONTENT_LIMITED: an application that turned the intent on. */
export const MAY_READ = 1 << 19;

/** A server with one text channel, the bot in it and one person. `now` is in milliseconds. */
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
  const channel: FakeChannel = {
    id: newId(),
    type: 0,
    guild_id: guild.id,
    name: 'desk',
    parent_id: null,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  };
  return {
    token: 'fake-token.of.the-bot',
    now,
    signal: createSignal(),
    application: { id: newId(), name: 'claimwire', flags: MAY_READ },
    bot: user('claimwire', true),
    person: user('ada', false),
    guild,
    role: { id: newId(), name: 'Editors' },
    channel,
    channels: new Map([[channel.id, channel]]),
    messages: new Map([[channel.id, []]]),
    interactions: [],
    commands: new Map(),
    newId,
  };
}
