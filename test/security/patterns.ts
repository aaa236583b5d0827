// Runs every function whose patterns see text from outside over hostile texts; ends with status 0 when all have ended.

import { commands } from '../../commands/index.ts';
import { render as renderForDiscord } from '../../src/chat/discord/render.ts';
import { linkLabel } from '../../src/chat/links.ts';
import { render as renderForSlack } from '../../src/chat/slack/render.ts';
import { plainOf } from '../../src/chat/slack/text.ts';
import { parseLine } from '../../src/command/parse.ts';
import { isChallenge } from '../../src/feeds/challenge.ts';
import { toInstant } from '../../src/feeds/dates.ts';
import { decodeFeed } from '../../src/feeds/decode.ts';
import { freshFor } from '../../src/feeds/freshness.ts';
import { canonicalLink } from '../../src/feeds/identity.ts';
import { headerLinks } from '../../src/feeds/link-header.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { originOf } from '../../src/feeds/origin.ts';
import { pageOf } from '../../src/feeds/page.ts';
import { plainText } from '../../src/feeds/plain-text.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { hide } from '../../src/log.ts';
import { gloss } from '../../src/matching/gloss.ts';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { message } from '../../src/model/message.ts';
import { parseTopic } from '../../src/topics/parse.ts';

const SOME = 100_000;
/** At this length a pattern that takes its text in squares takes some ten times the limit, and any other a tenth of it. */
const MANY = 300_000;
const SIGNS = ' "“<>&([\\`*_@:/.,;=%-{\n\t\r';
const PIECES = [
  ...SIGNS,
  ...[
    'a',
    '1',
    'ا',
    'وال',
    '\u202e',
    '\u200d',
    '](',
    '://',
    '//',
    '. ',
    ' \n',
    'a ',
    'A ',
    'a@',
    '"a',
    '<a ',
    '<!--',
    '&#',
  ],
  ...[
    'a=',
    '?token=',
    'xoxb-',
    '1. ',
    '- ',
    ' - ',
    '12 jan ',
    '© ',
    '(a)',
    'said ',
    'said "',
    "n't ",
    'U.S. ',
  ],
  ...['<title> ', '{a}', 'قال ', 'The US is not leaving Iraq, '],
];

const HERE = 'https://a.example/';
const matcher = createLexicalMatcher();
await matcher.follow([{ id: 'x', statement: 'The US is leaving Iraq', aliases: [] }], []);

type Run = (text: string) => unknown;

/** A feed with the text in each of these elements of its entry. */
function entry(...names: readonly string[]): Run {
  return (text) => {
    const inner = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const fields = names.map((name) => `<${name}>${inner}</${name}>`).join('');
    return readFeed(Buffer.from(`<rss><channel><item>${fields}</item></channel></rss>`), 'text/xml', HERE);
  };
}

/** A message with the text in each place that it has. */
function everywhere(text: string) {
  return message(
    text,
    [
      { kind: 'quote', quote: text, by: text },
      { kind: 'text', text: [text, { strong: text }, { code: text }, { link: HERE + text, label: text }] },
      { kind: 'fields', fields: [{ name: text, value: text }] },
      { kind: 'list', heading: text, entries: [text] },
    ],
    [{ label: text, invocation: text, style: 'plain' }],
  );
}

function headersOf(text: string): Headers {
  // What no header can hold never comes.
  const value = text.replace(/[^ -~]/g, '.');
  return new Headers({ 'cache-control': value, expires: value, age: value });
}

const FUNCTIONS: Readonly<Record<string, Run>> = {
  plainText,
  hide,
  date: toInstant,
  gloss: (text) => gloss(text, ['Esper', 'Seely', 'Tueller', 'Baghdad', 'Abdul', 'Mahdi', 'Santorini']),
  label: (text) => linkLabel(text, HERE),
  link: (text) => canonicalLink(HERE + text),
  query: (text) => canonicalLink(`${HERE}?${text}`),
  host: (text) => canonicalLink(`https://${text}`),
  headers: (text) => freshFor(headersOf(text)),
  linkHeader: (text) => headerLinks(text, HERE),
  challenge: (text) => isChallenge(new Headers(), text),
  page: (text) => pageOf(Buffer.from(`<html>${text}`), HERE),
  charset: (text) => decodeFeed(Buffer.concat([Buffer.of(0xc3), Buffer.from(text)]), `charset=${text}`),
  credit: (text) => originOf({ sources: [text.slice(0, 60)], author: text, title: text, text }),
  broken: (text) => readFeed(Buffer.from(`<rss><channel><item><title>${text}`), 'text/xml', HERE),
  doctype: (text) => readFeed(Buffer.from(`<!DOCTYPE rss [<!ENTITY ${text}]><rss/>`), null, HERE),
  words: entry('title', 'description', 'content:encoded', 'source', 'category'),
  people: entry('author', 'dc:creator'),
  places: entry('link', 'guid', 'pubDate', 'dc:date'),
  opml: (text) => parseOpml(`<opml><body>${text}`),
  command: (text) => parseLine(text, commands),
  options: (text) => parseLine(`/claims add ${text}`, commands),
  slackWords: (text) => plainOf(text, async (user) => user),
  slack: (text) => renderForSlack(everywhere(text)),
  discord: (text) => renderForDiscord(everywhere(text)),
};
/** What takes some time for each letter. */
const SLOW: Readonly<Record<string, Run>> = {
  topic: (text) => parseTopic(`title: ${text}`, 'x.yaml'),
  judge: (text) =>
    matcher.judge({ title: text.slice(0, 500), summary: '', text: `Iraq. ${text}`, language: null }),
};

async function tryAll(functions: Readonly<Record<string, Run>>, length: number): Promise<void> {
  for (const [name, run] of Object.entries(functions))
    for (const piece of PIECES) {
      process.send?.(`${name} of ${JSON.stringify(piece)}`);
      try {
        // What ends otherwise than it began is what patterns try to match in every way there is.
        await run(`${piece.repeat(Math.ceil(length / piece.length))}!`);
      } catch {
        // Refused is well.
      }
    }
}

await tryAll(FUNCTIONS, MANY);
await tryAll(SLOW, SOME);
process.exit(0);
