// Follows https://discord.com/developers/docs/reference#message-formatting and Discord's markdown,
// in which a backslash makes any punctuation mark that follows it plain.

/** Format characters that show nothing (bidi controls, zero-width marks, tags), save ZWNJ and ZWJ. */
const INVISIBLE = /[[\p{Cc}--\n][[\p{Cf}&&\p{Default_Ignorable_Code_Point}]--[\u200c\u200d]]]/gv;
/** ZWNJ and ZWJ belong inside Persian words and emoji, and nowhere else. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** Text with one kind of line break and nothing in it that acts unseen. Its outer spaces stay. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(/\n{3,}/g, '\n\n');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ');
}

/** A colon that may be one of the two of an emoji, whose end other text may bring; `20:05:00` is a time. */
const EMOJI_COLON = /:(?!(?<=\d:)\d\d(?!\w))(?=[\w+-]*(?::|$))/g;

/**
 * Makes clean text show as it is: no emphasis, heading, list, quote, code, masked link, mention, timestamp
 * or emoji, and no address that Discord would make live or preview, whatever stands before or after it.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\*_~|`<>[\]@/]/g, '\\$&')
      .replace(EMOJI_COLON, '\\:')
      // Discord ends the label of a link before this one at `](`, whatever is escaped.
      .replace(/(?<=^|\])\(/g, '\\(')
      .replace(/^([^\S\n]*)([#+-])/gm, '$1\\$2')
      .replace(/^([^\S\n]*\d*)([.)])/gm, '$1\\$2')
  );
}

/** The marks of markdown and, in the same order, what stands for them in the label of a link. */
const MARKS = '\\*_~|`<>[]@';
const LOOKALIKES = '⧵∗ˍ∼∣ˋ‹›()＠';

/**
 * Makes clean text plain as the label of a link. Discord shows the backslashes of a label, ends it at any
 * bracket, and makes no link of one in which it finds an address, a mention or an emoji.
 */
export function plainLabel(text: string): string {
  return text
    .replace(/[\\*_~|`<>[\]@]/g, (mark) => LOOKALIKES.charAt(MARKS.indexOf(mark)))
    .replaceAll('://', ': //')
    .replace(EMOJI_COLON, '∶');
}

/** As much of the start of `text` as stays within `max` UTF-16 units once `mark` has been at it. */
export function prefix(text: string, max: number, mark: (text: string) => string): string {
  // `mark` only lengthens, so what lies past `max` cannot fit. A pair split by this slice cannot either.
  const points = Array.from(text.slice(0, Math.max(0, max) + 1));
  let [fits, fails] = [0, points.length + 1];
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (mark(points.slice(0, middle).join('')).length <= max) fits = middle;
    else fails = middle;
  }
  return mark(points.slice(0, fits).join(''));
}

/** `text` marked up within `max` UTF-16 units, ending in an ellipsis where it was cut. */
export function shorten(text: string, max: number, mark: (text: string) => string = escapeMarkdown): string {
  const whole = mark(text);
  return whole.length <= max ? whole : `${prefix(text, max - 1, mark).trimEnd()}…`;
}

/** Plain text within `max` UTF-16 units, for the places where Discord has no markdown. */
export function shortenPlain(text: string, max: number): string {
  return shorten(text, max, (same) => same);
}
