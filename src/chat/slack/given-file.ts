// Follows https://docs.slack.dev/reference/objects/file-object: url_private wants the bot token, and files:read.
import { UserError } from '../../errors.ts';
import { SECOND } from '../../model/time.ts';
import type { SlackSettings } from './settings.ts';

const SLACK_FILES = 'https://files.slack.com';
const MOST = 1_000_000;
const PATIENCE = 10 * SECOND;

interface GivenFile {
  readonly name: string;
  readonly url_private: string;
}

/** The text of a file that somebody gave. Throws UserError where there is none to be had. */
export async function textOf({ name, url_private }: GivenFile, settings: SlackSettings): Promise<string> {
  const bytes = await download(name, addressOf(name, url_private, settings), settings.botToken);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${name} is not a text in UTF-8. Save it as one, and send the form again.`);
  }
}

/** The token goes to nobody but Slack, and a file may be kept anywhere. */
function addressOf(name: string, address: string, { apiUrl }: SlackSettings): URL {
  const url = URL.parse(address);
  const origins = [SLACK_FILES, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])];
  if (url === null || !origins.includes(url.origin))
    throw new UserError(
      `${name} is kept outside of Slack. Download it, upload it to Slack, and send the form again.`,
    );
  return url;
}

async function download(name: string, url: URL, token: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of await ask(name, url, token)) {
    size += part.length;
    if (size > MOST)
      throw new UserError(`${name} is larger than 1 MB. Send a smaller file, or several one by one.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function ask(name: string, url: URL, token: string): Promise<AsyncIterable<Uint8Array>> {
  const failed = new UserError(
    `Slack did not give claimwire the file ${name}. Try again; if it stays so, "claimwire doctor" says whether a permission is missing.`,
  );
  const request = { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(PATIENCE) };
  // Without the permission, Slack redirects to the page where people log in.
  const response = await fetch(url, { ...request, redirect: 'manual' }).catch(() => null);
  if (!response?.ok || !response.body) throw failed;
  return response.body;
}
