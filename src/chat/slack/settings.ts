// Follows https://docs.slack.dev/authentication/tokens: which credential opens what.

/** How claimwire reaches one Slack workspace. All of it is secret but `kind`, `port` and `apiUrl`. */
export interface SlackSettings {
  /** The bot user's token, `xoxb-…`. */
  readonly botToken: string;
  readonly connection:
    | {
        readonly kind: 'socket' /** App-level, `xapp-…`, with connections:write. */;
        readonly appToken: string;
      }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  /** Another address of the Web API, ending in `/api/`: for tests and proxies. */
  readonly apiUrl?: string;
}

/** Every string of the settings that must never be written down. */
export function secretsOf({ botToken, connection }: SlackSettings): readonly string[] {
  return [botToken, connection.kind === 'socket' ? connection.appToken : connection.signingSecret];
}
