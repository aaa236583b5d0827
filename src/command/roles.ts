import { type Grant, ROLES, type Role } from '../model/role.ts';
import type { Person } from './invocation.ts';

/** Who is what in each chat: ids of people, and of the platform's roles or groups. */
export type RoleTable = Readonly<
  Record<string, { readonly editors: readonly string[]; readonly admins: readonly string[] }>
>;

/**
 * The role of a person: whoever sits at the terminal runs the desk; elsewhere it is the highest that the configuration
 * or the desk's own grants give to them or to a group that they are in.
 */
export function roleOf(person: Person, table: RoleTable, grants: readonly Grant[] = []): Role {
  if (person.chat === 'terminal') return 'admin';
  const known = table[person.chat];
  const held = (role: Role, ids: readonly string[] = []) => {
    const granted = grants.filter((one) => one.chat === person.chat && one.role === role);
    const all = new Set([...ids, ...granted.map(({ subject }) => subject)]);
    return all.has(person.id) || person.groups.some((id) => all.has(id));
  };
  if (held('admin', known?.admins)) return 'admin';
  return held('editor', known?.editors) ? 'editor' : 'reader';
}

export function mayDo(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
