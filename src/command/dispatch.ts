import { UserError } from '../errors.ts';
import { message } from '../model/message.ts';
import { ENGLISH, type Say } from '../model/say.ts';
import { actionOf, type Command } from './command.ts';
import { complete } from './complete.ts';
import { createCrowd } from './crowd.ts';
import type { Desk } from './desk.ts';
import { formFor } from './form.ts';
import type { FrontDesk } from './front-desk.ts';
import { homeOf } from './home.ts';
import type { Invocation, Person, Place, Reply } from './invocation.ts';
import { checkOptions, noCommand, parseLine } from './parse.ts';
import { mayDo, type RoleTable, roleOf } from './roles.ts';

export interface DispatchSettings {
  readonly commands: readonly Command[];
  readonly desk: Desk;
  /** What the configuration gives; the desk gives more. */
  readonly roles: RoleTable;
  /** The subcommand whose button an emoji presses, by the emoji as each platform writes it. */
  readonly reactions: Readonly<Record<string, string>>;
  /** Hears of bugs, never of people's mistakes. */
  readonly failed: (error: unknown, invocation: string) => void;
  /** Called after every command, when what it queued may be sent. */
  readonly done: () => void;
}

/** The one way in: whatever a chat brings is checked against roles, run, and answered in words. */
export function createFrontDesk({
  commands,
  desk,
  roles,
  reactions,
  failed,
  done,
}: DispatchSettings): FrontDesk {
  const isTooMuch = createCrowd();

  async function run(invocation: Invocation): Promise<Reply> {
    const called = ['/', invocation.command, invocation.subcommand && ` ${invocation.subcommand}`].join('');
    if (isTooMuch(invocation.person, desk.now()))
      throw new UserError('That is a lot in one minute. Wait a little, and call it again.');
    const action = actionOf(commands, invocation);
    if (!action) throw noCommand(called, null);
    const role = roleOf(invocation.person, roles, await desk.roles.list());
    if (!mayDo(role, action.role)) {
      await desk.roles.refuse(invocation.person, called, action.role);
      throw denial(called, action.role, invocation.person);
    }
    checkOptions(action, called, invocation.options);
    return action.run(desk, { ...invocation, say: await desk.speaks(invocation.place) });
  }

  async function answered(what: string, place: Place, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) failed(error, what);
      return { message: message(await apology(error, place)), visibility: 'private' };
    } finally {
      done();
    }
  }

  /** The language of a place, if the store can still tell which that is. */
  function spoken(place: Place): Promise<Say> {
    return desk.speaks(place).catch(() => ENGLISH);
  }

  /** What to tell a person of a fault. */
  async function apology(error: unknown, place: Place): Promise<string> {
    const say = await spoken(place);
    if (error instanceof UserError) return say.text(error.template, error.filling);
    return say.text('Something went wrong here; it is in the log.');
  }

  async function quietly<T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      failed(error, what);
      return otherwise;
    } finally {
      done();
    }
  }

  const say: FrontDesk['say'] = (line, person, place) =>
    answered(line, place, () => run({ ...parseLine(line, commands), person, place }));
  return {
    commands,
    invoke: (invocation) => answered(`/${invocation.command}`, invocation.place, () => run(invocation)),
    say,
    form(call) {
      try {
        return formFor(commands, typeof call === 'string' ? parseLine(call, commands) : call);
      } catch {
        // What cannot be read is answered in words when it is called.
        return null;
      }
    },
    complete: (completes, typed, place) => complete(desk, completes, typed, place),
    hear: (post) => quietly('a post in a thread', () => desk.hear(post), false),
    amend: (post, text) => quietly('a change of a post', () => desk.amend(post, text), undefined),
    connected: (chat) => quietly('catching up', () => desk.catchUp(chat), undefined),
    async react({ emoji, person, place, ref }) {
      const subcommand = reactions[emoji];
      if (subcommand === undefined) return null;
      const buttons = await quietly('a reaction', () => desk.buttonsOf(place, ref), []);
      const meant = buttons.find(({ invocation }) => invocation.split(' ')[1] === subcommand);
      return meant ? say(meant.invocation, person, place) : null;
    },
    async home(person) {
      // It is in no channel, so it is in the desk's own language.
      const say = await spoken({ chat: person.chat, channel: '', thread: null });
      const failure = message(say.text('The board cannot be shown; see the log.'));
      return quietly('the home page', () => homeOf(desk, person, say), failure);
    },
  };
}

const DENIALS: Readonly<Record<string, string>> = {
  discord:
    '{command} needs the role of {role}, which you do not have here. Whoever runs the desk gives it with DISCORD_EDITORS or DISCORD_ADMINS (ids of roles or people); your id is {id}.',
  slack:
    '{command} needs the role of {role}, which you do not have here. Whoever runs the desk gives it with SLACK_EDITORS or SLACK_ADMINS (ids of people); your id is {id}.',
};

function denial(command: string, role: string, { chat, id }: Person): UserError {
  const words = DENIALS[chat] ?? '{command} needs the role of {role}, which you do not have here.';
  return new UserError(words, { command, role, id });
}
