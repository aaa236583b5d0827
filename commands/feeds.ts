import type { Command, Option, Runnable } from '../src/command/command.ts';
import { countOf, healthOf, worstFirst } from '../src/command/feed-health.ts';
import { counted, latest, noted, offerFeed, offerFeeds } from '../src/command/feed-offer.ts';
import { list, tellChannel, tellPerson } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import { shownAddress } from '../src/model/feed.ts';
import type { Button } from '../src/model/message.ts';

/** As many as a message on Discord holds, were each as long as it may be. */
const PAGE = 13;
/** Feeds of a file that are named. */
const IMPORTED = 10;

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
  async run(desk, { options, say }) {
    const feeds = worstFirst(await desk.feeds.list());
    const pages = Math.max(1, Math.ceil(feeds.length / PAGE));
    const page = Number(options.page ?? 1);
    if (!Number.isInteger(page) || page < 1 || page > pages)
      throw pages === 1
        ? new UserError('The list has 1 page. Use: /feeds list 1')
        : new UserError('The list has {pages} pages. Use: /feeds list {pages}', { pages });
    const shown = feeds.slice((page - 1) * PAGE, page * PAGE);
    const heading = pages === 1 ? say.text('Feeds') : say.text('Page {page} of {pages}', { page, pages });
    const buttons = [
      ...(page > 1 ? [button(say.text('Back'), page - 1)] : []),
      ...(page < pages ? [button(say.text('More'), page + 1)] : []),
    ];
    const entries = shown.map((feed) => healthOf(feed, say));
    return tellPerson(countOf(feeds, say), list(heading, entries), buttons);
  },
};

const add: Runnable = {
  name: 'add',
  description: 'Follow a feed, after a look at it; its older items alert nobody',
  role: 'admin',
  example: '/feeds add https://feeds.bbci.co.uk/news/world/middle_east/rss.xml',
  options: [
    { name: 'url', description: 'The address of the feed, or of a page of its publisher', required: true },
    {
      name: 'outlet',
      description: "The publisher's name, if the feed's own will not do",
      required: false,
      rest: true,
    },
    { name: 'follow', description: 'yes: follow it without a look first', required: false, choices: ['yes'] },
  ],
  async run(desk, { options: { url = '', outlet, follow }, say }) {
    if (follow === undefined) {
      const seen = await desk.feeds.preview(url, outlet ?? null);
      return seen.kind === 'page' ? offerFeeds(seen.offers, outlet, say) : offerFeed(seen, outlet, say);
    }
    const added = await desk.feeds.add(url, outlet ?? null);
    if (added.kind === 'page') return offerFeeds(added.offers, outlet, say);
    return tellChannel(say.text('The desk now follows {outlet}', { outlet: added.feed.outlet }), [
      ...noted(added.notes, say),
      ...list(say.text('Its latest items'), latest(added.document.items)),
    ]);
  },
};

const test: Runnable = {
  name: 'test',
  description: 'Fetch and read a feed without following it',
  role: 'editor',
  example: '/feeds test https://www.aljazeera.com/xml/rss/all.xml',
  options: [url],
  async run(desk, { options, say }) {
    const { document, notes } = await desk.feeds.test(options.url ?? '');
    const name = document.title || say.text('The feed');
    return tellPerson(`${name}: ${counted(document.items.length, say)}`, [
      ...noted(notes, say),
      ...list(say.text('Latest'), latest(document.items)),
    ]);
  },
};

const remove: Runnable = {
  name: 'remove',
  description: 'Stop following a feed; its items stay',
  role: 'admin',
  example: '/feeds remove https://www.aljazeera.com/xml/rss/all.xml',
  options: [url],
  async run(desk, { options, say }) {
    const feed = await desk.feeds.remove(options.url ?? '');
    return tellChannel(say.text('The desk no longer follows {what}', { what: feed.outlet }));
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
  async run(desk, { options, say }) {
    const paused = options.again === undefined;
    const { outlet } = await desk.feeds.setPaused(options.url ?? '', paused);
    return tellChannel(
      paused ? say.text('{outlet} is paused', { outlet }) : say.text('{outlet} is polled again', { outlet }),
    );
  },
};

const exportAll: Runnable = {
  name: 'export',
  description: 'Every feed as an OPML file, which other readers take',
  role: 'editor',
  example: '/feeds export',
  options: [],
  async run(desk, { say }) {
    const reply = tellPerson(say.text('The feeds of the desk, as other readers take them'));
    return { ...reply, file: { name: 'feeds.opml', text: await desk.feeds.export() } };
  },
};

const importAll: Runnable = {
  name: 'import',
  description: 'Follow the feeds of an OPML file that the desk does not follow yet',
  role: 'admin',
  example: '/feeds import feeds.opml',
  options: [{ name: 'opml', description: 'The OPML file', required: true, file: true }],
  form: ['opml'],
  async run(desk, { options, say }) {
    const { added, known } = await desk.feeds.import(options.opml ?? '');
    const shown = added.slice(0, IMPORTED).map(({ outlet, url }) => `${outlet} (${shownAddress(url)})`);
    const more = added.length - shown.length;
    const rest = more > 0 ? [say.text('and {n} more: /feeds list', { n: more })] : [];
    const title = say.text(
      'Of the {all} feeds in the file, {added} are new; the desk followed {known} already',
      { all: added.length + known, added: added.length, known },
    );
    return tellChannel(title, list(say.text('Followed from now on'), [...shown, ...rest]));
  },
};

/** `/feeds …`: what the desk reads. */
export const feeds: Command = {
  name: 'feeds',
  description: 'List and manage the feeds that the desk reads',
  subcommands: [showAll, add, test, remove, pause, exportAll, importAll],
};

function button(label: string, page: number): Button {
  return { label, invocation: `/feeds list ${page}`, style: 'plain' };
}
