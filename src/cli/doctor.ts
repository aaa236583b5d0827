import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { messageOf, StoreFault, UserError } from '../errors.ts';
import { mayBePublic } from '../feeds/addresses.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { readFeed } from '../feeds/read.ts';
import { configuration, openWeb, readTopic, userAgent } from '../main.ts';
import { isPostgres, shownPlace, unopened } from '../storage/place.ts';

/** One thing looked at: how it is, and what to do where it is not well. */
interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const AT_ONCE = 8;
const ENOUGH_SPACE = 100 * 1024 * 1024;
const CLOCK_TOLERANCE = 60_000;

/** `claimwire doctor`: looks at all that the desk stands on. Throws UserError at the end if anything is not well. */
export async function doctor(options: { json?: true }, print: (line: string) => void): Promise<void> {
  const findings: Finding[] = [];
  const found = (finding: Finding) => {
    findings.push(finding);
    print(options.json ? JSON.stringify(finding) : `${finding.ok ? 'well ' : 'FAULT'} ${finding.text}`);
  };
  found({ ok: true, text: `Node ${process.versions.node}` });
  const config = await finding(async () => configuration(), found);
  if (config) {
    const text = config.trial
      ? 'configuration: none yet, so a trial desk; cp .env.example .env makes your own'
      : 'configuration: every key can be used';
    found({ ok: true, text });
    found(await (isPostgres(config.store) ? server(config.store) : disk(config.store)));
    if (config.publicUrl) found(publicAddress(config.publicUrl, config.listen));
    for (const one of await chats(config)) found(one);
    await feeds(config, found);
  }
  const faults = findings.filter(({ ok }) => !ok).length;
  if (faults > 0) throw new UserError(`${faults} of ${findings.length} things are not well.`);
}

/** What can be had, or null where a person's fault keeps it from being had, which is then a finding. */
async function finding<T>(get: () => Promise<T>, found: (finding: Finding) => void): Promise<T | null> {
  try {
    return await get();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    found({ ok: false, text: error.message });
    return null;
  }
}

function publicAddress(url: string, { host, port }: Config['listen']): Finding {
  const { protocol, hostname } = new URL(url);
  const text = `public address ${url}: hubs call it, and it must lead to ${host}:${port}`;
  if (protocol === 'https:' && mayBePublic(hostname)) return { ok: true, text };
  return { ok: false, text: `${text}; set PUBLIC_URL to an https address of the public internet` };
}

async function server(store: string): Promise<Finding> {
  const { checkPostgres } = await import('../storage/postgres.ts');
  try {
    return {
      ok: true,
      text: `store ${shownPlace(store)}: it can be reached and written (${await checkPostgres(store)})`,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message } = error instanceof StoreFault ? unopened(store, error) : error;
    return { ok: false, text: `store: ${message}` };
  }
}

async function disk(store: string): Promise<Finding> {
  // The folders that are not there yet are made at the first start.
  let nearest = dirname(resolve(store));
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    await access(nearest, constants.W_OK);
    const { bavail, bsize } = await statfs(nearest);
    const free = bavail * bsize;
    const text = `store ${store}: its folder can be written, ${Math.round(free / 1024 / 1024)} MB free`;
    return {
      ok: free > ENOUGH_SPACE,
      text:
        free > ENOUGH_SPACE ? text : `${text}; make room, the desk stops taking items when the disk is full`,
    };
  } catch (error) {
    return {
      ok: false,
      text: `store ${store}: its folder cannot be written (${messageOf(error)}); set STORE to another place`,
    };
  }
}

async function chats({ discord, slack }: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (discord) {
    const { checkDiscord } = await import('../chat/discord/check.ts');
    findings.push(...(await checkDiscord(discord)));
  }
  if (slack) {
    const { checkSlack } = await import('../chat/slack/check.ts');
    findings.push(...(await checkSlack(slack)));
  }
  return findings.length > 0
    ? findings
    : [{ ok: true, text: 'chats: no token is set, so the desk runs in the terminal' }];
}

/** Every feed of the topics, and the clock, which their servers tell. */
async function feeds(config: Config, found: (finding: Finding) => void): Promise<void> {
  let skew: number | null = null;
  const web = openWeb(config);
  const watching: typeof fetch = async (input, init) => {
    const response = await web.fetch(input, init);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) skew = Date.now() - date;
    return response;
  };
  const queue: { url: string; outlet: string }[] = [];
  for (const file of config.topics) {
    const topic = await finding(() => readTopic(file, 'Check the name in TOPICS (.env).'), found);
    if (!topic) continue;
    found({ ok: true, text: `topic ${file}: ${topic.claims.length} claims, ${topic.feeds.length} feeds` });
    queue.push(...topic.feeds);
  }
  const next = queue[Symbol.iterator]();
  const worker = async () => {
    for (const { url, outlet } of next) {
      try {
        const request = { url, etag: null, lastModified: null, userAgent: userAgent(config) };
        const answer = await web.polite(url, () => fetchFeed(request, watching));
        if (answer.kind !== 'document') throw new UserError('gone for good (410); remove it from the topic');
        const document = await readFeed(answer.bytes, answer.contentType, answer.url);
        found({ ok: true, text: `feed ${outlet}: ${document.items.length} items` });
      } catch (error) {
        found({ ok: false, text: `feed ${outlet}: ${messageOf(error)}` });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  found(clock(skew));
}

function clock(skew: number | null): Finding {
  if (skew === null) return { ok: true, text: 'clock: no server could be asked' };
  const seconds = Math.round(skew / 1000);
  if (Math.abs(skew) <= CLOCK_TOLERANCE)
    return { ok: true, text: `clock: ${seconds} s from the feeds' servers` };
  return {
    ok: false,
    text: `clock: ${seconds} s from the feeds' servers; set this machine's clock, alerts are judged by age`,
  };
}
