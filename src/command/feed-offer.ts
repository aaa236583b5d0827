import type { FeedEntry } from '../model/feed.ts';
import { shownAddress } from '../model/feed.ts';
import type { Block, Button, Text } from '../model/message.ts';
import type { FeedOverlap, FeedPreview } from './desk.ts';
import type { Reply } from './invocation.ts';
import { list, tellPerson, text } from './reply.ts';

const SHOWN = 3;
/** An outlet may have many feeds, all of its name. */
const WARNINGS = 5;

/** A feed before the desk follows it, with the button that has it do so; `outlet` is the name that a person gave. */
export function offerFeed(
  { document, notes, address, outlet: name, overlaps }: FeedPreview,
  outlet: string | undefined,
): Reply {
  const blocks = [
    ...notes.map(text),
    ...list('The desk may have it already', overlaps.slice(0, WARNINGS).map(warning)),
    ...list('Its latest items', latest(document.items)),
  ];
  // The name goes last: it may have any words.
  const invocation = ['/feeds add', address, 'follow:yes', ...(outlet ? [outlet] : [])].join(' ');
  return tellPerson(`${name}: ${counted(document.items.length)}, not followed yet`, blocks, [
    { label: 'Follow it', invocation, style: 'primary' },
  ]);
}

/** A web page that names several feeds: each of them to be seen with a press. */
export function offerFeeds(addresses: readonly string[], outlet: string | undefined): Reply {
  const buttons = addresses.map(
    (address, index): Button => ({
      label: `Show ${index + 1}`,
      invocation: `/feeds add ${address}${outlet ? ` ${outlet}` : ''}`,
      style: 'plain',
    }),
  );
  const blocks: Block[] = list(
    'Which of them?',
    addresses.map((address, index) => `${index + 1}: ${address}`),
  );
  return tellPerson(`That is a web page, which names ${addresses.length} feeds`, blocks, buttons);
}

export function latest(items: readonly FeedEntry[]): Text[] {
  return items
    .slice(0, SHOWN)
    .map(
      ({ title, link, published }): Text => [
        link === null ? title : { link, label: title },
        ...(published === null ? [] : [' · ', { time: published }]),
      ],
    );
}

export function counted(items: number): string {
  return `${items} item${items === 1 ? '' : 's'}`;
}

function warning({ feed, items, of, sameName }: FeedOverlap): Text {
  const carried =
    items === 0 ? "none of this feed's latest items" : `${items} of this feed's latest ${counted(of)}`;
  return [
    { strong: feed.outlet },
    ` (${shownAddress(feed.url)}) ${sameName ? 'has the same name, and ' : ''}carries ${carried}`,
  ];
}
