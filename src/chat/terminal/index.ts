import { createHash } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Place, Reply } from '../../command/invocation.ts';
import type { Message } from '../../model/message.ts';
import type { Now } from '../../model/time.ts';
import type { Chat, FrontDesk } from '../chat.ts';
import { completer } from './complete.ts';
import { fileLines, sayWithFile } from './files.ts';
import { renderMessage } from './render.ts';
import { type Page, safe, styled, wrap } from './style.ts';

const CHANNEL = 'desk';
const PERSON = { chat: 'terminal', id: 'you', name: 'you', groups: [] };
const PLACE: Place = { chat: 'terminal', channel: CHANNEL, thread: null };
const PROMPT = 'claimwire> ';

export interface TerminalSettings {
  readonly input: Readable;
  readonly output: Writable & { columns?: number };
  readonly colour: boolean;
  /** A person sits there: show a prompt and complete with Tab. */
  readonly interactive: boolean;
  readonly now: Now;
}

/** The chat of a desk without tokens: alerts on the screen, commands at a prompt. */
export interface Terminal extends Chat {
  /** Prints a word of the program's own. */
  note(text: string): void;
  /** Settles when the input has ended and every line of it was answered. */
  readonly ended: Promise<void>;
}

/** The one channel of the terminal. */
export const TERMINAL_CHANNEL = CHANNEL;

export function createTerminal({ input, output, colour, interactive, now }: TerminalSettings): Terminal {
  const buttons: string[] = [];
  let posts = 0;
  let prompt: Interface | null = null;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  function page(margin = 0): Page {
    return { width: Math.max(24, Math.min(output.columns ?? 100, 100) - margin), colour };
  }

  /** Prints above what is being typed. */
  function print(lines: readonly string[]): void {
    if (interactive && prompt) output.write('\r\u001b[K');
    output.write(`${lines.join('\n')}\n`);
    if (interactive && prompt) prompt.prompt(true);
  }

  function show(message: Message, margin: string, head: string, file?: Reply['file']): void {
    const numbers = message.buttons.map(({ invocation }) => buttons.push(invocation));
    const lines = renderMessage(message, numbers, page(margin.length));
    print([
      '',
      styled(page(), 'dim', head),
      ...lines.map((line) => (margin + line).trimEnd()),
      ...(file ? fileLines(file, page()) : []),
    ]);
  }

  async function answer(front: FrontDesk, line: string): Promise<void> {
    const typed = line.trim();
    const inThread = /^#(\w+)\s+([\s\S]+)$/.exec(typed);
    if (typed === '') return;
    if (inThread) {
      const [, threadRef = '', text = ''] = inThread;
      const at = now();
      const kept = await front.hear({
        chat: 'terminal',
        channel: CHANNEL,
        threadRef,
        ref: `${at} ${++posts}`,
        author: PERSON.name,
        text,
        at,
      });
      return print([
        kept ? `  │ you: ${safe(text)}` : `There is no thread #${threadRef}; that was not kept.`,
      ]);
    }
    const pressed = /^[1-9]\d*$/.test(typed) ? buttons[Number(typed) - 1] : typed;
    if (pressed === undefined) return print([`There is no button ${typed} yet.`]);
    if (!pressed.startsWith('/'))
      return print(
        wrap(
          'Commands start with a slash: /claim withdrawal, /desk help. A number presses a button; #thread and words write in a thread.',
          page().width,
        ),
      );
    const { message, visibility, file } = await sayWithFile(front, pressed, PERSON, PLACE);
    show(message, '', visibility === 'channel' ? '── to the channel' : '── to you', file);
  }

  return {
    name: 'terminal',
    ended,
    note: (text) => print(wrap(safe(text), page().width)),
    async start(front) {
      const opened = createInterface({
        input,
        ...(interactive ? { output, completer: completer(front, PLACE) } : {}),
        prompt: PROMPT,
        historySize: 200,
      });
      prompt = opened;
      let answered = Promise.resolve();
      opened.on('line', (line) => {
        answered = answered
          .then(() => answer(front, line))
          .then(() => interactive && opened.prompt())
          .then(() => {});
      });
      // Ctrl-C at a prompt arrives here, not as a signal of the process.
      opened.on('SIGINT', () => opened.close());
      opened.on('close', () => {
        if (interactive) output.write('\n');
        prompt = null;
        answered.then(end);
      });
      if (interactive) opened.prompt();
    },
    async post(_channel, message, { key }) {
      show(message, '', `━━ alert ${'━'.repeat(Math.max(0, Math.min(60, page().width - 9)))}`);
      return `m${tag(key)}`;
    },
    async openThread(_channel, _messageRef, title, { key }) {
      print(wrap(`  ╭ thread #${tag(key)}: ${safe(title)}`, page().width));
      return tag(key);
    },
    async reply(_channel, threadRef, message, { key }) {
      show(message, '  │ ', `  │ in thread #${threadRef}`);
      return `m${tag(key)}`;
    },
    async update(_channel, threadRef, _messageRef, message) {
      const brief = { ...message, blocks: message.blocks.slice(0, 1), buttons: [] };
      if (threadRef === null) show(brief, '  ', '── the alert now reads');
      else show(brief, '  │ ', `  │ changed in thread #${threadRef}`);
    },
    async remove(_channel, threadRef, messageRef) {
      print([
        `  │ message ${messageRef}${threadRef === null ? '' : ` in thread #${threadRef}`} was taken away`,
      ]);
    },
    // Whoever writes at the prompt is heard at once.
    posts: async () => [],
    threadLink: (_channel, threadRef) => `#${threadRef}`,
    async stop() {
      prompt?.close();
    },
  };
}

/** A short name that stays the same from one run to the next. */
function tag(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 6);
}
