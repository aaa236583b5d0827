// Follows https://discord.com/developers/docs/resources/message#create-message and #embed-object-embed-limits.
import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Block, Button, Message, Text } from '../../model/message.ts';
import { type ButtonRow, labelOf, renderButtons } from './buttons.ts';
import { renderQuote, renderText } from './spans.ts';
import { clean, oneLine, shortenPlain } from './text.ts';

/** Discord's limits, in UTF-16 units (it counts code points, so these are never too many). */
const CONTENT = 2_000;
const DESCRIPTION = 4_096;
const FIELD_NAME = 256;
const FIELD_VALUE = 1_024;
const FIELDS = 25;
const EMBEDS = 10;
const EMBEDS_TOTAL = 6_000;
const THREAD_NAME = 100;

/** Our own, so that one long part leaves room for the others. */
const TITLE = 256;
const TEXT = 2_000;
const QUOTE = 1_000;
const ENTRY = 300;
/** Values up to this long stand side by side. */
const INLINE = 60;

/** What a message becomes: JSON as Discord's API takes it. */
export interface Rendered {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: ButtonRow[];
}

/**
 * The title is the content, so that notifications and search show it, and people who turned embeds off
 * still read it. Blocks follow in embeds, in their order: a new embed begins where text follows fields.
 * `before` is markup that goes before the title.
 */
export function render(message: Message, before = ''): Rendered {
  const { rows, left } = renderButtons(message.buttons);
  const page: Page = { embeds: [], left: EMBEDS_TOTAL };
  for (const block of message.blocks) place(page, block);
  return { content: contentOf(before, message.title, left), embeds: page.embeds, components: [...rows] };
}

/** The name of a thread, which has no markdown. */
export function threadName(title: string): string {
  return shortenPlain(oneLine(title).trim(), THREAD_NAME) || '…';
}

/** The title, and under it the lines of the buttons that Discord cannot have; never part of a line. */
function contentOf(before: string, title: string, left: readonly Button[]): string {
  const lines = [before + renderText([{ strong: oneLine(title).trim() }], TITLE)];
  let length = lines.join('').length;
  for (const button of left) {
    const line = renderText([labelOf(button), ': ', { code: button.invocation }], Number.POSITIVE_INFINITY);
    if (length + 1 + line.length > CONTENT) continue;
    lines.push(line);
    length += 1 + line.length;
  }
  return lines.join('\n') || '…';
}

/** The embeds as they fill up, and how many units are left for all of them. */
interface Page {
  readonly embeds: APIEmbed[];
  left: number;
}

function place(page: Page, block: Block): void {
  switch (block.kind) {
    case 'text':
      paragraph(page, (room) => renderText(block.text, Math.min(room, TEXT), clean));
      break;
    case 'quote':
      paragraph(page, (room) => within(room, renderQuote(block.quote, block.by, QUOTE)));
      break;
    case 'list':
      paragraph(page, (room) => list(block, room));
      break;
    case 'fields':
      for (const { name, value } of block.fields) field(page, renderField(name, value));
  }
}

/** Discord refuses a field without a name or a value. */
function renderField(label: string, text: Text): APIEmbedField {
  const name = renderText(label, FIELD_NAME) || '—';
  const value = renderText(text, FIELD_VALUE) || '—';
  return { name, value, inline: value.length <= INLINE };
}

/** Adds a paragraph to the last embed, or to a new one after fields; passes over one that has no room. */
function paragraph(page: Page, markup: (room: number) => string): void {
  const last = page.embeds.at(-1);
  const into = last !== undefined && last.fields === undefined ? last : {};
  const before = into.description === undefined ? '' : `${into.description}\n\n`;
  const gap = before.length - (into.description?.length ?? 0);
  const text = markup(Math.min(page.left - gap, DESCRIPTION - before.length));
  if (text === '' || text === '…' || (into !== last && page.embeds.length === EMBEDS)) return;
  if (into !== last) page.embeds.push(into);
  into.description = before + text;
  page.left -= gap + text.length;
}

function field(page: Page, one: APIEmbedField): void {
  const last = page.embeds.at(-1);
  const into = last !== undefined && (last.fields?.length ?? 0) < FIELDS ? last : {};
  const cost = one.name.length + one.value.length;
  if (cost > page.left || (into !== last && page.embeds.length === EMBEDS)) return;
  if (into !== last) page.embeds.push(into);
  into.fields = [...(into.fields ?? []), one];
  page.left -= cost;
}

/** As many entries as there is room for, and how many more there are. */
function list({ heading, entries }: Extract<Block, { kind: 'list' }>, room: number): string {
  const more = (count: number) => `- … and ${count} more`;
  const lines = [renderText([{ strong: oneLine(heading).trim() }], FIELD_NAME)].filter((line) => line !== '');
  let length = lines.join('').length;
  for (const [index, entry] of entries.entries()) {
    const line = `- ${renderText(entry, ENTRY)}`;
    const rest = entries.length - index;
    const reserve = rest > 1 ? more(rest).length + 1 : 0;
    if (length + 1 + line.length + reserve > room) {
      lines.push(more(rest));
      break;
    }
    lines.push(line);
    length += 1 + line.length;
  }
  return within(room, lines.join('\n'));
}

/** All of a piece of markup or, where it would be cut inside its marks, none of it. */
function within(room: number, markup: string): string {
  return markup.length <= room ? markup : '';
}
