import { UserError } from '../errors.ts';

/** A feed that could not be fetched; `retryAfter` is how long its server asked us to wait, in milliseconds. */
export class FeedError extends UserError {
  readonly retryAfter: number | null;

  constructor(message: string, retryAfter: number | null = null) {
    super(message);
    this.retryAfter = retryAfter;
  }
}
