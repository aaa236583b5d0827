import type { Receiver } from '@slack/bolt';

/** One way for Slack to reach claimwire; `receiver` is what Bolt listens to. */
export interface Connection {
  readonly receiver: Receiver;
  /**
   * Resolves once Slack can reach us; `changed` is called then, and whenever it no longer can or can again. Throws
   * UserError for what a person can mend.
   */
  open(changed: (isOpen: boolean) => void): Promise<void>;
  /** Resolves once nothing is left open; harmless before `open` and when called twice. */
  close(): Promise<void>;
}
