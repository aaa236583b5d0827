// Follows https://discord.com/developers/docs/resources/message#get-channel-messages and, for ids that carry their
// time, https://discord.com/developers/docs/reference#snowflakes.
import { type APIMessage, type APIUser, type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { Doubt } from '../chat.ts';
import type { Rendered } from './render.ts';

const PAGE = 100;
/** A thousand messages: more than a channel has between two tries. */
const MOST_PAGES = 10;

/**
 * The id of the message that an earlier try sent, or null. Discord remembers nonces for some minutes only and shows
 * none in the history, so a message is known by its words and buttons, unless it is known to be another delivery's.
 */
export async function findSent(
  rest: REST,
  channel: string,
  body: Rendered,
  doubt: Doubt | null,
): Promise<string | null> {
  if (doubt === null) return null;
  const { id: me } = (await rest.get(Routes.user('@me'))) as APIUser;
  let after = idAt(doubt.since);
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const found = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    const oldestFirst = found.toSorted(byAge);
    for (const message of oldestFirst)
      if (message.author.id === me && isSame(message, body) && !(await doubt.isOthers(message.id)))
        return message.id;
    const last = oldestFirst.at(-1);
    if (!last || found.length < PAGE) return null;
    after = last.id;
  }
  return null;
}

/** The smallest id that a message of that time could have. */
export function idAt(at: string): string {
  const epoch = Number(SnowflakeUtil.epoch);
  return String(BigInt(Math.max(0, Date.parse(at) - epoch)) << 22n);
}

/** Oldest first: ids grow with time. */
export function byAge(a: { readonly id: string }, b: { readonly id: string }): number {
  return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
}

/** Discord takes spaces off the ends of what it is given. */
function isSame(sent: Pick<APIMessage, 'content' | 'embeds' | 'components'>, body: Rendered): boolean {
  return (
    sent.content.trim() === body.content.trim() &&
    wordsOf(sent.embeds) === wordsOf(body.embeds) &&
    idsOf(sent.components) === idsOf(body.components)
  );
}

function wordsOf(embeds: APIMessage['embeds']): string {
  return embeds
    .flatMap(({ description, fields = [] }) => [
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ])
    .map((text) => text?.trim() ?? '')
    .join('\n');
}

function idsOf(components: unknown): string {
  return [...JSON.stringify(components ?? []).matchAll(/"custom_id":("(?:[^"\\]|\\.)*")/g)]
    .map(([, id]) => id)
    .join();
}
