// Follows https://docs.slack.dev/reference/methods/users.info and
// https://docs.slack.dev/reference/methods/usergroups.list.
import type { Logger, webApi } from '@slack/bolt';
import type { Person } from '../../command/invocation.ts';
import { messageOf } from '../../errors.ts';
import { MINUTE } from '../../model/time.ts';

/** How long the members of the user groups are believed: usergroups.list may be asked 20 times a minute. */
const FRESH = 5 * MINUTE;

/** The name of this chat in people and places. */
export const CHAT = 'slack';

type Groups = readonly { readonly id: string; readonly users: readonly string[] }[];

export interface People {
  /** The display name, or the id where Slack gives none. Never rejects. */
  nameOf(user: string): Promise<string>;
  /** Someone with the user groups that they are in; `name` where the payload has it. Never rejects. */
  personOf(user: string, name?: string): Promise<Person>;
}

/** Names people as their workspace does; remembered, for users.info may be asked 100 times a minute. */
export function createPeople(client: webApi.WebClient, logger: Logger): People {
  const names = new Map<string, string>();
  let groups: Promise<Groups> = Promise.resolve([]);
  let until = 0;
  let told = false;

  async function nameOf(user: string): Promise<string> {
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
  }

  async function askGroups(): Promise<Groups> {
    try {
      const { usergroups = [] } = await client.usergroups.list({ include_users: true });
      told = false;
      return usergroups.map(({ id = '', users = [] }) => ({ id, users }));
    } catch (error) {
      // Said once: workspaces without the permission, or without user groups, answer so every time.
      if (!told) logger.warn(`Slack does not show its user groups: ${messageOf(error)}`);
      told = true;
      return [];
    }
  }

  function groupsNow(): Promise<Groups> {
    if (Date.now() >= until) {
      until = Date.now() + FRESH;
      groups = askGroups();
    }
    return groups;
  }

  return {
    nameOf,
    async personOf(user, name) {
      const all = await groupsNow();
      const theirs = all.filter(({ users }) => users.includes(user)).map(({ id }) => id);
      return { chat: CHAT, id: user, name: name ?? (await nameOf(user)), groups: theirs };
    },
  };
}
