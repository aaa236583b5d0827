import type { Instant } from './time.ts';

/** The role that an action needs: anyone reads, editors change the ledger, admins also change the desk. */
export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A role that a person, or everyone in a group or platform role, was given on the desk. */
export interface Grant {
  readonly chat: string;
  /** The platform's id of the person, group or role. */
  readonly subject: string;
  readonly role: Role;
}

/** Someone was denied an action. */
export interface Refusal {
  readonly at: Instant;
  readonly chat: string;
  readonly person: string;
  readonly name: string;
  readonly called: string;
  readonly needed: Role;
}
