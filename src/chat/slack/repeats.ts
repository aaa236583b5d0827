// Follows https://docs.slack.dev/apis/events-api#retries: an event that Slack saw no answer to comes again, up to
// three times, with the same event_id.
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

const REMEMBERED = 1_000;

/** Lets each event through once. Bolt has acknowledged it by then, repeated or not. */
export function onceEach(): Middleware<AnyMiddlewareArgs> {
  const seen = new Set<string>();
  return async ({ body, next }) => {
    const id = 'event_id' in body ? String(body.event_id) : null;
    if (id !== null && seen.has(id)) return;
    if (id !== null) seen.add(id);
    const [oldest] = seen;
    if (oldest !== undefined && seen.size > REMEMBERED) seen.delete(oldest);
    await next();
  };
}
