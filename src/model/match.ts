import type { Stance } from './stance.ts';
import type { Instant } from './time.ts';

/** An item found to be about a claim. */
export interface Match {
  readonly itemId: string;
  readonly claim: string;
  /** 0 to 1. */
  readonly score: number;
  readonly stance: Stance;
  /** The sentence that decided it, verbatim from the item. */
  readonly evidence: string;
  /** Why it matched, for a person. */
  readonly reason: string;
  /** `suggested` waits for the desk; `confirmed` counts; `rejected` was ruled out by the desk. */
  readonly status: 'suggested' | 'confirmed' | 'rejected';
  /** Whether an editor decided the status; the matcher never changes what an editor decided. */
  readonly byDesk: boolean;
  readonly at: Instant;
}

/** Who makes an assertion. */
export interface Claimant {
  readonly name: string;
  readonly role: string | null;
  readonly organisation: string | null;
}

/** One attributed stance. */
export interface Assertion {
  readonly claim: string;
  readonly itemId: string;
  readonly claimant: Claimant;
  readonly stance: Stance;
  /** What links the claimant to the words ("said", "according to"), or null; entries of before it was kept lack it. */
  readonly cue?: string | null;
  /** The sentence or quotation, verbatim from the item. */
  readonly quote: string;
  /** Where the quote stands in the item's document, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The agency or outlet credited with having it, or null. */
  readonly agency: string | null;
  readonly at: Instant;
}
