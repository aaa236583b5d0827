/** A value as it stands in a feed: text, or the markup within, with the attributes of its element. */
export interface Raw {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The `xml:base` of the elements around a link, outermost first, apart by spaces. */
  readonly bases: string;
}

/** What a feed may say of itself or of an entry, by the names that the desk has for it. */
export type FieldName =
  | 'title'
  | 'dcTitle'
  | 'link'
  | 'atomLink'
  | 'origLink'
  | 'guid'
  | 'author'
  | 'creator'
  | 'category'
  | 'source'
  | 'dcSource'
  | 'pubDate'
  | 'published'
  | 'dcDate'
  | 'updated'
  | 'language'
  | 'summary'
  | 'body'
  | 'ttl'
  | 'skipHours'
  | 'skipDays'
  | 'updatePeriod'
  | 'updateFrequency';

/** The values of each field, in document order. */
export type Fields = Readonly<Partial<Record<FieldName, readonly Raw[]>>>;

/** A feed taken apart, before any value is judged. */
export interface RawFeed {
  readonly head: Fields;
  readonly entries: readonly Fields[];
}

export const NO_ATTRIBUTES = {};
