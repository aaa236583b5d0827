// Messages as nobody means them: of everything that a feed may say and far more of it than any chat takes.
import fc from 'fast-check';
import type { Block, Button, Message, Span, Text } from '../../src/model/message.ts';

/** What acts in a chat, unless it is made plain. */
const ACTING = [
  '@everyone @here <@123> <@&123> <#123> </claim:123> <id:browse> <:a:123> <!here> <@U1> <#C1|desk> &lt;!here&gt;',
  '[x](javascript:alert(1)) [x](https://evil.example) ](https://evil.example) <https://evil.example|news> [ ] ( )',
  'https://evil.example/x http: //evil.example discord.gg/abc mailto:a@evil.example <t:1:R> <t: 1:f> < > & "',
  '` `` ``` ** * _ __ ~~ || \\ \\\\ :smile: : smile: :8ball: +1: 20:05:00 1 . - #',
].flatMap((pieces) => pieces.split(' '));
const AT_LINE_START = [
  '> fake quote',
  '>>> all of it',
  '\n> ',
  '# heading',
  '-# small',
  '- item',
  '1. item',
  '. ',
];

/** What is read another way than it is written, or not seen, or is half a character. */
const UNSEEN = [
  ...'\u202e\u2066\u2069\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u{e0041}\u3164\ufe0f\0\u0007\u001b\u0301',
  '\ud83d',
  '\ude00',
];
const BLANK = [' ', '   ', '\n', '\n\n\n\n', '\r\n', '\t', '\u00a0', '\u2028', '\u3000'];
const SCRIPTS = [
  'word ',
  'The letter',
  'الرسالة ',
  'می\u200cخواهم',
  'המכתב ',
  '撤軍',
  '𝔛',
  '👩‍👩‍👧‍👦',
  '👩🏽‍💻',
];

const piece = fc.oneof(
  { arbitrary: fc.constantFrom(...ACTING, ...AT_LINE_START), weight: 5 },
  { arbitrary: fc.constantFrom(...UNSEEN), weight: 2 },
  { arbitrary: fc.constantFrom(...BLANK), weight: 2 },
  { arbitrary: fc.constantFrom(...SCRIPTS), weight: 3 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 2 },
);

const short = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

/** The same few pieces over and over. */
function long(min: number, max: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min, max }))
    .map(([pieces, length]) => {
      const text = pieces.join('') || ' ';
      return text.repeat(Math.ceil(length / text.length)).slice(0, length);
    });
}

/** Any text; one in eight is longer than some limit. */
const words: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: short, weight: 7 },
  { arbitrary: long(60, 9_000), weight: 1 },
);

/** Few as a rule, and sometimes more than a platform takes. */
function fewOrMany<T>(one: fc.Arbitrary<T>, many: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { arbitrary: fc.array(one, { maxLength: 4 }), weight: 4 },
    { arbitrary: fc.array(one, { minLength: Math.ceil(many / 2), maxLength: many, size: 'max' }), weight: 1 },
  );
}

/** The one site that a message means to link to, so that a link to any other comes of a plain string. */
export const SITE = 'news.example';

const address = fc.oneof(
  fc.constantFrom(`https://${SITE}/1`, `http://${SITE}/a_(b)?q=[x]&r="y"`, `HTTPS://${SITE.toUpperCase()}`),
  fc.constantFrom(
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'slack://open',
    'mailto:a@b',
  ),
  fc.constantFrom(`https://${SITE}@evil.example/`, 'https://', 'not an address', ` https://${SITE} `),
  words.map((path) => `https://${SITE}/${path}`),
  words.filter((text) => !/^https?:$/.test(URL.parse(text)?.protocol ?? '')),
);

const time = fc.oneof(
  { arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), weight: 3 },
  {
    arbitrary: fc.constantFrom('', 'now', '2020-13-45T99:00:00.000Z', '+275760-09-13T00:00:00.001Z'),
    weight: 1,
  },
  { arbitrary: words, weight: 1 },
);

const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  words.map((strong) => ({ strong })),
  words.map((code) => ({ code })),
  fc.record({ link: address, label: words }),
  time.map((at) => ({ time: at })),
);

const text: fc.Arbitrary<Text> = fc.oneof(words, fewOrMany(span, 20));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('quote' as const), quote: words, by: text }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fewOrMany(fc.record({ name: words, value: text }), 60),
  }),
  fc.record({ kind: fc.constant('list' as const), heading: words, entries: fewOrMany(text, 100) }),
);

const invocation = fc.oneof(
  { arbitrary: fc.nat(99).map((n) => `/claims reject withdrawal i${n}`), weight: 4 },
  { arbitrary: words.map((what) => `/claim ${what}`), weight: 1 },
  { arbitrary: long(80, 3_000), weight: 1 },
  { arbitrary: words, weight: 1 },
);

const button: fc.Arbitrary<Button> = fc.record({
  label: words,
  invocation,
  style: fc.constantFrom('plain', 'primary', 'danger'),
});

const [title, buttons] = [words, fewOrMany(button, 60)];

export const hostileMessage: fc.Arbitrary<Message> = fc.record({
  title,
  blocks: fewOrMany(block, 80),
  buttons,
});

/** The same without what stands between the title and the buttons. */
export const hostileButtons: fc.Arbitrary<Message> = fc.record({ title, blocks: fc.constant([]), buttons });
