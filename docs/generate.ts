// Writes what in the documents is made of the program itself: npm run docs.
import { readFileSync, writeFileSync } from 'node:fs';
import { tableOfCommands } from './commands.ts';

const README = new URL('../README.md', import.meta.url);

/** Replaces what stands between a document's markers `<!-- name -->` and `<!-- /name -->`. */
function fill(document: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before = '', rest = ''] = document.split(start);
  return `${before}${start}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ''}`;
}

writeFileSync(README, fill(readFileSync(README, 'utf8'), 'commands', tableOfCommands()));
