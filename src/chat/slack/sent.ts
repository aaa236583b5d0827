// Follows https://docs.slack.dev/messaging/message-metadata,
// https://docs.slack.dev/reference/methods/conversations.history and conversations.replies.
import type { webApi } from '@slack/bolt';
import { SECOND } from '../../model/time.ts';
import type { Sending } from '../chat.ts';
import { codeOf } from './errors.ts';

const EVENT = 'claimwire_delivery';
const PAGE = 200;
/** Two thousand messages: more than a channel has between two tries. */
const MOST_PAGES = 10;

/** What a message carries of its delivery, so that it can be told again. */
export function metadataOf({ key }: Sending) {
  return { event_type: EVENT, event_payload: { key } };
}

/**
 * The name of the message that an earlier try of this sending posted, or null: the delivery's key is in the message's
 * metadata. `thread` is undefined for a message in the channel itself.
 */
export async function findSent(
  client: webApi.WebClient,
  channel: string,
  thread: string | undefined,
  sending: Sending,
): Promise<string | null> {
  try {
    return await lookFor(client, channel, thread, sending);
  } catch (error) {
    // Slack takes messages for public channels that the bot has not joined, and shows their history to members alone.
    if (codeOf(error) !== 'not_in_channel') throw error;
    await client.conversations.join({ channel });
    return lookFor(client, channel, thread, sending);
  }
}

async function lookFor(
  client: webApi.WebClient,
  channel: string,
  thread: string | undefined,
  { key, doubt }: Sending,
): Promise<string | null> {
  if (doubt === null) return null;
  const oldest = String(Math.max(0, Date.parse(doubt.since)) / SECOND);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const where = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
    const found =
      thread === undefined
        ? await client.conversations.history(where)
        : await client.conversations.replies({ ...where, ts: thread });
    for (const { metadata, ts } of found.messages ?? [])
      if (ts && metadata?.event_type === EVENT && keyIn(metadata.event_payload) === key) return ts;
    cursor = found.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}

function keyIn(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : null;
}
