// Follows https://discord.com/developers/docs/resources/message and
// https://discord.com/developers/docs/resources/channel#start-thread-from-message.
import {
  type ApiRequest,
  checkLength,
  type Faults,
  invalidForm,
  NOTHING,
  ok,
  type Route,
  refuse,
} from './answers.ts';
import type { Gateway } from './gateway.ts';
import { member } from './guild.ts';
import { checkMessage, type MessageBody } from './limits.ts';
import type { FakeChannel, FakeMessage, FakeUser, World } from './world.ts';

const EPHEMERAL = 1 << 6;

/** A message of `author`; it is in no channel yet. */
export function newMessage(world: World, channel: string, author: FakeUser, body: MessageBody): FakeMessage {
  const made: FakeMessage = {
    id: world.newId(),
    channel_id: channel,
    author,
    timestamp: new Date(world.now()).toISOString(),
    type: 0,
    flags: (body.flags ?? 0) & EPHEMERAL,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    content: '',
    embeds: [],
    components: [],
    edited_timestamp: null,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
  };
  return change(world, made, body);
}

/** Applies an edit: parts that are not given stay. Works out whom the content notifies. */
export function change(world: World, message: FakeMessage, body: MessageBody): FakeMessage {
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  if (body.components !== undefined) message.components = body.components ?? [];
  const allowed = body.allowed_mentions ?? { parse: ['everyone', 'users', 'roles'] };
  const may = (kind: string) => allowed.parse?.includes(kind) === true;
  message.mention_everyone = may('everyone') && /@(everyone|here)/.test(message.content);
  message.mentions = may('users') && message.content.includes(`<@${world.person.id}>`) ? [world.person] : [];
  message.mention_roles =
    may('roles') && message.content.includes(`<@&${world.role.id}>`) ? [world.role.id] : [];
  return message;
}

/** Puts a message where everyone sees it, and says so. */
export function publish(world: World, gateway: Gateway, message: FakeMessage): FakeMessage {
  const there = world.messages.get(message.channel_id) ?? [];
  world.messages.set(message.channel_id, [...there, message]);
  const { user: _, ...writer } = member(world, message.author);
  gateway.dispatch('MESSAGE_CREATE', { ...asJson(message), guild_id: world.guild.id, member: writer });
  world.signal.notify();
  return message;
}

/** The parts of a message object that never matter here, and those that do. */
export function asJson(message: FakeMessage): Record<string, unknown> {
  return { tts: false, attachments: [], pinned: false, ...message };
}

export function find(world: World, channel: string, id: string): FakeMessage | undefined {
  return world.messages.get(channel)?.find((one) => one.id === id);
}

export function messageRoutes(world: World, gateway: Gateway): Route[] {
  const message = /^\/channels\/(\d+)\/messages\/(\d+)$/;
  return [
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/messages$/,
      authorised: true,
      answer({ body }: ApiRequest, channel) {
        if (!world.channels.has(channel ?? '')) return refuse('unknownChannel');
        const wanted = body as MessageBody;
        const refused = checkMessage(wanted);
        if (refused !== null) return refused;
        const twin = world.messages
          .get(channel ?? '')
          ?.find((one) => one.nonce !== undefined && one.nonce === wanted.nonce);
        if (wanted.enforce_nonce === true && twin !== undefined) return ok(asJson(twin));
        return ok(asJson(publish(world, gateway, newMessage(world, channel ?? '', world.bot, wanted))));
      },
    },
    {
      method: 'GET',
      path: message,
      authorised: true,
      answer(_request, channel = '', id = '') {
        const found = find(world, channel, id);
        return found === undefined ? refuse('unknownMessage') : ok(asJson(found));
      },
    },
    {
      method: 'PATCH',
      path: message,
      authorised: true,
      answer({ body }, channel = '', id = '') {
        const found = find(world, channel, id);
        if (found === undefined) return refuse('unknownMessage');
        const refused = checkMessage({ ...found, ...(body as MessageBody) });
        if (refused !== null) return refused;
        change(world, found, body as MessageBody).edited_timestamp = new Date(world.now()).toISOString();
        gateway.dispatch('MESSAGE_UPDATE', { ...asJson(found), guild_id: world.guild.id });
        return ok(asJson(found));
      },
    },
    {
      method: 'DELETE',
      path: message,
      authorised: true,
      answer(_request, channel = '', id = '') {
        if (find(world, channel, id) === undefined) return refuse('unknownMessage');
        world.messages.set(channel, world.messages.get(channel)?.filter((one) => one.id !== id) ?? []);
        return NOTHING;
      },
    },
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      authorised: true,
      answer({ body }, channel = '', id = '') {
        const start = find(world, channel, id);
        if (start === undefined) return refuse('unknownMessage');
        if (start.thread !== undefined) return refuse('threadExists');
        const { name } = body as { name: string };
        const faults: Faults = new Map();
        checkLength(faults, 'name', name, 1, 100);
        const refused = invalidForm(faults);
        if (refused !== null) return refused;
        start.thread = thread(world, start, name);
        world.channels.set(id, start.thread);
        world.messages.set(id, []);
        gateway.dispatch('THREAD_CREATE', { ...start.thread, newly_created: true });
        return { status: 201, body: start.thread };
      },
    },
  ];
}

/** A thread has the id of the message that it starts from. */
function thread(world: World, { id, channel_id: parent }: FakeMessage, name: string): FakeChannel {
  const at = new Date(world.now()).toISOString();
  return {
    id,
    type: 11,
    guild_id: world.guild.id,
    name,
    parent_id: parent,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 10_080,
      archive_timestamp: at,
      create_timestamp: at,
    },
    member: { id, user_id: world.bot.id, join_timestamp: at, flags: 0 },
  };
}
