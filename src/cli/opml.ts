import { followAll } from '../desk/feeds.ts';
import { formatOpml, parseOpml } from '../feeds/opml.ts';
import { readText } from '../main.ts';
import { withDesk } from './with-desk.ts';

type Print = (line: string) => void;

/** `claimwire feed import`: follows the feeds of a subscription list that the desk does not follow yet. */
export async function importOpml(file: string, print: Print): Promise<void> {
  const feeds = parseOpml(await readText(file));
  const added = await withDesk(({ deps }) => followAll(deps, feeds));
  for (const { outlet, url } of added) print(`feed ${outlet} added: ${url}`);
  print(`${added.length} of ${feeds.length} feeds were new.`);
}

/** `claimwire feed export`: the feeds that the desk follows, as other readers take them. */
export async function exportOpml(print: Print): Promise<void> {
  const feeds = await withDesk(({ deps }) => deps.store.feeds.list());
  print(
    formatOpml(
      'claimwire',
      feeds.filter(({ url }) => /^https?:/.test(url)),
    ).trimEnd(),
  );
}
