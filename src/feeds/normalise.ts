import type { FeedDocument, FeedEntry } from '../model/feed.ts';
import type { Instant } from '../model/time.ts';
import { toInstant } from './dates.ts';
import { linkOf } from './links.ts';
import { originOf } from './origin.ts';
import { plainLine, plainText } from './plain-text.ts';
import { type Loose, type Raw, rawsOf } from './raw.ts';
import type { Note } from './repairs.ts';

/** A parsed feed as the desk keeps it: plain text everywhere, absolute links, UTC times. */
export function normalise(feed: Loose, items: readonly Loose[], url: string, note: Note): FeedDocument {
  return {
    title: lineOf(feed, 'titles', 'dcTitles'),
    link: linkOf(linkFields(feed), url),
    language: languageOf(feed),
    items: items.map((item) => entryOf(item, url, note)),
  };
}

function entryOf(item: Loose, url: string, note: Note): FeedEntry {
  const title = lineOf(item, 'titles', 'dcTitles');
  const summary = textOf(item, 'summaries');
  const text = textOf(item, 'bodies');
  const author = authorOf(item);
  const link = linkOf(linkFields(item), url);
  const sources = [...rawsOf(item.sources), ...rawsOf(item.dcSources)].map((raw) => plainLine(raw.text));
  const updated = firstDate(item, note, 'updated');
  return {
    id:
      rawsOf(item.guids)
        .map((raw) => raw.text.trim())
        .find(Boolean) ?? null,
    title,
    link,
    published: firstDate(item, note, 'pubDates', 'published', 'dcDates') ?? updated,
    updated,
    author,
    summary,
    text,
    categories: categoriesOf(item),
    origin:
      originOf({ sources, author, title, text: text === '' ? summary : text }) ??
      outletElsewhere(item, [link ?? '', url]),
  };
}

/**
 * Whom an aggregator such as Google News took an entry from: `<source url>` of a host that is neither the feed's
 * nor that of the entry's link. Otherwise all that one aggregator passes on would count as one source.
 */
function outletElsewhere(item: Loose, here: readonly string[]): string | null {
  for (const { text, attributes } of rawsOf(item.sources)) {
    const host = hostOf(attributes.url ?? '');
    const name = plainLine(text);
    if (host !== null && name !== '' && here.every((place) => hostOf(place) !== host)) return name;
  }
  return null;
}

function hostOf(address: string): string | null {
  return URL.parse(address.trim())?.host.replace(/^www\./, '') ?? null;
}

function linkFields(record: Loose): Parameters<typeof linkOf>[0] {
  return {
    links: rawsOf(record.links),
    atomLinks: rawsOf(record.atomLinks),
    guids: rawsOf(record.guids),
  };
}

function lineOf(record: Loose, ...fields: readonly string[]): string {
  for (const field of fields) {
    for (const raw of rawsOf(record[field])) {
      const line = readable(raw, plainLine);
      if (line !== '') return line;
    }
  }
  return '';
}

/** The longest of several: a teaser may stand beside the text under the same name. */
function textOf(record: Loose, field: string): string {
  const texts = rawsOf(record[field]).map((raw) => readable(raw, plainText));
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

/** What Atom marks as text holds no markup, so that "<b>" in it is to be read; all else may be HTML. */
function readable({ text, attributes }: Raw, plain: (html: string) => string): string {
  return plain(attributes.type === 'text' ? text.replaceAll('<', '&lt;') : text);
}

function firstDate(item: Loose, note: Note, ...fields: readonly string[]): Instant | null {
  for (const field of fields) {
    for (const { text } of rawsOf(item[field])) {
      const date = toInstant(text);
      if (date !== null) return date;
      note('a date that cannot be read');
    }
  }
  return null;
}

/** Names joined by commas; of "desk@news.example (Jane Doe)", the name. */
function authorOf(item: Loose): string | null {
  const names = [...rawsOf(item.creators), ...rawsOf(item.authors)]
    .map((raw) => plainLine(raw.text))
    .map((name) => /^\S+@\S+ \((.+)\)$/.exec(name)?.[1] ?? name)
    .filter((name) => name !== '');
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}

function categoriesOf(item: Loose): readonly string[] {
  const names = rawsOf(item.labels).map(({ text, attributes }) =>
    plainLine(text.trim() === '' ? (attributes.label ?? attributes.term ?? '') : text),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A language tag such as `ar` or `en-GB`, or null. */
function languageOf(feed: Loose): string | null {
  const tags = rawsOf(feed.languages).map((raw) => raw.text.trim().replaceAll('_', '-'));
  return tags.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) ?? null;
}
