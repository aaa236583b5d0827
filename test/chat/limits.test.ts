// What the two chats take, and what they must never do with a feed's words, whatever the message.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render as renderDiscord, threadName } from '../../src/chat/discord/render.ts';
import { oneLine } from '../../src/chat/discord/text.ts';
import { render as renderSlack } from '../../src/chat/slack/render.ts';
import { clean } from '../../src/chat/slack/text.ts';
import { type Button, type Message, message, type Text } from '../../src/model/message.ts';
import { checkMessage, type MessageBody } from '../support/discord/limits.ts';
import { schemaFault } from '../support/discord/schema.ts';
import { hostileButtons, hostileMessage, SITE } from '../support/messages.ts';
import { messageFault } from '../support/slack/blocks.ts';
import { buttonsOf } from '../support/slack/reading.ts';

/** One seed, so that every run is the same; fast-check prints it with what fails, and the shortest such message. */
const RUNS = { numRuns: 300, seed: 20_200_106 };

function always(check: (message: Message) => void, messages = hostileMessage): void {
  fc.assert(fc.property(messages, check), RUNS);
}

/** Every string anywhere in a payload. */
function stringsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsIn) : [];
}

function brokenIn(payload: unknown): string[] {
  return stringsIn(payload).filter((text) => !text.isWellFormed());
}

/** What reorders or hides the words around it. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\0]/;

const LINKED = { link: 'https://news.example/1', label: 'AFP' };
const MASKED = '[AFP](https://news.example/1)';

describe('the messages of these tests', () => {
  it('go past every limit', () => {
    const messages = fc.sample(hostileMessage, RUNS);
    const most = (measure: (message: Message) => number) => Math.max(...messages.map(measure));
    expect(most(({ title }) => title.length)).toBeGreaterThan(4_000);
    expect(most(({ blocks }) => blocks.length)).toBeGreaterThan(50);
    expect(most(({ blocks }) => JSON.stringify(blocks).length)).toBeGreaterThan(100_000);
    expect(most(({ buttons }) => buttons.length)).toBeGreaterThan(50);
    expect(most(({ buttons }) => Math.max(0, ...buttons.map(lengthOf)))).toBeGreaterThan(2_000);
  });
});

describe('a message to Discord', () => {
  it('is one that Discord takes', () => {
    always((message) => {
      const body = renderDiscord(message);
      expect(schemaFault(body)).toBeNull();
      expect(checkMessage(body as MessageBody)).toBeNull();
      expect(brokenIn(body)).toEqual([]);
      expect(threadName(message.title)).toMatch(/^(?!\s).{1,100}(?<!\s)$/u);
    });
  });

  it('mentions, links and formats nothing that it does not mean to', () => {
    always((message) => {
      const { content, embeds } = renderDiscord(message);
      const titles = embeds.flatMap(({ fields = [] }) => fields.map(({ name }) => name));
      const texts = embeds.flatMap(({ description = '', fields = [] }) => [
        description,
        ...fields.map(({ value }) => value),
      ]);
      for (const text of [content, ...titles, ...texts]) {
        expect(unmeant(text)).toBeNull();
        expect(text).not.toMatch(UNSEEN);
      }
    });
  });

  it('has every button as a button or, where there is room, as its whole line', () => {
    always((message) => {
      const { buttons } = message;
      const { content, components } = renderDiscord(message);
      const made = components.flatMap((row) => row.components);
      const ids = made.map((one) => one.custom_id);
      const spelt = [...content.matchAll(/`([^`\n]+)`$/gm)].map(([, line]) => line);
      expect(ids.filter((id) => !buttons.some(({ invocation }) => invocation === id))).toEqual([]);
      expect(spelt.filter((line) => !buttons.some((button) => shown(button) === line))).toEqual([]);
      expect(made.filter(({ label = '' }) => UNSEEN.test(label))).toEqual([]);
      for (const button of buttons) {
        const there = ids.includes(button.invocation) || spelt.includes(shown(button));
        const room = 2_000 - content.length - BESIDE_LINE;
        if (!there) expect(shown(button) === '' || shown(button).length > room).toBe(true);
      }
    }, hostileButtons);
  });

  it.each<[string, Text, string]>([
    ['an emoji in two parts', [':', 'smile:'], '\\:smile\\:'],
    ['an emoji after a digit', '1:smile:', '1\\:smile\\:'],
    ['the end of a link', [LINKED, '](https://evil.example)'], `${MASKED}\\]\\(https:\\/\\/evil.example)`],
    ['the end of a link in two parts', [LINKED, ']', '(x)'], `${MASKED}\\]\\(x)`],
    ['the end of a link in code', [LINKED, { code: '](x)' }], `${MASKED}\`] (x)\``],
    [
      'a bracket in a label',
      [{ ...LINKED, label: '[Video' }, ' ](x)'],
      '[(Video](https://news.example/1) \\]\\(x)',
    ],
    [
      'an address in a label',
      [{ ...LINKED, label: 'https://a.b' }],
      '[https: //a.b](https://news.example/1)',
    ],
    ['bold beside bold', [{ strong: 'a' }, { strong: 'b' }, { code: '@here' }], '**ab**`@here`'],
    ['code beside code', [{ code: 'a' }, { code: '@here' }], '`a@here`'],
  ])('shows %s as text', (_what, text, markdown) => {
    expect(renderDiscord(message('A claim', [{ kind: 'text', text }])).embeds).toEqual([
      { description: markdown },
    ]);
  });

  it('says a button’s line where it has no label, and has none that stands for nothing', () => {
    const buttons = [buttonFor('/claim x', ' \u200b'), buttonFor(' \u202e'), buttonFor('')];
    const { content, components } = renderDiscord(message('A claim', [], buttons));
    expect(components).toMatchObject([{ components: [{ label: '/claim x', custom_id: '/claim x' }] }]);
    expect(content).toBe('**A claim**');
  });

  it('spells out the lines that fit whole, whatever goes before them', () => {
    const cut = `/claim ${'x'.repeat(1_980)} ${'x'.repeat(500)}`;
    const buttons = [buttonFor(cut, ''), buttonFor(`/claim ${'y'.repeat(100)}`, 'label '.repeat(400))];
    const { content } = renderDiscord(message('', [], [...buttons, buttonFor('/claim \ud83d', 'half')]));
    expect(content).not.toContain('xxx');
    expect(content).toContain(`\`/claim ${'y'.repeat(100)}\``);
    expect(content).toContain('half: `/claim \ufffd`');
  });
});

describe('a message to Slack', () => {
  it('is one that Slack takes', () => {
    always((message) => {
      const body = renderSlack(message);
      expect(messageFault(body)).toBeNull();
      expect(brokenIn(body)).toEqual([]);
    });
  });

  it('mentions, links and formats nothing that it does not mean to', () => {
    always(({ title, blocks }) => {
      const body = renderSlack(message(title, blocks));
      const nodes = nodesIn(body.blocks);
      expect(nodes.filter(({ type }) => type !== undefined && !INERT.includes(String(type)))).toEqual([]);
      expect(nodes.filter(({ type, emoji }) => type === 'plain_text' && emoji !== false)).toEqual([]);
      expect(nodes.filter(({ url }) => url !== undefined && !isMeant(String(url)))).toEqual([]);
      // An entity that is cut is the end of the text, and no entity.
      expect(body.text.replace(/&\w{0,3}…$/, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      expect(stringsIn(body).filter((text) => UNSEEN.test(text))).toEqual([]);
    });
  });

  it('has the buttons that there is room for, each with its whole line', () => {
    always((message) => {
      const made = buttonsOf(renderSlack(message));
      const values = made.map(({ element }) => element.value);
      const lines = message.buttons
        .map(({ invocation }) => invocation)
        .filter((line) => clean(line).trim() !== '' && line.isWellFormed() && line.length <= 2_000);
      expect(values.filter((value) => !lines.some((line) => line === value))).toEqual([]);
      expect(made.filter(({ label }) => UNSEEN.test(label))).toEqual([]);
      if (lines.length <= 25 && lines.join('').length < 1_000) expect(values).toEqual(lines);
    }, hostileButtons);
  });

  it('has text even where the message has none', () => {
    expect(renderSlack(message(' \n'))).toEqual({ text: '…', blocks: [] });
  });

  it('says a button’s line where it has no label, and has none that stands for nothing', () => {
    const buttons = [buttonFor('/claim x', ' \u200b'), buttonFor(' \u202e'), buttonFor('/claim \ud83d')];
    const labels = buttonsOf(renderSlack(message('A claim', [], buttons))).map(({ label }) => label);
    expect(labels).toEqual(['/claim x']);
  });

  it('keeps room for the message beside buttons with long lines', () => {
    const buttons = Array.from({ length: 25 }, (_, n) => buttonFor(`/claim ${n} ${'x'.repeat(1_900)}`));
    const body = renderSlack(message('A claim', [{ kind: 'text', text: 'what is known' }], buttons));
    expect(messageFault(body)).toBeNull();
    expect(JSON.stringify(body.blocks)).toContain('what is known');
    expect(buttonsOf(body)).not.toEqual([]);
  });

  it.each<[string, Text]>([
    ['quotation marks, each of which takes two characters', '"'.repeat(3_000)],
    [
      'addresses that are longer as Slack takes them',
      Array(8).fill({ ...LINKED, link: `${LINKED.link}${'ب'.repeat(400)}` }),
    ],
  ])('is not too long with %s', (_what, text) => {
    const blocks = Array.from({ length: 4 }, () => ({ kind: 'text', text }) as const);
    expect(messageFault(renderSlack(message('A claim', blocks)))).toBeNull();
  });

  it('has no link in which a site passes itself off as another', () => {
    const text = [{ link: 'https://news.example@evil.example/', label: 'AFP' }];
    const { blocks } = renderSlack(message('A claim', [{ kind: 'text', text }]));
    expect(JSON.stringify(blocks)).not.toContain('evil.example');
  });
});

function buttonFor(invocation: string, label = 'Go'): Button {
  return { label, invocation, style: 'plain' };
}

/** Every object anywhere in a payload. */
function nodesIn(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(nodesIn);
  return Array.isArray(node) ? inside : [{ ...node }, ...inside];
}

/** The parts of blocks in which Slack shows text as it is. */
const INERT = [
  ...['header', 'plain_text', 'actions', 'button', 'text', 'link', 'date'],
  ...['rich_text', 'rich_text_section', 'rich_text_list', 'rich_text_quote'],
];

function isMeant(address: string): boolean {
  const { protocol, host, username } = new URL(address);
  return /^https?:$/.test(protocol) && host === SITE && username === '';
}

/** A link to the site, whose label has no mark: Discord heeds no escape there, and brackets end it elsewhere. */
const LINK = /\[[^\][*_~|`<>@\\\n]+\]\(https?:\/\/news\.example\/[^\s()<>[\]]*\)/gu;
/** What a renderer writes: escapes, code, links, times, bold, and the start of a line of a quotation or a list. */
const MEANT = new RegExp(
  [/\\[^0-9A-Za-z\s]/, /`[^`\n]+`(?!`)/, LINK, /<t:-?\d+:f>/, /\*\*(?!\*\*)/, /^[->] /]
    .map(({ source }) => source)
    .join('|'),
  'gmu',
);
/** What else acts in Discord's markdown; what begins with two digits, as in `20:05:00`, names no emoji. */
const ACTS = /[\\*_~|`<>[\]@/]|:(?!\d\d)[\w+-]+:|^[^\S\n]*(?:[#+-]|\d+[.)]\s)/m;

/** The text with what acts in it though nobody meant it to, or null. */
function unmeant(markdown: string): string | null {
  const bare = markdown.replace(MEANT, (mark) => (/^[->] $/.test(mark) ? '' : '·'));
  if (ACTS.test(bare)) return bare;
  const ends = markdown.split('](').length - 1;
  return ends > (markdown.match(LINK)?.length ?? 0) ? markdown : null;
}

/** What may stand beside a line that is spelt out: a break, a label of 80 characters, escaped, and marks. */
const BESIDE_LINE = 2 * 80 + '\n: ``'.length;

/** A button's line as it is spelt out. */
function shown({ invocation }: Button): string {
  return oneLine(invocation).trim().replaceAll('`', 'ˋ').replaceAll('](', '] (');
}

function lengthOf({ invocation }: Button): number {
  return invocation.length;
}
