import type { Command, Option, Runnable } from '../src/command/command.ts';
import { countOf, healthOf, worstFirst } from '../src/command/feed-health.ts';
import type { Reply } from '../src/command/invocation.ts';
import { list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import type { FeedEntry } from '../src/model/feed.ts';
import type { Block, Button, Text } from '../src/model/message.ts';

const SHOWN = 3;
/** As many as a message on Discord holds, were each as long as it may be. */
const PAGE = 13;

const url: Option = {
  name: 'url',
  description: 'The address of the feed',
  required: true,
  completes: 'feed',
};

const showAll: Runnable = {
  name: 'list',
  description: 'Every feed and how it is, the failing ones first',
  role: 'reader',
  example: '/feeds list',
  options: [{ name: 'page', description: 'Which page of a long list', required: false }],
  async run(desk, { options }) {
    const feeds = worstFirst(await desk.feeds.list());
    const pages = Math.max(1, Math.ceil(feeds.length / PAGE));
    const page = Number(options.page ?? 1);
    if (!Number.isInteger(page) || page < 1 || page > pages)
      throw new UserError(`The list has ${pages} page${pages > 1 ? 's' : ''}. Use: /feeds list ${pages}`);
    const shown = feeds.slice((page - 1) * PAGE, page * PAGE);
    const heading = pages === 1 ? 'Feeds' : `Page ${page} of ${pages}`;
    const buttons = [button('Back', page - 1), button('More', page + 1)].filter((_, index) =>
      index === 0 ? page > 1 : page < pages,
    );
    return tellPerson(countOf(feeds), list(heading, shown.map(healthOf)), buttons);
  },
};

const add: Runnable = {
  name: 'add',
  description: 'Follow a feed; its older items alert nobody',
  role: 'admin',
  example: '/feeds add https://feeds.bbci.co.uk/news/world/middle_east/rss.xml',
  options: [
    { name: 'url', description: 'The address of the feed', required: true },
    {
      name: 'outlet',
      description: "The publisher's name, if the feed's own will not do",
      required: false,
      rest: true,
    },
  ],
  async run(desk, { options }) {
    const added = await desk.feeds.add(options.url ?? '', options.outlet ?? null);
    if (added.kind === 'page') return offer(added.offers, options.outlet);
    return tellChannel(`The desk now follows ${added.feed.outlet}`, [
      ...added.notes.map(text),
      ...list('Its latest items', latest(added.document.items)),
    ]);
  },
};

const test: Runnable = {
  name: 'test',
  description: 'Fetch and read a feed without following it',
  role: 'editor',
  example: '/feeds test https://www.aljazeera.com/xml/rss/all.xml',
  options: [url],
  async run(desk, { options }) {
    const { document, notes } = await desk.feeds.test(options.url ?? '');
    return tellPerson(`${document.title || 'The feed'}: ${document.items.length} items`, [
      ...notes.map(text),
      ...list('Latest', latest(document.items)),
    ]);
  },
};

const remove: Runnable = {
  name: 'remove',
  description: 'Stop following a feed; its items stay',
  role: 'admin',
  example: '/feeds remove https://www.aljazeera.com/xml/rss/all.xml',
  options: [url],
  async run(desk, { options }) {
    const feed = await desk.feeds.remove(options.url ?? '');
    return tellChannel(`The desk no longer follows ${feed.outlet}`);
  },
};

const pause: Runnable = {
  name: 'pause',
  description: 'Stop polling a feed for now, or start again',
  role: 'admin',
  example: '/feeds pause https://www.aljazeera.com/xml/rss/all.xml',
  options: [
    url,
    { name: 'again', description: 'resume: poll it again', required: false, choices: ['resume'] },
  ],
  async run(desk, { options }) {
    const feed = await desk.feeds.setPaused(options.url ?? '', options.again === undefined);
    return tellChannel(`${feed.outlet} is ${options.again === undefined ? 'paused' : 'polled again'}`);
  },
};

/** `/feeds …`: what the desk reads. */
export const feeds: Command = {
  name: 'feeds',
  description: 'List and manage the feeds that the desk reads',
  subcommands: [showAll, add, test, remove, pause],
};

function button(label: string, page: number): Button {
  return { label, invocation: `/feeds list ${page}`, style: 'plain' };
}

/** A web page was given in place of a feed: the feeds that it names, each to be added with a press. */
function offer(urls: readonly string[], outlet: string | undefined): Reply {
  const one = urls.length === 1;
  const buttons = urls.map(
    (address, index): Button => ({
      label: one ? 'Add it' : `Add ${index + 1}`,
      invocation: `/feeds add ${address}${outlet ? ` ${outlet}` : ''}`,
      style: 'primary',
    }),
  );
  const blocks: Block[] = one
    ? [text(urls[0] ?? '')]
    : list(
        'Which of them?',
        urls.map((address, index) => `${index + 1}: ${address}`),
      );
  return tellPerson(
    `That is a web page, which names ${one ? 'one feed' : `${urls.length} feeds`}`,
    blocks,
    buttons,
  );
}

function latest(items: readonly FeedEntry[]): Text[] {
  return items
    .slice(0, SHOWN)
    .map(
      ({ title, link, published }): Text => [
        link === null ? title : { link, label: title },
        ...(published === null ? [] : [' · ', { time: published }]),
      ],
    );
}
