import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const ROWS = [
  ...readFileSync(new URL('docs/security.md', ROOT), 'utf8').matchAll(/\| `(test\/[\w./-]+)`: (.+?) \|$/gm),
];

it('has a row for each threat', () => {
  expect(ROWS.length).toBeGreaterThan(35);
});

it.each(ROWS.map(([, file = '', name = '']) => [file, name]))(
  'names a test that is there: %s: %s',
  (file, name) => {
    const url = new URL(file, ROOT);
    expect(existsSync(url)).toBe(true);
    // Quotation marks in a name are escaped in the source.
    expect(readFileSync(url, 'utf8').replaceAll("\\'", "'")).toContain(name);
  },
);
