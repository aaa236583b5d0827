import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { openServer, type WebServer } from '../../src/web/server.ts';
import { type Status, statusEndpoint } from '../../src/web/status.ts';

const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const READINGS = {
  feeds: { well: 3, failing: 1, paused: 0, gone: 0 },
  items: 120,
  suggestions: 2,
  deliveries: { pending: 4, sent: 9 },
  oldest: 90_000,
};

/** Serves a desk that is well but for what is given; asks a path and gives what comes. */
async function desk(given: Partial<Status> = {}) {
  const metrics = createMetrics();
  const well: Status = {
    alive: async () => [],
    faults: async () => [],
    metrics: () => metrics.expose(READINGS),
  };
  const endpoint = statusEndpoint({ ...well, ...given });
  const server = await openServer({ host: '127.0.0.1', port: 0 }, [endpoint], createLog('silent'));
  open.push(server);
  return {
    metrics,
    async asks(path: string, method = 'GET') {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
    },
  };
}

describe('the status of a desk', () => {
  it('is ok while it is alive and does its work', async () => {
    const { asks } = await desk();
    expect(await asks('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await asks('/readyz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await asks('/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it('gives every reason why it is not ready, while it is alive', async () => {
    const { asks } = await desk({ faults: async () => ['Not connected to slack.', 'Nothing was polled.'] });
    expect(await asks('/readyz')).toMatchObject({
      status: 503,
      text: 'Not connected to slack.\nNothing was polled.\n',
    });
    expect(await asks('/healthz')).toMatchObject({ status: 200 });
  });

  it('says so where the store cannot be read', async () => {
    const broken = async () => {
      throw new Error('disk I/O error');
    };
    const { asks } = await desk({ alive: broken, faults: broken, metrics: broken });
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(await asks(path)).toMatchObject({
        status: 503,
        text: 'The store cannot be read: disk I/O error.\n',
      });
  });

  it('can only be asked for, and nothing else is there', async () => {
    const { asks } = await desk();
    expect((await asks('/metrics', 'POST')).status).toBe(405);
    for (const path of ['/', '/constructor', '/metrics/x']) expect((await asks(path)).status).toBe(404);
  });

  it('in numbers, as Prometheus reads them', async () => {
    const { asks, metrics } = await desk();
    metrics.observe.polled('read');
    metrics.observe.polled('read');
    metrics.observe.judged(0.02);
    metrics.observe.delivered('slack', 'parked');
    const { type, text } = await asks('/metrics');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const line of [
      'claimwire_feeds{state="well"} 3',
      'claimwire_feeds{state="gone"} 0',
      'claimwire_items 120',
      'claimwire_suggestions_waiting 2',
      'claimwire_outbox_deliveries{status="pending"} 4',
      'claimwire_outbox_oldest_seconds 90',
      'claimwire_polls_total{outcome="read"} 2',
      'claimwire_match_duration_seconds_bucket{le="0.025"} 1',
      'claimwire_deliveries_total{chat="slack",outcome="parked"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });
});
