// Runs every function whose patterns see text from outside over hostile texts; ends with status 0 when all have ended.

import { commands } from '../../commands/index.ts';
import { render as renderForDiscord } from '../../src/chat/discord/render.ts';
import { render as renderForSlack } from '../../src/chat/slack/render.ts';
import { plainOf } from '../../src/chat/slack/text.ts';
import { parseLine } from '../../src/command/parse.ts';
import { canonicalLink } from '../../src/feeds/identity.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { plainText } from '../../src/feeds/plain-text.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { hide } from '../../src/log.ts';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { message } from '../../src/model/message.ts';
import { parseTopic } from '../../src/topics/parse.ts';

const LONG = 100_000;
const PIECES = [
  'a',
  ' ',
  '"',
  '“',
  '<',
  '>',
  '&',
  '(',
  '[',
  '](',
  '\\',
  '`',
  '*',
  '_',
  '@',
  ':',
  '://',
  '\n',
  '\t',
  '.',
  '. ',
  'a ',
  '"a',
  '<a ',
  '<!--',
  '&#',
  '%',
  '=',
  'xoxb-',
  'said ',
  '‮',
  'ا',
  'said "',
  "n't ",
  '1.',
  '- ',
];

const matcher = createLexicalMatcher();
await matcher.follow([{ id: 'x', statement: 'The US is leaving Iraq', aliases: [] }], []);

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  plainText,
  hide,
  canonicalLink,
  canonicalQuery: (text) => canonicalLink(`https://a.example/?${text}`),
  parseLine: (text) => parseLine(`/claims add ${text}`, commands),
  discord: (text) => renderForDiscord(message(text, [{ kind: 'quote', quote: text, by: text }])),
  slack: (text) => renderForSlack(message(text, [{ kind: 'quote', quote: text, by: text }])),
  slackWords: (text) => plainOf(text, async (user) => user),
  opml: (text) => parseOpml(`<opml><body>${text}`),
  topic: (text) => parseTopic(`slug: ${text}`, 'x.yaml'),
  feed: (text) =>
    readFeed(Buffer.from(`<rss><channel><item><title>${text}`), 'text/xml', 'https://a.example/'),
  judge: (text) => matcher.judge({ title: text.slice(0, 500), summary: '', text, language: null }),
};

for (const [name, run] of Object.entries(FUNCTIONS))
  for (const piece of PIECES) {
    const text = piece.repeat(Math.ceil(LONG / piece.length));
    for (const hostile of [text, `${text}!`, `!${text}`]) {
      process.send?.(`${name} of ${JSON.stringify(piece)}`);
      try {
        await run(hostile);
      } catch {
        // Refused is well.
      }
    }
  }
process.exit(0);
