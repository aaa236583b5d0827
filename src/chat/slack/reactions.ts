// Follows https://docs.slack.dev/reference/events/reaction_added.
import { show } from './answer.ts';
import { placeOf, type Spot, type Wires } from './wires.ts';

/** Brings emoji on messages to the front desk; Bolt leaves out those of claimwire itself. */
export function listenToReactions(wires: Wires): void {
  const { app, front, people } = wires;
  app.event('reaction_added', async ({ event }) => {
    const { item, user, reaction } = event;
    // Files and their comments can be reacted to as well.
    if (item.type !== 'message') return;
    const spot: Spot = { user, channel: item.channel, thread: null };
    const reply = await front.react({
      place: placeOf(spot),
      ref: item.ts,
      emoji: reaction.replace(/::skin-tone-\d$/, ''),
      person: await people.personOf(user),
    });
    // An emoji is a small thing: who set it hears of it, and what it did is told where it was done.
    if (reply) await show(wires, { ...reply, visibility: 'private' }, spot);
  });
}
