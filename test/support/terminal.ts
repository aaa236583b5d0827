import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import type { FrontDesk } from '../../src/chat/chat.ts';
import { createTerminal, type Terminal } from '../../src/chat/terminal/index.ts';
import type { ChatHarness, SeenMessage, Shown } from '../contracts/chat.ts';

/** A terminal on streams of the test's own, with all that it has printed. */
export function terminal(columns = 100): { chat: Terminal; input: PassThrough; printed: () => string } {
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
export async function openTerminal(front: FrontDesk): Promise<ChatHarness> {
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
  await chat.start(front);
  return {
    chat,
    channel: 'desk',
    async seen(): Promise<SeenMessage[]> {
      return printed()
        .split(/\n(?=━━ alert)/)
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
    stop: () => chat.stop(),
  };
}
