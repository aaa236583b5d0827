// Follows https://docs.slack.dev/reference/block-kit/blocks/rich-text-block.
// Rich text rather than mrkdwn: its text is never parsed, so nothing from a feed can mention, link or format.
import type { types } from '@slack/bolt';
import type { Span, Text } from '../../model/message.ts';
import { linkLabel, webAddress } from '../links.ts';
import { clean, clip } from './text.ts';

type Style = { bold?: true; code?: true };

/** Characters still free in a message; what is put into it counts them down, until it is full. */
export interface Room {
  left: number;
  full: boolean;
}

/** What an element may cost beside itself: Slack measures all the blocks together, containers too. */
const SECTION = 60;

/** What a part of a message takes of its room, whose measure is JSON. */
export function sizeOf(part: unknown): number {
  return JSON.stringify(part).length;
}

/**
 * The text as elements of at most `limit` characters, with an ellipsis where it is cut. The first text that
 * finds no room is an ellipsis alone, and what comes after it is nothing.
 */
export function elementsOf(
  text: Text,
  limit: number,
  room: Room,
  style: Style = {},
): types.RichTextElement[] {
  const elements: types.RichTextElement[] = [];
  if (room.full) return elements;
  let free = limit;
  for (const span of typeof text === 'string' ? [text] : text) {
    const words = clean(wordsOf(span));
    if (words === '') continue;
    const cost = SECTION + sizeOf(elementOf(span, '', style));
    room.full = room.left - cost < 1;
    if (room.full || free < 1) {
      elements.push({ type: 'text', text: '…' });
      break;
    }
    const shown = clipSize(clip(words, free), room.left - cost);
    elements.push(elementOf(span, shown, style));
    free -= words.length;
    room.left -= sizeOf(shown) + cost;
  }
  return elements;
}

/** The words, cut where they take more than `size` as JSON, in which a quotation mark or a line break is two. */
function clipSize(words: string, size: number): string {
  const over = sizeOf(words) - Math.max(size, 0);
  return over > 0 ? clip(words, words.length - over) : words;
}

/** The words of a text alone. */
export function plainText(text: Text): string {
  return clean((typeof text === 'string' ? [text] : text).map(wordsOf).join(''));
}

function elementOf(span: Span, words: string, style: Style): types.RichTextElement {
  if (typeof span === 'string') return styled(words, style);
  if ('strong' in span) return styled(words, { ...style, bold: true });
  if ('code' in span) return styled(words, { ...style, code: true });
  if ('link' in span) {
    const url = addressOf(span.link);
    return url === null ? styled(words, style) : { type: 'link', url, text: words };
  }
  const seconds = Math.floor(Date.parse(span.time) / 1_000);
  if (Number.isNaN(seconds)) return styled(words, style);
  return { type: 'date', timestamp: seconds, format: '{date_short_pretty}, {time}', fallback: words };
}

function styled(text: string, style: Style): types.RichTextText {
  return { type: 'text', text, ...(Object.keys(style).length > 0 && { style }) };
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  if ('strong' in span) return span.strong;
  if ('code' in span) return span.code;
  if ('link' in span) return addressOf(span.link) === null ? span.label : linkLabel(span.label, span.link);
  return span.time;
}

/** Slack takes addresses of 3,000 characters. */
function addressOf(link: string): string | null {
  const url = webAddress(link);
  return url !== null && url.href.length <= 3_000 ? url.href : null;
}
