// Follows https://docs.slack.dev/apis/events-api#authorizations and the payloads of interactions: which workspace someone
// is of. Through Slack Connect people of other workspaces see a channel too.
import type { AnyMiddlewareArgs, Logger, Middleware } from '@slack/bolt';

/** Lets through what people of this workspace do, and nothing of others: the desk's roles are not theirs. */
export function ownOnly(team: string, logger: Logger): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    const theirs = teamOf(args.body);
    if (theirs === null || theirs === team) return args.next();
    // Slack shows the person an error where nothing answers.
    if ('ack' in args && typeof args.ack === 'function') await (args.ack as () => Promise<void>)();
    logger.warn(`Someone of another workspace (${theirs}) was passed over`);
  };
}

/** The workspace of whoever did it, or null where the payload does not tell. */
function teamOf(body: unknown): string | null {
  const { user, team_id, event } = body as {
    readonly user?: { readonly team_id?: unknown } | string;
    readonly team_id?: unknown;
    readonly event?: { readonly user_team?: unknown; readonly team?: unknown };
  };
  const own = typeof user === 'object' ? user.team_id : undefined;
  const found = own ?? event?.user_team ?? event?.team ?? team_id;
  return typeof found === 'string' ? found : null;
}
