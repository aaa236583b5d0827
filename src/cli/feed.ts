import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { UserError } from '../errors.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { createReader } from '../feeds/reader.ts';
import { createRepairs } from '../feeds/repairs.ts';
import { secondOpinion } from '../feeds/second-opinion.ts';
import { configuration, openWeb, unreadable, userAgent } from '../main.ts';
import { parseFeedList } from './feed-batch.ts';

interface Options {
  readonly contentType?: string;
  readonly base?: string;
  readonly batch?: string;
  readonly explain?: boolean;
}

/** `claimwire feed parse`: a feed, or each of a list, as the desk reads it; an object of JSON a line. */
export async function parseFeeds(
  source: string | undefined,
  options: Options,
  print: (line: string) => void,
): Promise<void> {
  if ((source === undefined) === (options.batch === undefined))
    throw new UserError('Give a file, a web address, or a list of files with --batch; one of them.');
  if (options.batch !== undefined) await parseFeedList(options.batch, options, print);
  else if (source !== undefined) await parseFeedFile(source, options, print);
}

async function parseFeedFile(source: string, options: Options, print: (line: string) => void): Promise<void> {
  const { bytes, contentType, url } = /^[a-z]+:\/\//i.test(source)
    ? await fetched(source)
    : await opened(source);
  const repairs = createRepairs();
  const type = options.contentType ?? contentType;
  const base = options.base ?? url;
  const reader = createReader();
  const document = await reader.read(bytes, type, base, repairs.note).finally(reader.close);
  if (options.explain) await secondOpinion(bytes, type, base, repairs.note);
  print(JSON.stringify(options.explain ? { ...document, repairs: repairs.list() } : document));
}

interface Body {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string;
}

async function opened(file: string): Promise<Body> {
  try {
    return { bytes: await readFile(file), contentType: null, url: pathToFileURL(file).href };
  } catch (error) {
    throw unreadable(file, error, 'Give a file or a web address.');
  }
}

async function fetched(url: string): Promise<Body> {
  const config = configuration();
  const request = { url, etag: null, lastModified: null, userAgent: userAgent(config) };
  const answer = await fetchFeed(request, openWeb(config).fetch);
  if (answer.kind !== 'document')
    throw new UserError(`${url} is gone for good (410). Look for its new address.`);
  return answer;
}
