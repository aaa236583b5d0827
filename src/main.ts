import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { commands } from '../commands/index.ts';
import { type Chat, type LineWatch, UNWATCHED } from './chat/chat.ts';
import { createTerminal, type Terminal } from './chat/terminal/index.ts';
import type { By } from './command/desk.ts';
import { createFrontDesk } from './command/dispatch.ts';
import type { FrontDesk } from './command/front-desk.ts';
import { spokenIn } from './command/spoken.ts';
import { type Config, loadConfig } from './config.ts';
import { CLAIMWIRE, type DeskDeps, type Observe } from './desk/deps.ts';
import { createDesk, type RunningDesk } from './desk/desk.ts';
import { messageOf, UserError } from './errors.ts';
import { createPoliteness, type Politeness } from './feeds/hosts.ts';
import { createFetch } from './feeds/http.ts';
import { createReader } from './feeds/reader.ts';
import { sayIn } from './language/index.ts';
import type { Log } from './log.ts';
import { createAdvisedMatcher } from './matching/advised.ts';
import { createAdviser } from './matching/adviser.ts';
import { createLexicalMatcher } from './matching/lexical.ts';
import type { Matcher } from './matching/matcher.ts';
import { startModels } from './matching/neural/models.ts';
import { createSemanticMatcher } from './matching/semantic.ts';
import type { VectorCache } from './matching/vectors.ts';
import { HOUR, instant, MINUTE, type Now } from './model/time.ts';
import { lastDue } from './schedule.ts';
import { openStore } from './storage/open.ts';
import { parseTopic } from './topics/parse.ts';
import type { TopicFile } from './topics/topic-file.ts';
import { VERSION } from './version.ts';

/** Two requests to a host at once, and half a second between their starts. */
const POLITENESS = { atOnce: 2, spacing: 500 };
const ID_LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
export const realNow: Now = () => instant(Date.now());

/** Ten letters that are not taken for one another: a chance of one in 800 million million of meeting twice. */
export function newId(): string {
  return Array.from({ length: 10 }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
}

/** The configuration of the folder that the program was started in. */
export function configuration(): Config {
  return loadConfig(process.env, process.cwd());
}

/** What an import at start is recorded as. */
export function importedBy(file: string): By {
  return { actor: CLAIMWIRE, cause: `import of ${file}` };
}

/** Reads a topic file. Throws UserError with every fault in it, or with `advice` if there is none. */
export async function readTopic(file: string, advice?: string): Promise<TopicFile> {
  return parseTopic(await readText(file, advice), file);
}

/** The text of a UTF-8 file as it stands, with its byte order mark and line ends. Throws UserError. */
export async function readText(file: string, advice?: string): Promise<string> {
  const bytes = await readFile(resolve(file)).catch((error) => {
    throw unreadable(file, error, advice);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError(`${file} is no UTF-8 text. Save it as UTF-8.`);
  }
}

/** Why a file cannot be read and what to do, in words for a person. */
export function unreadable(file: string, error: unknown, advice = 'Check the name.'): UserError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const where = isAbsolute(file) ? '' : ` in ${process.cwd()}`;
  if (code === 'ENOENT') return new UserError(`There is no file ${file}${where}. ${advice}`);
  if (code === 'EISDIR') return new UserError(`${file} is a folder, not a file. ${advice}`);
  return new UserError(`Cannot read ${file} (${messageOf(error)}). ${advice}`);
}

/** How claimwire names itself to publishers. */
export function userAgent({ contact }: Pick<Config, 'contact'>): string {
  return `claimwire/${VERSION} (news desk bot${contact ? `; ${contact}` : ''})`;
}

/** A terminal on this process's own streams. */
export function ownTerminal(now: Now): Terminal {
  const { stdin: input, stdout: output } = process;
  const { COLUMNS = '' } = process.env;
  // What is no terminal has no width of its own.
  if (!output.isTTY && /^\d+$/.test(COLUMNS)) output.columns = Number(COLUMNS);
  const colour = output.isTTY === true && !process.env.NO_COLOR;
  return createTerminal({
    input,
    output,
    colour,
    interactive: input.isTTY === true && output.isTTY === true,
    now,
  });
}

/** Every chat that the configuration has tokens for. Their libraries are loaded only then. */
export async function remoteChats(
  { discord, slack }: Config,
  log: Log,
  watch: LineWatch = UNWATCHED,
): Promise<Chat[]> {
  const chats: Chat[] = [];
  if (discord) {
    const { createDiscordChat } = await import('./chat/discord/index.ts');
    chats.push(createDiscordChat({ ...discord, registerOnStart: true }, { log, watch }));
  }
  if (slack) {
    const { createSlackChat } = await import('./chat/slack/index.ts');
    chats.push(createSlackChat(slack, { log, watch }));
  }
  return chats;
}

/** The web as feeds are read from it. */
export interface Web {
  readonly fetch: typeof globalThis.fetch;
  readonly polite: Politeness['run'];
}

/** The web for this configuration: public addresses, and no host asked too often. */
export function openWeb({ web }: Pick<Config, 'web'>): Web {
  return { fetch: createFetch(web), polite: createPoliteness(POLITENESS).run };
}

/** The matcher that the configuration asks for; where the models cannot be loaded, it says so and the rules judge alone. */
export function openMatcher(
  { matcher: kind, adviser }: Pick<Config, 'matcher' | 'adviser'>,
  cache: VectorCache | null,
  log: Log,
): Matcher {
  const warn = (error: unknown, what: string) => log.warn({ err: error }, what);
  const matcher =
    kind === 'lexical' ? createLexicalMatcher() : createSemanticMatcher(startModels, cache, warn);
  return adviser === null ? matcher : createAdvisedMatcher(matcher, createAdviser(adviser, realNow), warn);
}

/** What differs between a desk at work, a trial and a replay. */
export interface Wiring {
  readonly config: Config;
  readonly store: string;
  readonly chats: readonly Chat[];
  readonly now: Now;
  readonly web: Web;
  readonly newId: () => string;
  readonly log: Log;
  readonly observe?: Observe;
  /** Called when another claimwire works on the store, whose end is then waited for; without it that is a UserError. */
  readonly waits?: () => void;
}

export interface Opened {
  readonly desk: RunningDesk;
  readonly front: FrontDesk;
  readonly deps: DeskDeps;
  /** Ends what reads feeds, and closes the store. */
  close(): Promise<void>;
}

/** Opens the store and puts the desk together on it. */
export async function openDesk({
  config,
  store,
  chats,
  now,
  web,
  newId: ids,
  log,
  observe,
  waits,
}: Wiring): Promise<Opened> {
  const reader = createReader();
  const kept = await openStore(store, waits);
  const deps: DeskDeps = {
    store: kept,
    matcher: openMatcher(config, kept.vectors, log),
    fetch: web.fetch,
    polite: web.polite,
    reader,
    now,
    newId: ids,
    lastDue,
    random: Math.random,
    log,
    settings: {
      pace: { least: config.pollMinutes * MINUTE, most: config.pollMaxMinutes * MINUTE },
      maxAlertAge: config.alertMaxAgeHours * HOUR,
      userAgent: userAgent(config),
      publicUrl: config.publicUrl,
      mirror: config.mirrorThreads,
      language: config.language,
    },
    ...(observe && { observe }),
  };
  const desk = await createDesk(deps, new Map(chats.map((chat) => [chat.name, chat])));
  const front = createFrontDesk({
    commands: spokenIn(commands, sayIn(config.language)),
    desk: desk.desk,
    roles: config.roles,
    reactions: config.reactions,
    failed: (error, invocation) => log.error({ err: error, invocation }, 'a command failed'),
    // A command may have added a feed, which is then read at once.
    done: () =>
      void desk
        .refresh()
        .then(desk.drain)
        .catch((error) => log.error({ err: error }, 'delivering failed')),
  });
  const close = async () => {
    const pushes = desk.push.close();
    await reader.close();
    deps.matcher.close();
    await pushes;
    await deps.store.close();
  };
  return { desk, front, deps, close };
}
