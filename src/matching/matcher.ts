import type { Name } from '../model/claim.ts';
import type { Claimant } from '../model/match.ts';
import type { Stance } from '../model/stance.ts';

/** A claim as a matcher needs it. */
export interface ClaimText {
  readonly id: string;
  readonly statement: string;
  readonly aliases: readonly string[];
}

/** An item as a matcher needs it; all plain text, in any language. */
export interface ItemText {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly language: string | null;
}

/** One attributed stance; `start` and `end` are UTF-16 offsets of `quote` in the item's document (`documentOf`). */
export interface Attributed {
  readonly claimant: Claimant;
  readonly stance: Stance;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** The agency or outlet credited with having it ("told AFP"), or null. */
  readonly agency: string | null;
}

/** What an item says of one claim. */
export interface Judgement {
  readonly claim: string;
  /** 0 to 1; see BANDS. */
  readonly score: number;
  readonly stance: Stance;
  /** The deciding sentence, verbatim from the item's document. */
  readonly evidence: string;
  /** Why, for a person: terms shared, cue found. */
  readonly reason: string;
  readonly assertions: readonly Attributed[];
}

/** From `alert` up a match counts and alerts; from `suggest` up the desk is asked; below, there is no match. */
export const BANDS = { alert: 0.5, suggest: 0.35 } as const;

/** Judges items against the claims that it follows. */
export interface Matcher {
  /** Replaces the claims and known names that later judgements use; resolves when they do. */
  follow(claims: readonly ClaimText[], names: readonly Name[]): Promise<void>;
  /** Every claim that the item is about (score at least BANDS.suggest), best first. */
  judge(item: ItemText): Promise<readonly Judgement[]>;
  /** Resolves when it judges as well as it ever will. */
  prepared(): Promise<void>;
  close(): void;
}
