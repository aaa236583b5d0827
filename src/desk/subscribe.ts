import { randomBytes } from 'node:crypto';
import { UserError } from '../errors.ts';
import { nextPoll } from '../feeds/backoff.ts';
import { FeedError } from '../feeds/feed-error.ts';
import { askHub } from '../feeds/hub.ts';
import type { Offer } from '../feeds/websub.ts';
import type { Feed } from '../model/feed.ts';
import type { PushSubscription } from '../model/subscription.ts';
import { HOUR, type Instant, MINUTE, plus } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';

const LEASE = 10 * 24 * HOUR;
/** A hub is asked again after this long, doubled for each request that it did not take up. */
const RETRY = 10 * MINUTE;
/** An unsubscription is a courtesy: after so many requests it is left to the end of the lease. */
const MOST_GOODBYES = 3;
const AT_ONCE = 8;

/**
 * Notes what a feed that was just read offers (null: nothing), for the hub to be asked soon. A refusal is remembered
 * for as long as the same is offered.
 */
export async function noteOffer(deps: DeskDeps, feed: Feed, offer: Offer | null): Promise<void> {
  const { publicUrl } = deps.settings;
  const now = deps.now();
  const known = await deps.store.subscriptions.ofFeed(feed.id);
  if (!known && !offer) return;
  if (known && known.hub === offer?.hub && known.topic === offer.topic && publicUrl !== null) return;
  await deps.store.transaction(async (store) => {
    if (known) await end({ ...deps, store }, known, now);
    if (offer && publicUrl !== null) await store.subscriptions.add(fresh(feed.id, offer, publicUrl, now));
  });
}

/** Whether the feed's news are pushed just now, so that it need be polled but slowly. */
export async function isPushed({ store, settings, now }: DeskDeps, feed: Feed): Promise<boolean> {
  if (settings.publicUrl === null) return false;
  const known = await store.subscriptions.ofFeed(feed.id);
  return known?.state === 'active' && (known.leaseEndsAt ?? '') > now();
}

/**
 * At the start: feeds that are pushed are due at once, since the desk may have missed a push or ended in the middle
 * of one; and hubs hear of a new address of the desk.
 */
export async function resume({ store, settings, now }: DeskDeps): Promise<void> {
  const { publicUrl } = settings;
  if (publicUrl === null) return;
  for (const { id, feedId, state, callback } of await store.subscriptions.list()) {
    if (state === 'active') await store.feeds.change(feedId, { nextPollAt: now() });
    const address = callbackOf(publicUrl, id);
    if (callback !== address && state !== 'ending')
      await store.subscriptions.change(id, { state: 'pending', callback: address, renewAt: now() });
  }
}

/** Ends what is no longer wanted or has run out, then asks the hubs whose turn it is; no hub's fault stops another. */
export async function keepSubscriptions(deps: DeskDeps, stop: AbortSignal): Promise<void> {
  const { store, now, log } = deps;
  for (const one of await store.subscriptions.unwanted()) await end(deps, one, now());
  for (const { id, feedId } of await store.subscriptions.lapsed(now())) {
    await store.subscriptions.change(id, { state: 'pending' });
    await store.feeds.change(feedId, { nextPollAt: now() });
  }
  const queue = (await store.subscriptions.due(now()))[Symbol.iterator]();
  const worker = async () => {
    for (const one of queue) {
      if (stop.aborted) return;
      await ask(deps, one, stop).catch((error) =>
        log.error({ err: error, feed: one.feedId }, 'asking a hub failed'),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Whoever named the hub of a feed that was removed, it is nobody whom the desk allows. */
const NOWHERE = 'https://removed.invalid/';

async function ask(deps: DeskDeps, { id }: PushSubscription, stop: AbortSignal): Promise<void> {
  const { store, settings } = deps;
  const found = await store.subscriptions.byId(id);
  if (found === null) return;
  const isEnding = found.state === 'ending';
  if (isEnding && found.failures >= MOST_GOODBYES) return store.subscriptions.remove(id);
  // What was refused is begun anew, with an address and a secret that nobody has seen.
  const one = found.state === 'denied' ? await again(deps, found) : found;
  if (one === null) return;
  // Noted before the hub is asked: it may verify before it answers, and a crash must not make it be asked at once.
  const now = deps.now();
  const renewAt = nextPoll(now, one.failures, null, RETRY, deps.random);
  await store.subscriptions.change(one.id, { askedAt: now, failures: one.failures + 1, renewAt });
  const mode = isEnding ? ('unsubscribe' as const) : ('subscribe' as const);
  const feed = await store.feeds.byId(one.feedId);
  const from = feed?.url ?? NOWHERE;
  const request = { ...one, mode, lease: LEASE / 1000, userAgent: settings.userAgent, from };
  try {
    await deps.polite(one.hub, () => askHub(request, deps.fetch, stop));
    await store.subscriptions.change(one.id, { error: null });
  } catch (error) {
    if (stop.aborted) return store.subscriptions.change(one.id, { failures: one.failures, renewAt: now });
    if (!(error instanceof UserError)) throw error;
    const wait = error instanceof FeedError ? error.retryAfter : null;
    const asked = plus(now, wait ?? 0);
    await store.subscriptions.change(one.id, {
      error: error.message,
      renewAt: asked > renewAt ? asked : renewAt,
    });
  }
}

async function again(deps: DeskDeps, denied: PushSubscription): Promise<PushSubscription | null> {
  const { store, settings } = deps;
  if (settings.publicUrl === null) return null;
  const { failures } = denied;
  const anew = { ...fresh(denied.feedId, denied, settings.publicUrl, deps.now()), failures };
  await store.transaction(async (within) => {
    await within.subscriptions.remove(denied.id);
    await within.subscriptions.add(anew);
  });
  return anew;
}

/** A hub that never agreed has nothing to be told. */
async function end({ store }: DeskDeps, { id, state, askedAt }: PushSubscription, now: Instant) {
  if (state === 'denied' || askedAt === null) await store.subscriptions.remove(id);
  else await store.subscriptions.change(id, { state: 'ending', failures: 0, renewAt: now });
}

function fresh(feedId: string, { hub, topic }: Offer, publicUrl: string, now: Instant): PushSubscription {
  const id = randomBytes(32).toString('base64url');
  return {
    id,
    feedId,
    hub,
    topic,
    callback: callbackOf(publicUrl, id),
    secret: randomBytes(32).toString('base64url'),
    state: 'pending',
    askedAt: null,
    leaseEndsAt: null,
    renewAt: now,
    pushedAt: null,
    failures: 0,
    badSignatures: 0,
    error: null,
  };
}

function callbackOf(publicUrl: string, id: string): string {
  return `${publicUrl.replace(/\/$/, '')}/websub/${id}`;
}
