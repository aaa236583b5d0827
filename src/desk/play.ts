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
  readonly deps: Pick<DeskDeps, 'store' | 'newId'>;
  setNow(at: Instant): void;
  /** Told before each step. */
  step(step: Step): void;
}

/**
 * Plays a recording through the pipeline, step by step in its own time, then ends its feeds. Playing what was
 * played before, in whole or in part, changes nothing that is there already.
 */
export async function play({
  recording,
  served,
  desk,
  deps: { store, newId },
  setNow,
  step,
}: Play): Promise<void> {
  const start = plus(recording.steps[0]?.at ?? '', -MINUTE);
  setNow(start);
  for (const { url, outlet } of recording.feeds)
    if (!(await store.feeds.byUrl(url))) await store.feeds.add(newFeed(newId(), url, outlet, start));
  await desk.refresh();
  for (const one of recording.steps) {
    setNow(one.at);
    step(one);
    served.show(one);
    const feed = await store.feeds.byUrl(one.feed);
    if (feed) await store.feeds.change(feed.id, { nextPollAt: one.at });
    await desk.refresh();
    await desk.drain();
  }
  for (const { url } of recording.feeds) {
    const feed = await store.feeds.byUrl(url);
    if (feed) await store.feeds.change(feed.id, { status: 'gone', error: 'The recording is over.' });
  }
}

/** Whether a recording was played in this store to its end. */
export async function played(store: DeskDeps['store'], recording: Recording): Promise<boolean> {
  const feeds = await Promise.all(recording.feeds.map(({ url }) => store.feeds.byUrl(url)));
  return feeds.every((feed) => feed?.status === 'gone');
}
