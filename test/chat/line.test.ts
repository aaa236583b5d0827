import { afterEach, expect, it } from 'vitest';
import type { LineWatch } from '../../src/chat/chat.ts';
import { createDiscordChat } from '../../src/chat/discord/index.ts';
import { createSlackChat } from '../../src/chat/slack/index.ts';
import { createLog } from '../../src/log.ts';
import { message } from '../../src/model/message.ts';
import { startFakeDiscord } from '../support/discord/server.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { sending } from '../support/sending.ts';
import { startFakeSlack } from '../support/slack/server.ts';
import { CHANNEL } from '../support/slack/workspace.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function noting(): { watch: LineWatch; seen: string[] } {
  const seen: string[] = [];
  const watch: LineWatch = {
    limited: (chat) => void seen.push(`${chat} later`),
    line: (chat, isOpen) => void seen.push(`${chat} ${isOpen ? 'open' : 'closed'}`),
  };
  return { watch, seen };
}

it('tells when the line to Slack opens and closes, and when Slack wants a request later', async () => {
  const slack = await startFakeSlack();
  closing.push(slack.stop);
  const { watch, seen } = noting();
  const connection = { kind: 'socket', appToken: slack.tokens.app } as const;
  const settings = { botToken: slack.tokens.bot, apiUrl: slack.apiUrl, connection };
  const chat = createSlackChat(settings, { log: createLog('silent'), watch });
  await chat.start(QUIET_FRONT);
  closing.push(() => chat.stop());
  slack.fates.next(/chat\.postMessage/, { retryAfter: 3 });
  await expect(chat.post(CHANNEL, message('An alert'), sending('k1'))).rejects.toThrow();
  slack.socket.disconnect();
  await expect.poll(() => seen).toEqual(['slack open', 'slack later', 'slack closed', 'slack open']);
});

it('tells when the line to Discord opens and closes, and when Discord wants a request later', async () => {
  const discord = await startFakeDiscord();
  closing.push(() => discord.close());
  const { watch, seen } = noting();
  const settings = {
    token: discord.world.token,
    guildIds: [],
    apiUrl: discord.apiUrl,
    registerOnStart: false,
  };
  const chat = createDiscordChat(settings, { log: createLog('silent'), watch });
  await chat.start(QUIET_FRONT);
  closing.push(() => chat.stop());
  discord.fates.next(/^POST .*messages$/, { retryAfter: 0.01 });
  await chat.post(discord.world.channel.id, message('An alert'), sending('k1'));
  discord.gateway.drop();
  await expect
    .poll(() => seen, { timeout: 15_000 })
    .toEqual(['discord open', 'discord later', 'discord closed', 'discord open']);
});
