import { type ScheduledTask, schedule } from 'node-cron';

/**
 * Runs `work` by a cron expression (with seconds), never twice at a time. `failed` hears what it throws. Returns
 * what stops it.
 */
export function every(
  expression: string,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const task: ScheduledTask = schedule(expression, () => work().catch(failed), {
    noOverlap: true,
    timezone: 'Etc/UTC',
  });
  return async () => {
    await task.destroy();
  };
}
