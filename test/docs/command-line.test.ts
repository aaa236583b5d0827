import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { claimwire } from '../cli/run.ts';

const README = new URL('../../README.md', import.meta.url);
const EVERYWHERE = new Set(['--help', '--version']);

/** Every command by its words, with the names of its options, as the program's own help gives them. */
async function commandsOf(words: readonly string[]): Promise<[string, readonly string[]][]> {
  const { out } = await claimwire([...words, '--help'], { cwd: '/' });
  const names = (section: string, form: RegExp) =>
    [...(out.split(`\n${section}:\n`)[1]?.split('\n\n')[0] ?? '').matchAll(form)].map(
      ([, name = '']) => name,
    );
  const within = names('Commands', /^ {2}([a-z]+)/gm).filter((name) => name !== 'help');
  const options = names('Options', /^ {2}(?:-\w, )?(--[a-z-]+)/gm).filter((name) => !EVERYWHERE.has(name));
  if (within.length === 0) return [[words.join(' '), options.sort()]];
  return (await Promise.all(within.map((name) => commandsOf([...words, name])))).flat();
}

/** The same out of the table in README.md, where a command may have several rows. */
function commandsOfReadme(): [string, readonly string[]][] {
  const section = readFileSync(README, 'utf8').split('## Command line\n')[1]?.split('\n## ')[0] ?? '';
  const options = new Map<string, Set<string>>();
  for (const [, usage = ''] of section.matchAll(/^\| `([^`]+)`/gm)) {
    const name = /^[a-z]+(?: [a-z]+)*/.exec(usage)?.[0] ?? '';
    const known = options.get(name) ?? new Set();
    options.set(name, known.union(new Set(usage.match(/--[a-z-]+/g))));
  }
  return [...options].map(([name, found]) => [name, [...found].sort()]);
}

it('lists every command of the command line in README.md, with its options', async () => {
  const listed = Object.fromEntries(commandsOfReadme());
  expect(listed, 'Mend the table under “Command line” in README.md.').toEqual(
    Object.fromEntries(await commandsOf([])),
  );
});
