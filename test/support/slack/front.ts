import type { FrontDesk } from '../../../src/chat/chat.ts';
import type { CommandShape } from '../../../src/command/command.ts';
import { formFor } from '../../../src/command/form.ts';
import type { Invocation, Person, Place, Reaction, Reply } from '../../../src/command/invocation.ts';
import { parseLine } from '../../../src/command/parse.ts';
import type { Post } from '../../../src/model/alert.ts';
import { type Message, message } from '../../../src/model/message.ts';
import { QUIET_FRONT } from '../quiet-front.ts';
import { createInbox, type Inbox } from './inbox.ts';

/** A front desk that keeps what reaches it, and answers with `reply`. */
export interface RecordingFront extends FrontDesk {
  readonly said: Inbox<{ line: string; person: Person; place: Place }>;
  readonly invoked: Inbox<Invocation>;
  readonly posts: Inbox<Post>;
  readonly amended: Inbox<{ ref: string; channel: string; text: string | null }>;
  readonly reactions: Inbox<Reaction>;
  readonly homes: Inbox<Person>;
  reply: Reply;
  board: Message;
  /** What every answer waits for. */
  gate: Promise<unknown>;
}

export const COMMANDS: readonly CommandShape[] = [
  {
    name: 'claim',
    description: 'What is known of a claim',
    action: {
      name: 'claim',
      description: 'What is known of a claim',
      role: 'reader',
      example: '/claim withdrawal',
      options: [{ name: 'what', description: 'A claim', required: true, rest: true }],
      shortcut: { name: 'Which claim is it?', option: 'what' },
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
          { name: 'claim', description: 'A claim', required: true },
          { name: 'verdict', description: 'The verdict', required: true, choices: ['false', 'confirmed'] },
          { name: 'reason', description: 'Why', required: false, rest: true },
        ],
        form: ['verdict', 'reason'],
      },
    ],
  },
  {
    name: 'feeds',
    description: 'Manage feeds',
    subcommands: [
      {
        name: 'import',
        description: 'Follow every feed of a file',
        role: 'admin',
        example: '/feeds import',
        options: [
          { name: 'opml-file', description: 'The file', required: true, file: true },
          { name: 'topic', description: 'A topic', required: false },
        ],
        form: ['opml-file', 'topic'],
      },
    ],
  },
];

export function recordingFront(): RecordingFront {
  async function answer(): Promise<Reply> {
    await front.gate;
    return front.reply;
  }
  const front: RecordingFront = {
    ...QUIET_FRONT,
    commands: COMMANDS,
    said: createInbox(),
    invoked: createInbox(),
    posts: createInbox(),
    amended: createInbox(),
    reactions: createInbox(),
    homes: createInbox(),
    reply: { message: message('the answer'), visibility: 'private' },
    board: message('the board'),
    gate: Promise.resolve(),
    form(call) {
      try {
        return formFor(COMMANDS, typeof call === 'string' ? parseLine(call, COMMANDS) : call);
      } catch {
        return null;
      }
    },
    say(line, person, place) {
      front.said.put({ line, person, place });
      return answer();
    },
    invoke(invocation) {
      front.invoked.put(invocation);
      return answer();
    },
    async hear(post) {
      front.posts.put(post);
      return true;
    },
    async amend({ ref, channel }, text) {
      front.amended.put({ ref, channel, text });
    },
    async react(reaction) {
      front.reactions.put(reaction);
      return reaction.emoji === 'shrug' ? null : answer();
    },
    async home(person) {
      front.homes.put(person);
      return front.board;
    },
  };
  return front;
}
