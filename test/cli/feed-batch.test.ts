import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFeeds } from '../../src/cli/feed.ts';
import { UserError } from '../../src/errors.ts';

const RSS =
  '<rss><channel><title>World</title><item><title>AT&T</title><link>a</link></item></channel></rss>';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimwire-'));
  await writeFile(join(folder, 'good.xml'), RSS);
  await writeFile(join(folder, 'page.html'), '<html></html>');
  await writeFile(
    join(folder, 'arabic.xml'),
    Buffer.from(RSS.replace('World', '\xc7\xe1\xda\xd1\xc8'), 'latin1'),
  );
});
afterEach(() => rm(folder, { recursive: true }));

async function parse(rows: readonly unknown[], explain = false) {
  const list = join(folder, 'list.jsonl');
  await writeFile(list, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  const printed: unknown[] = [];
  const done = parseFeeds(undefined, { batch: list, explain }, (line) => void printed.push(JSON.parse(line)));
  return { done, printed };
}

it('answers for each file of a list, in order, whatever becomes of it', async () => {
  const { done, printed } = await parse([
    { file: 'page.html' },
    { file: 'good.xml', base: 'https://news.example/feeds/rss' },
    { file: 'missing.xml' },
    { file: 'arabic.xml', ct: 'text/xml; charset=windows-1256' },
  ]);
  await done;
  expect(printed).toMatchObject([
    { file: 'page.html', ok: false, error: expect.stringContaining('a web page, not a feed'), items: [] },
    { file: 'good.xml', ok: true, title: 'World', items: [{ link: 'https://news.example/feeds/a' }] },
    { file: 'missing.xml', ok: false, error: expect.stringContaining('There is no file') },
    { file: 'arabic.xml', ok: true, title: 'العرب' },
  ]);
});

it('says what was mended where that is asked for', async () => {
  const { done, printed } = await parse([{ file: 'good.xml' }], true);
  await done;
  expect(printed).toMatchObject([
    {
      repairs: [
        'charset utf-8: the bytes are valid',
        'a bare & or an entity that XML does not know',
        '<rss> without a version',
      ],
    },
  ]);
});

it('passes over a line that is none, and says so at the end', async () => {
  const { done, printed } = await parse(['nonsense', { file: 'good.xml' }]);
  await expect(done).rejects.toThrow('1 line could not be read and was passed over');
  expect(printed).toHaveLength(1);
});

it('wants a file or a list, not both and not neither', async () => {
  await expect(parseFeeds(undefined, {}, () => {})).rejects.toThrow(UserError);
  await expect(parseFeeds('a.xml', { batch: 'b.jsonl' }, () => {})).rejects.toThrow(UserError);
});
