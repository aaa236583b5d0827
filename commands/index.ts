import type { Command } from '../src/command/command.ts';
import { claim } from './claim.ts';
import { claims } from './claims.ts';
import { deskCommand } from './desk.ts';
import { feeds } from './feeds.ts';
import { topics } from './topics.ts';
import { unwatch, watch } from './watch.ts';

/** Every command of the desk, in the order in which help shows them. */
export const commands: readonly Command[] = [
  claim,
  claims,
  feeds,
  topics,
  watch,
  unwatch,
  deskCommand(() => commands),
];
