import type { Block, Text } from '../model/message.ts';
import type { Ruling } from '../model/ruling.ts';
import type { Say } from '../model/say.ts';
import type { ClaimQuality } from './desk.ts';
import { list, text } from './reply.ts';

const REJECTIONS = {
  one: '{start}, moved to {alert} by {n} rejection of {scores}',
  other: '{start}, moved to {alert} by {n} rejections of {scores}',
};
const CONFIRMATIONS = {
  one: '{start}, moved to {alert} by {n} confirmation of {scores}',
  other: '{start}, moved to {alert} by {n} confirmations of {scores}',
};

/** All that the rulings say of how a claim is matched. */
export function qualityBlocks(quality: ClaimQuality, say: Say): Block[] {
  const { confirmed, rejected, suggest } = quality;
  const others = quality.others.map(({ threshold, ...counts }): Text => {
    const effect = say.text(
      'alerts {alerts}, of these {confirmed} confirmed, {rejected} rejected, {unruled} not ruled on',
      counts,
    );
    return [{ strong: shown(threshold) }, `: ${effect}`];
  });
  return [
    text(say.text('The desk confirmed {confirmed} and rejected {rejected}.', { confirmed, rejected })),
    text(say.text('Alerts of its own: {unaided}.', { unaided: unaided(quality, say) })),
    text(
      say.text('Threshold: {threshold}. From {suggest} up the desk is asked.', {
        threshold: threshold(quality, say),
        suggest: shown(suggest),
      }),
    ),
    ...list(say.text('What another threshold would have done with the matches so far'), others),
  ];
}

/** The same in a line, without the other thresholds. */
export function qualityLine(quality: ClaimQuality, say: Say): Text {
  const { confirmed, rejected } = quality;
  const rulings = say.text('confirmed {confirmed} and rejected {rejected}', { confirmed, rejected });
  const parts = [rulings, unaided(quality, say), threshold(quality, say)];
  return [{ code: quality.claim.slug }, ` ${parts.join(' · ')}`];
}

function unaided({ unaided: { confirmed, rejected } }: ClaimQuality, say: Say): string {
  const all = confirmed + rejected;
  if (all === 0) return say.text('none that was ruled on');
  return say.text('{right} of {all} ruled on were right (precision {precision})', {
    right: confirmed,
    all,
    precision: shown(confirmed / all),
  });
}

/** `0.50, moved to 0.56 by 3 rejections of 0.50 to 0.60` */
function threshold({ start: first, alert: now, against }: ClaimQuality, say: Say): string {
  const [start, alert] = [shown(first), shown(now)];
  if (now === first)
    return against.length === 0
      ? say.text('{start}, not moved: no ruling speaks against it', { start })
      : say.text('{start}, not moved: rulings on both sides balance', { start });
  const up = now > first;
  const movers = against.filter(({ confirmed }) => confirmed !== up);
  const scores = range(movers, say);
  return say.many(movers.length, up ? REJECTIONS : CONFIRMATIONS, { start, alert, scores });
}

function range(movers: readonly Ruling[], say: Say): string {
  const scores = movers.map(({ score }) => score);
  const [from, to] = [shown(Math.min(...scores)), shown(Math.max(...scores))];
  return from === to ? from : say.text('{from} to {to}', { from, to });
}

function shown(number: number): string {
  return number.toFixed(2);
}
