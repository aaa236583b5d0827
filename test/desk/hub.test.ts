import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { fetchWith } from '../feeds/loopback.ts';
import { NOON } from '../support/desk.ts';
import { desk, feed, hub, offer, passes, subscription } from './pushed-desk.ts';

describe('a hub', () => {
  it.each([307, 308])('is followed to where it redirects with %i', async (status) => {
    hub.answerWith((response, path) =>
      path === '/hub'
        ? response.writeHead(status, { location: '/new' }).end()
        : response.writeHead(202).end(),
    );
    await passes(0);
    expect(hub.asked.map(({ path }) => path)).toEqual(['/hub', '/new']);
    expect({ ...hub.asked[1], path: '' }).toEqual({ ...hub.asked[0], path: '' });
    expect(await hub.verify()).toMatchObject({ agreed: true });
  });

  it('is asked as one to which the feed’s own address leads, whatever its document calls itself', async () => {
    const led: (string | undefined)[] = [];
    const { fetch } = desk.deps;
    const watched: typeof fetch = (input, init) => {
      if (init?.method === 'POST') led.push(init.referrer);
      return fetch(input, init);
    };
    Object.assign(desk.deps, { fetch: watched });
    offer(hub.url, 'http://intranet.example/feed');
    hub.answerWith((response, path) =>
      path === '/hub' ? response.writeHead(307, { location: '/new' }).end() : response.writeHead(202).end(),
    );
    await passes(0);
    expect(led).toEqual([desk.publisher.url('/afp'), hub.url]);
    await desk.says(`/feeds remove ${desk.publisher.url('/afp')}`);
    await passes(0);
    expect(led[2]).toBe('https://removed.invalid/');
  });

  it('is not followed for ever, nor by other redirects', async () => {
    hub.answerWith((response) => response.writeHead(307, { location: '/hub' }).end());
    await passes(0);
    expect(hub.asked).toHaveLength(4);
    expect((await subscription())?.error).toContain('redirects more than 3 times');
    hub.answerWith((response) => response.writeHead(302, { location: '/new' }).end());
    await passes(HOUR);
    expect(hub.asked).toHaveLength(5);
    expect((await subscription())?.error).toContain('status 302');
  });

  it('that errs is asked less and less, while its feed is polled as before', async () => {
    hub.answerWith((response) => response.writeHead(500).end('no'));
    const asked: number[] = [];
    for (let minute = 0; minute <= 80; minute += 5) {
      const before = hub.asked.length;
      await passes(minute === 0 ? 0 : 5 * MINUTE);
      if (hub.asked.length > before) asked.push(minute);
    }
    expect(asked).toEqual([0, 10, 30, 70]);
    expect(desk.publisher.asked('/afp')).toBeGreaterThan(5);
    expect(await desk.says('/feeds list')).toContain('answered with status 500');
  });

  it('that keeps the desk waiting does not keep it from stopping, and is asked first at the next start', async () => {
    const asked = Promise.withResolvers<void>();
    hub.answerWith(() => asked.resolve());
    await desk.passes(0);
    const keeping = desk.push.keep();
    await asked.promise;
    await desk.push.close();
    await keeping;
    expect(await subscription()).toMatchObject({ renewAt: NOON, failures: 0, error: null });
    expect(desk.log).toEqual([]);
  });

  it('is left alone for as long as it asks', async () => {
    hub.answerWith((response) => response.writeHead(503, { 'retry-after': '7200' }).end());
    await passes(0);
    await passes(119 * MINUTE);
    expect(hub.asked).toHaveLength(1);
    await passes(MINUTE);
    expect(hub.asked).toHaveLength(2);
  });

  it('within the network is not asked', async () => {
    const publisher = new URL(desk.publisher.url('/')).host;
    Object.assign(desk.deps, { fetch: fetchWith({ allowHosts: [publisher] }) });
    await passes(0);
    expect(hub.asked).toEqual([]);
    expect((await subscription())?.error).toContain('within its network');
    expect(await feed()).toMatchObject({ failures: 0, error: null });
  });
});
