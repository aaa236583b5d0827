import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cardFiles } from '../../docs/cards.ts';
import { flows } from '../../docs/flows.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const STALE = 'The documents are out of date: npm run docs';

it('shows every card as the renderers make it now', async () => {
  const files = await cardFiles();
  const kept = readdirSync(new URL('cards/', DOCS)).map((name) => `cards/${name}`);
  expect(kept.sort(), STALE).toEqual([...files.keys()].sort());
  for (const [file, text] of files) expect(readFileSync(new URL(file, DOCS), 'utf8'), STALE).toBe(text);
});

it('shows the flows as the desk has them now', async () => {
  expect(existsSync(new URL('flows.md', DOCS))).toBe(true);
  expect(readFileSync(new URL('flows.md', DOCS), 'utf8'), STALE).toBe(await flows());
});
