import { type Message, message, type Text } from '../model/message.ts';
import type { Desk } from './desk.ts';
import { countOf, healthOf, worstFirst } from './feed-health.ts';
import type { Person } from './invocation.ts';
import { list, text } from './reply.ts';

const MOST = 15;
const FEEDS = 8;

/** The desk's board: each claim with its standing, what waits for a ruling, and how the feeds are. */
export async function homeOf(desk: Desk, { name }: Pick<Person, 'name'>): Promise<Message> {
  const claims = await desk.claims.list(null);
  const { waiting, deliveries } = await desk.status();
  const review = await desk.claims.waiting(MOST);
  const feeds = worstFirst(await desk.feeds.list());
  const entries = claims
    .slice(0, MOST)
    .map(
      ({ claim, state }): Text => [
        { strong: state.standing },
        ` · ${state.verdict} · ${claim.statement} `,
        { code: `/claim ${claim.slug}` },
      ],
    );
  const more = claims.length > MOST ? `; the first ${MOST}, /claims list shows all` : '';
  const asked = review.map(
    ({ item, match }): Text => [
      item.url === null ? item.title : { link: item.url, label: item.title },
      ` · ${match.stance} ${match.claim}? · `,
      { code: `/claims confirm ${match.claim} ${item.id}` },
    ],
  );
  return message(`The desk's board, ${name}`, [
    ...list(`Claims: ${claims.length}${more}`, entries),
    ...list(`Waiting for the desk's word: ${waiting}`, asked),
    ...list(countOf(feeds), feeds.slice(0, FEEDS).map(healthOf)),
    text(
      `Deliveries: ${deliveries.pending + deliveries['in-flight']} on their way, ${deliveries.parked} parked.`,
    ),
  ]);
}
