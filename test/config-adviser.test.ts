import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig, secretsOf } from '../src/config.ts';

const NOWHERE = join(tmpdir(), 'claimwire-config-no-such-folder');
const SET = { ADVISER_URL: 'http://127.0.0.1:11434/v1', ADVISER_MODEL: 'qwen3:4b' };

it('asks no adviser unless there is an address', () => {
  expect(loadConfig({}, NOWHERE).adviser).toBeNull();
  expect(loadConfig({ ADVISER_MODEL: 'qwen3:4b', ADVISER_KEY: 's3cr3t' }, NOWHERE).adviser).toBeNull();
});

it('asks the adviser sixty times an hour, and waits ten seconds, unless it is set otherwise', () => {
  const { ADVISER_URL: url, ADVISER_MODEL: model } = SET;
  const usual = { url, model, key: null, perHour: 60, seconds: 10 };
  expect(loadConfig(SET, NOWHERE).adviser).toEqual(usual);
  const set = { ADVISER_KEY: 's3cr3t', ADVISER_PER_HOUR: '5', ADVISER_SECONDS: '30' };
  expect(loadConfig({ ...SET, ...set }, NOWHERE).adviser).toEqual({
    ...usual,
    key: 's3cr3t',
    perHour: 5,
    seconds: 30,
  });
});

it("lists the adviser's key among what the log hides", () => {
  expect(secretsOf(loadConfig({ ...SET, ADVISER_KEY: 's3cr3t' }, NOWHERE))).toEqual(['s3cr3t']);
  expect(secretsOf(loadConfig(SET, NOWHERE))).toEqual([]);
});

it.each([
  [{ ADVISER_URL: SET.ADVISER_URL }, 'ADVISER_MODEL is missing: set it beside ADVISER_URL'],
  [{ ...SET, ADVISER_URL: '127.0.0.1:11434' }, 'ADVISER_URL must be a web address'],
  [{ ...SET, ADVISER_URL: 'http://me:s3cr3t@x.example/v1' }, 'ADVISER_URL must be an address without login'],
  [{ ...SET, ADVISER_MODEL: 'two words' }, 'ADVISER_MODEL must be one word'],
  [{ ...SET, ADVISER_KEY: 'Bearer s3cr3t' }, 'ADVISER_KEY must be one word'],
  [{ ...SET, ADVISER_PER_HOUR: '0' }, 'ADVISER_PER_HOUR must be at least 1'],
  [{ ...SET, ADVISER_SECONDS: '1000' }, 'ADVISER_SECONDS must be at most 120'],
])('says what is wrong with %j, without a secret', (environment, says) => {
  const told = () => loadConfig(environment, NOWHERE);
  expect(told).toThrow(says);
  expect(told).not.toThrow('s3cr3t');
});
