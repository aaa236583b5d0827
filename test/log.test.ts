import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog, hide } from '../src/log.ts';

const DISCORD = 'MTAyMzQ1Njc4OTAxMjM0NTY3.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab';
const SLACK = 'xoxb-123456789012-1234567890123-AbCdEfGhIjKl';

/** What is written when something is logged. */
function logged(what: object, text = 'it happened', secrets: readonly string[] = []): string {
  const sink = new PassThrough();
  createLog('info', sink, secrets).info(what, text);
  return String(sink.read());
}

describe('the log', () => {
  it('writes a line of JSON with level, time and text, and keeps to its level', () => {
    const sink = new PassThrough();
    const log = createLog('warn', sink);
    log.info('not this');
    log.warn({ feed: 'f1' }, 'this');
    expect(JSON.parse(String(sink.read()))).toEqual({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      feed: 'f1',
      msg: 'this',
    });
  });

  it.each([
    ['by name', { token: 'abc123', slack: { botToken: 'abc123', connection: { signingSecret: 'abc123' } } }],
    ['in headers', { request: { headers: { authorization: 'abc123' } } }],
  ])('hides a secret %s', (_, what) => {
    expect(logged(what)).not.toContain('abc123');
  });

  it('hides the secrets it was told of wherever they stand, and the line stays JSON', () => {
    const cause = Object.assign(new Error('sent s3cr3t'), { request: { deep: { down: ['s3cr3t'] } } });
    const line = logged({ err: new Error('s3cr3t was refused', { cause }) }, 'with s3cr3t', ['s3cr3t']);
    expect(line).not.toContain('s3cr3t');
    expect(JSON.parse(line).msg).toBe('with [hidden]');
  });

  it.each([
    ['a Discord token', `token ${DISCORD} refused`, DISCORD],
    ['a Slack bot token', `refused: ${SLACK}.`, SLACK],
    ['a Slack app token', 'with xapp-1-A012-345-abcdef', 'abcdef'],
    ['a Slack address to answer at', 'POST https://hooks.slack.com/commands/T1/2/abcdef', 'abcdef'],
    [
      'a Discord address to answer at',
      'POST https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb246abcdef/messages',
      'abcdef',
    ],
    ['a login in an address', 'GET https://desk:pass-word@feeds.example/x', 'pass-word'],
    ['a signed address', 'GET https://feeds.example/x?page=2&access_token=abcdef', 'abcdef'],
    ['a ticket', 'wss://wss-primary.slack.com/link/?ticket=abcdef&app_id=9', 'abcdef'],
    ['a header', 'Authorization: Bearer abcdefghijklmnopqrstuvwxyz', 'abcdefghij'],
  ])('hides %s by its form, in text and in errors', (_, text, secret) => {
    expect(hide(text)).toContain('[hidden]');
    expect(hide(text)).not.toContain(secret);
    const line = logged({ err: new Error(text) }, text);
    expect(line).not.toContain(secret);
    expect(JSON.parse(line).err.message).toBe(hide(text));
  });

  it.each([
    'https://news.google.com/rss/search?q=site:afp.com+Iraq&hl=en-US',
    'The Slack app needs a bot token: Basic Information, App-Level Tokens, xoxb-…',
    'mail desk@news.example about //comment and 2020-01-06T20:10:00.000Z',
  ])('leaves alone what is no secret: %s', (text) => {
    expect(hide(text)).toBe(text);
  });
});
