import { text } from 'node:stream/consumers';
import { setFeedHeader } from '../desk/feed-headers.ts';
import { withDesk } from './with-desk.ts';

/** `claimwire feed header`: sets a header of a feed to what stdin gives, so that no shell history or chat has it. */
export async function readFeedHeader(
  url: string,
  name: string,
  options: { outlet?: string },
  print: (line: string) => void,
): Promise<void> {
  if (process.stdin.isTTY)
    process.stderr.write(`The value of ${name}, then Enter and Ctrl-D; nothing takes the header away:\n`);
  const value = (await text(process.stdin)).trim();
  const header = { url: new URL(url).href, name, value, outlet: options.outlet ?? null };
  print(await withDesk(({ deps }) => setFeedHeader(deps, header)));
}
