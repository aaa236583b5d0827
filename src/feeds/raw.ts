/** A value as rss-parser hands it over, once mended: text with the attributes it stood under. */
export interface Raw {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The values of one field of rss-parser's loosely typed output: `text`, `{ _: text, $: attributes }`, or a list. */
export function rawsOf(field: unknown): readonly Raw[] {
  return (Array.isArray(field) ? field : [field]).flatMap((value: unknown): readonly Raw[] => {
    if (typeof value === 'string') return [{ text: value, attributes: {} }];
    if (typeof value !== 'object' || value === null) return [];
    const text = '_' in value && typeof value._ === 'string' ? value._ : '';
    const attributes = '$' in value && typeof value.$ === 'object' && value.$ !== null ? value.$ : {};
    return [{ text, attributes: { ...attributes } }];
  });
}
