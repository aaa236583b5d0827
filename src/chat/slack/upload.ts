// Follows https://docs.slack.dev/messaging/working-with-files#upload: uploadV2 asks for an address, sends the file
// there and then shares it. A file has no form that one person alone sees, but for a direct message.
import type { webApi } from '@slack/bolt';
import type { Reply } from '../../command/invocation.ts';
import { UserError } from '../../errors.ts';
import type { Message } from '../../model/message.ts';
import { explainChannel } from './errors.ts';
import type { Spot, Wires } from './wires.ts';

/** The message of a reply, once its file is where those can see it whom the message is for. Never rejects. */
export async function withFile({ client, logger }: Wires, reply: Reply, spot: Spot): Promise<Message> {
  const { message, file, visibility } = reply;
  if (file === undefined) return message;
  const shared = visibility === 'channel' ? spot.channel : null;
  try {
    const channel_id = shared ?? (await directChannel(client, spot.user));
    const upload = { channel_id, filename: file.name, content: file.text };
    // The types of Slack's library tell the two cases apart.
    const thread_ts = shared === null ? null : spot.thread;
    await client.files.uploadV2(thread_ts === null ? upload : { ...upload, thread_ts });
    return shared !== null
      ? message
      : saying(message, `${file.name} is in your direct messages with claimwire.`);
  } catch (error) {
    const explained = explainChannel(error, spot.channel ?? '');
    if (!(explained instanceof UserError)) logger.error('Slack did not take a file:', error);
    const why = explained instanceof UserError ? explained.message : 'The reason is in the log.';
    return saying(message, `${file.name} could not be sent. ${why}`);
  }
}

/** The conversation of claimwire with one person. */
export async function directChannel(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('Slack opened a conversation and did not name it');
  return channel.id;
}

function saying(message: Message, text: string): Message {
  return { ...message, blocks: [...message.blocks, { kind: 'text', text }] };
}
