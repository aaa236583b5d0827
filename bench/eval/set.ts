import { readFileSync } from 'node:fs';
import type { ClaimText, ItemText } from '../../src/matching/matcher.ts';
import type { Models } from '../../src/matching/neural/models.ts';
import type { Stance } from '../../src/model/stance.ts';
import { type Figure, sampled } from './bootstrap.ts';

/** What a set is run with. */
export interface Bench {
  readonly models: Models;
  /** The folder of the public packs; empty where none was named, and then no set that needs it is run. */
  readonly folder: string;
  /** The part of our own corpus. */
  readonly split: 'dev' | 'test';
  /** At most so many rows of a set are judged. */
  readonly most: number;
}

/** One set of labelled texts and what is measured on it. */
export interface EvalSet {
  readonly name: string;
  /** Whether it is read from the folder of public packs. */
  readonly isPublic: boolean;
  run(bench: Bench): Promise<Figure[]>;
}

export const LABELS = ['affirms', 'denies', 'observes', 'unrelated'] as const;
/** A stance, or that the item is about something else. */
export type Label = Stance | 'unrelated';

/** What says this of a claim says of its opposite. */
export function flipped(label: Label): Label {
  return label === 'affirms' ? 'denies' : label === 'denies' ? 'affirms' : label;
}

/** A claim as our corpus and the packs write it. */
export interface ClaimRow {
  readonly claim_id: string;
  readonly claim: string;
  readonly aliases?: readonly string[];
  readonly split?: string;
}
/** An item of our corpus; see its GUIDE.md. */
export interface ItemRow {
  readonly claim_id: string;
  readonly claim: string;
  readonly headline: string;
  readonly summary: string;
  readonly stance: Label;
  readonly split?: string;
  readonly contrasts?: readonly { readonly claim: string; readonly stance: Label }[];
}

const CORPUS = new URL('../data/newsdesk/', import.meta.url);

/** The rows of a file of our own corpus. */
export function ours<Row>(name: string): Row[] {
  return linesOf(new URL(`${name}.jsonl`, CORPUS));
}

/** The rows of a public pack. */
export function pack<Row>({ folder }: Bench, name: string): Row[] {
  return linesOf(`${folder}/matching/${name}.jsonl`);
}

/** The claims of the part that is measured. */
export function claimsOf({ split }: Bench): ClaimRow[] {
  return ours<ClaimRow>('claims').filter((claim) => claim.split === split);
}

/** The items of the part that is measured. */
export function itemsOf({ split, most }: Bench): ItemRow[] {
  return sampled(ours<ItemRow>(split), most);
}

/** A claim of our corpus or of a pack, to be followed. */
export function textOf({ claim_id, claim, aliases = [] }: ClaimRow): ClaimText {
  return { id: claim_id, statement: claim, aliases };
}

/** The packs write `neither` where we write `observes`. */
export function labelOf(word: Label | 'neither'): Label {
  return word === 'neither' ? 'observes' : word;
}

/** An item of a headline and what follows it. */
export function itemOf(title: string, summary = '', text = ''): ItemText {
  return { title, summary, text, language: null };
}

/** The rows of a file of JSON lines. */
export function linesOf<Row>(file: string | URL): Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
