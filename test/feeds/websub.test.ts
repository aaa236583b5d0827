import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { intentOf, isSigned, offerOf } from '../../src/feeds/websub.ts';

const URL_OF_FEED = 'https://news.example/feed';
const NONE = { hubs: [], self: null };

describe('what a feed offers', () => {
  it.each([
    ['<https://hub.example/>; rel="hub", <https://news.example/all>; rel="self"'],
    ['<https://hub.example/>;rel=hub,<https://news.example/all>;rel=self'],
    ['<https://news.example/all> ; title="a, b; rel=hub" ; rel="self" , <//hub.example/>; rel="next HUB"'],
    ['<https://hub.example/>; rel="hub"; rel="next", </all>; rel=self'],
    ['<https://other.example/>; rel=hub; anchor="/x", </all>; rel=self, <https://hub.example/>; rel=hub'],
    ['<https://hub.example/>; title="\\"<https://evil.example>; rel=hub"; rel=hub, </all>; rel=self'],
  ])('is read from the header %s', (link) => {
    expect(offerOf(link, NONE, URL_OF_FEED)).toEqual({
      hub: 'https://hub.example/',
      topic: 'https://news.example/all',
    });
  });

  it('is what the header says, and what the document says only where the header is silent', () => {
    const document = { hubs: ['https://in.example/'], self: 'https://news.example/in' };
    expect(offerOf('<https://hub.example/>; rel=hub', document, URL_OF_FEED)).toEqual({
      hub: 'https://hub.example/',
      topic: 'https://news.example/in',
    });
    expect(offerOf(null, document, URL_OF_FEED)).toEqual({
      hub: 'https://in.example/',
      topic: 'https://news.example/in',
    });
  });

  it('is the hub that a secret can be told in confidence, if there is one', () => {
    const link = '<http://a.example/>; rel=hub, <https://b.example/>; rel=hub, <mailto:c@d>; rel=hub';
    expect(offerOf(link, null, URL_OF_FEED)).toEqual({ hub: 'https://b.example/', topic: URL_OF_FEED });
  });

  it('is nothing where only an address with a key in it would name the feed', () => {
    expect(offerOf('<https://hub.example/>; rel=hub', null, `${URL_OF_FEED}?key=1`)).toBeNull();
    expect(offerOf('<https://hub.example/>; rel=next', NONE, URL_OF_FEED)).toBeNull();
    expect(offerOf(null, NONE, URL_OF_FEED)).toBeNull();
  });

  it('is read in no time from a header that is made to take long', () => {
    const started = performance.now();
    for (const link of ['"\\', '<', '<a>;b="', '<a>;rel=hub;'].map((part) => part.repeat(30_000)))
      offerOf(link, null, URL_OF_FEED);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe("a hub's question", () => {
  it.each([
    ['', null],
    ['hub.mode=subscribe&hub.topic=t', null],
    ['hub.mode=publish&hub.topic=t&hub.challenge=c', null],
    ['hub.mode=denied&hub.topic=t&hub.reason=no', { mode: 'denied', topic: 't' }],
    [
      'hub.mode=subscribe&hub.topic=t&hub.challenge=c&hub.lease_seconds=60',
      { mode: 'subscribe', topic: 't', challenge: 'c', lease: 60 },
    ],
    [
      'hub.mode=unsubscribe&hub.topic=t&hub.challenge=c&hub.lease_seconds=-1',
      { mode: 'unsubscribe', topic: 't', challenge: 'c', lease: null },
    ],
  ])('%s', (query, intent) => {
    expect(intentOf(new URLSearchParams(query))).toEqual(intent);
  });
});

describe('a signature', () => {
  const bytes = Buffer.from([0, 0xff, 0x0d, 0x0a]);
  const of = (algorithm: string) => createHmac(algorithm, 'secret').update(bytes).digest('hex');

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('holds with %s, for these bytes only', (algorithm) => {
    expect(isSigned(bytes, `${algorithm}=${of(algorithm)}`, 'secret')).toBe(true);
    expect(isSigned(bytes, `${algorithm}=${of(algorithm).toUpperCase()}`, 'secret')).toBe(true);
    expect(isSigned(bytes, `${algorithm}=${of(algorithm)}`, 'other')).toBe(false);
    expect(isSigned(bytes.subarray(1), `${algorithm}=${of(algorithm)}`, 'secret')).toBe(false);
  });

  it.each([
    null,
    '',
    'sha256',
    'sha256=',
    'sha256=zz',
    `md5=${of('md5')}`,
    `sha256=${of('sha1')}`,
    `sha1=${of('sha256')}`,
    `sha256=${of('sha256')}00`,
  ])('does not hold when it is %s', (header) => {
    expect(isSigned(bytes, header, 'secret')).toBe(false);
  });
});
