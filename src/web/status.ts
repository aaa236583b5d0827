import { messageOf } from '../errors.ts';
import type { Endpoint } from './server.ts';

/** What the desk has to say to those who watch it. Each rejects where the store cannot be read. */
export interface Status {
  /** Whether the desk is there at all. */
  alive(): Promise<unknown>;
  /** Why it does not do its work, a line each. */
  faults(): Promise<readonly string[]>;
  metrics(): Promise<{ contentType: string; text: string }>;
}

/** GET /healthz, /readyz and /metrics. */
export function statusEndpoint({ alive, faults, metrics }: Status): Endpoint {
  const answers: Readonly<Record<string, () => ReturnType<Endpoint>>> = {
    async '/healthz'() {
      await alive();
      return { status: 200, text: 'ok\n' };
    },
    async '/readyz'() {
      const found = await faults();
      if (found.length === 0) return { status: 200, text: 'ok\n' };
      return { status: 503, text: found.map((fault) => `${fault}\n`).join('') };
    },
    async '/metrics'() {
      const { contentType, text } = await metrics();
      return { status: 200, headers: { 'content-type': contentType }, text };
    },
  };
  return async ({ method, path }) => {
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (!answer) return null;
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
    return answer().catch((error) => ({
      status: 503,
      text: `The store cannot be read: ${messageOf(error)}.\n`,
    }));
  };
}
