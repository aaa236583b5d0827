import type { Block, Button, Message, Span, Text } from '../../model/message.ts';
import type { Instant } from '../../model/time.ts';
import { type Page, safe, styled, wrap } from './style.ts';

// A no-break space keeps a button on one line.
const UNBROKEN = '\u00a0';

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `6 Jan 2020, 20:10 UTC` */
function readable(at: Instant): string {
  return `${DATE.format(new Date(at))} UTC`;
}

/** A message as lines; `numbers` are what to type for its buttons, in their order. */
export function renderMessage(message: Message, numbers: readonly number[], page: Page): string[] {
  const lines = wrap(safe(message.title), page.width).map((line) => styled(page, 'bold', line));
  for (const block of message.blocks) lines.push(...renderBlock(block, page));
  const whole = ({ label }: Button, index: number) =>
    `[${numbers[index]}] ${safe(label)}`.replaceAll(' ', UNBROKEN);
  const buttons = message.buttons.map(whole).join('   ');
  if (buttons !== '')
    lines.push(
      ...wrap(buttons, page.width).map((line) => styled(page, 'cyan', line.replaceAll(UNBROKEN, ' ').trim())),
    );
  return lines;
}

function renderBlock(block: Block, page: Page): string[] {
  switch (block.kind) {
    case 'text':
      return wrap(plain(block.text), page.width);
    case 'quote':
      return [
        ...indented(`“${safe(block.quote)}”`, '  ', page),
        ...indented(`— ${plain(block.by)}`, '    ', page).map((line) => styled(page, 'dim', line)),
      ];
    case 'fields':
      return block.fields.flatMap(({ name, value }) =>
        indented(`${safe(name)}: ${plain(value)}`, '  ', page, ''),
      );
    case 'list':
      return [
        styled(page, 'underline', safe(block.heading)),
        ...block.entries.flatMap((entry) => indented(`• ${plain(entry)}`, '  ', page, '')),
      ];
  }
}

/** Lines under an indent; the first one may have another. */
function indented(text: string, indent: string, page: Page, first = indent): string[] {
  return wrap(text, page.width - indent.length).map(
    (line, index) => `${index === 0 ? first : indent}${line}`,
  );
}

function plain(text: Text): string {
  return typeof text === 'string' ? safe(text) : text.map(span).join('');
}

function span(part: Span): string {
  if (typeof part === 'string') return safe(part);
  if ('strong' in part) return safe(part.strong);
  if ('code' in part) return safe(part.code);
  if ('time' in part) return readable(part.time);
  return `${safe(part.label)} <${safe(part.link)}>`;
}
