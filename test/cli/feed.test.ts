import { describe, expect, it } from 'vitest';
import { EMPTY_DOCUMENT } from '../support/feed-document.ts';
import { feedOf, feedServer } from './feed-server.ts';
import { claimwire, folder } from './run.ts';

const AT = new Date('2020-01-06T20:10:00Z');
const ITEM = {
  id: '1',
  title: 'Basra harbour closes',
  published: '2020-01-06T20:10:00.000Z',
  updated: null,
  author: null,
  summary: 'It was said on the quay.',
  text: '',
  categories: ['ports'],
};

describe.concurrent('claimwire feed parse', () => {
  it('prints a file as one JSON object, with links made whole by --base', async () => {
    const cwd = await folder({ 'feed.xml': feedOf(ITEM.title, AT) });
    const args = ['feed', 'parse', 'feed.xml', '--base', 'https://harbour.example/feed.xml'];
    const { status, out, err } = await claimwire(args, { cwd });
    expect({ status, err, lines: out.split('\n').length }).toEqual({ status: 0, err: '', lines: 2 });
    expect(JSON.parse(out)).toEqual({
      ...EMPTY_DOCUMENT,
      title: 'Harbour News',
      link: 'https://harbour.example/',
      language: 'en',
      items: [expect.objectContaining({ ...ITEM, link: 'https://harbour.example/news/1' })],
    });
  });

  it('says with --explain what was mended, and how rss-parser alone fares', async () => {
    const cwd = await folder({
      'good.xml': feedOf(ITEM.title, AT),
      'bad.xml': '<rss version="2.0"><channel><item><title>AT&T</title></item></channel></rss>',
    });
    const repairs = async (file: string) =>
      JSON.parse((await claimwire(['feed', 'parse', file, '--explain'], { cwd })).out).repairs;
    expect(await repairs('good.xml')).toContain('rss-parser alone: 1 of 1 entries with the same title');
    expect(await repairs('bad.xml')).toEqual(
      expect.arrayContaining([
        'a bare & or an entity that XML does not know',
        'rss-parser alone: loses the whole feed (Invalid character in entity name)',
      ]),
    );
  });

  it('decodes as the Content-Type says', async () => {
    const arabic = Buffer.concat([
      Buffer.from('<rss><channel><title>'),
      Buffer.from([0xc8, 0xd5, 0xd1, 0xc9]),
    ]);
    const cwd = await folder({
      'feed.xml': Buffer.concat([arabic, Buffer.from('</title></channel></rss>')]),
    });
    const args = ['feed', 'parse', 'feed.xml', '--content-type', 'text/xml; charset=windows-1256'];
    const { out } = await claimwire(args, { cwd });
    expect(JSON.parse(out)).toMatchObject({ title: 'بصرة', link: null, items: [] });
  });

  it('fetches an address', async () => {
    const url = await feedServer('Basra harbour closes');
    const env = { FEED_ALLOW_HOSTS: '127.0.0.1' };
    const { status, out } = await claimwire(['feed', 'parse', url], { cwd: await folder(), env });
    expect(status).toBe(0);
    expect(JSON.parse(out).items[0].link).toBe(new URL('/news/1', url).href);
  });

  it('reads no address of this machine or its network that is not allowed', async () => {
    const url = await feedServer('Basra harbour closes');
    const { status, out, err } = await claimwire(['feed', 'parse', url], { cwd: await folder() });
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('FEED_ALLOW_HOSTS');
  });
});
