import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { displayMessage } from '../support/discord/display.ts';
import { createPerson } from '../support/discord/person.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/server.ts';
import { openPublisher } from '../support/feeds.ts';
import { slashCommand } from '../support/slack/payloads.ts';
import { wordsOf } from '../support/slack/reading.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/server.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

const TOPIC = `slug: iraq
title: Iraq
claims:
  - slug: withdrawal
    statement: The US is withdrawing its forces from Iraq
    aliases: [US troops to leave Iraq]
feeds: []
`;
const LETTER = {
  id: 'letter',
  title: 'US troops to leave Iraq, letter says',
  text: 'American troops will leave Iraq in the coming weeks, according to a letter from the US military.',
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The real program in a folder of its own, on the fake Discord and the fake Slack. */
function start(
  discord: FakeDiscord,
  slack: FakeSlack,
): { desk: ChildProcess; said: () => string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-start-'));
  writeFileSync(join(folder, 'topic.yaml'), TOPIC);
  const keys = {
    TOPICS: 'topic.yaml',
    FEED_ALLOW_HOSTS: '127.0.0.1',
    DISCORD_TOKEN: discord.world.token,
    DISCORD_GUILDS: discord.world.guild.id,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_ADMINS: discord.world.person.id,
    SLACK_BOT_TOKEN: slack.tokens.bot,
    SLACK_APP_TOKEN: slack.tokens.app,
    SLACK_API_URL: slack.apiUrl,
    SLACK_ADMINS: PERSON.id,
  };
  writeFileSync(
    join(folder, '.env'),
    Object.entries(keys)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  const desk = spawn(process.execPath, [resolve('src/cli.ts'), 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [desk.stdout, desk.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => desk.exitCode === null && desk.kill('SIGKILL'),
  );
  return { desk, said: () => said, folder };
}

describe('the program on Discord and Slack', () => {
  it('registers, watches, reads a feed, alerts both with a thread each, answers, and stops cleanly', async () => {
    const [discord, slack, publisher] = [
      await startFakeDiscord(),
      await startFakeSlack(),
      await openPublisher(),
    ];
    closing.push(
      () => discord.close(),
      () => slack.stop(),
      () => publisher.close(),
    );
    const { desk, said } = start(discord, slack);
    const seen = <T>(look: () => T | undefined) => expect.poll(look, { timeout: 15_000 });
    await seen(() => /Connected to discord[\s\S]*Connected to slack/.test(said())).toBe(true);

    const person = createPerson(discord.world, discord.gateway);
    const slackSays = async (line: string) => {
      const { url, first } = slack.responses.open();
      await slack.socket.deliver('slash_commands', slashCommand(line, url));
      return wordsOf(await first);
    };
    const watched = person.call('/watch iraq');
    await seen(() => watched.followUps[0] && displayMessage(watched.followUps[0]).words).toContain(
      'now watches iraq',
    );
    expect(await slackSays('/watch iraq')).toContain('now watches iraq');

    publisher.publish('/feed', [{ ...LETTER, at: new Date().toISOString() }]);
    expect(await slackSays(`/feeds add ${publisher.url('/feed')} follow:yes The Paper`)).toContain(
      'now follows The Paper',
    );
    const onDiscord = () => discord.world.messages.get(discord.world.channel.id)?.find((one) => one.thread);
    await seen(() => onDiscord()).toBeDefined();
    const alert = onDiscord();
    expect(alert && displayMessage(alert).words).toMatch(
      /withdrawing its forces from Iraq[\s\S]*First report/,
    );
    const onSlack = () => slack.workspace.channels.get(CHANNEL)?.map(wordsOf).join('\n');
    await seen(onSlack).toContain('First report');

    expect(await slackSays('/claims verdict withdrawal developing')).toContain(
      'Verdict on withdrawal: developing',
    );
    await seen(() =>
      discord.world.messages
        .get(onDiscord()?.thread?.id ?? '')
        ?.map((one) => displayMessage(one).words)
        .join('\n'),
    ).toContain('is now developing');
    const asked = person.call('/claim withdrawal');
    await seen(() => asked.original && displayMessage(asked.original).words).toMatch(
      /verdict: \W*developing/,
    );

    desk.kill('SIGTERM');
    const [status] = await once(desk, 'exit');
    expect(status).toBe(0);
    for (const secret of [discord.world.token, slack.tokens.bot, slack.tokens.app])
      expect(said()).not.toContain(secret);
  });
});
