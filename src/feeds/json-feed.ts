import type { Loose } from './raw.ts';

/** A JSON Feed (https://www.jsonfeed.org/version/1.1/) in the shape that XML feeds are read into; null if it is other JSON. */
export function readJsonFeed(text: string): { feed: Loose; items: readonly Loose[] } | null {
  const feed = recordOf(parsed(text));
  if (!String(feed.version ?? '').includes('jsonfeed.org') || !Array.isArray(feed.items)) return null;
  return {
    feed: { titles: feed.title, links: feed.home_page_url, languages: feed.language },
    items: feed.items.map((item) => entryOf(recordOf(item))),
  };
}

function entryOf(item: Loose): Loose {
  return {
    titles: item.title,
    links: [item.url, item.external_url],
    guids: typeof item.id === 'number' ? String(item.id) : item.id,
    pubDates: item.date_published,
    updated: item.date_modified,
    authors: [item.authors, item.author].flat().map((author) => recordOf(author).name),
    labels: item.tags,
    summaries: plain(item.summary),
    bodies: [item.content_html, plain(item.content_text)],
  };
}

/** Text that holds no markup. */
function plain(text: unknown): unknown {
  return { _: text, $: { type: 'text' } };
}

function recordOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
