import { randomBytes } from 'node:crypto';
import type { DeskDeps } from './deps.ts';

/**
 * The same dependencies with a log whose lines all name this one poll or push of a feed. Its id is drawn apart from
 * those of items: a recording played twice must number them alike.
 */
export function traced(deps: DeskDeps, what: 'poll' | 'push', feed: string): DeskDeps {
  return { ...deps, log: deps.log.child({ [what]: randomBytes(4).toString('hex'), feed }) };
}
