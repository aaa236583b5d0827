import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Role } from '../../src/command/command.ts';
import { helpLines } from '../../src/command/help.ts';

const ROOT = new URL('../../', import.meta.url);
const WHO: Record<Role, string> = { reader: 'anyone', editor: 'editors', admin: 'admins' };

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8');
}

/** The table that README.md should have, from the commands' own definitions. */
function tableOfCommands(): string {
  const rows = commands
    .flatMap(helpLines)
    .map(({ usage, action }) => [`\`${usage}\``, action.description, WHO[action.role]]);
  return [['Command', 'What it does', 'Who'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function between(text: string, name: string): string {
  return text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0]?.trim() ?? '';
}

it('lists every command in README.md as it is defined', () => {
  const table = tableOfCommands();
  expect(
    between(read('README.md'), 'commands'),
    `The table of commands in README.md is out of date. Put this between its markers:\n\n${table}\n`,
  ).toBe(table);
});

it('lists every key of .env.example in README.md, in the same order', () => {
  const keys = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
  const listed = [...between(read('README.md'), 'keys').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, key]) => key);
  expect(listed, 'Mend the table between the markers “keys” in README.md.').toEqual(keys);
});

it.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md', 'docs/topics.md'])(
  'links in %s only to files that exist',
  (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
    const missing = links.filter((link) => !existsSync(new URL(link, new URL(file, ROOT))));
    expect(missing).toEqual([]);
  },
);
