import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedServer, silentServer } from './feed-server.ts';
import { claimwire, folder, start, TOPIC } from './run.ts';

/** A trial follows the topic of its own folder, so that no feed on the web is asked. */
const TRIAL_TOPIC = `slug: withdrawal
title: US forces in Iraq
claims:
  - slug: withdrawal
    statement: The US is withdrawing its forces from Iraq
    aliases: [US troops leave Iraq, decision to leave Iraq]
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

describe.concurrent('claimwire start', () => {
  it('shows a newcomer the recording once, and ends well with its input', async () => {
    const cwd = await folder();
    await mkdir(join(cwd, 'topics'));
    await writeFile(join(cwd, 'topics/withdrawal.yaml'), TRIAL_TOPIC);
    const first = await claimwire(['start'], { cwd });
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out).toContain('Nothing is configured, so this is a trial');
    expect(first.out).toContain('━━ alert');
    expect(first.out).toContain('The recording is over.');
    const second = await claimwire(['start'], { cwd });
    expect(second).toMatchObject({ status: 0, err: '' });
    expect(second.out).toContain('was played before');
    expect(second.out).not.toContain('━━ alert');
  });

  it('reads the live feeds, alerts, and answers every command that is piped in', async () => {
    const url = await feedServer('Basra harbour closes');
    const feeds = `feeds:\n  - url: ${url}\n    outlet: Harbour News\n`;
    const cwd = await folder({
      'harbour.yaml': TOPIC + feeds,
      '.env': 'FEED_ALLOW_HOSTS=127.0.0.1\nTOPICS=harbour.yaml\n',
    });
    const input = '/claims list\nhello\n/feeds list\n/nonsense\n99';
    const { status, out, err } = await claimwire(['start'], { cwd, input });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Live feeds: 1 of 1 could be read, with 1 new items.');
    expect(out).toMatch(/━━ alert[\s\S]*Basra harbour closes/);
    for (const answer of ['harbour-closed', 'Commands start with a slash', url, '/nonsense', 'no button 99'])
      expect(out).toContain(answer);
    expect(out).not.toContain('\u001b');
  });

  it('listens for hubs where it has a public address, and says what to do if it cannot', async () => {
    const port = await freePort();
    const cwd = await folder({ 'harbour.yaml': TOPIC });
    const env = { TOPICS: 'harbour.yaml', PUBLIC_URL: 'https://desk.example', LISTEN: `127.0.0.1:${port}` };
    const desk = start(['start'], { cwd, env });
    expect(await desk.printed('No live feed is due')).toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/websub/${'x'.repeat(43)}`)).status).toBe(404);
    const second = await claimwire(['start'], { cwd, env: { ...env, STORE: 'other.db' } });
    expect(second).toMatchObject({ status: 1, err: expect.stringContaining('set LISTEN to another one') });
    desk.child.kill('SIGTERM');
    expect(await desk.ended).toMatchObject({ status: 0, err: '' });
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('tells those who watch it how it is, and says what to do if it cannot', async () => {
    const port = await freePort();
    const url = await feedServer('Basra harbour closes');
    const cwd = await folder({
      'harbour.yaml': `${TOPIC}feeds:\n  - url: ${url}\n    outlet: Harbour News\n`,
    });
    const env = { TOPICS: 'harbour.yaml', FEED_ALLOW_HOSTS: '127.0.0.1', STATUS_LISTEN: String(port) };
    const desk = start(['start'], { cwd, env });
    expect(await desk.printed('1 of 1 could be read')).toBe(true);
    const asks = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await asks('/healthz')).toBe('200 ok\n');
    expect(await asks('/readyz')).toBe('200 ok\n');
    const metrics = await asks('/metrics');
    for (const line of ['feeds{state="well"} 1', 'items 1', 'polls_total{outcome="read"} 1'])
      expect(metrics).toContain(`\nclaimwire_${line}\n`);
    expect(metrics).toContain('claimwire_match_duration_seconds_count 1');
    expect(await asks('/websub/x')).toMatch(/^404/);
    const second = await claimwire(['start'], { cwd, env: { ...env, STORE: 'other.db' } });
    expect(second.err).toContain('set STATUS_LISTEN to another one');
    desk.child.kill('SIGTERM');
    expect(await desk.ended).toMatchObject({ status: 0, err: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends well on %s, with its store closed', async (signal) => {
    const cwd = await folder({ 'harbour.yaml': TOPIC });
    const env = { TOPICS: 'harbour.yaml', STORE: 'desk.db' };
    const desk = start(['start'], { cwd, env });
    expect(await desk.printed('No live feed is due')).toBe(true);
    const second = await claimwire(['start'], { cwd, env });
    expect(second).toMatchObject({ status: 1, err: expect.stringContaining('Another claimwire is running') });
    desk.child.kill(signal);
    expect(await desk.ended).toMatchObject({ status: 0, err: '' });
    // SQLite takes its log away when the last one who has the store open closes it.
    expect((await readdir(cwd)).filter((name) => name.startsWith('desk.db-'))).toEqual([]);
  });

  it('ends well on SIGTERM while a publisher keeps it waiting, and asks again at the next start', async () => {
    const url = await silentServer();
    const feeds = `feeds:\n  - url: ${url.address}\n    outlet: Harbour News\n`;
    const cwd = await folder({ 'harbour.yaml': TOPIC + feeds });
    const env = { TOPICS: 'harbour.yaml', STORE: 'desk.db', FEED_ALLOW_HOSTS: '127.0.0.1' };
    for (const times of [1, 2]) {
      const desk = start(['start'], { cwd, env });
      await url.asked(times);
      const told = performance.now();
      desk.child.kill('SIGTERM');
      expect(await desk.ended).toMatchObject({ status: 0, err: '' });
      expect(performance.now() - told).toBeLessThan(10_000);
      expect((await readdir(cwd)).filter((name) => name.startsWith('desk.db-'))).toEqual([]);
    }
  });

  it('names the place of a topic that is not there', async () => {
    const cwd = await folder();
    const { status, err } = await claimwire(['start'], { cwd, env: { TOPICS: 'none.yaml' } });
    expect(status).toBe(1);
    expect(err).toMatch(/There is no file none\.yaml in .+\. Check the name in TOPICS/);
  });

  it('ends when told to while a chat cannot be reached, and tells no token', async () => {
    const cwd = await folder({ 'harbour.yaml': TOPIC });
    const port = await freePort();
    const token = 'xoxb-123456789012-abcdefgh';
    const desk = start(['start'], {
      cwd,
      env: {
        TOPICS: 'harbour.yaml',
        LOG_LEVEL: 'debug',
        SLACK_BOT_TOKEN: token,
        SLACK_APP_TOKEN: 'xapp-1-abcdefgh',
        SLACK_API_URL: 'http://127.0.0.1:1/api/',
        STATUS_LISTEN: String(port),
      },
    });
    expect(await desk.printed('request failed')).toBe(true);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.text()).toBe('Not connected to slack.\n');
    desk.child.kill('SIGTERM');
    const { status, err } = await desk.ended;
    expect(status).toBe(0);
    expect(err).toContain('a news desk on Slack');
    expect(err).not.toContain(token);
  });
});
