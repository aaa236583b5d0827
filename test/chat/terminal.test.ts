import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal, type Terminal } from '../../src/chat/terminal/index.ts';
import { message } from '../../src/model/message.ts';
import { type ChatHarness, describeChat, type SeenMessage, type Shown } from '../contracts/chat.ts';

function terminal(columns = 100): { chat: Terminal; input: PassThrough; printed: () => string } {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns });
  let printed = '';
  output.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const now = () => '2020-01-06T20:10:00.000Z';
  const chat = createTerminal({ input, output, colour: false, interactive: false, now });
  return { chat, input, printed: () => printed };
}

/** Reads the screen as a person would: what follows a rule is a message, what is under a bar is its thread. */
function harness(): Omit<ChatHarness, 'stop'> & { input: PassThrough } {
  const { chat, input, printed } = terminal();
  const refs: string[] = [];
  const post = chat.post;
  chat.post = async (...given) => {
    const ref = await post(...given);
    refs.push(ref);
    return ref;
  };
  const buttonsOf = (text: string) =>
    [...text.matchAll(/\[\d+\] (.+?)(?= {3}|$)/gm)].map(([, label]) => label ?? '');
  const whole = (text: string) => text.replace(/\n {2}│/g, '\n');
  async function type(line: string): Promise<Shown> {
    const before = printed().length;
    input.write(`${line}\n`);
    await expect.poll(() => printed().length > before && printed().endsWith('\n')).toBe(true);
    const text = printed().slice(before);
    return { text, buttons: buttonsOf(text), to: text.includes('to the channel') ? 'channel' : 'person' };
  }
  return {
    chat,
    input,
    channel: 'desk',
    async seen(): Promise<SeenMessage[]> {
      return printed()
        .split(/\n(?=━━ alert|── the alert)/)
        .slice(1)
        .map((text, index) => {
          const thread = [...text.matchAll(/^ {2}│ .*(?:\n {2}│.*)*/gm)].map(([lines]) => whole(lines));
          return {
            ref: refs[index] ?? '',
            text,
            buttons: buttonsOf(text),
            thread: text.includes('╭') ? thread : null,
          };
        });
    },
    run: type,
    async press(_ref, label) {
      const number = new RegExp(`\\[(\\d+)\\] ${label}`).exec(printed())?.[1];
      return type(number ?? `no button ${label}`);
    },
    async write(threadRef, text) {
      await type(`#${threadRef} ${text}`);
    },
  };
}

describeChat('the terminal', async (front) => {
  const desk = harness();
  await desk.chat.start(front);
  return { ...desk, stop: () => desk.chat.stop() };
});

describe('the terminal', () => {
  it.each([30, 60, 200])('keeps within a width of %i columns', async (columns) => {
    const { chat, printed } = terminal(columns);
    await chat.post(
      'desk',
      message('word '.repeat(80), [{ kind: 'text', text: `https://news.example/${'x'.repeat(300)}` }]),
      'k',
    );
    await chat.reply('desk', 't', message('word '.repeat(80)), 'k2');
    for (const line of printed().split('\n')) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 100));
  });

  it('prints nothing that could move the cursor or turn text around', async () => {
    const { chat, printed } = terminal();
    await chat.post('desk', message('\u001b[2Jgone \u202eback\r\u0007'), 'k');
    expect(printed()).toContain('[2Jgone back');
    expect(printed()).not.toMatch(/[\u001b\u202e\r\u0007]/);
  });

  it('names a thread the same in every run', async () => {
    const [first, second] = [terminal().chat, terminal().chat];
    expect(await first.openThread('desk', 'm', 'a', 'key')).toBe(
      await second.openThread('desk', 'm', 'a', 'key'),
    );
  });

  it('ends when its input has ended and all of it was answered', async () => {
    const { chat, input, printed } = terminal();
    const never = { commands: [], complete: async () => [], hear: async () => {} };
    const reply = { message: message('the answer'), visibility: 'private' } as const;
    await chat.start({ ...never, invoke: async () => reply, say: async () => reply });
    input.end('/claim withdrawal\n');
    await chat.ended;
    expect(printed()).toContain('the answer');
  });
});
