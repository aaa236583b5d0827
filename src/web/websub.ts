import type { Asked, Endpoint } from './server.ts';

/** What the desk has to say to hubs. */
interface Hubs {
  /** The text to answer with, or null for what the desk did not ask for. */
  intent(id: string, query: URLSearchParams): Promise<string | null>;
  /** Keeps a place for a push, before its body is read. */
  reserve(id: string): Promise<'open' | 'unknown' | 'gone' | 'busy'>;
  release(): void;
  take(
    id: string,
    content: { bytes: Uint8Array; contentType: string | null; signature: string | null },
  ): Promise<void>;
}

/** Whatever stands before it is the path of the public address. */
const CALLBACK = /\/websub\/([\w-]{43})$/;
const REFUSALS = { unknown: 404, gone: 410, busy: 503 } as const;

/** The address that hubs call (WebSub, sections 5.3 and 7): GET asks for the desk's intent, POST brings news. */
export function hubEndpoint(hubs: Hubs): Endpoint {
  return async (asked) => {
    const [, id] = CALLBACK.exec(asked.path) ?? [];
    if (id === undefined) return null;
    if (asked.method === 'POST') return push(hubs, id, asked);
    if (asked.method !== 'GET') return { status: 405, headers: { allow: 'GET, POST' } };
    const text = await hubs.intent(id, asked.query);
    return text === null ? { status: 404 } : { status: 200, text };
  };
}

async function push(hubs: Hubs, id: string, { headers, body }: Asked) {
  const place = await hubs.reserve(id);
  if (place !== 'open') return { status: REFUSALS[place] };
  let bytes: Uint8Array | null = null;
  try {
    bytes = await body();
  } finally {
    if (bytes === null) hubs.release();
  }
  if (bytes === null) return { status: 413 };
  const signature = [headers['x-hub-signature']].flat().join(',') || null;
  await hubs.take(id, { bytes, contentType: headers['content-type'] ?? null, signature });
  return { status: 202 };
}
