import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readFeed } from '../../src/feeds/read.ts';
import type { FeedDocument } from '../../src/model/feed.ts';

const LONGEST = 200_000;

function read(items: string, notes: string[] = []): Promise<FeedDocument> {
  const body = `<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`;
  return readFeed(Buffer.from(body), 'text/xml', 'https://news.example/feed', (note) => notes.push(note));
}

describe('a feed that carries too much', () => {
  it('of entries is refused with what to do', async () => {
    const refused = read('<item/>'.repeat(50_001));
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow('news.example/feed has more than 50,000 entries');
  });

  it('of text in one entry has it cut between two characters, and says so', async () => {
    const notes: string[] = [];
    const long = `x${'😀'.repeat(LONGEST)}`;
    const { items } = await read(
      `<item><title>A</title><description>${long}</description></item><item><title>B</title></item>`,
      notes,
    );
    expect(items.map(({ title }) => title)).toEqual(['A', 'B']);
    expect(items[0]?.summary).toHaveLength(LONGEST - 1);
    expect(items[0]?.summary.isWellFormed()).toBe(true);
    expect(notes).toContain('a text of more than 200,000 characters, cut');
  });

  it('but not too much is read whole', async () => {
    const text = 'x'.repeat(LONGEST);
    const notes: string[] = [];
    const { items } = await read(`<item><description>${text}</description></item>`, notes);
    expect(items[0]?.summary).toBe(text);
    expect(notes.join()).not.toContain('cut');
  });
});
