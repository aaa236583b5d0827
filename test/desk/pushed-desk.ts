import { afterEach, beforeEach, expect } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Feed } from '../../src/model/feed.ts';
import type { PushSubscription } from '../../src/model/subscription.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { openServer, type WebServer } from '../../src/web/server.ts';
import { hubEndpoint } from '../../src/web/websub.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Hub, openHub } from '../support/websub-hub.ts';

export const LETTER = {
  id: 'letter',
  title: 'Letter says US is leaving',
  text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq in the coming weeks.',
  at: '2020-01-06T12:00:00Z',
};
export const OLD = Array.from({ length: 12 }, (_, index) => ({
  id: `old-${index}`,
  title: `Old ${index}`,
  at: '2020-01-06T11:50:00Z',
}));

export let desk: TestDesk;
export let hub: Hub;
let web: WebServer;

beforeEach(async () => {
  hub = await openHub();
  web = await openServer(
    { host: '127.0.0.1', port: 0 },
    [(asked) => hubEndpoint(desk.push)(asked)],
    createLog('silent'),
  );
  desk = await openTestDesk({
    publicUrl: `http://127.0.0.1:${web.port}/desk/`,
    pace: { least: 5 * MINUTE, most: HOUR },
  });
  desk.publisher.publish('/afp', OLD);
  desk.publisher.publish('/reuters', []);
  offer(hub.url);
});
afterEach(async () => {
  await web.close();
  await desk.push.close();
  await desk.close();
  await hub.close();
});

export function offer(url: string, self = desk.publisher.url('/afp')): void {
  desk.publisher.link('/afp', `<${url}>; rel="hub", <${self}>; rel="self"`);
}

/** Lets time pass, with polls, deliveries and what hubs are asked. */
export async function passes(milliseconds: number): Promise<string> {
  const shown = await desk.passes(milliseconds);
  await desk.push.keep();
  return shown;
}

export async function subscribed(): Promise<void> {
  await passes(0);
  expect(await hub.verify()).toMatchObject({ agreed: true });
}

export async function pushed(...given: Parameters<Hub['push']>): Promise<number> {
  const { status } = await hub.push(...given);
  await desk.push.settled();
  return status;
}

export async function subscription(): Promise<PushSubscription | undefined> {
  return (await desk.deps.store.subscriptions.list())[0];
}

export async function feed(): Promise<Feed | null> {
  return desk.deps.store.feeds.byUrl(desk.publisher.url('/afp'));
}

/** How many items that the feed brought, without those that were there before. */
export async function news(): Promise<number> {
  return (await desk.deps.store.items.count()) - OLD.length;
}
