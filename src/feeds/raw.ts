/** rss-parser's record of a channel, an item or a value, which is typed too loosely to be believed. */
export type Loose = Readonly<Record<string, unknown>>;

/** A value as rss-parser hands it over, once mended: text with the attributes it stood under. */
export interface Raw {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const NONE: readonly Raw[] = [];
const PLAIN = {};

/** The values of one field of rss-parser's loosely typed output: `text`, `{ _: text, $: attributes }`, or a list. */
export function rawsOf(field: unknown): readonly Raw[] {
  if (field === undefined) return NONE;
  if (!Array.isArray(field)) return rawsOf([field]);
  const raws: Raw[] = [];
  for (const value of field as unknown[]) {
    if (typeof value === 'string') raws.push({ text: value, attributes: PLAIN });
    if (typeof value !== 'object' || value === null) continue;
    const { _: text, $: attributes } = value as Loose;
    raws.push({
      text: typeof text === 'string' ? text : '',
      attributes:
        typeof attributes === 'object' && attributes !== null ? (attributes as Raw['attributes']) : PLAIN,
    });
  }
  return raws;
}
