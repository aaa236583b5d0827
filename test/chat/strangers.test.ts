import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../src/chat/discord/index.ts';
import { createLog } from '../../src/log.ts';
import { message } from '../../src/model/message.ts';
import { createPerson } from '../support/discord/person.ts';
import { startFakeDiscord } from '../support/discord/server.ts';
import { sending } from '../support/sending.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { recordingFront } from '../support/slack/front.ts';
import { messageEvent, slashCommand } from '../support/slack/payloads.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

const open = slackDesks();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.each(['socket', 'http'] as const)('Slack by %s', (kind) => {
  it('brings nothing of people of another workspace', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const theirs = { team_id: 'T0OTHER', team_domain: 'other' };
    await desk.carrier.deliver('slash_commands', {
      ...slashCommand('/claim withdrawal', 'https://hooks.slack.com/x'),
      ...theirs,
    });
    const words = { ts: '1578341200.000100', thread_ts: root, user: PERSON.id, text: 'from afar' };
    await desk.carrier.deliver('events_api', messageEvent(words, { user_team: 'T0OTHER' }));
    const own = { ts: '1578341200.000200', thread_ts: root, user: PERSON.id, text: 'from here' };
    await desk.carrier.deliver('events_api', messageEvent(own));
    expect(await front.posts.next()).toMatchObject({ text: 'from here' });
    expect(front.said.all).toEqual([]);
  });
});

describe('Slack over HTTP', () => {
  it.each([
    ['old', -6 * 60, 401],
    ['ahead of our clock', 3 * 60, 401],
    ['of now', 0, 200],
  ])('takes no request that is %s', async (_, seconds, status) => {
    const front = recordingFront();
    const desk = await open('http', front);
    const { connection } = desk.settings;
    if (connection.kind !== 'http') throw new Error('it listens to HTTP');
    const call = { ...slashCommand('/claim withdrawal', 'https://hooks.slack.com/x') };
    const body = new URLSearchParams(call).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000) + seconds);
    const signature = createHmac('sha256', connection.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const answer = await fetch(`http://127.0.0.1:${connection.port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
    });
    expect(answer.status).toBe(status);
    if (status === 200) await front.said.next();
    expect(front.said.all).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe('Discord', () => {
  it('turns away whoever calls from a server that the desk is not for', async () => {
    const discord = await startFakeDiscord();
    closing.push(() => discord.close());
    const front = recordingFront();
    const { world } = discord;
    const settings = { token: world.token, guildIds: ['999999999999999999'], apiUrl: discord.apiUrl };
    const chat = createDiscordChat({ ...settings, registerOnStart: false }, { log: createLog('silent') });
    await chat.start(front);
    closing.unshift(() => chat.stop());
    world.commands.set(world.guild.id, [
      { id: '1', type: 1, name: 'claim', description: 'x', options: [] } as never,
    ]);
    const interaction = createPerson(world, discord.gateway).call('/claim');
    const answer = await world.signal.until(() => interaction.original ?? undefined);
    expect(answer.content).toContain('belongs to another server');
    expect(front.said.all).toEqual([]);
    expect(front.invoked.all).toEqual([]);
  });
});
