// Follows https://docs.slack.dev/surfaces/modals and https://docs.slack.dev/reference/views/modal-views.
import type { types } from '@slack/bolt';
import { messageOf } from '../../errors.ts';
import { type Message, message } from '../../model/message.ts';
import { render } from './render.ts';
import type { Wires } from './wires.ts';

/** Shown until the answer is there, for a modal can be opened only within 3 seconds. */
const WAITING = message('One moment…');

/** What caused a modal: `view` is the one that the person is already in. */
interface Cause {
  readonly trigger_id: string;
  readonly view?: { readonly id: string; readonly type: string } | undefined;
}

/** A message where there is no channel to post it to. */
export function modal(message: Message = WAITING): types.ModalView {
  const { blocks } = render(message);
  return { type: 'modal', title: plainText('claimwire'), close: plainText('Close'), blocks };
}

/** Opens a modal to be filled, or empties the one that the person is in; null where Slack opens none. */
export async function openModal(
  { client, logger }: Wires,
  { trigger_id, view }: Cause,
): Promise<string | null> {
  try {
    const opened =
      view?.type === 'modal'
        ? await client.views.update({ view_id: view.id, view: modal() })
        : await client.views.open({ trigger_id, view: modal() });
    return opened.view?.id ?? null;
  } catch (error) {
    logger.warn(`Slack opened no window: ${messageOf(error)}`);
    return null;
  }
}

export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
