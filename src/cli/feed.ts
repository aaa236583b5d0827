import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { UserError } from '../errors.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { readFeed } from '../feeds/read.ts';
import { configuration, unreadable, userAgent } from '../main.ts';

/** `claimwire feed parse`: a feed as the desk reads it, as one JSON object. */
export async function parseFeedFile(
  source: string,
  options: { contentType?: string; base?: string },
  print: (line: string) => void,
): Promise<void> {
  const { bytes, contentType, url } = /^[a-z]+:\/\//i.test(source)
    ? await fetched(source)
    : await opened(source);
  const document = await readFeed(bytes, options.contentType ?? contentType, options.base ?? url);
  print(JSON.stringify(document));
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
  const request = { url, etag: null, lastModified: null, userAgent: userAgent(configuration()) };
  const answer = await fetchFeed(request, fetch);
  if (answer.kind !== 'document')
    throw new UserError(`${url} is gone for good (410). Look for its new address.`);
  return answer;
}
