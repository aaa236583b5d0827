import type { FeedEntry } from '../model/feed.ts';
import { shownAddress } from '../model/feed.ts';
import type { Block, Button, Text } from '../model/message.ts';
import type { Phrase, Say } from '../model/say.ts';
import type { FeedOverlap, FeedPreview } from './desk.ts';
import type { Reply } from './invocation.ts';
import { list, tellPerson, text } from './reply.ts';

const SHOWN = 3;
/** An outlet may have many feeds, all of its name. */
const WARNINGS = 5;
const ITEMS = { one: '{n} item', other: '{n} items' };
const PAGE = {
  one: 'That is a web page, which names {n} feed',
  other: 'That is a web page, which names {n} feeds',
};

/** A feed before the desk follows it, with the button that has it do so; `outlet` is the name that a person gave. */
export function offerFeed(
  { document, notes, address, outlet: name, overlaps }: FeedPreview,
  outlet: string | undefined,
  say: Say,
): Reply {
  const blocks = [
    ...noted(notes, say),
    ...list(
      say.text('The desk may have it already'),
      overlaps.slice(0, WARNINGS).map((overlap) => warning(overlap, say)),
    ),
    ...list(say.text('Its latest items'), latest(document.items)),
  ];
  // The name goes last: it may have any words.
  const invocation = ['/feeds add', address, 'follow:yes', ...(outlet ? [outlet] : [])].join(' ');
  const items = counted(document.items.length, say);
  return tellPerson(say.text('{outlet}: {items}, not followed yet', { outlet: name, items }), blocks, [
    { label: say.text('Follow it'), invocation, style: 'primary' },
  ]);
}

/** A web page that names several feeds: each of them to be seen with a press. */
export function offerFeeds(addresses: readonly string[], outlet: string | undefined, say: Say): Reply {
  const buttons = addresses.map(
    (address, index): Button => ({
      label: say.text('Show {n}', { n: index + 1 }),
      invocation: `/feeds add ${address}${outlet ? ` ${outlet}` : ''}`,
      style: 'plain',
    }),
  );
  const blocks: Block[] = list(
    say.text('Which of them?'),
    addresses.map((address, index) => `${index + 1}: ${address}`),
  );
  return tellPerson(say.many(addresses.length, PAGE), blocks, buttons);
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

/** What a person should know of the way to a feed. */
export function noted(notes: readonly Phrase[], say: Say): Block[] {
  return notes.map(({ template, filling }) => text(say.text(template, filling)));
}

export function counted(items: number, say: Say): string {
  return say.many(items, ITEMS);
}

function warning(overlap: FeedOverlap, say: Say): Text {
  const { outlet, url } = overlap.feed;
  return [{ strong: outlet }, ` (${shownAddress(url)}) ${repeated(overlap, say)}`];
}

function repeated({ items: n, of, sameName }: FeedOverlap, say: Say): string {
  if (n === 0) return say.text("has the same name, and carries none of this feed's latest items");
  const items = counted(of, say);
  return sameName
    ? say.text("has the same name, and carries {n} of this feed's latest {items}", { n, items })
    : say.text("carries {n} of this feed's latest {items}", { n, items });
}
