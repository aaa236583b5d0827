// Follows https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: a response URL takes
// five answers within 30 minutes. After that, https://docs.slack.dev/reference/methods/chat.postEphemeral.
import type { RespondFn, types } from '@slack/bolt';
import type { Reply } from '../../command/invocation.ts';
import { messageOf } from '../../errors.ts';
import { codeOf } from './errors.ts';
import { modal } from './modal.ts';
import { AS_WRITTEN, NOT_UNFURLED } from './posting.ts';
import { render } from './render.ts';
import { directChannel, withFile } from './upload.ts';
import type { Spot, Wires } from './wires.ts';

interface Content {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Slack's words for a conversation that claimwire is not in: it answers there only by response URL. */
const NOT_IN_IT = ['channel_not_found', 'not_in_channel', 'user_not_in_channel', 'is_archived'];

/** Shows a reply where it was asked for: by response URL if there is one that still works, else as a new message. */
export async function show(wires: Wires, reply: Reply, spot: Spot, respond?: RespondFn): Promise<void> {
  const content = render(await withFile(wires, reply, spot));
  const { visibility } = reply;
  if (respond && (await responded(wires, respond, content, visibility, spot))) return;
  await post(wires, content, visibility, spot);
}

/** Shows a reply in a modal that is open; if it was closed meanwhile, as a direct message. */
export async function showInModal(
  wires: Wires,
  reply: Reply,
  spot: Spot,
  viewId: string | null,
): Promise<void> {
  const message = await withFile(wires, { ...reply, visibility: 'private' }, spot);
  const updated =
    viewId !== null &&
    (await wires.client.views.update({ view_id: viewId, view: modal(message) }).catch((error: unknown) => {
      wires.logger.warn(`Slack showed no answer in a window: ${messageOf(error)}`);
      return false;
    }));
  if (!updated) await direct(wires, render(message), spot);
}

async function responded(
  { logger }: Wires,
  respond: RespondFn,
  content: Content,
  visibility: Reply['visibility'],
  { thread }: Spot,
): Promise<boolean> {
  try {
    await respond({
      ...content,
      ...NOT_UNFURLED,
      response_type: visibility === 'channel' ? 'in_channel' : 'ephemeral',
      replace_original: false,
      ...inThread(thread),
    });
    return true;
  } catch (error) {
    logger.info(`An answer came too late for its response URL: ${messageOf(error)}`);
    return false;
  }
}

async function post(
  wires: Wires,
  content: Content,
  visibility: Reply['visibility'],
  spot: Spot,
): Promise<void> {
  const { channel, user, thread } = spot;
  if (channel === null) return direct(wires, content, spot);
  const { chat } = wires.client;
  const sent = { channel, ...content, ...AS_WRITTEN, ...inThread(thread) };
  try {
    if (visibility === 'channel') await chat.postMessage({ ...sent, ...NOT_UNFURLED, mrkdwn: false });
    else await chat.postEphemeral({ ...sent, user });
  } catch (error) {
    if (!NOT_IN_IT.includes(codeOf(error) ?? '')) throw error;
    await direct(wires, content, spot);
  }
}

async function direct({ client }: Wires, content: Content, { user }: Spot): Promise<void> {
  const channel = await directChannel(client, user);
  await client.chat.postMessage({ channel, ...content, ...AS_WRITTEN, ...NOT_UNFURLED, mrkdwn: false });
}

function inThread(thread: string | null): { thread_ts?: string } {
  return thread === null ? {} : { thread_ts: thread };
}
