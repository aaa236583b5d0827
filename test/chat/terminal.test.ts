import { describe, expect, it } from 'vitest';
import { message } from '../../src/model/message.ts';
import { describeChat } from '../contracts/chat.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { sending } from '../support/sending.ts';
import { openTerminal, terminal } from '../support/terminal.ts';

describeChat('the terminal', openTerminal);

describe('the terminal', () => {
  it.each([30, 60, 200])('keeps within a width of %i columns', async (columns) => {
    const { chat, printed } = terminal(columns);
    await chat.post(
      'desk',
      message('word '.repeat(80), [{ kind: 'text', text: `https://news.example/${'x'.repeat(300)}` }]),
      sending('k'),
    );
    await chat.reply('desk', 't', message('word '.repeat(80)), sending('k2'), false);
    for (const line of printed().split('\n')) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 100));
  });

  it('prints nothing that could move the cursor or turn text around', async () => {
    const { chat, printed } = terminal();
    await chat.post('desk', message('\u001b[2Jgone \u202eback\r\u0007'), sending('k'));
    expect(printed()).toContain('[2Jgone back');
    for (const control of ['\u001b', '\u202e', '\r', '\u0007']) expect(printed()).not.toContain(control);
  });

  it('names a thread the same in every run', async () => {
    const [first, second] = [terminal().chat, terminal().chat];
    expect(await first.openThread('desk', 'm', 'a', sending('key'))).toBe(
      await second.openThread('desk', 'm', 'a', sending('key')),
    );
  });

  it('ends when its input has ended and all of it was answered', async () => {
    const { chat, input, printed } = terminal();
    const reply = { message: message('the answer'), visibility: 'private' } as const;
    await chat.start({ ...QUIET_FRONT, invoke: async () => reply, say: async () => reply });
    input.end('/claim withdrawal\n');
    await chat.ended;
    expect(printed()).toContain('the answer');
  });
});
