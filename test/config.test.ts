import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig, secretsOf } from '../src/config.ts';
import { KEYS } from '../src/config-keys.ts';
import { UserError } from '../src/errors.ts';

const EXAMPLE = fileURLToPath(new URL('../.env.example', import.meta.url));
const DISCORD_TOKEN = 'abcdefghijklmnopqrstuvwx.abcdef.abcdefghijklmnopqrstuvwxyz1';

async function folder(env?: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'claimwire-config-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  if (env !== undefined) await writeFile(join(path, '.env'), env);
  return path;
}

/** What a person is told of a configuration that cannot be used. */
function refusal(environment: Record<string, string>, path: string): string {
  try {
    loadConfig(environment, path);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error('It was taken.');
}

describe('the configuration', () => {
  it('is a trial with a store of its own only when nothing is set', async () => {
    const bare = await folder();
    expect(loadConfig({}, bare)).toMatchObject({ trial: true, store: 'data/recording.db' });
    expect(loadConfig({ LOG_LEVEL: 'debug', HOME: '/', STORE: ' ' }, bare)).toMatchObject({ trial: true });
    expect(loadConfig({ POLL_MINUTES: '5' }, bare)).toMatchObject({
      trial: false,
      store: 'data/claimwire.db',
      pollMinutes: 5,
    });
    expect(loadConfig({}, await folder(''))).toMatchObject({ trial: false, store: 'data/claimwire.db' });
  });

  it('reads .env, and the environment wins', async () => {
    const path = await folder(
      `\ufeffSTORE=file.db\nTOPICS= a.yaml , b.yaml,\nDISCORD_TOKEN="${DISCORD_TOKEN}"\n`,
    );
    expect(loadConfig({ STORE: 'environment.db' }, path)).toMatchObject({
      store: 'environment.db',
      topics: ['a.yaml', 'b.yaml'],
      discord: { token: DISCORD_TOKEN, guildIds: [] },
      slack: null,
    });
    expect(loadConfig({}, path).store).toBe('file.db');
  });

  it('polls within an hour, or within what is set, which is no less than the least', async () => {
    const path = await folder();
    expect(loadConfig({}, path)).toMatchObject({ pollMinutes: 5, pollMaxMinutes: 60 });
    expect(loadConfig({ POLL_MINUTES: '90' }, path)).toMatchObject({ pollMaxMinutes: 90 });
    expect(loadConfig({ POLL_MAX_MINUTES: '30' }, path)).toMatchObject({ pollMaxMinutes: 30 });
    expect(refusal({ POLL_MINUTES: '20', POLL_MAX_MINUTES: '10' }, path)).toContain(
      'POLL_MAX_MINUTES must be at least 20, which is POLL_MINUTES',
    );
    expect(refusal({ POLL_MAX_MINUTES: '4' }, path)).toContain('must be at least 5, which is POLL_MINUTES');
  });

  it('takes a public address and where to listen, and says what is wrong with them', async () => {
    const path = await folder();
    expect(loadConfig({}, path)).toMatchObject({
      publicUrl: null,
      listen: { host: '127.0.0.1', port: 8787 },
    });
    expect(loadConfig({ PUBLIC_URL: 'https://desk.example/x', LISTEN: '[::1]:80' }, path)).toMatchObject({
      publicUrl: 'https://desk.example/x',
      listen: { host: '::1', port: 80 },
    });
    for (const url of [
      'desk.example',
      'ftp://desk.example',
      'https://a:b@desk.example',
      'https://desk.example/?a',
    ])
      expect(refusal({ PUBLIC_URL: url }, path)).toContain('PUBLIC_URL must be');
    for (const listen of ['8787', 'localhost', 'localhost:0', 'localhost:65536', '::1:80'])
      expect(refusal({ LISTEN: listen }, path)).toContain('LISTEN must be a host and a port');
  });

  it('tells how it is where it is told to, with a bare port on this machine alone', async () => {
    const path = await folder();
    const at = (text: string) => loadConfig({ STATUS_LISTEN: text }, path).statusListen;
    expect(loadConfig({ STORE: 'x.db' }, path).statusListen).toBeNull();
    expect(at('9464')).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(at('0.0.0.0:9464')).toEqual({ host: '0.0.0.0', port: 9464 });
    for (const wrong of ['0', '65536', 'here', '::1:80'])
      expect(refusal({ STATUS_LISTEN: wrong }, path)).toContain('STATUS_LISTEN must be a host and a port');
  });

  it('follows the topic of its folder, else the shipped one, wherever it is started', async () => {
    const path = await folder();
    const [shipped = ''] = loadConfig({}, path).topics;
    expect(isAbsolute(shipped)).toBe(true);
    expect(await readFile(shipped, 'utf8')).toContain('slug: withdrawal');
    await mkdir(join(path, 'topics'));
    await writeFile(join(path, 'topics/withdrawal.yaml'), '');
    expect(loadConfig({}, path).topics).toEqual(['topics/withdrawal.yaml']);
  });

  it('takes the example as it is, which names every key', async () => {
    const path = await folder();
    await copyFile(EXAMPLE, join(path, '.env'));
    const { trial, discord, slack } = loadConfig({}, path);
    expect({ trial, discord, slack }).toEqual({ trial: false, discord: null, slack: null });
    const keys = Object.keys(parse(await readFile(EXAMPLE)));
    expect(new Set(keys)).toEqual(new Set(Object.keys(KEYS.shape)));
  });

  it.each([
    ['POLL_MINUTES', 'often', 'must be a number from 1 to 1440'],
    ['POLL_MINUTES', '0', 'must be at least 1'],
    ['POLL_MINUTES', '2.5', 'must be a whole number'],
    ['ALERT_MAX_AGE_HOURS', '10000', 'must be at most 8760'],
    ['SLACK_PORT', '70000', 'must be at most 65535'],
    ['CONTACT', 'Büro', 'must be at most 200 plain letters'],
    ['LOG_LEVEL', 'loud', 'must be one of silent, error, warn, info, debug'],
    ['DISCORD_GUILDS', '12,34', 'must be server ids, 15 to 21 digits each, with commas between'],
    ['DISCORD_API_URL', 'discord', 'must be a web address'],
    ['SLACK_API_URL', 'ftp://slack.example', 'must be a web address'],
  ])('says what %s=%s should be', async (key, value, says) => {
    const path = await folder();
    const told = refusal({ [key]: value }, path);
    expect(told.split('\n')).toEqual([
      'The configuration cannot be used:',
      expect.stringContaining(`  ${key} ${says}`),
      `Mend it in ${join(path, '.env')} or in the environment; .env.example explains each key.`,
    ]);
  });

  it.each([
    ['DISCORD_TOKEN', 'Bot s3cr3t', 'your application, Bot'],
    ['SLACK_BOT_TOKEN', 'xapp-s3cr3t', 'must be one word that starts with xoxb-'],
    ['SLACK_APP_TOKEN', 's3cr3t', 'must be one word that starts with xapp-'],
    ['SLACK_SIGNING_SECRET', 'my s3cr3t', 'App Credentials'],
  ])('names %s when it cannot be one, never its value', async (key, value, says) => {
    const told = refusal({ [key]: value }, await folder());
    expect(told).toContain(`  ${key} must be one word`);
    expect(told).toContain(says);
    expect(told).not.toContain('s3cr3t');
  });

  it('says which token of Slack is missing', async () => {
    const path = await folder();
    expect(refusal({ SLACK_BOT_TOKEN: 'xoxb-1' }, path)).toContain('SLACK_APP_TOKEN is missing: set it');
    expect(refusal({ SLACK_APP_TOKEN: 'xapp-1' }, path)).toContain('SLACK_BOT_TOKEN is missing: set it');
    expect(refusal({ SLACK_SIGNING_SECRET: 'a1' }, path)).toContain('SLACK_BOT_TOKEN is missing: set it');
  });

  it.each([
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['poll_minutes', 'POLL_MINUTES'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN or SLACK_APP_TOKEN'],
  ])('asks about the misspelt key %s in .env, without its value', async (key, meant) => {
    const told = refusal({}, await folder(`${key}=s3cr3t\n`));
    expect(told).toContain(`${key} in .env is no key of claimwire; did you mean ${meant}?`);
    expect(told).not.toContain('s3cr3t');
  });

  it("leaves other programs' keys alone", async () => {
    expect(loadConfig({}, await folder('NODE_ENV=production\nTZ=UTC\n')).trial).toBe(false);
  });

  it('tells of several faults at once', async () => {
    const path = await folder('STOER=x.db\nPOLL_MINUTES=often\n');
    const told = refusal({ LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'xoxb-1' }, path);
    for (const key of ['STOER', 'POLL_MINUTES', 'LOG_LEVEL', 'SLACK_APP_TOKEN'])
      expect(told).toMatch(new RegExp(`^ {2}${key} `, 'm'));
  });

  it('says so where .env cannot be read', async () => {
    const path = await folder();
    await mkdir(join(path, '.env'));
    expect(refusal({}, path)).toContain(`Cannot read ${join(path, '.env')}`);
  });

  it('prefers Socket Mode, and lists its secrets for the log', async () => {
    const path = await folder();
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a1' };
    const socket = loadConfig({ ...tokens, SLACK_APP_TOKEN: 'xapp-1', DISCORD_TOKEN }, path);
    expect(socket.slack?.connection).toEqual({ kind: 'socket', appToken: 'xapp-1' });
    expect(secretsOf(socket)).toEqual([DISCORD_TOKEN, 'xoxb-1', 'xapp-1']);
    const http = loadConfig(tokens, path);
    expect(http.slack?.connection).toEqual({ kind: 'http', signingSecret: 'a1', port: 3000 });
    expect(secretsOf(http)).toEqual(['xoxb-1', 'a1']);
  });
});
