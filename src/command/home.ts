import { type Message, message, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Desk } from './desk.ts';
import { countOf, healthOf, worstFirst } from './feed-health.ts';
import type { Person } from './invocation.ts';
import { list, text } from './reply.ts';

const MOST = 15;
const FEEDS = 8;

/** The desk's board: each claim with its standing, what waits for a ruling, and how the feeds are. */
export async function homeOf(desk: Desk, { name }: Pick<Person, 'name'>, say: Say): Promise<Message> {
  const claims = await desk.claims.list(null);
  const { waiting, deliveries } = await desk.status();
  const review = await desk.claims.waiting(MOST);
  const feeds = worstFirst(await desk.feeds.list());
  const entries = claims
    .slice(0, MOST)
    .map(
      ({ claim, state }): Text => [
        { strong: say.text(state.standing) },
        ` · ${say.text(state.verdict)} · ${claim.statement} `,
        { code: `/claim ${claim.slug}` },
      ],
    );
  const [n, most] = [claims.length, MOST];
  const heading =
    n > most
      ? say.text('Claims: {n}; the first {most}, /claims list shows all', { n, most })
      : say.text('Claims: {n}', { n });
  const asked = review.map(
    ({ item, match }): Text => [
      item.url === null ? item.title : { link: item.url, label: item.title },
      ` · ${say.text('{stance} {claim}?', { stance: say.text(match.stance), claim: match.claim })} · `,
      { code: `/claims confirm ${match.claim} ${item.id}` },
    ],
  );
  return message(say.text("The desk's board, {name}", { name }), [
    ...list(heading, entries),
    ...list(say.text("Waiting for the desk's word: {n}", { n: waiting }), asked),
    ...list(
      countOf(feeds, say),
      feeds.slice(0, FEEDS).map((feed) => healthOf(feed, say)),
    ),
    text(
      say.text('Deliveries: {waiting} on their way, {parked} parked.', {
        waiting: deliveries.pending + deliveries['in-flight'],
        parked: deliveries.parked,
      }),
    ),
  ]);
}
