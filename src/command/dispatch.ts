import { messageOf, UserError } from '../errors.ts';
import { shownAddress } from '../model/feed.ts';
import { message } from '../model/message.ts';
import { actionOf, type Command } from './command.ts';
import type { Desk } from './desk.ts';
import type { FrontDesk } from './front-desk.ts';
import type { Invocation, Person, Reply } from './invocation.ts';
import { checkOptions, parseLine } from './parse.ts';
import { mayDo, type RoleTable, roleOf } from './roles.ts';

export interface DispatchSettings {
  readonly commands: readonly Command[];
  readonly desk: Desk;
  readonly roles: RoleTable;
  /** Hears of bugs, never of people's mistakes. */
  readonly failed: (error: unknown, invocation: string) => void;
  /** Called after every command, when what it queued may be sent. */
  readonly done: () => void;
}

/** The one way in: whatever a chat brings is checked against roles, run, and answered in words. */
export function createFrontDesk({ commands, desk, roles, failed, done }: DispatchSettings): FrontDesk {
  async function run(invocation: Invocation): Promise<Reply> {
    const called = ['/', invocation.command, invocation.subcommand && ` ${invocation.subcommand}`].join('');
    const action = actionOf(commands, invocation);
    if (!action) throw new UserError(`There is no command ${called}. Try /desk help.`);
    const role = roleOf(invocation.person, roles);
    if (!mayDo(role, action.role)) throw new UserError(denial(called, action.role, invocation.person));
    checkOptions(action, called, invocation.options);
    return action.run(desk, invocation);
  }

  async function answered(what: string, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) failed(error, what);
      const words =
        error instanceof UserError ? messageOf(error) : 'Something went wrong here; it is in the log.';
      return { message: message(words), visibility: 'private' };
    } finally {
      done();
    }
  }

  return {
    commands,
    invoke: (invocation) => answered(`/${invocation.command}`, () => run(invocation)),
    say: (line, person, place) => answered(line, () => run({ ...parseLine(line, commands), person, place })),
    async complete(completes, typed) {
      const words = typed.toLowerCase();
      const all = await CANDIDATES[completes](desk);
      return all.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(words)).slice(0, 25);
    },
    async hear(post) {
      try {
        return await desk.hear(post);
      } catch (error) {
        failed(error, 'a post in a thread');
        return false;
      }
    },
  };
}

const CANDIDATES = {
  claim: async (desk: Desk) =>
    (await desk.claims.list()).map(({ claim }) => ({ name: claim.statement, value: claim.slug })),
  topic: async (desk: Desk) =>
    (await desk.claims.topics()).map(({ slug, title }) => ({ name: title, value: slug })),
  feed: async (desk: Desk) =>
    (await desk.feeds.list()).map(({ outlet, url }) => ({ name: outlet, value: shownAddress(url) })),
};

const KEYS: Readonly<Record<string, string>> = {
  discord: 'DISCORD_EDITORS or DISCORD_ADMINS (ids of roles or people)',
  slack: 'SLACK_EDITORS or SLACK_ADMINS (ids of people)',
};

function denial(called: string, needed: string, person: Person): string {
  const key = KEYS[person.chat];
  return `${called} needs the role of ${needed}, which you do not have here. ${key ? `Whoever runs the desk gives it with ${key}; your id is ${person.id}.` : ''}`.trim();
}
