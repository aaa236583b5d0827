import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableOfCommands } from '../../docs/commands.ts';

const ROOT = new URL('../../', import.meta.url);

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8');
}

/** The files in a folder, at any depth, by their paths from the root. */
function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|md)$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

function between(text: string, name: string): string {
  return text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0]?.trim() ?? '';
}

it('lists every command in README.md as it is defined', () => {
  const table = tableOfCommands();
  expect(
    between(read('README.md'), 'commands'),
    'The table of commands in README.md is out of date: npm run docs',
  ).toBe(table);
});

it('lists every key of .env.example in README.md, in the same order', () => {
  const keys = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
  const listed = [...between(read('README.md'), 'keys').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, key]) => key);
  expect(listed, 'Mend the table between the markers “keys” in README.md.').toEqual(keys);
});

const DOCUMENTS = [...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'], ...filesIn('docs')];

const SOURCES = ['src', 'commands', 'test', 'bench', 'docs'].flatMap((folder) => filesIn(folder));

describe.each(DOCUMENTS)('%s', (file) => {
  it('links only to files that exist', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
    const missing = links.filter((link) => !existsSync(new URL(link, new URL(file, ROOT))));
    expect(missing).toEqual([]);
  });

  it('links only to headings that exist', () => {
    const places = [...read(file).matchAll(/\]\(#([^)]+)\)/g)].map(([, place]) => place ?? '');
    const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- ]/gu, '')
        .replaceAll(' ', '-'),
    );
    expect(places.filter((place) => !headings.includes(place))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...read(file).matchAll(/\bnpm run ([a-z][a-z:]*)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('names only source files that exist', () => {
    // `x` stands for a name that someone else will choose.
    const named = [...read(file).matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, path = '']) =>
      /(^|\/)x(\/|\.ts$)/.test(path) ? [] : path,
    );
    expect(named.filter((path) => !SOURCES.some((source) => `/${source}`.endsWith(`/${path}`)))).toEqual([]);
  });
});
