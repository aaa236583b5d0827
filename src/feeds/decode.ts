import iconv from 'iconv-lite';
import type { Note } from './repairs.ts';

const BOMS: readonly (readonly [charset: string, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  // No mark, but a first "<" in two bytes.
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
];
const FALLBACK = 'windows-1252';
const LATIN = /^(iso-?8859-1|latin-?1|us-ascii|ascii)$/;

/**
 * The text of a feed. Believes, in this order: a byte order mark; the bytes, when they are valid UTF-8;
 * the charset of the HTTP header; the XML declaration; UTF-8 with a few broken bytes; what its letters look
 * like; windows-1252.
 * Bytes come before labels because many publishers relabel what they serve, and text of another
 * charset is practically never valid UTF-8.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null, note: Note = () => {}): string {
  return textOf(bytes, contentType, note)
    .replace(/^\uFEFF+/, '')
    .toWellFormed();
}

function textOf(bytes: Uint8Array, contentType: string | null, note: Note): string {
  const marked = BOMS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) {
    note(`charset ${marked[0]}: its mark is at the start`);
    return iconv.decode(bytes, marked[0]);
  }
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  if (!utf8.includes('\uFFFD')) {
    note('charset utf-8: the bytes are valid');
    return utf8;
  }
  const named = namedCharset(bytes, contentType);
  if (named !== null) {
    note(`charset ${named}: header or declaration name it, and the bytes are no UTF-8`);
    return iconv.decode(bytes, named);
  }
  if (isMostlyUtf8(utf8)) {
    note('charset utf-8, with broken bytes');
    return utf8;
  }
  const guessed = guessedCharset(bytes);
  note(`charset ${guessed}: guessed by its letters, as nothing names it`);
  return iconv.decode(bytes, guessed);
}

/** The charset that header or declaration name, unless it is UTF-8, which these bytes are not, or unknown. */
function namedCharset(bytes: Uint8Array, contentType: string | null): string | null {
  const head = iconv.decode(bytes.subarray(0, 1_000), 'latin1');
  const header = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
  const declared = /<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]?.toLowerCase();
  const known = [header, declared].filter(
    (name) => name !== undefined && !/^utf|^ucs|^unicode/.test(name) && iconv.encodingExists(name),
  );
  // Latin-1 is what servers say when nobody set them up: anything more definite wins, and what is so
  // labelled is windows-1252 in practice.
  const name = known.find((name) => name !== undefined && !LATIN.test(name));
  return name ?? (known.length > 0 ? FALLBACK : null);
}

/** Whether broken bytes are the exception among the characters beyond ASCII. */
function isMostlyUtf8(text: string): boolean {
  let broken = 0;
  let whole = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) whole++;
  }
  return whole > broken;
}

/**
 * Letters of Latin scripts beyond ASCII stand alone among others; where they follow one another it is Arabic or
 * Cyrillic, whose small letters are all in the last 32 places of windows-1251, or in those before in KOI8-R.
 */
function guessedCharset(bytes: Uint8Array): string {
  let letters = 0;
  let joined = 0;
  let last32 = 0;
  let before = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0) {
      letters++;
      if (before >= 0xc0) joined++;
      if (byte >= 0xe0) last32++;
    }
    before = byte;
  }
  if (joined < letters / 2) return FALLBACK;
  if (last32 > letters * 0.75) return 'windows-1251';
  return last32 < letters * 0.25 ? 'koi8-r' : 'windows-1256';
}
