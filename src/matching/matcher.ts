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
  /** What links the claimant to the words ("said", "according to"), or null where a quotation goes on. */
  readonly cue: string | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** The agency or outlet credited with having it ("told AFP"), or null. */
  readonly agency: string | null;
}

/** Words that an item says someone said, whatever they are about. */
export type Said = Omit<Attributed, 'stance'>;

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

/** A claim that an item came near, and what was weighed. */
export interface Weighing extends Omit<Judgement, 'assertions'> {
  readonly band: 'alert' | 'suggest' | 'silent';
  /** Cosine of the item's and the claim's vectors; null where the rules judge alone. */
  readonly likeness: number | null;
  /** What the models and rules together give each stance, and that it is about something else; null as above. */
  readonly chances: Readonly<Record<Stance | 'unrelated', number>> | null;
  /** What the rules alone make of it, or null where they see nothing. */
  readonly rules: Pick<Judgement, 'score' | 'stance' | 'reason'> | null;
}

/** All that a matcher sees in an item. */
export interface Explanation {
  /** Best first. */
  readonly claims: readonly Weighing[];
  /** In the order of the text. */
  readonly said: readonly Said[];
}

/** From `alert` up a match counts and alerts; from `suggest` up the desk is asked; below, there is no match. */
export const BANDS = { alert: 0.5, suggest: 0.35 } as const;

/** Judges items against the claims that it follows. */
export interface Matcher {
  /** Replaces the claims and known names that later judgements use; resolves when they do. */
  follow(claims: readonly ClaimText[], names: readonly Name[]): Promise<void>;
  /** Every claim that the item is about (score at least BANDS.suggest), best first. */
  judge(item: ItemText): Promise<readonly Judgement[]>;
  /** Why `judge` says what it says: also of claims that it is silent about, and of what is said about none. */
  explain(item: ItemText): Promise<Explanation>;
  /**
   * The cosine of the vectors of the item's lead and of each of the others', in their order; null where there are no
   * vectors: by the rules alone, and while the models are not ready.
   */
  likeness(item: ItemText, others: readonly ItemText[]): Promise<number[] | null>;
  /** Resolves when it judges as well as it ever will. */
  prepared(): Promise<void>;
  close(): void;
}

/** What becomes of a match with this score, before the desk's rulings. */
export function bandOf(score: number): Weighing['band'] {
  if (score >= BANDS.alert) return 'alert';
  return score >= BANDS.suggest ? 'suggest' : 'silent';
}
