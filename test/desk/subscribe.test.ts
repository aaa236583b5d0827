import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk/desk.ts';
import { HOUR, MINUTE, plus } from '../../src/model/time.ts';
import { answer, serve } from '../feeds/loopback.ts';
import { NOON } from '../support/desk.ts';
import { rss } from '../support/feeds.ts';
import {
  desk,
  feed,
  hub,
  LETTER,
  news,
  OLD,
  offer,
  passes,
  pushed,
  subscribed,
  subscription,
} from './pushed-desk.ts';

describe('a subscription', () => {
  it('is asked for once a feed names a hub, and holds when the hub has verified it', async () => {
    await passes(0);
    expect(hub.asked).toEqual([
      {
        path: '/hub',
        mode: 'subscribe',
        topic: desk.publisher.url('/afp'),
        callback: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/desk\/websub\/[\w-]{43}$/),
        secret: expect.stringMatching(/^[\w-]{43}$/),
        lease: 864_000,
      },
    ]);
    expect(await desk.says('/feeds list')).toContain('it has not confirmed yet');
    expect(await hub.verify()).toEqual({ status: 200, text: 'challenge-1', agreed: true });
    expect(await subscription()).toMatchObject({ state: 'active', leaseEndsAt: plus(NOON, HOUR) });
    expect(await desk.says('/feeds list')).toMatch(/pushed by\s+127\.0\.0\.1:\d+\s+until/);
    await passes(10 * MINUTE);
    expect(hub.asked).toHaveLength(1);
  });

  it('is asked for also where only the document names the hub', async () => {
    const self = 'https://news.example/feed.json';
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'News',
      feed_url: self,
      items: [],
    };
    const hubs = [{ type: 'WebSub', url: hub.url }];
    const url = await serve(answer(200, {}, JSON.stringify({ ...document, hubs })));
    desk.publisher.link('/afp', null);
    await desk.says(`/feeds add ${url} follow:yes News`);
    await passes(0);
    expect(hub.asked).toMatchObject([{ mode: 'subscribe', topic: self }]);
  });

  it('can be verified before the hub has answered the request', async () => {
    let agreed: Promise<{ agreed: boolean }> | undefined;
    hub.answerWith((response) => {
      agreed = hub.verify().finally(() => response.writeHead(202).end());
    });
    await passes(0);
    expect(await agreed).toMatchObject({ agreed: true });
    expect(await subscription()).toMatchObject({ state: 'active', error: null });
  });

  it.each([
    ['another topic', { 'hub.topic': 'https://other.example/feed' }],
    ['an unsubscription', { 'hub.mode': 'unsubscribe' }],
    ['another mode', { 'hub.mode': 'publish' }],
    ['no challenge', { 'hub.challenge': '' }],
  ])('is not verified for %s', async (_what, changes) => {
    await passes(0);
    expect(await hub.verify(changes)).toEqual({ status: 404, text: '', agreed: false });
    expect(await subscription()).toMatchObject({ state: 'pending' });
  });

  it('is nobody else’s to verify', async () => {
    await passes(0);
    const [one] = hub.asked;
    if (!one) throw new Error('not asked');
    const elsewhere = {
      ...one,
      callback: `${one.callback.slice(0, -1)}${one.callback.endsWith('A') ? 'B' : 'A'}`,
    };
    expect(await hub.verify({}, elsewhere)).toMatchObject({ status: 404 });
    expect((await hub.push('', { of: elsewhere })).status).toBe(404);
  });

  it('is renewed at two thirds of its lease, at the same address', async () => {
    await subscribed();
    await passes(39 * MINUTE);
    expect(hub.asked).toHaveLength(1);
    await passes(MINUTE);
    expect(hub.asked[1]).toEqual(hub.asked[0]);
    await hub.verify();
    expect(await subscription()).toMatchObject({ state: 'active', leaseEndsAt: plus(NOON, 100 * MINUTE) });
  });

  it.each([
    ['1', 5 * MINUTE],
    ['99999999999', 20 * 24 * HOUR],
    ['soon', 16 * HOUR],
  ])('is renewed no sooner and no later than makes sense, for a lease of %s', async (lease, wait) => {
    await passes(0);
    expect(await hub.verify({ 'hub.lease_seconds': lease })).toMatchObject({ agreed: true });
    expect(await subscription()).toMatchObject({ renewAt: plus(NOON, wait) });
  });

  it('is asked for again when the feed names another hub or topic, and the old one is ended', async () => {
    await subscribed();
    const [old] = hub.asked;
    offer(hub.url, 'http://127.0.0.1/other');
    desk.publisher.publish('/afp', [...OLD, LETTER]);
    await passes(HOUR);
    expect(
      hub.asked
        .slice(1)
        .map(({ mode, topic }) => `${mode} ${new URL(topic).pathname}`)
        .sort(),
    ).toEqual(['subscribe /other', 'unsubscribe /afp']);
    const [goodbye, hello] = ['unsubscribe', 'subscribe'].map((mode) =>
      hub.asked.slice(1).find((one) => one.mode === mode),
    );
    expect(goodbye?.callback).toBe(old?.callback);
    expect(hello?.callback).not.toBe(old?.callback);
    expect(await hub.verify({}, goodbye)).toMatchObject({ agreed: true });
    expect(await hub.verify({}, hello)).toMatchObject({ agreed: true });
    expect((await desk.deps.store.subscriptions.list()).map((one) => one.topic)).toEqual([
      'http://127.0.0.1/other',
    ]);
  });

  it.each(['remove', 'pause'])('is ended when the feed is no longer read (%s)', async (command) => {
    await subscribed();
    await desk.says(`/feeds ${command} ${desk.publisher.url('/afp')}`);
    await desk.push.keep();
    expect(hub.asked.at(-1)).toMatchObject({ mode: 'unsubscribe', callback: hub.asked[0]?.callback });
    expect((await hub.push(rss([LETTER]))).status).toBe(410);
    expect(await hub.verify({ 'hub.mode': 'subscribe' })).toMatchObject({ status: 404 });
    expect(await hub.verify()).toMatchObject({ agreed: true });
    expect(await subscription()).toBeUndefined();
  });

  it('is forgotten when the hub does not hear its end', async () => {
    await subscribed();
    await desk.says(`/feeds remove ${desk.publisher.url('/afp')}`);
    hub.answerWith((response) => response.writeHead(500).end());
    for (let hour = 0; hour < 5; hour++) await passes(HOUR);
    expect(hub.asked.filter(({ mode }) => mode === 'unsubscribe')).toHaveLength(3);
    expect(await subscription()).toBeUndefined();
  });

  it('that the hub denies is left for a day, with the feed polled as before', async () => {
    await subscribed();
    expect((await hub.deny('https://other.example/')).status).toBe(404);
    expect((await hub.deny()).status).toBe(200);
    expect(await feed()).toMatchObject({ nextPollAt: NOON });
    expect(await desk.says('/feeds list')).toContain('The hub refuses to push this feed.');
    await passes(23 * HOUR);
    expect(hub.asked).toHaveLength(1);
    await passes(HOUR);
    expect(hub.asked).toHaveLength(2);
    expect(hub.asked[1]?.callback).not.toBe(hub.asked[0]?.callback);
    expect(hub.asked[1]?.secret).not.toBe(hub.asked[0]?.secret);
  });

  it('survives a restart, which polls for what was missed', async () => {
    await subscribed();
    await passes(5 * MINUTE);
    const before = await subscription();
    expect((await feed())?.nextPollAt).toBe(plus(NOON, 65 * MINUTE));
    await createDesk(desk.deps, new Map());
    expect((await feed())?.nextPollAt).toBe(plus(NOON, 5 * MINUTE));
    expect(await subscription()).toEqual(before);
    expect(await pushed(rss([LETTER]))).toBe(202);
    expect(await news()).toBe(1);
  });

  it('moves with the public address', async () => {
    await subscribed();
    Object.assign(desk.deps.settings, { publicUrl: 'https://desk.example' });
    await createDesk(desk.deps, new Map());
    await desk.push.keep();
    expect(hub.asked[1]?.callback).toMatch(/^https:\/\/desk\.example\/websub\//);
  });

  it('is asked for once there is a public address, though the feed has not changed since it was read', async () => {
    const { publicUrl } = desk.deps.settings;
    Object.assign(desk.deps.settings, { publicUrl: null });
    const text = `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="${hub.url}"/><title>a</title></feed>`;
    const url = await serve(answer(200, { etag: '"1"' }, text));
    desk.publisher.link('/afp', null);
    await desk.says(`/feeds add ${url} follow:yes News`);
    await passes(0);
    Object.assign(desk.deps.settings, { publicUrl });
    await passes(HOUR + 10 * MINUTE);
    expect(hub.asked).toMatchObject([{ mode: 'subscribe', topic: `${url}/` }]);
  });

  it('is not asked for without a public address', async () => {
    Object.assign(desk.deps.settings, { publicUrl: null });
    await passes(0);
    expect(hub.asked).toEqual([]);
    expect(await desk.says('/feeds list')).not.toContain('push');
  });
});

describe('the polls of a feed', () => {
  it('are as slow as can be while it is pushed, and as before once the lease has run out', async () => {
    await passes(0);
    expect((await feed())?.nextPollAt).toBe(plus(NOON, 5 * MINUTE));
    await hub.verify();
    await passes(5 * MINUTE);
    expect((await feed())?.nextPollAt).toBe(plus(NOON, 65 * MINUTE));
    hub.answerWith((response) => response.writeHead(500).end());
    await passes(55 * MINUTE);
    expect(await subscription()).toMatchObject({ state: 'pending' });
    const polls = desk.publisher.asked('/afp');
    await passes(0);
    expect(desk.publisher.asked('/afp')).toBe(polls + 1);
    expect((await feed())?.nextPollAt).toMatch(/T13:06:/);
  });
});
