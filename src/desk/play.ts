import { type Instant, MINUTE, plus } from '../model/time.ts';
import type { Recording, Step } from '../topics/recording.ts';
import type { Served } from '../topics/serve.ts';
import type { DeskDeps } from './deps.ts';
import type { RunningDesk } from './desk.ts';
import { newFeed } from './feeds.ts';

/** A recording on its way through a desk; `setNow` moves the desk's clock. */
export interface Play {
  readonly recording: Recording;
  readonly served: Served;
  readonly desk: RunningDesk;
  readonly deps: Pick<DeskDeps, 'store' | 'matcher'>;
  setNow(at: Instant): void;
  /** Told before each step. */
  step(step: Step): void;
}

/**
 * Plays a recording through the pipeline, step by step in its own time, then ends its feeds. A play that was
 * broken off goes on at the step it had come to.
 */
export async function play({ recording, served, desk, deps, setNow, step }: Play): Promise<void> {
  const { store, matcher } = deps;
  // So that a recording plays the same way every time.
  await matcher.prepared();
  const reached = await subscribe(recording, deps);
  setNow(reached ?? before(recording));
  if (reached === null) await desk.refresh();
  for (const one of recording.steps) {
    served.show(one);
    // The step that was reached may be half done; done again, it changes nothing.
    if (reached !== null && one.at < reached) continue;
    setNow(one.at);
    step(one);
    const feed = await store.feeds.byUrl(one.feed);
    if (feed) await store.feeds.change(feed.id, { nextPollAt: one.at });
    await desk.refresh();
    await desk.drain();
  }
  for (const { url } of recording.feeds) {
    const feed = await store.feeds.byUrl(url);
    if (feed) await store.feeds.change(feed.id, { status: 'gone' });
  }
}

function before({ steps }: Recording): Instant {
  return plus(steps[0]?.at ?? '', -MINUTE);
}

/** Subscribes to the recording's feeds; the time that an earlier play had come to, or null if there was none. */
async function subscribe(recording: Recording, { store }: Pick<DeskDeps, 'store'>): Promise<Instant | null> {
  let reached: Instant | null = null;
  for (const { url, outlet } of recording.feeds) {
    const feed = await store.feeds.byUrl(url);
    if (!feed) await store.feeds.add(newFeed(url, outlet, before(recording)));
    else if (feed.lastSuccessAt !== null && feed.lastSuccessAt > (reached ?? ''))
      reached = feed.lastSuccessAt;
  }
  return reached;
}

/** Whether a recording was played in this store to its end. */
export async function played(store: DeskDeps['store'], recording: Recording): Promise<boolean> {
  const feeds = await Promise.all(recording.feeds.map(({ url }) => store.feeds.byUrl(url)));
  return feeds.every((feed) => feed?.status === 'gone');
}
