import type { Block, Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { itemSpans } from '../model/telling.ts';
import type { Why } from './desk.ts';
import { list, text } from './reply.ts';

/** What was made of an item: seen, matched, decided, told, stage by stage. */
export function whyBlocks(
  { item, feeds, edits, matches, near, decisions, outcomes, deliveries, parked }: Why,
  say: Say,
): Block[] {
  const seen = feeds.map(({ outlet, at }): Text => [`by ${outlet} at `, { time: at }]);
  const judged = matches.map(
    ({ match, alert, suggest }): Text => [
      { strong: match.claim },
      ` ${match.stance}, ${match.status}${match.byDesk ? ' by the desk' : ''}: score ${match.score.toFixed(2)}; it counts from ${alert.toFixed(2)} and is asked about from ${suggest.toFixed(2)}. ${match.reason}`,
    ],
  );
  const nearest = near.map(
    ({ claim, score, reason }): Text => [{ strong: claim }, ` score ${score.toFixed(2)}: ${reason}`],
  );
  const decided = decisions.map(
    ({ at, action, kind, reason }): Text => [{ time: at }, ' ', { strong: action }, ` (${kind}): ${reason}`],
  );
  const told = outcomes.map(
    ({ at, chat, channel, outcome, reason }): Text => [
      { time: at },
      ` ${chat} ${channel}: `,
      { strong: outcome },
      `, ${reason}`,
    ],
  );
  return [
    text(itemSpans(item, say)),
    ...list(`1. Seen${edits > 0 ? `, and edited ${edits} times since` : ''}`, seen),
    ...(matches.length > 0
      ? list('2. Matched', judged)
      : list('2. Matched to no claim; as it would be judged now, it came nearest to', nearest)),
    ...(matches.length === 0 && near.length === 0 ? [text('2. Matched to no claim, and near to none.')] : []),
    ...(decisions.length > 0
      ? list('3. Decided', decided)
      : [text('3. Nothing was to decide, since it matched no claim when it came.')]),
    ...(outcomes.length > 0
      ? list('4. Each channel that watches', told)
      : [text('4. No channel was told: none watched its claims then, or it was silent.')]),
    ...(deliveries === null
      ? []
      : [
          text(
            `5. Its story's deliveries: ${deliveries.sent} sent, ${deliveries.pending + deliveries['in-flight']} on their way, ${deliveries.parked} parked.`,
          ),
        ]),
    ...list(
      'Parked',
      parked.map(({ chat, channel, error }) => `${chat} ${channel}: ${error ?? 'no reason kept'}`),
    ),
  ];
}
