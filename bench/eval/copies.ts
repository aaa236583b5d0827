import { hash } from 'node:crypto';
import { documentOf } from '../../src/model/item.ts';
import { sketchOf } from '../../src/storage/sketch.ts';
import { COPY, sharedText } from '../../src/stories/copies.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { share } from './scores.ts';
import { type EvalSet, type ItemRow, ours } from './set.ts';

interface LongRow {
  readonly id: string;
  readonly claim_id: string;
  readonly headline: string;
  readonly text: string;
  readonly split: string;
}
type Text = Pick<LongRow, 'headline' | 'text'>;
/** Two texts: how the one was made of the other (null if it was not), whether their sketches meet, what it is called. */
interface Pair {
  readonly edit: Edit | null;
  readonly met: boolean;
  readonly said: boolean;
}

const SEED = 20_200_106;
/** One word in so many becomes another. */
const REPLACED = 15;
const EDITS = [
  'cut to a third',
  'cut to a half',
  'own first sentence',
  'words replaced',
  'house style',
  'all but the first',
] as const;
type Edit = (typeof EDITS)[number];
const NUMERALS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

const copies: EvalSet = {
  name: 'copies',
  isPublic: false,
  async run({ split, most }) {
    const rows = ours<LongRow>('longer').filter((row) => row.split === split);
    const items = ours<ItemRow>(split);
    const units = sampled(rows, most).map((row) => pairsOf(row, rows, items));
    const made = (kind: string | null) => (pair: Pair) =>
      pair.edit !== null && (kind === null || pair.edit === kind);
    const called = ({ said }: Pair) => said;
    const met = (pair: Pair) => pair.met;
    /** Of the pairs that are `all`, those that are `some`. */
    const part = (name: string, some: (pair: Pair) => boolean, all: (pair: Pair) => boolean) => {
      const count = (pairs: readonly Pair[]) =>
        share(pairs.filter(all).filter(some).length, pairs.filter(all).length);
      return figureOf(name, units, (drawn) => count(drawn.flat()), units.flat().filter(all).length);
    };
    return [
      part('copies called so', called, made(null)),
      part('called copies and right', made(null), called),
      part('others called copies', called, (pair) => pair.edit === null),
      part('copies whose sketches meet', met, made(null)),
      ...EDITS.map((kind) => part(`copies called so: ${kind}`, called, made(kind))),
    ];
  },
};

/** Whether a text is a copy of another one: those cut and edited by seed are, others on the same claim are not. */
export const COPIES = [copies];

function pairsOf(row: LongRow, rows: readonly LongRow[], items: readonly ItemRow[]): Pair[] {
  const others = [
    ...rows.filter(({ id }) => id !== row.id),
    ...items.map((item) => ({ ...item, text: item.summary })),
  ].filter(({ claim_id }) => claim_id === row.claim_id);
  const outlets = rows.filter(({ claim_id }) => claim_id !== row.claim_id);
  const outlet = outlets[Math.floor(lot(row.id, -1) * outlets.length)];
  const made = outlet
    ? EDITS.map((edit) => compared(row, { ...outlet, text: edited(edit, row, outlet) }, edit))
    : [];
  return [...made, ...others.map((other) => compared(row, other, null))];
}

function compared(a: Text, b: Text, edit: Edit | null): Pair {
  const [whole, other] = [a, b].map(({ headline, text }) =>
    documentOf({ title: headline, summary: '', text }),
  ) as [string, string];
  const kept = new Set(sketchOf(whole));
  const met = sketchOf(other).some((one) => kept.has(one));
  return { edit, met, said: met && sharedText(whole, other) >= COPY };
}

/** What an outlet does to a wire text, which then stands under a headline of its own. */
function edited(edit: Edit, { id, text }: LongRow, outlet: LongRow): string {
  const opened = `${sentencesOf(outlet.text)[0] ?? ''} ${text}`;
  switch (edit) {
    case 'cut to a third':
      return cut(text, 1 / 3);
    case 'cut to a half':
      return cut(text, 1 / 2);
    case 'own first sentence':
      return opened;
    case 'words replaced':
      return reworded(id, text, outlet.text);
    case 'house style':
      return restyled(text);
    case 'all but the first':
      return restyled(reworded(id, cut(opened, 1 / 2), outlet.text));
  }
}

/** The first sentences, which make up this part of it or somewhat more. */
function cut(text: string, part: number): string {
  const kept: string[] = [];
  for (const sentence of sentencesOf(text)) {
    if (kept.join(' ').length >= part * text.length) break;
    kept.push(sentence);
  }
  return kept.join(' ');
}

/** With some words in place of others, drawn from another text. */
function reworded(id: string, text: string, other: string): string {
  const words = other.split(' ');
  return text
    .split(' ')
    .map((word, at) =>
      lot(id, 2 * at) < 1 / REPLACED ? (words[Math.floor(lot(id, 2 * at + 1) * words.length)] ?? word) : word,
    )
    .join(' ');
}

/** Single quotation marks in place of double ones, and small numbers in figures in place of words. */
function restyled(text: string): string {
  return text
    .replace(/["“”]/g, "'")
    .replace(/\b[a-z]+\b/g, (word) => (NUMERALS.indexOf(word) > 0 ? String(NUMERALS.indexOf(word)) : word));
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?]["”]?)\s+/u);
}

/** A number from 0 to 1 that follows from the seed, the text and the place. */
function lot(id: string, at: number): number {
  return Number.parseInt(hash('sha256', `${SEED} ${id} ${at}`).slice(0, 12), 16) / 2 ** 48;
}
