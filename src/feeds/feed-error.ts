import { UserError } from '../errors.ts';

/**
 * A feed that could not be fetched; `retryAfter` is how long its server asked us to wait, in milliseconds, and
 * `offers` are the addresses of feeds that a web page in its place names, `page` where that page was.
 */
export class FeedError extends UserError {
  readonly retryAfter: number | null;
  readonly offers: readonly string[];
  readonly page: string | null;

  constructor(
    message: string,
    retryAfter: number | null = null,
    offers: readonly string[] = [],
    page: string | null = null,
  ) {
    super(message);
    this.retryAfter = retryAfter;
    this.offers = offers;
    this.page = page;
  }
}
