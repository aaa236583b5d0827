// Follows https://docs.slack.dev/reference/block-kit/blocks and, for `text`,
// https://docs.slack.dev/reference/methods/chat.postMessage.
import type { types } from '@slack/bolt';
import type { Block, Button, Message } from '../../model/message.ts';
import { elementsOf, plainText, type Room, sizeOf } from './richtext.ts';
import { clean, clip, escapeText } from './text.ts';

const BLOCKS = 50;
const HEADER = 150;
const BLOCK_TEXT = 3_000;
const ENTRY_TEXT = 500;
const BUTTONS = 25;
const BUTTON_TEXT = 75;
const BUTTON_VALUE = 2_000;
const FALLBACK = 4_000;
/** Slack answers msg_blocks_too_long somewhere above this, as JSON; it publishes no number. */
const ALL_BLOCKS = 12_000;
/** What the buttons may take of that, lest they leave no room for the message. */
const ALL_BUTTONS = 6_000;
/** What a block costs beside its parts: it and, in a list, the list. */
const BLOCK = 100;

type RichPart = types.RichTextSection | types.RichTextList | types.RichTextQuote;

/** The message as Slack takes it; `text` stands in for the blocks in notifications and screen readers. */
export function render(message: Message): { text: string; blocks: types.KnownBlock[] } {
  const title = clean(message.title).trim();
  const [head, foot] = [header(title), actions(message.buttons)];
  const room: Room = { left: ALL_BLOCKS - sizeOf([...head, ...foot]), full: false };
  // A header is cut at 150 characters; a longer title follows in full, for half a claim may mislead.
  const whole: Block[] = title.length > HEADER ? [{ kind: 'text', text: [{ strong: message.title }] }] : [];
  const content = [...whole, ...message.blocks]
    .slice(0, BLOCKS - 2)
    .flatMap((block) => richText(partsOf(block, room)));
  return { text: fallback(message), blocks: [...head, ...content, ...foot] };
}

function header(title: string): types.KnownBlock[] {
  return title === ''
    ? []
    : [{ type: 'header', text: { type: 'plain_text', text: clip(title, HEADER), emoji: false } }];
}

function partsOf(block: Block, room: Room): RichPart[] {
  room.left -= BLOCK;
  switch (block.kind) {
    case 'text':
      return section(elementsOf(block.text, BLOCK_TEXT, room));
    case 'quote': {
      const quote = elementsOf(block.quote, BLOCK_TEXT, room);
      const by = elementsOf(block.by, ENTRY_TEXT, room);
      return [
        ...(quote.length > 0 ? [{ type: 'rich_text_quote' as const, elements: quote }] : []),
        ...section(by.length > 0 ? [{ type: 'text', text: '— ' }, ...by] : []),
      ];
    }
    case 'fields':
      return block.fields.flatMap(({ name, value }) =>
        section([
          ...elementsOf(`${name}: `, ENTRY_TEXT, room, { bold: true }),
          ...elementsOf(value, BLOCK_TEXT, room),
        ]),
      );
    case 'list': {
      const heading = section(elementsOf(block.heading, ENTRY_TEXT, room, { bold: true }));
      const entries = block.entries.flatMap((entry) => section(elementsOf(entry, ENTRY_TEXT, room)));
      return entries.length > 0
        ? [...heading, { type: 'rich_text_list', style: 'bullet', elements: entries }]
        : heading;
    }
  }
}

function section(elements: types.RichTextElement[]): types.RichTextSection[] {
  return elements.length > 0 ? [{ type: 'rich_text_section', elements }] : [];
}

function richText(elements: RichPart[]): types.KnownBlock[] {
  return elements.length > 0 ? [{ type: 'rich_text', elements }] : [];
}

function actions(buttons: readonly Button[]): types.KnownBlock[] {
  const elements: types.Button[] = [];
  let left = ALL_BUTTONS;
  for (const button of buttons) {
    const element = buttonOf(button, elements.length);
    if (element === null || sizeOf(element) > left || elements.length === BUTTONS) continue;
    elements.push(element);
    left -= sizeOf(element);
  }
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

/** A cut invocation would be another one, so a button that Slack cannot carry is none. */
function buttonOf({ label, invocation, style }: Button, index: number): types.Button | null {
  const line = clean(invocation).trim();
  if (line === '' || invocation.length > BUTTON_VALUE || !invocation.isWellFormed()) return null;
  return {
    type: 'button',
    action_id: `invoke:${index}`,
    text: { type: 'plain_text', text: clip(clean(label).trim() || line, BUTTON_TEXT), emoji: false },
    value: invocation,
    ...(style !== 'plain' && { style }),
  };
}

function fallback(message: Message): string {
  const lines = [clean(message.title), ...message.blocks.flatMap(linesOf)].filter((line) => line !== '');
  const text = clip(lines.join('\n').trim(), FALLBACK);
  // Clipped again, for escaping lengthens; half an entity is harmless. Slack refuses a message without text.
  return clip(escapeText(text), FALLBACK) || '…';
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [plainText(block.text)];
    case 'quote':
      return [`“${clean(block.quote)}” — ${plainText(block.by)}`];
    case 'fields':
      return block.fields.map(({ name, value }) => `${clean(name)}: ${plainText(value)}`);
    case 'list':
      return [clean(block.heading), ...block.entries.map((entry) => `• ${plainText(entry)}`)];
  }
}
