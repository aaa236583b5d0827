// Follows https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { show, showInModal } from './answer.ts';
import { ask } from './forms.ts';
import { publishHome } from './home.ts';
import { openModal } from './modal.ts';
import { placeOf, type Spot, threadOf, type Wires } from './wires.ts';

/** Brings pressed buttons to the front desk: of messages, of App Home and of modals. */
export function listenToButtons(wires: Wires): void {
  const { app, front, people } = wires;
  const ours = { type: 'block_actions' as const, action_id: /^invoke:/ };
  app.action<BlockAction<ButtonAction>>(ours, async ({ ack, action, body, respond }) => {
    await ack();
    const line = action.value ?? '';
    const spot = spotOf(body);
    if (await ask(wires, line, spot, body)) return;
    const window = body.view ? await openModal(wires, body) : null;
    const person = await people.personOf(body.user.id, body.user.name ?? body.user.username);
    const reply = await front.say(line, person, placeOf(spot));
    if (!body.view) return show(wires, reply, spot, respond);
    await showInModal(wires, reply, spot, window);
    // What was pressed may have changed what the page shows.
    if (body.view.type === 'home') await publishHome(wires, spot.user);
  });
}

function spotOf({ user, channel, container, message }: BlockAction): Spot {
  const id: unknown = channel?.id ?? container.channel_id;
  return {
    user: user.id,
    channel: typeof id === 'string' ? id : null,
    thread: threadOf(message?.thread_ts ?? container.thread_ts, message?.ts),
  };
}
