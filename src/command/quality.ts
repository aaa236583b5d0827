import type { Block, Text } from '../model/message.ts';
import type { Ruling } from '../model/ruling.ts';
import type { ClaimQuality } from './desk.ts';
import { list, text } from './reply.ts';

/** All that the rulings say of how a claim is matched. */
export function qualityBlocks(quality: ClaimQuality): Block[] {
  const others = quality.others.map(
    ({ threshold, alerts, confirmed, rejected, unruled }): Text => [
      { strong: shown(threshold) },
      `: alerts ${alerts}, of these ${confirmed} confirmed, ${rejected} rejected, ${unruled} not ruled on`,
    ],
  );
  return [
    text(`The desk ${rulings(quality)}.`),
    text(`Alerts of its own: ${unaided(quality)}.`),
    text(`Threshold: ${threshold(quality)}. From ${shown(quality.suggest)} up the desk is asked.`),
    ...list('What another threshold would have done with the matches so far', others),
  ];
}

/** The same in a line, without the other thresholds. */
export function qualityLine(quality: ClaimQuality): Text {
  const parts = [rulings(quality), unaided(quality), threshold(quality)];
  return [{ code: quality.claim.slug }, ` ${parts.join(' · ')}`];
}

function rulings({ confirmed, rejected }: ClaimQuality): string {
  return `confirmed ${confirmed} and rejected ${rejected}`;
}

function unaided({ unaided: { confirmed, rejected } }: ClaimQuality): string {
  const all = confirmed + rejected;
  if (all === 0) return 'none that was ruled on';
  return `${confirmed} of ${all} ruled on were right (precision ${shown(confirmed / all)})`;
}

/** `0.50, moved to 0.56 by 3 rejections of 0.50 to 0.60` */
function threshold({ start, alert, against }: ClaimQuality): string {
  if (alert === start)
    return `${shown(start)}, not moved: ${against.length === 0 ? 'no ruling speaks against it' : 'rulings on both sides balance'}`;
  const up = alert > start;
  const movers = against.filter(({ confirmed }) => confirmed !== up);
  const word = `${up ? 'rejection' : 'confirmation'}${movers.length === 1 ? '' : 's'}`;
  return `${shown(start)}, moved to ${shown(alert)} by ${movers.length} ${word} of ${range(movers)}`;
}

function range(movers: readonly Ruling[]): string {
  const scores = movers.map(({ score }) => score);
  const [least, most] = [shown(Math.min(...scores)), shown(Math.max(...scores))];
  return least === most ? least : `${least} to ${most}`;
}

function shown(number: number): string {
  return number.toFixed(2);
}
