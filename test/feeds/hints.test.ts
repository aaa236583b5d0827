import { describe, expect, it } from 'vitest';
import { readFeed } from '../../src/feeds/read.ts';
import type { FeedDocument } from '../../src/model/feed.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';

const read = (text: string) => readFeed(Buffer.from(text), null, 'https://news.example/feeds/world.xml');
const channel = (fields: string): Promise<FeedDocument> =>
  read(
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>World</title>${fields}</channel></rss>`,
  );

describe('how often a feed wants to be polled', () => {
  it.each([
    ['<ttl>30</ttl>', 30 * MINUTE],
    ['<ttl> 30 </ttl><sy:updatePeriod>daily</sy:updatePeriod>', 30 * MINUTE],
    ['<ttl>soon</ttl>', null],
    ['<ttl>-5</ttl>', null],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', HOUR / 4],
    ['<sy:updatePeriod> Daily </sy:updatePeriod>', 24 * HOUR],
    ['<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>', 24 * HOUR],
    ['<sy:updatePeriod>whenever</sy:updatePeriod>', null],
    ['', null],
  ])('%s', async (fields, every) => {
    expect((await channel(fields)).hints.every).toBe(every);
  });
});

it('reads the hours and days in which a feed has nothing new', async () => {
  const { hints } = await channel(
    `<skipHours><hour>0</hour><hour>23</hour><hour>24</hour><hour>5</hour></skipHours>
     <skipDays><day>Saturday</day><day>Sunday</day><day>Someday</day></skipDays>`,
  );
  expect(hints).toEqual({ every: null, skipHours: [0, 5, 23], skipDays: [0, 6] });
});

it('names the hubs of a feed and the address that it calls itself by', async () => {
  const rss = await channel(
    '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="hub" href="/hub"/><atom:link rel="self" href="https://news.example/rss"/>',
  );
  expect(rss.push).toEqual({
    hubs: ['https://hub.example/', 'https://news.example/hub'],
    self: 'https://news.example/rss',
  });
  const json = await read(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://news.example/feed.json',
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }, 'javascript:alert(1)'],
      items: [],
    }),
  );
  expect(json.push).toEqual({ hubs: ['https://hub.example/'], self: 'https://news.example/feed.json' });
});
