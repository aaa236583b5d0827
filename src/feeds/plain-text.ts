import { decodeHtml } from './references.ts';
import { scan } from './scan.ts';

/** Elements whose content is no reading matter. */
const DROPPED = new Set(['script', 'style', 'noscript', 'iframe', 'template', 'head']);
/** Elements that run on within a paragraph; every other one ends it. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/**
 * Marks that show nothing and only get in the way of comparing, or turn the reading order around. Behind the
 * letters that text encoded twice begins its characters with, they are halves of characters and stay.
 */
const INVISIBLE =
  /(?<![\u00C2\u00C3\u00D0\u00D1])[\u00AD\u0080-\u009F]|[\u200B\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\u0080-\u009F])[^\P{Cc}\t\n\r]/gu;
/** Whether there is anything in a text but single spaces and what shows: the ranges leave out the marks above. */
const UNTIDY =
  /[^\S ]| {2}|[^ -~\u00A0-\u00AC\u00AE-\u200A\u200C-\u2029\u202F-\u2065\u206A-\uFEFE\uFF00-\uFFFF]/;

/** What is between two pieces of text: nothing, a space, a line break, a paragraph. */
const GAPS = ['', ' ', '\n', '\n\n'] as const;
const [NOTHING, SPACE, LINE, PARAGRAPH] = [0, 1, 2, 3];

/**
 * HTML, or text that may hold some, as plain text: paragraphs apart by an empty line, `<br>` as a line
 * break, entities decoded, scripts and styles dropped. Takes time linear in the length, whatever the
 * nesting, which is why it reads tokens and builds no tree.
 */
export function plainText(html: string): string {
  const page = createPage();
  if (!html.includes('<')) writeParagraphs(page, html);
  else writeMarkup(page, html);
  return page.text();
}

/** Plain text on one line: for titles and names. */
export function plainLine(html: string): string {
  return plainText(html).replace(/\n+/g, ' ');
}

interface Page {
  write(text: string): void;
  /** Sets the next text apart from the last; the widest gap counts. */
  part(gap: number): void;
  text(): string;
}

function createPage(): Page {
  let out = '';
  let gap = NOTHING;
  const part = (next: number): void => {
    // Two line breaks are an empty line.
    if (gap === LINE && next === LINE) gap = PARAGRAPH;
    else if (next > gap) gap = next;
  };
  return {
    part,
    write(text) {
      const words = text.trim();
      if (words === '') {
        if (text !== '') part(SPACE);
        return;
      }
      const isWhole = words.length === text.length;
      if (!isWhole && !text.startsWith(words[0] ?? '')) part(SPACE);
      const tidy = UNTIDY.test(words) ? words.replace(INVISIBLE, '').replace(/\s+/g, ' ') : words;
      if (tidy === '') return;
      out += out === '' ? tidy : GAPS[gap] + tidy;
      gap = isWhole || text.endsWith(words.at(-1) ?? '') ? NOTHING : SPACE;
    },
    text: () => out,
  };
}

/** Text without tags, where an empty line is a paragraph. */
function writeParagraphs(page: Page, text: string): void {
  const decoded = decodeHtml(text);
  const paragraphs = /[\n\r]/.test(decoded) ? decoded.replace(/\r\n?/g, '\n').split(/\n\s*\n/) : [decoded];
  for (const paragraph of paragraphs) {
    page.write(paragraph);
    page.part(PARAGRAPH);
  }
}

function writeMarkup(page: Page, html: string): void {
  const hasTags = /<[a-z!/]/i.test(html);
  let dropped: string | null = null;
  const write = (text: string): void => {
    if (dropped !== null) return;
    if (hasTags) page.write(decodeHtml(text));
    else writeParagraphs(page, text);
  };
  const part = (name: string): void => {
    if (dropped !== null || INLINE.has(name) || name.includes(':')) return;
    page.part(name === 'br' ? LINE : PARAGRAPH);
  };
  scan(html, true, {
    open(name) {
      part(name);
      if (DROPPED.has(name)) dropped ??= name;
    },
    close(name) {
      if (name === dropped) dropped = null;
      part(name);
    },
    text: (from, to) => write(html.slice(from, to)),
    cdata: (from, to) => write(html.slice(from, to)),
    declaration() {},
  });
}
