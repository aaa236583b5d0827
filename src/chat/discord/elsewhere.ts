// Follows https://discord.com/developers/docs/resources/user#create-dm.
import { randomUUID } from 'node:crypto';
import { type APIDMChannel, type Client, Routes } from 'discord.js';
import type { Place, Reply } from '../../command/invocation.ts';
import { explain } from './faults.ts';
import { sendMessage } from './messages.ts';

/**
 * Gives an answer where Discord has no interaction to answer, or none any more: a private one in a direct
 * message to the person, one for the channel where it was asked. An answer mentions nobody.
 */
export async function answerElsewhere(
  client: Client,
  { message: { mention: _, ...message }, visibility, file }: Reply,
  person: string,
  place: Place,
): Promise<void> {
  const channel = visibility === 'private' ? await directTo(client, person) : (place.thread ?? place.channel);
  await sendMessage(client.rest, channel, message, { key: randomUUID(), doubt: null }, file);
}

/** The channel of direct messages with a person, which Discord opens where it is not there yet. */
async function directTo({ rest }: Client, person: string): Promise<string> {
  try {
    const channel = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
    return (channel as APIDMChannel).id;
  } catch (error) {
    throw explain(`write to the person ${person}`, error);
  }
}
