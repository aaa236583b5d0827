// Follows https://discord.com/developers/docs/reference#signed-attachment-cdn-urls and
// https://discord.com/developers/docs/resources/message#attachment-object.
import type { Attachment } from 'discord.js';
import { UserError } from '../../errors.ts';

/** In bytes. */
const LARGEST = 1_000_000;
/** How long a download may take, in milliseconds. */
const PATIENCE = 15_000;
const ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

/**
 * The text of a file that a person gave. It is fetched only from where Discord keeps files, or from the host of
 * `api`, the address that Discord's API has here. Throws UserError where there is no text to be had.
 */
export async function textOf(
  { name, size, url }: Pick<Attachment, 'name' | 'size' | 'url'>,
  api: string,
): Promise<string> {
  if (![...ORIGINS, new URL(api).origin].includes(new URL(url).origin))
    throw new UserError(`The file ${name} does not lie with Discord. Attach it to the command itself.`);
  const bytes = size > LARGEST ? null : await download(name, url);
  if (bytes === null)
    throw new UserError(`The file ${name} is larger than 1 MB. Send a smaller one, or several.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`The file ${name} is no text in UTF-8. Save it as such and send it again.`);
  }
}

/** The bytes at an address, or null where they are too many, whatever was said of their number. */
async function download(name: string, url: string): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    for await (const chunk of response.body) {
      length += chunk.length;
      if (length > LARGEST) return null;
      chunks.push(chunk);
    }
  } catch {
    // The address is signed, so the fault, which may name it, is left behind.
    throw new UserError(`Discord did not give out the file ${name}. Send it again.`);
  }
  return Buffer.concat(chunks);
}
