import { Tokenizer } from 'htmlparser2';

/** Elements whose content is no reading matter. */
const DROPPED = new Set(['script', 'style', 'noscript', 'iframe', 'template', 'head']);
/** Elements that run on within a paragraph; every other one ends it. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Marks that show nothing and only get in the way of comparing, or turn the reading order around. */
const INVISIBLE = /[\u00AD\u200B\u202A-\u202E\u2066-\u2069\uFEFF]|[^\P{Cc}\s]/gu;

/**
 * HTML, or text that may hold some, as plain text: paragraphs apart by an empty line, `<br>` as a line
 * break, entities decoded, scripts and styles dropped. Takes time linear in the length, whatever the
 * nesting, which is why it reads tokens and builds no tree.
 */
export function plainText(html: string): string {
  const hasTags = /<[a-z!/]/i.test(html);
  const out: string[] = [];
  let dropped: string | null = null;
  const write = (text: string): void => {
    if (dropped === null) out.push(text);
  };
  const tag = (start: number, end: number): string => html.slice(start, end).toLowerCase();
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ...IGNORED,
      ontext: (start, end) => write(spaced(html.slice(start, end), hasTags)),
      ontextentity: (codepoint) => write(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => write(spaced(html.slice(start, end - offset), hasTags)),
      onopentagname: (start, end) => {
        const name = tag(start, end);
        write(breakOf(name));
        if (DROPPED.has(name)) dropped ??= name;
      },
      onclosetag: (start, end) => {
        const name = tag(start, end);
        if (name === dropped) dropped = null;
        write(breakOf(name));
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return tidy(out.join(''));
}

/** Plain text on one line: for titles and names. */
export function plainLine(html: string): string {
  return plainText(html).replace(/\s+/g, ' ');
}

/** Text between tags: line breaks are spaces there; where there are no tags, an empty line is a paragraph. */
function spaced(text: string, hasTags: boolean): string {
  const paragraphs = hasTags ? [text] : text.replace(/\r\n?/g, '\n').split(/\n\s*\n/);
  return paragraphs.map((paragraph) => paragraph.replace(/\s+/g, ' ')).join('\n\n');
}

function breakOf(name: string): string {
  if (name === 'br') return '\n';
  return INLINE.has(name) || name.includes(':') ? '' : '\n\n';
}

function tidy(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}

function ignore(): void {}
const IGNORED = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
};
