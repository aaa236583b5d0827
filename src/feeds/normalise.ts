import { UserError } from '../errors.ts';
import type { FeedDocument, FeedEntry } from '../model/feed.ts';
import type { Instant } from '../model/time.ts';
import { toInstant } from './dates.ts';
import { hintsOf } from './hints.ts';
import { articleOf, linkOf, relatedOf } from './links.ts';
import { originOf } from './origin.ts';
import { placeOf } from './place.ts';
import { plainLine, plainText } from './plain-text.ts';
import type { FieldName, Fields, Raw, RawFeed } from './raw.ts';
import type { Note } from './repairs.ts';

const NONE: readonly Raw[] = [];
/** No feed has so many, and taking each in costs the desk time and room. */
const MOST_ENTRIES = 50_000;
/** UTF-16 units: no article is longer, and the desk stands still while one is judged. */
const LONGEST_TEXT = 200_000;

/** A parsed feed as the desk keeps it: plain text everywhere, absolute links, UTC times. Throws UserError for too many entries. */
export function normalise({ head, entries }: RawFeed, url: string, note: Note): FeedDocument {
  if (entries.length > MOST_ENTRIES)
    throw new UserError(
      `${placeOf(url)} has more than 50,000 entries: ask the publisher for a feed with fewer entries.`,
    );
  return {
    title: lineOf(head.title) || lineOf(head.dcTitle),
    // The identifier of a channel is no page.
    link: linkOf({ ...head, guid: NONE }, url),
    language: languageOf(head),
    hints: hintsOf(head),
    push: { hubs: relatedOf(head, 'hub', url), self: relatedOf(head, 'self', url)[0] ?? null },
    items: entries.map((entry) => entryOf(entry, url, note)),
  };
}

function entryOf(entry: Fields, url: string, note: Note): FeedEntry {
  const title = lineOf(entry.title) || lineOf(entry.dcTitle);
  const summary = textOf(entry.summary, note);
  const text = textOf(entry.body, note);
  const author = authorOf(entry);
  const link = linkOf(entry, url);
  const sources = [...(entry.source ?? NONE), ...(entry.dcSource ?? NONE)].map((raw) => plainLine(raw.text));
  const updated = firstDate(entry, note, 'updated');
  return {
    id: firstOf(entry.guid, ({ text }) => text.trim()),
    title,
    link,
    article: articleOf(entry, link, url),
    published: firstDate(entry, note, 'pubDate', 'published', 'dcDate') ?? updated,
    updated,
    author,
    summary,
    text,
    categories: categoriesOf(entry),
    origin:
      originOf({ sources, author, title, text: text === '' ? summary : text }) ??
      outletElsewhere(entry, [link ?? '', url]),
  };
}

/** What is first found to have something in it, or null. */
function firstOf(raws: readonly Raw[] | undefined, read: (raw: Raw) => string): string | null {
  for (const raw of raws ?? NONE) {
    const value = read(raw);
    if (value !== '') return value;
  }
  return null;
}

/**
 * Whom an aggregator such as Google News took an entry from: `<source url>` of a host that is neither the feed's
 * nor that of the entry's link. Otherwise all that one aggregator passes on would count as one source.
 */
function outletElsewhere(entry: Fields, here: readonly string[]): string | null {
  for (const { text, attributes } of entry.source ?? NONE) {
    const host = hostOf(attributes.url ?? '');
    const name = plainLine(text);
    if (host !== null && name !== '' && here.every((place) => hostOf(place) !== host)) return name;
  }
  return null;
}

function hostOf(address: string): string | null {
  return URL.parse(address.trim())?.host.replace(/^www\./, '') ?? null;
}

function lineOf(raws: readonly Raw[] | undefined): string {
  return firstOf(raws, (raw) => readable(raw, plainLine)) ?? '';
}

/** The longest of several, since a teaser may stand beside the text under the same name; cut where it is no article's. */
function textOf(raws: readonly Raw[] | undefined, note: Note): string {
  let longest = '';
  for (const raw of raws ?? NONE) {
    const text = readable(raw, plainText);
    if (text.length > longest.length) longest = text;
  }
  if (longest.length <= LONGEST_TEXT) return longest;
  note('a text of more than 200,000 characters, cut');
  // The cut may leave half of a character.
  return longest.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '');
}

/** What Atom marks as text holds no markup, so that "<b>" in it is to be read; all else may be HTML. */
function readable({ text, attributes }: Raw, plain: (html: string) => string): string {
  return plain(attributes.type === 'text' ? text.replaceAll('<', '&lt;') : text);
}

function firstDate(entry: Fields, note: Note, ...names: readonly FieldName[]): Instant | null {
  for (const name of names) {
    for (const { text } of entry[name] ?? NONE) {
      const date = toInstant(text);
      if (date !== null) return date;
      note('a date that cannot be read');
    }
  }
  return null;
}

/** Names joined by commas; of "desk@news.example (Jane Doe)", the name. */
function authorOf({ creator = NONE, author = NONE }: Fields): string | null {
  const names = [...creator, ...author]
    .map((raw) => plainLine(raw.text))
    .map((name) => /^[^\s@]+@\S+ \((.+)\)$/.exec(name)?.[1] ?? name)
    .filter((name) => name !== '');
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}

function categoriesOf({ category = NONE }: Fields): readonly string[] {
  const names = category.map(({ text, attributes }) =>
    plainLine(text.trim() === '' ? (attributes.label ?? attributes.term ?? '') : text),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A language tag such as `ar` or `en-GB`, or null. */
function languageOf({ language = NONE }: Fields): string | null {
  const tags = language.map((raw) => raw.text.trim().replaceAll('_', '-'));
  return tags.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) ?? null;
}
