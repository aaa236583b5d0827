import type { Command, Runnable } from '../src/command/command.ts';
import { helpOn } from '../src/command/help.ts';
import { qualityBlocks, qualityLine } from '../src/command/quality.ts';
import { list, tellPerson, text } from '../src/command/reply.ts';
import type { Text } from '../src/model/message.ts';

const MOST_CLAIMS = 20;

const status: Runnable = {
  name: 'status',
  description: 'How the desk is: claims, feeds, deliveries, chats',
  role: 'reader',
  example: '/desk status',
  options: [],
  async run(desk) {
    const { claims, items, waiting, feeds, deliveries, chats } = await desk.status();
    const failing = feeds.filter((feed) => feed.error !== null);
    const { pending, parked, sent } = deliveries;
    return tellPerson('The desk', [
      text(`${claims} open claims, ${items} items read, ${waiting} suggestions wait for the desk's word.`),
      text(`Feeds: ${feeds.length}, of which ${failing.length} cannot be read.`),
      text(`Deliveries: ${sent} sent, ${pending + deliveries['in-flight']} on their way, ${parked} parked.`),
      text(`Chats: ${chats.join(', ')}.`),
      ...list(
        'Feeds that cannot be read',
        failing.slice(0, 10).map(({ outlet, error }): Text => `${outlet}: ${error}`),
      ),
    ]);
  },
};

const quality: Runnable = {
  name: 'quality',
  description: "What the desk's rulings say of a claim's alerts, and where they moved its threshold",
  role: 'reader',
  example: '/desk quality withdrawal',
  options: [{ name: 'claim', description: 'Only this one', required: false, completes: 'claim' }],
  async run(desk, { options }) {
    const ruled = await desk.claims.quality(options.claim ?? null);
    const [one, another] = ruled;
    if (!one)
      return tellPerson('No claim has a ruling yet', [
        text('/claims confirm and /claims reject rule on an item; that moves the threshold of its claim.'),
      ]);
    if (!another) return tellPerson(`How ${one.claim.slug} is matched`, qualityBlocks(one));
    return tellPerson(`Claims with rulings: ${ruled.length}`, [
      ...list('Those with most rulings first', ruled.slice(0, MOST_CLAIMS).map(qualityLine)),
      text(['More on one with ', { code: `/desk quality ${one.claim.slug}` }]),
    ]);
  },
};

/** `/desk …`: the desk itself. `commands` gives all of them, for help. */
export function deskCommand(commands: () => readonly Command[]): Command {
  const help: Runnable = {
    name: 'help',
    description: 'Every command, with an example',
    role: 'reader',
    example: '/desk help claims',
    options: [{ name: 'command', description: 'Only this one', required: false }],
    run: async (_desk, { options }) => helpOn(commands(), options.command ?? null),
  };
  return {
    name: 'desk',
    description: 'How the desk is, and how to use it',
    subcommands: [status, quality, help],
  };
}
