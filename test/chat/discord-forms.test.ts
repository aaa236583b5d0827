import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandShape, Option } from '../../src/command/command.ts';
import { message } from '../../src/model/message.ts';
import type { FakeInteraction, FakeModal } from '../support/discord/calls.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import { sending } from '../support/sending.ts';

const long = 'and say why '.repeat(20);
const VERDICT: readonly Option[] = [
  { name: 'claim', description: 'A claim', required: true, completes: 'claim' },
  { name: 'verdict', description: 'The verdict', required: false, choices: ['false', 'confirmed'] },
  { name: 'source', description: 'An address', required: false },
  { name: 'reason', description: `The reason, ${long}`, required: false, rest: true },
];

/** An action whose form asks for these options. */
function shape(name: string, options: readonly Option[], form: readonly string[]): CommandShape {
  const action = { name, description: name, role: 'reader', example: `/${name}`, options, form } as const;
  return { name, description: name, action };
}

const many = Array.from({ length: 6 }, (_, n) => ({
  name: `field-${n}`,
  description: 'One of many',
  required: false,
}));
const file: Option = { name: 'file', description: 'A file', required: false, file: true };
const note: Option = { name: 'note', description: 'A note', required: false };
const commands = [
  shape('verdict', VERDICT, ['reason', 'verdict', 'source']),
  shape(
    'many',
    many,
    many.map(({ name }) => name),
  ),
  shape('sign', [{ name: 'name', description: 'Your name', required: true }], ['name']),
  shape('upload', [note, file], ['note', 'file']),
];

describe('forms on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk(commands);
    harness = await openDiscord(desk);
  });
  afterEach(() => harness.stop());

  /** Resolves with the form that an interaction is answered with. */
  function formOf(call: FakeInteraction): Promise<FakeModal> {
    return harness.discord.world.signal.until(() => call.modal ?? undefined);
  }

  it('asks for what a command lacks before it is answered', async () => {
    const form = await formOf(harness.person.call('/verdict withdrawal'));
    expect(form).toMatchObject({ title: '/verdict', custom_id: '/verdict claim:"withdrawal"' });
    expect(form.components.map(({ label, component }) => ({ label, ...component }))).toMatchObject([
      { label: 'verdict', type: 3, required: false, options: [{ value: 'false' }, { value: 'confirmed' }] },
      { label: 'source', type: 4, style: 1, required: false },
      { label: 'reason', type: 4, style: 2, required: false },
    ]);
    expect(form.components.map(({ description }) => description?.slice(0, 10))).toEqual([
      'The verdic',
      'An address',
      'The reason',
    ]);
    expect(desk.invocations).toEqual([]);
  });

  it('calls the command with what was filled in, and without what was left empty', async () => {
    const { channel, discord, person } = harness;
    const call = person.call('/verdict withdrawal');
    await formOf(call);
    const answers = { verdict: 'false', source: '', reason: 'Esper said\nthere is "no decision"' };
    const sent = person.submit(call, answers);
    expect(await harness.shown(sent)).toMatchObject({ text: 'the answer', to: 'person' });
    expect(desk.invocations).toMatchObject([
      {
        command: 'verdict',
        subcommand: null,
        person: { id: discord.world.person.id, groups: [discord.world.role.id] },
        place: { channel, thread: null },
      },
    ]);
    expect(desk.invocations[0]?.options).toEqual({
      claim: 'withdrawal',
      verdict: 'false',
      reason: answers.reason,
    });
  });

  it('asks when a button is pressed, with the values that its line has filled in', async () => {
    const { chat, channel, person } = harness;
    const invocation = '/verdict withdrawal verdict:confirmed source:"https://news.example/1"';
    const ref = await chat.post(
      channel,
      message('A claim', [], [{ label: 'Rule', invocation, style: 'plain' }]),
      sending('k1'),
    );
    const press = person.press(channel, ref, 'Rule');
    const form = await formOf(press);
    expect(form.components.map(({ component }) => component.value)).toEqual([
      undefined,
      'https://news.example/1',
      undefined,
    ]);
    // What is left as it was comes back; what was taken out is not called again.
    await harness.shown(person.submit(press, { source: '', reason: 'so it was said' }));
    expect(desk.said).toEqual([]);
    expect(desk.invocations.map(({ options }) => options)).toEqual([
      { claim: 'withdrawal', verdict: 'confirmed', reason: 'so it was said' },
    ]);
  });

  it('demands what the call needs', async () => {
    const { chat, channel, person } = harness;
    const buttons = [{ label: 'Sign', invocation: '/sign', style: 'plain' }] as const;
    const ref = await chat.post(channel, message('A petition', [], buttons), sending('k1'));
    const form = await formOf(person.press(channel, ref, 'Sign'));
    expect(form.components).toMatchObject([{ component: { custom_id: 'name', required: true } }]);
  });

  it.each([
    ['a line that is too long to be kept', `/verdict ${'x'.repeat(90)}`],
    ['more fields than a form can have', '/many'],
    ['a file, which no form asks for', '/upload'],
  ])('answers as ever where there is %s', async (_what, line) => {
    expect(await harness.run(line)).toMatchObject({ text: 'the answer' });
    expect(desk.invocations).toHaveLength(1);
  });

  it('has the desk say what is missing of a call that no longer has a form', async () => {
    const call = harness.person.call('/verdict withdrawal');
    await formOf(call);
    desk.form = () => null;
    await harness.shown(harness.person.submit(call, { verdict: 'false' }));
    expect(desk.said).toMatchObject([{ line: '/verdict claim:"withdrawal"' }]);
  });
});
