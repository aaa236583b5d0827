import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { decodeFeed } from '../../src/feeds/decode.ts';

const ARABIC = 'وزارة الدفاع تنفي الانسحاب';
const RUSSIAN = 'Минобороны опровергло';
const declared = (charset: string, text: string) =>
  `<?xml version="1.0" encoding="${charset}"?><rss><title>${text}</title></rss>`;

it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
  'believes the mark of %s first',
  (charset) => {
    const bytes = iconv.encode(`<rss>${ARABIC}</rss>`, charset, { addBOM: true });
    expect(decodeFeed(bytes, 'text/xml; charset=windows-1252')).toBe(`<rss>${ARABIC}</rss>`);
  },
);

it.each(['utf-16le', 'utf-16be'])('knows %s without its mark', (charset) => {
  expect(decodeFeed(iconv.encode(`<rss>${ARABIC}</rss>`, charset), null)).toBe(`<rss>${ARABIC}</rss>`);
});

it('believes valid UTF-8 over any label', () => {
  const text = declared('windows-1256', ARABIC);
  expect(decodeFeed(iconv.encode(text, 'utf-8'), 'text/xml; charset=iso-8859-1')).toBe(text);
});

it.each([
  ['the header', 'windows-1256', 'utf-8', 'text/xml; charset="Windows-1256"', ARABIC],
  [
    'the header over the declaration',
    'windows-1251',
    'windows-1256',
    'text/xml;charset=windows-1251',
    RUSSIAN,
  ],
  ['the declaration', 'windows-1256', 'windows-1256', null, ARABIC],
  [
    'the declaration over an idle latin-1',
    'windows-1256',
    'windows-1256',
    'text/xml; charset=ISO-8859-1',
    ARABIC,
  ],
  ['a declaration of KOI8-R', 'koi8-r', 'KOI8-R', 'text/xml', RUSSIAN],
  ['windows-1252 for what is called latin-1', 'windows-1252', 'iso-8859-1', null, '“L’été”'],
  ['windows-1252 for want of a charset that exists', 'windows-1252', 'x-unknown', null, '“L’été”'],
])('reads %s', (_, encoding, label, contentType, words) => {
  const text = declared(label, words);
  expect(decodeFeed(iconv.encode(text, encoding), contentType)).toBe(text);
});

it.each([
  ['windows-1256', ARABIC],
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['windows-1252', 'Où est passé l’été à Zürich ?'],
])('guesses %s that nothing names by its letters', (charset, words) => {
  const text = `<rss><title>${words}</title></rss>`;
  expect(decodeFeed(iconv.encode(text, charset), null)).toBe(text);
});

it('keeps UTF-8 text readable around a few broken bytes', () => {
  const bytes = Buffer.concat([Buffer.from(`<rss>${ARABIC}`), Buffer.from([0xd9]), Buffer.from('</rss>')]);
  expect(decodeFeed(bytes, null)).toBe(`<rss>${ARABIC}\uFFFD</rss>`);
});
