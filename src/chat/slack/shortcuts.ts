// Follows https://docs.slack.dev/interactivity/implementing-shortcuts#messages and
// https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload.
import type { MessageShortcut } from '@slack/bolt';
import type { Call } from '../../command/invocation.ts';
import { show } from './answer.ts';
import { ask } from './forms.ts';
import { wordsOf } from './message-words.ts';
import { callbackOf, type Shortcut, shortcutsOf } from './shortcut-list.ts';
import { plainOf } from './text.ts';
import { placeOf, type Spot, threadOf, type Wires } from './wires.ts';

/** Brings a message's words to the front desk, as the option that the shortcut fills. */
export function listenToShortcuts(wires: Wires): void {
  for (const one of shortcutsOf(wires.front.commands)) listenToShortcut(wires, one);
}

function listenToShortcut(wires: Wires, { command, subcommand, option }: Shortcut): void {
  const { app, front, people } = wires;
  const ours = { type: 'message_action' as const, callback_id: callbackOf({ command, subcommand }) };
  app.shortcut<MessageShortcut>(ours, async ({ ack, shortcut, respond }) => {
    await ack();
    const { user, channel, message } = shortcut;
    const thread = threadOf(message.thread_ts, message.ts);
    const spot: Spot = { user: user.id, channel: channel.id, thread };
    const text = await plainOf(wordsOf(message), people.nameOf);
    const call: Call = { command, subcommand, options: { [option]: text } };
    if (await ask(wires, call, spot, shortcut)) return;
    const person = await people.personOf(user.id, user.name);
    const reply = await front.invoke({ ...call, person, place: placeOf(spot) });
    await show(wires, { ...reply, visibility: 'private' }, spot, respond);
  });
}
