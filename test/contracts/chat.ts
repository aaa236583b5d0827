import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chat, FrontDesk } from '../../src/chat/chat.ts';
import type { Reply } from '../../src/command/invocation.ts';
import type { Post } from '../../src/model/alert.ts';
import { type Message, message } from '../../src/model/message.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { sending } from '../support/sending.ts';

/** A message as the people in a channel see it. */
export interface SeenMessage {
  readonly ref: string;
  /** All its words, in order. */
  readonly text: string;
  readonly buttons: readonly string[];
  /** The words of each message of its thread; null while it has none. */
  readonly thread: readonly string[] | null;
}

/** What a person is shown when they call a command or press a button. */
export interface Shown {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly to: 'person' | 'channel';
}

/** One chat, real adapter and all, with a way to act as a person in one of its channels. */
export interface ChatHarness {
  readonly chat: Chat;
  readonly channel: string;
  seen(): Promise<readonly SeenMessage[]>;
  /** Calls a command line such as `/claim withdrawal`. */
  run(line: string): Promise<Shown>;
  press(messageRef: string, label: string): Promise<Shown>;
  /** Writes in a thread as a person, and resolves when the desk had the chance to hear it. */
  write(threadRef: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

const HOSTILE = '@everyone <!channel> <@U1> *bold* [x](javascript:alert(1)) `code` ‮ يوم';
const card: Message = message(
  'The US is withdrawing its forces from Iraq',
  [
    {
      kind: 'text',
      text: ['First report. ', { strong: 'affirmed' }, ' at ', { time: '2020-01-06T20:05:00.000Z' }],
    },
    {
      kind: 'quote',
      quote: 'There is absolutely no decision to withdraw from Iraq',
      by: 'Mark Esper, Reuters',
    },
    { kind: 'fields', fields: [{ name: 'Origins', value: 'AFP' }] },
    { kind: 'list', heading: 'Latest', entries: [[{ link: 'https://news.example/1', label: 'A headline' }]] },
  ],
  [
    { label: 'It is this claim', invocation: '/claims confirm withdrawal i1', style: 'primary' },
    { label: 'It is not', invocation: '/claims reject withdrawal i1', style: 'danger' },
  ],
);

function say(text: string, visibility: Reply['visibility'] = 'private'): Reply {
  return { message: message(text), visibility };
}

/** A front desk that remembers what reached it and answers with `reply`. */
interface FakeFront extends FrontDesk {
  calls: string[];
  posts: Post[];
  reply: Reply;
}
function fakeFront(): FakeFront {
  const front: FakeFront = {
    ...QUIET_FRONT,
    calls: [],
    posts: [],
    reply: say('the answer'),
    commands: [
      {
        name: 'claim',
        description: 'What is known of a claim',
        action: {
          name: 'claim',
          description: 'What is known of a claim',
          role: 'reader',
          example: '/claim withdrawal',
          options: [{ name: 'what', description: 'A claim', required: true, rest: true, completes: 'claim' }],
        },
      },
      {
        name: 'claims',
        description: 'Manage claims',
        subcommands: [
          {
            name: 'verdict',
            description: 'Set the verdict',
            role: 'editor',
            example: '/claims verdict withdrawal false',
            options: [
              { name: 'claim', description: 'A claim', required: true, completes: 'claim' },
              {
                name: 'verdict',
                description: 'The verdict',
                required: true,
                choices: ['false', 'confirmed'],
              },
            ],
          },
        ],
      },
    ],
    async invoke({ command, subcommand, options }) {
      front.calls.push(
        ['', ...[command, subcommand, ...Object.values(options)].filter(Boolean)].join(' ').trim(),
      );
      return front.reply;
    },
    async say(line: string) {
      front.calls.push(line.replace(/^\//, ''));
      return front.reply;
    },
    async complete(_completes, typed) {
      return [{ name: `claim ${typed}`, value: typed }];
    },
    async hear(post) {
      front.posts.push(post);
      return true;
    },
  };
  return front;
}

/** What every chat must do; `open` gives a fresh one, already started with the front desk. */
export function describeChat(name: string, open: (front: FrontDesk) => Promise<ChatHarness>): void {
  describe(`${name} as a chat`, () => {
    let front: FakeFront;
    let desk: ChatHarness;
    beforeEach(async () => {
      front = fakeFront();
      desk = await open(front);
    });
    afterEach(() => desk.stop());

    it('posts a message with its words, quote, speaker, fields, links and buttons', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      const [seen] = await desk.seen();
      expect(seen?.ref).toBe(ref);
      for (const words of [
        'withdrawing its forces',
        'First report',
        'affirmed',
        'no decision',
        'Mark Esper',
        'Origins',
        'AFP',
        'A headline',
      ])
        expect(seen?.text).toContain(words);
      expect(seen?.buttons).toEqual(['It is this claim', 'It is not']);
    });

    it('opens a thread on a message and replies in it', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      const thread = await desk.chat.openThread(desk.channel, ref, 'The letter', sending('k2'));
      await desk.chat.reply(desk.channel, thread, message('A denial came in'), sending('k3'), false);
      const [seen] = await desk.seen();
      expect(seen?.thread?.join('\n')).toContain('A denial came in');
    });

    it('updates a message in place', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      await desk.chat.update(desk.channel, null, ref, message('Now contested'));
      const seen = await desk.seen();
      expect(seen.at(-1)?.text).toContain('Now contested');
    });

    it('changes and takes away what it wrote in a thread', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      const thread = await desk.chat.openThread(desk.channel, ref, 'The letter', sending('k2'));
      const reply = await desk.chat.reply(
        desk.channel,
        thread,
        message('A denial came in'),
        sending('k3'),
        false,
      );
      await desk.chat.update(desk.channel, thread, reply, message('Two denials came in'));
      const [seen] = await desk.seen();
      expect(seen?.thread?.join('\n')).toContain('Two denials came in');
      await desk.chat.remove(desk.channel, thread, reply);
      // One that is gone already is no fault.
      await desk.chat.remove(desk.channel, thread, reply);
    });

    it('shows the channel that there is news in a thread', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      const thread = await desk.chat.openThread(desk.channel, ref, 'The letter', sending('k2'));
      await desk.chat.reply(desk.channel, thread, message('The standing changed'), sending('k3'), true);
      const all = (await desk.seen()).flatMap((one) => [one.text, ...(one.thread ?? [])]);
      expect(all.join('\n')).toContain('The standing changed');
    });

    it('gives an answer with a file', async () => {
      front.reply = { ...say('Here it is'), file: { name: 'feeds.opml', text: '<opml/>' } };
      expect((await desk.run('/claim withdrawal')).text).toContain('Here it is');
    });

    it('brings a command to the desk and shows the answer to the person', async () => {
      const shown = await desk.run('/claim withdrawal');
      expect(front.calls).toEqual(['claim withdrawal']);
      expect(shown).toMatchObject({ to: 'person' });
      expect(shown.text).toContain('the answer');
    });

    it('brings a subcommand with its options', async () => {
      await desk.run('/claims verdict withdrawal false');
      expect(front.calls).toEqual(['claims verdict withdrawal false']);
    });

    it('shows the channel what is meant for the channel', async () => {
      front.reply = say('for all', 'channel');
      expect(await desk.run('/claim withdrawal')).toMatchObject({ to: 'channel' });
    });

    it('turns a pressed button into its invocation', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      front.reply = say('Rejected');
      expect((await desk.press(ref, 'It is not')).text).toContain('Rejected');
      expect(front.calls).toEqual(['claims reject withdrawal i1']);
    });

    it('shows an answer that has buttons', async () => {
      front.reply = { message: card, visibility: 'private' };
      expect((await desk.run('/claim withdrawal')).buttons).toEqual(['It is this claim', 'It is not']);
    });

    it('brings what people write in a thread', async () => {
      const ref = await desk.chat.post(desk.channel, card, sending('k1'));
      const thread = await desk.chat.openThread(desk.channel, ref, 'The letter', sending('k2'));
      await desk.write(thread, 'I called the Pentagon');
      expect(front.posts).toMatchObject([
        { channel: desk.channel, threadRef: thread, text: 'I called the Pentagon' },
      ]);
    });

    it('posts hostile text as text and within the limits of the platform', async () => {
      const long = 'x'.repeat(5_000);
      const ref = await desk.chat.post(
        desk.channel,
        message(`${HOSTILE} ${long}`, [
          { kind: 'text', text: HOSTILE },
          { kind: 'quote', quote: long, by: HOSTILE },
          { kind: 'list', heading: HOSTILE, entries: Array.from({ length: 60 }, () => long) },
        ]),
        sending('k9'),
      );
      const seen = (await desk.seen()).find((one) => one.ref === ref);
      expect(seen?.text).toContain('يوم');
    });
  });
}
