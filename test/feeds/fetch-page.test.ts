import { expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { answer, faultOf, get, serve, textOf } from './loopback.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

it('tells a web page from a feed, and offers the feeds that it names', async () => {
  const page = `\ufeff<!-- made by hand --><!DOCTYPE html><html><head><base href="/en/">
    <link rel="stylesheet" type="text/css" href="a.css">
    <link rel=alternate type=application/rss+xml href="feed.xml?a=1&amp;b=2">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
    <link rel="alternate" type="application/feed+json" href="/feed.json">
    <link rel="alternate" type="application/rss+xml" href="feed.xml?a=1&amp;b=2">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    <link rel="alternate" type="application/rss+xml" href="http://">
    <link rel="alternate" type="application/json" href="/wp-json/">
    <link rel="alternate" hreflang="ar" href="/ar/">
    </head><body>News</body></html>`;
  const url = await serve(answer(200, HTML, page));
  const fault = await faultOf(get(`${url}/news`));
  const offers = [`${url}/en/feed.xml?a=1&b=2`, 'https://other.example/atom', `${url}/feed.json`];
  expect(fault.offers).toEqual(offers);
  expect(fault.message).toContain('/news is a web page, not a feed: subscribe to one of the feeds');
  expect(fault.message).toContain(offers.join(' or '));
});

it.each([
  ['<html><body>News</body></html>', 'look for "RSS" on the page'],
  [
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>',
    'look for "RSS" on the page',
  ],
  [
    '<head><link rel="alternate" type="application/atom+xml" href="/atom"></head>',
    'subscribe to the feed that it names, http://127.0.0.1',
  ],
])('says what to do about %s', async (page, words) => {
  const { message, retryAfter } = await faultOf(get(await serve(answer(200, {}, page))));
  expect(message).toContain('is a web page, not a feed');
  expect(message).toContain(words);
  expect(retryAfter).toBeNull();
});

it.each([
  ['a feed that is called a page', '<?xml version="1.0"?><rss/>'],
  ['a feed that came wrapped into one', '<html><body><rss version="2.0"><channel/></rss></body></html>'],
  ['a feed that speaks of pages', '<rss><description>&lt;!doctype html&gt;<html></html></description></rss>'],
  ['what is nothing known', 'News'],
  ['nothing', ''],
])('leaves %s to the reader', async (_, body) => {
  expect(textOf(await get(await serve(answer(200, HTML, body))))).toBe(body);
});

const PAGE = '<!doctype html><html><head><title>';
it.each<[string, number, Record<string, string>, string]>([
  ['Cloudflare', 403, { 'cf-mitigated': 'challenge' }, ''],
  ['Cloudflare', 403, HTML, `${PAGE}Just a moment...</title></head></html>`],
  [
    'Cloudflare',
    503,
    HTML,
    `${PAGE}News</title><script src="/cdn-cgi/challenge-platform/h/b/o.js"></script>`,
  ],
  ['Cloudflare', 200, HTML, `${PAGE}Attention Required! | Cloudflare</title></head></html>`],
  ['Amazon', 202, { 'x-amzn-waf-action': 'challenge' }, ''],
  ['Imperva', 200, HTML, '<html><iframe src="/_Incapsula_Resource?x=1"></iframe></html>'],
  ['DataDome', 403, HTML, '<html><script src="https://ct.captcha-delivery.com/c.js"></script></html>'],
  ['Anubis', 200, HTML, `${PAGE}Making sure you&#39;re not a bot!</title></head></html>`],
])('knows a challenge of %s (status %i)', async (_, status, headers, body) => {
  const { message } = await faultOf(get(await serve(answer(status, headers, body))));
  expect(message).toContain('asks whether a person is reading');
  expect(message).toContain('User-Agent');
});

it('waits as long as a challenge asks', async () => {
  const headers = { ...HTML, 'retry-after': '60' };
  const url = await serve(answer(429, headers, `${PAGE}Just a moment...</title>`));
  expect((await faultOf(get(url))).retryAfter).toBe(MINUTE);
});

it.each([
  [403, `${PAGE}403 Forbidden</title><p>nginx</p>`, 'does not let us read it'],
  [404, `${PAGE}Not found</title>`, 'no feed there'],
])('takes an ordinary page of status %i for what its status says', async (status, body, words) => {
  expect((await faultOf(get(await serve(answer(status, HTML, body))))).message).toContain(words);
});

it('reads a page of nothing but openings in no time', async () => {
  const started = performance.now();
  const body = `<html>${'<!--'.repeat(100_000)}${'<title> awswaf.com/'.repeat(20_000)}`;
  expect((await faultOf(get(await serve(answer(200, HTML, body))))).message).toContain('web page');
  expect(performance.now() - started).toBeLessThan(2_000);
});
