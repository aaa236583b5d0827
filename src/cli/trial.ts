import { fileURLToPath } from 'node:url';
import { play, played } from '../desk/play.ts';
import type { Opened } from '../main.ts';
import { loadRecording } from '../topics/recording.ts';
import { serveRecording } from '../topics/serve.ts';
import type { Clock } from './clock.ts';

const RECORDING = fileURLToPath(new URL('../../topics/withdrawal', import.meta.url));

interface Trial {
  readonly opened: Opened;
  readonly clock: Clock;
  readonly store: string;
  readonly say: (text: string) => void;
  /** Sets the claims up; called only if the recording is to be played. */
  readonly prepare: () => Promise<unknown>;
}

/** Shows a newcomer the desk at work on the shipped recording; once, since the trial's store keeps it. */
export async function trial({ opened: { desk, deps }, clock, store, say, prepare }: Trial): Promise<void> {
  const recording = await loadRecording(RECORDING);
  if (await played(deps.store, recording)) {
    say(
      `“${recording.title}” was played before: /claim withdrawal shows it. Delete ${store} to see it again.`,
    );
    return;
  }
  say(
    `Playing “${recording.title}” through the real pipeline, from feeds served on this machine; the rules alone judge it.`,
  );
  await prepare();
  const served = await serveRecording(recording);
  clock.setFetch(served.fetch);
  try {
    await play({ recording, served, desk, deps, setNow: clock.setNow, step: () => {} });
  } finally {
    clock.reset();
    await served.close();
  }
  say('\nThe recording is over. From here on the feeds are live.');
}
