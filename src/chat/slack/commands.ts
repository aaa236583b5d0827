// Follows https://docs.slack.dev/interactivity/implementing-slash-commands.
import { show } from './answer.ts';
import { ask } from './forms.ts';
import { unescapeText } from './text.ts';
import { placeOf, type Spot, type Wires } from './wires.ts';

/** Brings slash commands to the front desk. Slack has none in threads. */
export function listenToCommands(wires: Wires): void {
  for (const { name } of wires.front.commands) listenToCommand(wires, name);
}

function listenToCommand(wires: Wires, name: string): void {
  const { app, front, people } = wires;
  app.command(`/${name}`, async ({ ack, command, respond }) => {
    await ack();
    const line = `/${name} ${unescapeText(command.text)}`.trim();
    const spot: Spot = { user: command.user_id, channel: command.channel_id, thread: null };
    if (await ask(wires, line, spot, command)) return;
    const person = await people.personOf(command.user_id, command.user_name);
    await show(wires, await front.say(line, person, placeOf(spot)), spot, respond);
  });
}
