// Follows https://discord.com/developers/docs/reference#message-formatting (timestamps) and Discord's markdown.
import type { Span, Text } from '../../model/message.ts';
import { linkLabel, webAddress } from '../links.ts';
import { clean, escapeMarkdown, oneLine, plainLabel, prefix, shorten } from './text.ts';

/** The longest address that is worth its room in a message. */
const LONGEST_LINK = 1_000;

/** How the strings of a text are cleaned: on several lines or on one. */
type Cleaning = (text: string) => string;

/**
 * Marks a text up within `max` UTF-16 units. What does not fit is cut inside a string, a bold part or a
 * label, never inside markup, and ends in an ellipsis.
 */
export function renderText(text: Text, max: number, cleaning: Cleaning = oneLine): string {
  const spans = typeof text === 'string' ? [text] : text;
  const whole = spans.map((span) => renderSpan(span, cleaning));
  const length = whole.reduce((sum, part) => sum + part.length, 0);
  if (length <= max) return join(whole).trim();
  const parts: string[] = [];
  let room = max - 1;
  for (const [index, part] of whole.entries()) {
    if (part.length > room) {
      parts.push(cutSpan(spans[index] ?? '', room, cleaning));
      break;
    }
    parts.push(part);
    room -= part.length;
  }
  return `${join(parts).trim()}…`;
}

/** Marks that end and begin side by side are read as another mark, so bold or code that goes on is one. */
function join(parts: readonly string[]): string {
  let [out, last] = ['', ''];
  for (const part of parts.filter((one) => one !== '')) {
    const bold = last.endsWith('**') && part.startsWith('**');
    const code = last.startsWith('`') && part.startsWith('`');
    const marks = bold ? 2 : code ? 1 : 0;
    out = out.slice(0, out.length - marks) + part.slice(marks);
    last = part;
  }
  return out;
}

/** The same for a quotation, each line of it marked as quoted. */
export function renderQuote(quote: string, by: Text, max: number): string {
  const words = shorten(clean(quote).trim(), max);
  const speaker = renderText(by, 200);
  return [...words.split('\n'), ...(speaker === '' ? [] : [`— ${speaker}`])]
    .map((line) => `> ${line}`)
    .join('\n');
}

function renderSpan(span: Span, cleaning: Cleaning): string {
  if (typeof span === 'string') return escapeMarkdown(cleaning(span));
  if ('strong' in span) return strong(oneLine(span.strong));
  if ('code' in span) return code(oneLine(span.code));
  if ('link' in span) return link(span.link, oneLine(span.label).trim());
  return time(span.time);
}

/** The start of a span that does not fit whole; nothing of one that means nothing in part. */
function cutSpan(span: Span, room: number, cleaning: Cleaning): string {
  if (typeof span === 'string') return prefix(cleaning(span), room, escapeMarkdown);
  if ('strong' in span) return prefix(oneLine(span.strong), room, strong);
  if ('code' in span) return prefix(oneLine(span.code), room, code);
  if ('link' in span) return prefix(oneLine(span.label).trim(), room, escapeMarkdown);
  return '';
}

/** Bold; spaces at the ends stay outside, or Discord would show the asterisks. */
function strong(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${before}**${escapeMarkdown(inner)}**${after}`;
}

/** Code shows everything as it is, except the mark that ends it and the `](` that ends a label before it. */
function code(text: string): string {
  const inner = text.replaceAll('`', 'ˋ').replaceAll('](', '] (').trim();
  return inner === '' ? '' : `\`${inner}\``;
}

/** A masked link where the address is a plain web one; else its label alone. */
function link(address: string, label: string): string {
  const url = webAddress(address);
  if (url === null) return escapeMarkdown(label);
  const target = url.href.replace(/[()<>[\]\\*_~|`\s]/g, (mark) => encodeURIComponentFully(mark));
  if (target.length > LONGEST_LINK) return escapeMarkdown(label);
  return `[${plainLabel(label === '' ? url.hostname : linkLabel(label, target))}](${target})`;
}

function encodeURIComponentFully(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A moment, which Discord shows in the reader's own time zone. */
function time(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1_000);
  return Number.isNaN(seconds) ? escapeMarkdown(oneLine(at)) : `<t:${seconds}:f>`;
}
