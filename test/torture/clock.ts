/** The time of a torture run, which goes faster than the real one, so that waits of minutes pass in seconds. */
const SPEED = 600;
/** What the run's time begins with. */
export const BEGIN = Date.parse('2026-01-06T12:00:00.000Z');

/** The run's time in milliseconds; `began` is the real time at which it began. */
export function clockOf(began: number): () => number {
  return () => BEGIN + (Date.now() - began) * SPEED;
}
