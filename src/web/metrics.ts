import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { SECOND } from '../model/time.ts';

/** How the desk is at the moment; times in milliseconds. */
interface Readings {
  readonly feeds: Readonly<Record<string, number>>;
  readonly items: number;
  readonly suggestions: number;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly oldest: number;
}

/** What is counted as it happens. */
interface Counting {
  polled(outcome: string): void;
  judged(seconds: number): void;
  delivered(chat: string, outcome: string): void;
  limited(chat: string): void;
  line(chat: string, isOpen: boolean): void;
}

export interface Metrics {
  readonly observe: Counting;
  /** All of it in Prometheus' text format. */
  expose(readings: Readings): Promise<{ contentType: string; text: string }>;
}

/** From the rules alone, which take a millisecond, to models and an adviser. */
const JUDGING = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `claimwire_${name}`, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `claimwire_${name}`, help, labelNames, registers });

  const feeds = gauge('feeds', 'Feeds by state: well, failing, paused, gone.', ['state']);
  const items = gauge('items', 'Items in the store.');
  const suggestions = gauge('suggestions_waiting', 'Suggested matches that wait for a ruling.');
  const outbox = gauge('outbox_deliveries', 'Deliveries in the outbox by status.', ['status']);
  const oldest = gauge('outbox_oldest_seconds', 'How long the oldest delivery that waits has waited.');
  const polls = counter('polls_total', 'Polls of feeds by outcome: read, unchanged, failed, gone.', [
    'outcome',
  ]);
  const tries = counter('deliveries_total', 'Tries to deliver by chat and outcome: sent, failed, parked.', [
    'chat',
    'outcome',
  ]);
  const limits = counter('rate_limits_total', 'Requests that a chat wanted later (429).', ['chat']);
  const lines = gauge('chat_connected', 'Whether the socket by which a chat reaches the desk is open.', [
    'chat',
  ]);
  const judging = new Histogram({
    name: 'claimwire_match_duration_seconds',
    help: 'How long judging an item took, waiting included.',
    buckets: JUDGING,
    registers,
  });

  return {
    observe: {
      polled: (outcome) => polls.inc({ outcome }),
      judged: (seconds) => judging.observe(seconds),
      delivered: (chat, outcome) => tries.inc({ chat, outcome }),
      limited: (chat) => limits.inc({ chat }),
      line: (chat, isOpen) => lines.set({ chat }, isOpen ? 1 : 0),
    },
    async expose(readings) {
      for (const [state, many] of Object.entries(readings.feeds)) feeds.set({ state }, many);
      for (const [status, many] of Object.entries(readings.deliveries)) outbox.set({ status }, many);
      items.set(readings.items);
      suggestions.set(readings.suggestions);
      oldest.set(readings.oldest / SECOND);
      return { contentType: register.contentType, text: await register.metrics() };
    },
  };
}
