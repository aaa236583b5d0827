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
import { openThread, setArchived, threadOf } from './threads.ts';
import type { FakeFile, FakeMessage, FakeUser, World } from './world.ts';

const EPHEMERAL = 1 << 6;

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object */
interface AllowedMentions {
  readonly parse?: readonly string[];
  readonly roles?: readonly string[];
}

/** A message of `author`; it is in no channel yet. */
export function newMessage(
  world: World,
  channel: string,
  author: FakeUser,
  body: MessageBody,
  files: readonly FakeFile[] = [],
  id = world.newId(),
): FakeMessage {
  const made: FakeMessage = {
    id,
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
    files,
  };
  return change(world, made, body);
}

/** Applies an edit: parts that are not given stay. Works out whom the content notifies. */
export function change(world: World, message: FakeMessage, body: MessageBody): FakeMessage {
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  if (body.components !== undefined) message.components = body.components ?? [];
  const allowed: AllowedMentions = body.allowed_mentions ?? { parse: ['everyone', 'users', 'roles'] };
  const may = (kind: string) => allowed.parse?.includes(kind) === true;
  const role = may('roles') || allowed.roles?.includes(world.role.id) === true;
  message.mention_everyone = may('everyone') && /@(everyone|here)/.test(message.content);
  message.mentions = may('users') && message.content.includes(`<@${world.person.id}>`) ? [world.person] : [];
  message.mention_roles = role && message.content.includes(`<@&${world.role.id}>`) ? [world.role.id] : [];
  return message;
}

/** Puts a message where everyone sees it, and says so. */
export function publish(world: World, gateway: Gateway, message: FakeMessage): FakeMessage {
  const there = world.messages.get(message.channel_id) ?? [];
  world.messages.set(message.channel_id, [...there, message]);
  world.signal.notify();
  const where = world.channels.get(message.channel_id);
  // A post's first message does not count.
  if (where?.message_count !== undefined && where.id !== message.id) where.message_count += 1;
  // Direct messages have an intent of their own.
  if (message.channel_id === world.direct.id) return message;
  const { user: _, ...writer } = member(world, message.author);
  gateway.dispatch('MESSAGE_CREATE', { ...asJson(message), guild_id: world.guild.id, member: writer });
  return message;
}

/** The parts of a message object that never matter here, and those that do. */
export function asJson({ files, ...message }: FakeMessage): Record<string, unknown> {
  const attachments = files.map(({ name, text }, index) => ({
    id: `${message.id}${index}`,
    filename: name,
    size: Buffer.byteLength(text),
    url: `https://cdn.discordapp.com/attachments/${message.channel_id}/${index}/${name}`,
    proxy_url: `https://media.discordapp.net/attachments/${message.channel_id}/${index}/${name}`,
  }));
  return { tts: false, attachments, pinned: false, ...message };
}

export function find(world: World, channel: string, id: string): FakeMessage | undefined {
  return world.messages.get(channel)?.find((one) => one.id === id);
}

/** Takes a message away, and says so. */
export function erase(world: World, gateway: Gateway, channel: string, id: string): void {
  world.messages.set(channel, world.messages.get(channel)?.filter((one) => one.id !== id) ?? []);
  gateway.dispatch('MESSAGE_DELETE', { id, channel_id: channel, guild_id: world.guild.id });
  world.signal.notify();
}

export function messageRoutes(world: World, gateway: Gateway): Route[] {
  const message = /^\/channels\/(\d+)\/messages\/(\d+)$/;
  return [
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/messages$/,
      authorised: true,
      answer({ body, files }: ApiRequest, channel = '') {
        const where = world.channels.get(channel);
        if (where === undefined) return refuse('unknownChannel');
        if (where.type === 15) return refuse('noTextChannel');
        if (where.thread_metadata?.locked) return refuse('locked');
        const wanted = body as MessageBody;
        const refused = checkMessage(wanted);
        if (refused !== null) return refused;
        const twin = world.messages
          .get(channel)
          ?.find((one) => one.nonce !== undefined && one.nonce === wanted.nonce);
        if (wanted.enforce_nonce === true && twin !== undefined) return ok(asJson(twin));
        // A new message opens an archived thread again.
        if (where.thread_metadata?.archived) setArchived(world, gateway, where, false);
        return ok(asJson(publish(world, gateway, newMessage(world, channel, world.bot, wanted, files))));
      },
    },
    {
      method: 'GET',
      path: /^\/channels\/(\d+)\/messages$/,
      authorised: true,
      answer({ query }, channel = '') {
        if (!world.channels.has(channel)) return refuse('unknownChannel');
        const after = BigInt(query.get('after') ?? 0);
        const found = (world.messages.get(channel) ?? []).filter(({ id }) => BigInt(id) > after);
        // The history shows no nonce, and the newest first of those that follow `after`.
        const shown = found.slice(0, Number(query.get('limit') ?? 50)).reverse();
        return ok(shown.map((one) => ({ ...asJson(one), nonce: undefined })));
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
        if (world.channels.get(channel)?.thread_metadata?.archived) return refuse('archived');
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
        if (!world.channels.has(channel)) return refuse('unknownChannel');
        if (find(world, channel, id) === undefined) return refuse('unknownMessage');
        erase(world, gateway, channel, id);
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
        start.thread = threadOf(world, id, channel, name);
        openThread(world, gateway, start.thread);
        return { status: 201, body: start.thread };
      },
    },
  ];
}
