import type { Block, Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { itemSpans } from '../model/telling.ts';
import type { Why } from './desk.ts';
import { list, text } from './reply.ts';

/** What was made of an item: seen, matched, decided, told, stage by stage. */
export function whyBlocks(why: Why, say: Say): Block[] {
  return [
    text(itemSpans(why.item, say)),
    ...seenBlocks(why, say),
    ...matchedBlocks(why, say),
    ...decidedBlocks(why, say),
    ...toldBlocks(why, say),
  ];
}

function seenBlocks({ feeds, edits }: Why, say: Say): Block[] {
  const heading =
    edits > 0 ? say.text('1. Seen, and edited {n} times since', { n: edits }) : say.text('1. Seen');
  return list(
    heading,
    feeds.map(({ outlet, at }) =>
      say.spans('by {outlet} at {time}', {
        outlet: outlet ?? say.text('a feed that was removed'),
        time: { time: at },
      }),
    ),
  );
}

function matchedBlocks({ matches, near }: Why, say: Say): Block[] {
  if (matches.length > 0)
    return list(
      say.text('2. Matched'),
      matches.map((one) => judged(one, say)),
    );
  if (near.length === 0) return [text(say.text('2. Matched to no claim, and near to none.'))];
  return list(
    say.text('2. Matched to no claim; as it would be judged now, it came nearest to'),
    near.map(({ claim, score, reason }): Text => {
      const scored = say.text('score {score}', { score: score.toFixed(2) });
      return [{ strong: claim }, ` ${scored}: ${reason}`];
    }),
  );
}

function judged({ match, alert, suggest }: Why['matches'][number], say: Say): Text {
  const word = say.text(match.status);
  const status = match.byDesk ? say.text('{status} by the desk', { status: word }) : word;
  const scored = say.text('score {score}; it counts from {alert} and is asked about from {suggest}.', {
    score: match.score.toFixed(2),
    alert: alert.toFixed(2),
    suggest: suggest.toFixed(2),
  });
  return [{ strong: match.claim }, ` ${say.text(match.stance)}, ${status}: ${scored} ${match.reason}`];
}

/** Reasons are kept as they are in English; those that are always the same words are shown in the language. */
function decidedBlocks({ decisions }: Why, say: Say): Block[] {
  if (decisions.length === 0)
    return [text(say.text('3. Nothing was to decide, since it matched no claim when it came.'))];
  return list(
    say.text('3. Decided'),
    decisions.map(
      ({ at, action, kind, reason }): Text => [
        { time: at },
        ' ',
        { strong: say.text(action) },
        ` (${say.text(kind)}): ${say.text(reason)}`,
      ],
    ),
  );
}

function toldBlocks({ outcomes, deliveries, parked }: Why, say: Say): Block[] {
  const told = outcomes.map(
    ({ at, chat, channel, outcome, reason }): Text => [
      { time: at },
      ` ${chat} ${channel}: `,
      { strong: say.text(outcome) },
      `, ${say.text(reason)}`,
    ],
  );
  const none = say.text('4. No channel was told: none watched its claims then, or it was silent.');
  return [
    ...(told.length > 0 ? list(say.text('4. Each channel that watches'), told) : [text(none)]),
    ...(deliveries === null
      ? []
      : [
          text(
            say.text("5. Its story's deliveries: {sent} sent, {waiting} on their way, {parked} parked.", {
              sent: deliveries.sent,
              waiting: deliveries.pending + deliveries['in-flight'],
              parked: deliveries.parked,
            }),
          ),
        ]),
    ...list(
      say.text('Parked'),
      parked.map(({ chat, channel, error }) => `${chat} ${channel}: ${error ?? say.text('no reason kept')}`),
    ),
  ];
}
