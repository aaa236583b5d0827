import { expect, it } from 'vitest';
import { allowance, publicLookup } from '../../src/feeds/guard.ts';
import { askHub } from '../../src/feeds/hub.ts';
import { answer, faultOf, fetchWith, get, names, serve, textOf } from './loopback.ts';

const strict = fetchWith({ allowHosts: [] });
const REFUSAL = 'is on this machine or within its network';

/** A server that counts who came, which nobody should. */
async function forbidden(): Promise<{ url: string; port: string; visits: () => number }> {
  let visits = 0;
  const url = await serve((_, response) => {
    visits++;
    response.end('<rss/>');
  });
  return { url, port: new URL(url).port, visits: () => visits };
}

it.each([
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.1',
  '127.0.0.1.',
  '0',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  'localhost',
  'desk.localhost',
  '１２７.0.0.1',
])('does not read this machine, written as %s', async (host) => {
  const { port, visits } = await forbidden();
  const fault = await faultOf(get(`http://${host}:${port}/feed`, { fetch: strict }));
  expect(fault.message).toContain(REFUSAL);
  expect(fault.message).toContain('FEED_ALLOW_HOSTS');
  expect(visits()).toBe(0);
});

it.each(['10.0.0.1', '169.254.169.254', '100.64.0.1', '[fd00:ec2::254]', '192.168.0.1:8080'])(
  'does not read %s',
  async (host) => {
    expect((await faultOf(get(`http://${host}/latest`, { fetch: strict }))).message).toContain(REFUSAL);
    expect((await faultOf(get(`https://${host}/latest`, { fetch: strict }))).message).toContain(REFUSAL);
  },
);

it.each([
  ['127.0.0.1', []],
  ['::1', []],
  ['::ffff:10.0.0.1', []],
  ['10.0.0.1', ['169.254.169.254', '::1']],
])('does not read a name that leads to %s', async (address, more) => {
  const { port, visits } = await forbidden();
  const fetch = fetchWith({ allowHosts: [] }, names({ 'news.example': [address, ...more] }));
  const fault = await faultOf(get(`http://news.example:${port}/feed`, { fetch }));
  expect(fault.message).toContain(REFUSAL);
  expect(visits()).toBe(0);
});

it('looks a name up for every new connection, so that one that changes its mind gains nothing', async () => {
  const { port, visits } = await forbidden();
  const answers = [[], ['127.0.0.1'], ['10.0.0.1', '127.0.0.1']];
  const fetch = fetchWith({ allowHosts: [] }, (name, options, callback) =>
    names({ [name]: answers.shift() ?? [] })(name, options, callback),
  );
  const url = `http://news.example:${port}/`;
  for (const _ of [...answers]) expect((await faultOf(get(url, { fetch }))).message).toContain(REFUSAL);
  expect(answers).toEqual([]);
  expect(visits()).toBe(0);
});

it('takes only the public ones of the addresses of a name', () => {
  const lookup = publicLookup(names({ 'news.example': ['10.0.0.1', '8.8.8.8', '::1', '2606:4700::1'] }));
  const found: unknown[] = [];
  lookup('news.example', { all: true }, (...result) => found.push(result));
  lookup('news.example', {}, (...result) => found.push(result));
  const [v4, v6] = [
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1', family: 6 },
  ];
  expect(found).toEqual([
    [null, [v4, v6]],
    [null, '8.8.8.8', 4],
  ]);
});

it.each(['localhost', '[::1]', '169.254.169.254', '0x7f000001'])(
  'follows no redirect to %s',
  async (host) => {
    const { port, visits } = await forbidden();
    const url = await serve(answer(302, { location: `http://${host}:${port}/admin` }));
    const fetch = fetchWith({ allowHosts: [new URL(url).host] });
    const fault = await faultOf(get(`${url}/feed`, { fetch }));
    expect(fault.message).toMatch(/^127\.0\.0\.1:\d+\/feed redirects to .*\/admin, which is on this machine/);
    expect(visits()).toBe(0);
  },
);

it('says that a redirect leads to a name that is not there', async () => {
  const url = await serve(answer(302, { location: 'http://gone.example/feed' }));
  const fault = await faultOf(get(`${url}/feed`, { fetch: fetchWith({}, names({})) }));
  expect(fault.message).toMatch(/redirects to gone\.example\/feed, which has a name that cannot be found/);
});

it('lets nobody lead to a host that the desk allows, but one that is allowed too', async () => {
  const { url, port, visits } = await forbidden();
  const byName = `http://intranet.example:${port}`;
  const allowHosts = [new URL(url).host, new URL(byName).host];
  const fetch = fetchWith({ allowHosts }, names({ 'intranet.example': ['127.0.0.1'] }));
  for (const own of [url, byName])
    for (const from of ['https://news.example/page', 'http://127.0.0.1:9/page', 'about:client', 'nowhere'])
      expect((await faultOf(get(own, { fetch, from }))).message).toContain('to nobody who leads there');
  expect(visits()).toBe(0);
  expect(textOf(await get(url, { fetch, from: `${byName}/page` }))).toBe('<rss/>');
});

it.each(['127.0.0.1', 'intranet.example'])(
  'follows no redirect from elsewhere to an allowed %s',
  async (host) => {
    const { port, visits } = await forbidden();
    // The proxy is all of the public web here; it reaches the desk's own network as well.
    const proxy = await serve(answer(302, { location: `http://${host}:${port}/admin` }));
    const settings = { http: proxy, https: proxy, except: '127.0.0.1' };
    const fetch = fetchWith({ allowHosts: [`${host}:${port}`], proxy: settings });
    const { message } = await faultOf(get('http://news.example/feed', { fetch }));
    expect(message).toMatch(
      /^news\.example\/feed redirects to .*\/admin, which is a host that FEED_ALLOW_HOSTS opens/,
    );
    expect(visits()).toBe(0);
  },
);

it('asks no hub on a host that the desk allows for a feed from elsewhere, whatever that calls itself', async () => {
  const { url, visits } = await forbidden();
  const away = await serve(answer(307, { location: url }));
  const fetch = fetchWith({ allowHosts: [new URL(url).host, new URL(away).host, 'own.example'] });
  const asked = (from: string, hub: string) => {
    const topic = `${url}/feed`;
    const request = {
      mode: 'subscribe',
      hub,
      topic,
      from,
      callback: 'https://desk.example/x',
      secret: 's',
    } as const;
    return askHub({ ...request, lease: 60, userAgent: 'test' }, fetch, new AbortController().signal);
  };
  await expect(asked('https://news.example/feed', url)).rejects.toThrow('to nobody who leads there');
  expect(visits()).toBe(0);
  await asked('https://own.example/feed', away);
  expect(visits()).toBe(1);
});

it('reads a host of its own network that the desk allows, by name and by address', async () => {
  const { url, port } = await forbidden();
  const lookup = names({ 'intranet.example': ['127.0.0.1'] });
  const byName = fetchWith({ allowHosts: [`intranet.example:${port}`] }, lookup);
  expect(textOf(await get(`http://intranet.example:${port}/`, { fetch: byName }))).toBe('<rss/>');
  expect((await faultOf(get(url, { fetch: byName }))).message).toContain(REFUSAL);
  expect(textOf(await get(url, { fetch: fetchWith({ allowHosts: ['127.0.0.1'] }) }))).toBe('<rss/>');
});

it.each([
  ['intranet', 'intranet', '', 'http:', true],
  ['Intranet.', 'intranet', '8080', 'http:', true],
  ['intranet:8080', 'intranet', '8080', 'http:', true],
  ['intranet:8080', 'intranet', '8081', 'http:', false],
  ['intranet:443', 'intranet', '', 'https:', true],
  ['intranet:443', 'intranet', '', 'http:', false],
  ['intranet', 'feeds.intranet', '', 'http:', false],
  ['::1', '::1', '80', 'http:', true],
  ['[::1]:80', '::1', '80', 'http:', true],
  ['[::1]:80', '[::1]', '81', 'http:', false],
  ['[fd00::1]:80', 'fd00::1:80', '80', 'http:', false],
])('with %s allowed, says of %s at port "%s" of %s: %s', (entry, host, port, protocol, isAllowed) => {
  expect(allowance([entry])(host, port, protocol)).toBe(isAllowed);
});

it('does not speak HTTP to the ports of other services', async () => {
  expect((await faultOf(get('http://127.0.0.1:25/'))).message).toContain(
    'kept for other things than the web',
  );
});
