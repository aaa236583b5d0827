import { ROLES, type Role } from './command.ts';
import type { Person } from './invocation.ts';

/** Who is what in each chat: ids of people, and of the platform's roles or groups. */
export type RoleTable = Readonly<
  Record<string, { readonly editors: readonly string[]; readonly admins: readonly string[] }>
>;

/** The role of a person: whoever sits at the terminal runs the desk; elsewhere the configuration tells. */
export function roleOf(person: Person, table: RoleTable): Role {
  if (person.chat === 'terminal') return 'admin';
  const known = table[person.chat];
  const named = (ids: readonly string[] = []) =>
    ids.includes(person.id) || person.groups.some((id) => ids.includes(id));
  if (named(known?.admins)) return 'admin';
  return named(known?.editors) ? 'editor' : 'reader';
}

export function mayDo(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
