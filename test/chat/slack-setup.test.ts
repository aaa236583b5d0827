import { afterEach, describe, expect, it } from 'vitest';
import { checkSlack } from '../../src/chat/slack/check.ts';
import { slackManifest } from '../../src/chat/slack/manifest.ts';
import { UserError } from '../../src/errors.ts';
import { COMMANDS } from '../support/slack/front.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/server.ts';

const SCOPES = [
  'commands',
  'chat:write',
  'chat:write.public',
  'channels:history',
  'channels:join',
  'groups:history',
  'users:read',
  'usergroups:read',
  'reactions:read',
  'files:read',
  'files:write',
  'im:write',
];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function fakeSlack(scopes: readonly string[]): Promise<FakeSlack> {
  const slack = await startFakeSlack(scopes);
  closing.push(slack.stop);
  return slack;
}

describe('the Slack manifest', () => {
  it('names every command, scope and event', () => {
    expect(slackManifest(COMMANDS, { socketMode: true })).toMatchObject({
      features: {
        slash_commands: [{ command: '/claim', usage_hint: '<what>' }, {}, {}],
        app_home: { home_tab_enabled: true, messages_tab_read_only_enabled: true },
      },
      oauth_config: {
        scopes: {
          bot: SCOPES,
        },
      },
      settings: {
        event_subscriptions: {
          bot_events: ['message.channels', 'message.groups', 'reaction_added', 'app_home_opened'],
        },
        interactivity: { is_enabled: true },
        socket_mode_enabled: true,
      },
    });
  });

  it('puts every action that can be called on a message into its menu', () => {
    expect(slackManifest(COMMANDS, { socketMode: true })).toMatchObject({
      features: {
        shortcuts: [
          {
            name: 'Which claim is it?',
            type: 'message',
            callback_id: 'shortcut:claim',
            description: 'What is known of a claim',
          },
        ],
      },
    });
    expect(slackManifest([], { socketMode: true })).not.toHaveProperty('features.shortcuts');
  });

  it('gives the request address everywhere without Socket Mode, and asks for it', () => {
    const requestUrl = 'https://desk.example/slack/events';
    expect(slackManifest(COMMANDS, { socketMode: false, requestUrl })).toMatchObject({
      features: { slash_commands: [{ url: requestUrl }, {}, {}] },
      settings: {
        event_subscriptions: { request_url: requestUrl },
        interactivity: { request_url: requestUrl },
        socket_mode_enabled: false,
      },
    });
    expect(() => slackManifest(COMMANDS, { socketMode: false })).toThrow(UserError);
  });
});

describe('the Slack check', () => {
  async function check(scopes: readonly string[], wrong: { bot?: string; app?: string } = {}) {
    const slack = await fakeSlack(scopes);
    const { bot, app } = { ...slack.tokens, ...wrong };
    return checkSlack({ botToken: bot, apiUrl: slack.apiUrl, connection: { kind: 'socket', appToken: app } });
  }

  it('says that Slack cannot be reached, and what to look at', async () => {
    const connection = { kind: 'socket', appToken: 'xapp-1-any' } as const;
    const found = await checkSlack({ botToken: 'xoxb-1-any', apiUrl: 'http://127.0.0.1:1/api/', connection });
    expect(found.map(({ ok }) => ok)).toEqual([false, false]);
    for (const { text } of found) expect(text).toContain('Slack cannot be reached. Check the network');
  });

  it('names the bot and its workspace when all is well', async () => {
    const findings = await check(SCOPES);
    expect(findings.every(({ ok }) => ok)).toBe(true);
    expect(findings[0]?.text).toMatch(/claimwire.*The Desk/);
  });

  it('names the permissions that are missing', async () => {
    const findings = await check(SCOPES.filter((scope) => scope !== 'users:read'));
    expect(findings.filter(({ ok }) => !ok)).toMatchObject([{ text: expect.stringContaining('users:read') }]);
  });

  it('says what to do about each wrong token, without repeating it', async () => {
    const findings = await check(SCOPES, { bot: 'xoxb-wrong-bot-token', app: 'xapp-wrong-app-token' });
    expect(findings.map(({ ok }) => ok)).toEqual([false, false]);
    const text = findings.map((finding) => finding.text).join(' ');
    expect(text).toMatch(/SLACK_BOT_TOKEN.*SLACK_APP_TOKEN/);
    expect(text).not.toContain('wrong');
  });
});
