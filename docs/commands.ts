import { commands } from '../commands/index.ts';
import { helpLines } from '../src/command/help.ts';
import type { Role } from '../src/model/role.ts';

const WHO: Record<Role, string> = { reader: 'anyone', editor: 'editors', admin: 'admins' };

/** The table of README.md, from the commands' own definitions. */
export function tableOfCommands(): string {
  const rows = commands
    .flatMap(helpLines)
    .map(({ usage, action }) => [`\`${usage}\``, action.description, WHO[action.role]]);
  return [['Command', 'What it does', 'Who'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
