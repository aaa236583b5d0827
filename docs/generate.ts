// Writes what in the documents is made by the program itself: npm run docs.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cardFiles } from './cards.ts';
import { tableOfCommands } from './commands.ts';
import { flows } from './flows.ts';

const DOCS = new URL('./', import.meta.url);
const README = new URL('../README.md', import.meta.url);

/** Replaces what stands between a document's markers `<!-- name -->` and `<!-- /name -->`. */
function fill(document: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before = '', rest = ''] = document.split(start);
  return `${before}${start}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ''}`;
}

writeFileSync(README, fill(readFileSync(README, 'utf8'), 'commands', tableOfCommands()));
writeFileSync(new URL('flows.md', DOCS), await flows());
rmSync(new URL('cards/', DOCS), { recursive: true, force: true });
mkdirSync(new URL('cards/', DOCS));
for (const [file, text] of await cardFiles()) writeFileSync(new URL(file, DOCS), text);
