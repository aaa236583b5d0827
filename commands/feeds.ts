import type { Command, Option, Runnable } from '../src/command/command.ts';
import { list, tellChannel, tellPerson } from '../src/command/reply.ts';
import { type Feed, type FeedEntry, shownAddress } from '../src/model/feed.ts';
import type { Span, Text } from '../src/model/message.ts';

const SHOWN = 3;

const url: Option = {
  name: 'url',
  description: 'The address of the feed',
  required: true,
  completes: 'feed',
};

const showAll: Runnable = {
  name: 'list',
  description: 'Every feed and how it is',
  role: 'reader',
  example: '/feeds list',
  options: [],
  async run(desk) {
    const feeds = await desk.feeds.list();
    return tellPerson(`Feeds: ${feeds.length}`, list('Feeds', feeds.map(health)));
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
    const { feed, document } = await desk.feeds.add(options.url ?? '', options.outlet ?? null);
    return tellChannel(
      `The desk now follows ${feed.outlet}`,
      list('Its latest items', latest(document.items)),
    );
  },
};

const test: Runnable = {
  name: 'test',
  description: 'Fetch and read a feed without following it',
  role: 'editor',
  example: '/feeds test https://www.aljazeera.com/xml/rss/all.xml',
  options: [url],
  async run(desk, { options }) {
    const document = await desk.feeds.test(options.url ?? '');
    return tellPerson(
      `${document.title || 'The feed'}: ${document.items.length} items`,
      list('Latest', latest(document.items)),
    );
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

function health(feed: Feed): Text {
  const state: Span[] =
    feed.status !== 'active'
      ? [{ strong: feed.status }]
      : feed.error !== null
        ? [{ strong: 'failing' }, ` (${feed.failures} in a row)`]
        : [{ strong: feed.lastSuccessAt === null ? 'not polled yet' : 'well' }];
  const last: Span[] = feed.lastSuccessAt === null ? [] : [' · last read ', { time: feed.lastSuccessAt }];
  const next: Span[] = feed.status === 'active' ? [' · next poll ', { time: feed.nextPollAt }] : [];
  const error = feed.error === null ? '' : ` · ${feed.error}`;
  const note = feed.note === null ? '' : ` · ${feed.note}`;
  return [`${feed.outlet} · `, ...state, ...last, ...next, `${error}${note} · ${shownAddress(feed.url)}`];
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
