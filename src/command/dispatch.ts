import { UserError } from '../errors.ts';
import { message } from '../model/message.ts';
import { ENGLISH } from '../model/say.ts';
import { actionOf, type Command } from './command.ts';
import { complete } from './complete.ts';
import type { Desk } from './desk.ts';
import { formFor } from './form.ts';
import type { FrontDesk } from './front-desk.ts';
import { homeOf } from './home.ts';
import type { Invocation, Person, Place, Reply } from './invocation.ts';
import { checkOptions, parseLine } from './parse.ts';
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
  async function run(invocation: Invocation): Promise<Reply> {
    const called = ['/', invocation.command, invocation.subcommand && ` ${invocation.subcommand}`].join('');
    const action = actionOf(commands, invocation);
    if (!action) throw new UserError(`There is no command ${called}. Try /desk help.`);
    const role = roleOf(invocation.person, roles, await desk.roles.list());
    if (!mayDo(role, action.role)) {
      await desk.roles.refuse(invocation.person, called, action.role);
      throw new UserError(denial(called, action.role, invocation.person));
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

  /** What to tell a person of a fault, in the language of the place, if the store can still tell which that is. */
  async function apology(error: unknown, place: Place): Promise<string> {
    const say = await desk.speaks(place).catch(() => ENGLISH);
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
    async react({ emoji, person, place, ref }) {
      const subcommand = reactions[emoji];
      if (subcommand === undefined) return null;
      const buttons = await quietly('a reaction', () => desk.buttonsOf(place, ref), []);
      const meant = buttons.find(({ invocation }) => invocation.split(' ')[1] === subcommand);
      return meant ? say(meant.invocation, person, place) : null;
    },
    home: (person) =>
      quietly(
        'the home page',
        () => homeOf(desk, person),
        message('The board cannot be shown; see the log.'),
      ),
  };
}

const KEYS: Readonly<Record<string, string>> = {
  discord: 'DISCORD_EDITORS or DISCORD_ADMINS (ids of roles or people)',
  slack: 'SLACK_EDITORS or SLACK_ADMINS (ids of people)',
};

function denial(called: string, needed: string, person: Person): string {
  const key = KEYS[person.chat];
  return `${called} needs the role of ${needed}, which you do not have here. ${key ? `Whoever runs the desk gives it with ${key}; your id is ${person.id}.` : ''}`.trim();
}
