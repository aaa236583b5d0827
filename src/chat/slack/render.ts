// Follows https://docs.slack.dev/reference/block-kit/blocks and, for `text`,
// https://docs.slack.dev/reference/methods/chat.postMessage.
import type { types } from '@slack/bolt';
import type { Block, Button, Message } from '../../model/message.ts';
import { elementsOf, plainText, type Room } from './richtext.ts';
import { clean, clip, escapeText } from './text.ts';

const BLOCKS = 50;
const HEADER = 150;
const BLOCK_TEXT = 3_000;
const ENTRY_TEXT = 500;
const BUTTONS = 25;
const BUTTON_TEXT = 75;
const BUTTON_VALUE = 2_000;
const FALLBACK = 4_000;
/** Slack answers msg_blocks_too_long somewhere above this; it publishes no number. */
const ALL_BLOCKS = 11_000;

type RichPart = types.RichTextSection | types.RichTextList | types.RichTextQuote;

/** The message as Slack takes it; `text` stands in for the blocks in notifications and screen readers. */
export function render(message: Message): { text: string; blocks: types.KnownBlock[] } {
  const room: Room = { left: ALL_BLOCKS, full: false };
  const title = clean(message.title).trim();
  // A header is cut at 150 characters; a longer title follows in full, for half a claim may mislead.
  const whole: Block[] = title.length > HEADER ? [{ kind: 'text', text: [{ strong: message.title }] }] : [];
  const content = [...whole, ...message.blocks]
    .slice(0, BLOCKS - 2)
    .flatMap((block) => richText(partsOf(block, room)));
  return { text: fallback(message), blocks: [...header(title), ...content, ...actions(message.buttons)] };
}

function header(title: string): types.KnownBlock[] {
  return title === ''
    ? []
    : [{ type: 'header', text: { type: 'plain_text', text: clip(title, HEADER), emoji: false } }];
}

function partsOf(block: Block, room: Room): RichPart[] {
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
  // A cut invocation would be another one, so a button that Slack cannot carry is left out.
  const elements = buttons
    .filter(({ invocation }) => invocation.length <= BUTTON_VALUE)
    .slice(0, BUTTONS)
    .map(({ label, invocation, style }, index) => ({
      type: 'button' as const,
      action_id: `invoke:${index}`,
      text: { type: 'plain_text' as const, text: clip(clean(label), BUTTON_TEXT), emoji: false },
      value: invocation,
      ...(style !== 'plain' && { style }),
    }));
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

function fallback(message: Message): string {
  const lines = [clean(message.title), ...message.blocks.flatMap(linesOf)].filter((line) => line !== '');
  // Clipped again, for escaping lengthens; half an entity is harmless.
  return clip(escapeText(clip(lines.join('\n'), FALLBACK)), FALLBACK);
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
