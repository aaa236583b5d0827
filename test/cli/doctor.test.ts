import { describe, expect, it } from 'vitest';
import { feedServer } from './feed-server.ts';
import { claimwire, folder, rows, TOPIC } from './run.ts';

describe.concurrent('claimwire doctor', () => {
  it('finds everything well', async () => {
    const url = await feedServer('Basra harbour closes');
    const feeds = `feeds:\n  - url: ${url}\n    outlet: Harbour News\n`;
    const cwd = await folder({
      'harbour.yaml': TOPIC + feeds,
      '.env': 'FEED_ALLOW_HOSTS=127.0.0.1\nTOPICS=harbour.yaml\nSTORE=a/b/c.db\n',
    });
    const { status, out, err } = await claimwire(['doctor', '--json'], { cwd });
    const findings = rows(out);
    expect(findings.filter(({ ok }) => ok !== true)).toEqual([]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const texts = findings.map(({ text }) => text).join('\n');
    for (const told of [
      'Node ',
      'configuration',
      'store a/b/c.db',
      'chats',
      'harbour.yaml: 1 claims, 1 feeds',
    ])
      expect(texts).toContain(told);
    expect(texts).toContain('feed Harbour News: 1 items');
    expect(texts).toMatch(/clock: \d s from/);
  });

  it('goes on past a fault, tells each with what to do, and ends with status 1', async () => {
    const feeds = 'feeds:\n  - url: http://127.0.0.1:9/feed.xml\n    outlet: Nobody\n';
    const cwd = await folder({ 'harbour.yaml': TOPIC + feeds });
    const token = 'abcdefghijklmnopqrstuvwx.abcdef.abcdefghijklmnopqrstuvwxyz1';
    const env = {
      TOPICS: 'none.yaml,harbour.yaml',
      DISCORD_TOKEN: token,
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
      PUBLIC_URL: 'http://desk.example',
    };
    const { status, out, err } = await claimwire(['doctor'], { cwd, env });
    expect(status).toBe(1);
    expect(out).toMatch(/^FAULT .*Discord cannot be reached/m);
    expect(out).toMatch(/^FAULT There is no file none\.yaml in .*Check the name in TOPICS/m);
    expect(out).toMatch(/^well {2}topic harbour\.yaml/m);
    expect(out).toMatch(/^FAULT feed Nobody: 127\.0\.0\.1:9\/feed\.xml /m);
    expect(out).toMatch(
      /^FAULT public address http:\/\/desk\.example: .*set PUBLIC_URL to an https address/m,
    );
    expect(err).toMatch(/^4 of \d+ things are not well\.\n$/);
    expect(out + err).not.toContain(token);
  });

  it('tells a configuration that cannot be used as a finding', async () => {
    const cwd = await folder({ '.env': 'SLACK_BOT_TOKEN=my-very-own-secret\n' });
    const { status, out, err } = await claimwire(['doctor', '--json'], { cwd });
    expect(status).toBe(1);
    expect(rows(out).at(-1)).toMatchObject({
      ok: false,
      text: expect.stringContaining('SLACK_BOT_TOKEN must be'),
    });
    expect(out + err).not.toContain('my-very-own-secret');
  });
});
