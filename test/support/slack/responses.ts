// Response URLs: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { faultOf } from './blocks.ts';
import type { Shape } from './reading.ts';

const USES = 5;

export interface Response extends Shape {
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly thread_ts?: string;
}

interface ResponseUrl {
  readonly url: string;
  /** What was sent there so far. */
  readonly received: readonly Response[];
  /** The first thing sent there, now or later. */
  readonly first: Promise<Response>;
  /** From now on it is too late, as after 30 minutes. */
  expire(): void;
}

interface Open {
  readonly received: Response[];
  readonly arrived: (response: Response) => void;
  expired: boolean;
}

export interface ResponseUrls {
  open(): ResponseUrl;
  take(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Addresses that take 5 answers each. `base` is known once the server listens. */
export function createResponseUrls(base: () => string): ResponseUrls {
  const open = new Map<string, Open>();
  return {
    open() {
      const path = `/commands/T0DESK/${randomUUID()}`;
      const first = Promise.withResolvers<Response>();
      const received: Response[] = [];
      const one: Open = { received, arrived: first.resolve, expired: false };
      open.set(path, one);
      const expire = () => {
        one.expired = true;
      };
      return { url: `${base()}${path}`, received, first: first.promise, expire };
    },
    async take(request, response) {
      const known = open.get(request.url ?? '');
      const sent: Response = JSON.parse(await text(request));
      if (!known || known.expired || known.received.length >= USES) {
        response.writeHead(404).end(known?.expired ? 'expired_url' : 'used_url');
      } else if (sent.blocks !== undefined && faultOf(sent.blocks)) {
        response.writeHead(400).end('invalid_blocks');
      } else {
        known.received.push(sent);
        known.arrived(sent);
        response.end('ok');
      }
    },
  };
}
