import { afterEach } from 'vitest';
import type { FrontDesk } from '../../../src/chat/chat.ts';
import { openSlack, type SlackHarness } from './harness.ts';

/** Opens desks that are stopped after the test. */
export function slackDesks(): (kind: 'socket' | 'http', front: FrontDesk) => Promise<SlackHarness> {
  const open: SlackHarness[] = [];
  afterEach(async () => {
    for (const desk of open.splice(0)) await desk.stop();
  });
  return async (kind, front) => {
    const desk = await openSlack(kind, front);
    open.push(desk);
    return desk;
  };
}
