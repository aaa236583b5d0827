import type { Name, SignOff } from '../model/claim.ts';

/** What a topic file says, checked and flattened. */
export interface TopicFile {
  readonly slug: string;
  readonly title: string;
  /** Each claim before its sub-claims, so that they can be stored in this order. */
  readonly claims: readonly TopicClaim[];
  readonly names: readonly Name[];
  readonly signOff: SignOff;
  readonly feeds: readonly TopicFeed[];
}

export interface TopicClaim {
  readonly slug: string;
  readonly statement: string;
  /** The slug of the claim in this file that it is a part of, or null. */
  readonly parent: string | null;
  readonly aliases: readonly string[];
}

export interface TopicFeed {
  readonly url: string;
  readonly outlet: string;
  /** A BCP 47 tag (`en`, `ar-IQ`), or null where the feed should say. */
  readonly language: string | null;
}
