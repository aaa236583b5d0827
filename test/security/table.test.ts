import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const THREATS = readFileSync(new URL('docs/security.md', ROOT), 'utf8').split('## Threats')[1] ?? '';
/** The rows of the table, without the two that head it. */
const LINES = THREATS.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Threat|---) /.test(line));
const ROWS = LINES.map((line) => /^\| .+ \| .+ \| `(test\/[\w./-]+)`: (.+) \|$/.exec(line));

it('has a row for each threat, and a test in each row', () => {
  expect(ROWS.length).toBeGreaterThan(50);
  expect(LINES.filter((_, index) => ROWS[index] === null)).toEqual([]);
});

it.each(ROWS.map((row) => [row?.[1] ?? '', row?.[2] ?? '']))(
  'names a test that is there: %s: %s',
  (file, name) => {
    const url = new URL(file, ROOT);
    expect(existsSync(url)).toBe(true);
    // The whole name, in whatever quotation marks; those within it are escaped in the source.
    const source = readFileSync(url, 'utf8').replaceAll("\\'", "'");
    expect(["'", '"', '`'].some((mark) => source.includes(mark + name + mark))).toBe(true);
  },
);
