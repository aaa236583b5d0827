// Follows https://discord.com/developers/docs/resources/channel (modify, delete, start thread in forum) and
// https://discord.com/developers/docs/resources/user#create-dm.
import {
  type ApiAnswer,
  checkCount,
  checkLength,
  type Faults,
  invalidForm,
  ok,
  type Route,
  refuse,
} from './answers.ts';
import type { Gateway } from './gateway.ts';
import { checkMessage, type MessageBody } from './limits.ts';
import { asJson, newMessage, publish } from './messages.ts';
import { openThread, setArchived, threadOf } from './threads.ts';
import type { FakeChannel, FakeTag, World } from './world.ts';

interface Modification {
  readonly archived?: boolean;
  readonly applied_tags?: string[];
  readonly available_tags?: { readonly id?: string; readonly name: string }[];
}

interface ForumPost {
  readonly name: string;
  readonly applied_tags?: string[];
  readonly message: MessageBody;
}

export function channelRoutes(world: World, gateway: Gateway): Route[] {
  const one = /^\/channels\/(\d+)$/;
  return [
    {
      method: 'PATCH',
      path: one,
      authorised: true,
      answer({ body }, id = '') {
        const channel = world.channels.get(id);
        return channel === undefined
          ? refuse('unknownChannel')
          : modify(world, gateway, channel, body as Modification);
      },
    },
    {
      method: 'DELETE',
      path: one,
      authorised: true,
      answer(_request, id = '') {
        const channel = world.channels.get(id);
        if (channel === undefined) return refuse('unknownChannel');
        world.channels.delete(id);
        world.messages.delete(id);
        gateway.dispatch('THREAD_DELETE', { ...channel });
        return ok(channel);
      },
    },
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/threads$/,
      authorised: true,
      answer: ({ body }, id = '') => startPost(world, gateway, id, body as ForumPost),
    },
    {
      method: 'POST',
      path: /^\/users\/@me\/channels$/,
      authorised: true,
      answer({ body }) {
        if ((body as { recipient_id: string }).recipient_id !== world.person.id) return refuse('cannotWrite');
        world.channels.set(world.direct.id, world.direct);
        return ok({ ...world.direct, recipients: [world.person] });
      },
    },
  ];
}

function modify(
  world: World,
  gateway: Gateway,
  channel: FakeChannel,
  { archived, applied_tags, available_tags }: Modification,
): ApiAnswer {
  const faults: Faults = new Map();
  checkCount(faults, 'available_tags', available_tags ?? [], 0, 20);
  for (const [index, { name }] of (available_tags ?? []).entries())
    checkLength(faults, `available_tags.${index}.name`, name, 1, 20);
  checkTags(faults, world.channels.get(channel.parent_id ?? ''), applied_tags ?? []);
  const refused = invalidForm(faults);
  if (refused !== null) return refused;
  if (archived !== undefined) setArchived(world, gateway, channel, archived);
  if (channel.thread_metadata?.archived) return refuse('archived');
  if (applied_tags !== undefined) channel.applied_tags = applied_tags;
  if (available_tags !== undefined) channel.available_tags = available_tags.map((tag) => kept(world, tag));
  gateway.dispatch(channel.type === 11 ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', { ...channel });
  world.signal.notify();
  return ok(channel);
}

function kept(world: World, { id = world.newId(), name }: { id?: string; name: string }): FakeTag {
  return { id, name, moderated: false, emoji_id: null, emoji_name: null };
}

/** A post is a thread and the message that starts it, both with one id. */
function startPost(
  world: World,
  gateway: Gateway,
  channel: string,
  { name, applied_tags = [], message }: ForumPost,
): ApiAnswer {
  const forum = world.channels.get(channel);
  if (forum?.type !== 15) return refuse('unknownChannel');
  const faults: Faults = new Map();
  checkLength(faults, 'name', name, 1, 100);
  checkTags(faults, forum, applied_tags);
  const refused = invalidForm(faults) ?? checkMessage(message);
  if (refused !== null) return refused;
  const id = world.newId();
  const thread = { ...threadOf(world, id, channel, name), applied_tags };
  openThread(world, gateway, thread);
  const first = publish(world, gateway, newMessage(world, id, world.bot, message, [], id));
  return { status: 201, body: { ...thread, message: asJson(first) } };
}

function checkTags(faults: Faults, forum: FakeChannel | undefined, tags: readonly string[]): void {
  checkCount(faults, 'applied_tags', tags, 0, 5);
  if (!tags.every((tag) => forum?.available_tags?.some(({ id }) => id === tag)))
    faults.set('applied_tags', { code: 'BASE_TYPE_CHOICES', message: 'Not a tag of this forum.' });
}
