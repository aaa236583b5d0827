import { rawText } from './fields.ts';
import type { Fields, Raw, RawFeed } from './raw.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A JSON Feed (https://www.jsonfeed.org/version/1.1/) in the shape that XML feeds are read into; null if it is other JSON. */
export function readJsonFeed(text: string): RawFeed | null {
  const feed = recordOf(parsed(text));
  const { version, items } = feed;
  // Read as text only if it is text: anything else might be nested without end, or no text at all.
  if (typeof version !== 'string' || !version.includes('jsonfeed.org') || !Array.isArray(items)) return null;
  const hubs = [feed.hubs].flat().map((hub) => recordOf(hub).url);
  return {
    head: {
      title: raws([feed.title]),
      link: raws([feed.home_page_url]),
      language: raws([feed.language]),
      atomLink: relations('self', [feed.feed_url]).concat(relations('hub', hubs)),
    },
    entries: items.map((item) => entryOf(recordOf(item))),
  };
}

function entryOf(item: Loose): Fields {
  return {
    title: raws([item.title]),
    link: raws([item.url, item.external_url]),
    guid: raws([typeof item.id === 'number' ? String(item.id) : item.id]),
    pubDate: raws([item.date_published]),
    updated: raws([item.date_modified]),
    author: raws([item.authors, item.author].flat().map((author) => recordOf(author).name)),
    category: raws([item.tags].flat()),
    summary: plain(item.summary),
    body: [...raws([item.content_html]), ...plain(item.content_text)],
  };
}

/** A list, not arguments: of those there may be no more than a stack holds. */
function raws(values: readonly unknown[]): Raw[] {
  // What is escaped in JSON may be half a character.
  return values.filter((value) => typeof value === 'string').map((value) => rawText(value.toWellFormed()));
}

/** Text that holds no markup. */
function plain(text: unknown): Raw[] {
  return raws([text]).map((raw) => ({ ...raw, attributes: { type: 'text' } }));
}

/** Links as Atom has them. */
function relations(rel: string, addresses: readonly unknown[]): Raw[] {
  return raws(addresses).map(({ text }) => ({ text: '', attributes: { rel, href: text }, bases: '' }));
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
