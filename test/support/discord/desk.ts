import type { CommandShape } from '../../../src/command/command.ts';
import { formFor } from '../../../src/command/form.ts';
import type { FrontDesk } from '../../../src/command/front-desk.ts';
import type { Invocation, Person, Place, Reaction, Reply } from '../../../src/command/invocation.ts';
import { parseLine } from '../../../src/command/parse.ts';
import type { Post } from '../../../src/model/alert.ts';
import { message } from '../../../src/model/message.ts';
import { QUIET_FRONT } from '../quiet-front.ts';

/** A front desk that remembers what reached it, asks with the forms of its commands, and answers as a test says. */
export interface TestDesk extends FrontDesk {
  readonly invocations: Invocation[];
  readonly said: { line: string; person: Person; place: Place }[];
  readonly posts: Post[];
  readonly amended: { ref: string; channel: string; text: string | null }[];
  readonly reactions: Reaction[];
  form: FrontDesk['form'];
  answer: () => Promise<Reply>;
  offers: () => Promise<{ name: string; value: string }[]>;
  answerToReaction: Reply | null;
}

export function createTestDesk(commands: readonly CommandShape[]): TestDesk {
  const desk: TestDesk = {
    ...QUIET_FRONT,
    commands,
    invocations: [],
    said: [],
    posts: [],
    amended: [],
    reactions: [],
    answer: async () => ({ message: message('the answer'), visibility: 'private' }),
    offers: async () => [],
    answerToReaction: null,
    invoke(invocation) {
      desk.invocations.push(invocation);
      return desk.answer();
    },
    say(line, person, place) {
      desk.said.push({ line, person, place });
      return desk.answer();
    },
    form(call) {
      try {
        return formFor(commands, typeof call === 'string' ? parseLine(call, commands) : call);
      } catch {
        return null;
      }
    },
    complete: () => desk.offers(),
    async hear(post) {
      desk.posts.push(post);
      return true;
    },
    async amend({ ref, channel }, text) {
      desk.amended.push({ ref, channel, text });
    },
    async react(reaction) {
      desk.reactions.push(reaction);
      return desk.answerToReaction;
    },
  };
  return desk;
}
