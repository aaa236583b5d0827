// Follows https://docs.slack.dev/reference/methods/users.info.
import type { webApi } from '@slack/bolt';

/** Names people as their workspace does; remembered, for users.info may be asked 100 times a minute. */
export function createPeople(client: webApi.WebClient): { nameOf(user: string): Promise<string> } {
  const names = new Map<string, string>();
  return {
    /** The display name, or the id where Slack gives none. Never rejects. */
    async nameOf(user) {
      const known = names.get(user);
      if (known !== undefined) return known;
      try {
        const { user: found } = await client.users.info({ user });
        const name = found?.profile?.display_name || found?.real_name || found?.name;
        if (!name) return user;
        names.set(user, name);
        return name;
      } catch {
        // The client has logged it; asked again at their next message.
        return user;
      }
    },
  };
}
