import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandShape } from '../../src/command/command.ts';
import { message } from '../../src/model/message.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { FakeMessage } from '../support/discord/world.ts';
import { sending } from '../support/sending.ts';

const commands: readonly CommandShape[] = [
  {
    name: 'claim',
    description: 'What is known of a claim',
    action: {
      name: 'claim',
      description: 'What is known of a claim',
      role: 'reader',
      example: '/claim withdrawal',
      options: [{ name: 'what', description: 'A claim', required: true, completes: 'claim' }],
    },
  },
];
const file = { name: 'claim.txt', text: 'all of it' };

describe('when Discord no longer waits', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk(commands);
    harness = await openDiscord(desk);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await harness.stop();
  });

  function until(look: () => FakeMessage | undefined): Promise<FakeMessage> {
    return harness.discord.world.signal.until(look);
  }

  it.each([
    [10015, 404],
    [50027, 401],
    [10062, 404],
  ])('sends a private answer to the person, and to nobody else (%d)', async (code, status) => {
    const { world } = harness.discord;
    harness.discord.answerNext('PATCH', /@original$/, { status, body: { code, message: 'Too late' } });
    desk.answer = async () => ({ message: message('the answer'), visibility: 'private', file });
    harness.person.call('/claim withdrawal');
    const told = await until(() => world.messages.get(world.direct.id)?.[0]);
    expect(told).toMatchObject({ content: '**the answer**', files: [file] });
    expect(await harness.seen()).toEqual([]);
    expect(harness.logged.join()).not.toContain('not answered');
  });

  it.each([
    ['PATCH', /@original$/],
    ['POST', /^\/webhooks\/\d+\/[^/]+$/],
  ])('puts an answer for all where it was asked (%s)', async (method, path) => {
    const { chat, channel, discord, person } = harness;
    const { world } = discord;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    await discord.gateway.settle();
    const refusal = { status: 404, body: { code: 10015, message: 'Unknown Webhook' } };
    discord.answerNext(method, path, refusal);
    desk.answer = async () => ({ message: message('for all to see'), visibility: 'channel', file });
    person.call('/claim withdrawal', thread);
    const shown = await until(() => world.messages.get(thread)?.[0]);
    expect(shown).toMatchObject({ content: '**for all to see**', files: [file] });
  });

  it('offers nothing to someone who types while the desk takes its time', async () => {
    const asked = Promise.withResolvers<void>();
    desk.offers = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const typing = harness.person.type('/claim with');
    await asked.promise;
    vi.advanceTimersByTime(2_500);
    vi.useRealTimers();
    expect(await harness.discord.world.signal.until(() => typing.choices ?? undefined)).toEqual([]);
  });
});
