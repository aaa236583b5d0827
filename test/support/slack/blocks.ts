// What https://docs.slack.dev/reference/block-kit/blocks allows in a message; each fault as Slack words it.

type Json = Record<string, unknown>;

const MAX_BLOCKS = 50;
/** All blocks together; Slack publishes no number, and refuses from about here on. */
const MAX_TOTAL = 13_200;
const STYLES = ['bold', 'italic', 'strike', 'code', 'underline'];

/** The first fault of a message's blocks as an error code and what is wrong, or null. */
export function faultOf(blocks: unknown): { error: string; detail: string } | null {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', detail: 'blocks are no array' };
  if (JSON.stringify(blocks).length > MAX_TOTAL)
    return { error: 'msg_blocks_too_long', detail: 'too long together' };
  const actions = blocks.flatMap((block) => (isJson(block) ? list(block.elements) : [])).map(actionId);
  const named = actions.filter((id) => id !== undefined);
  const faults = [
    blocks.length > MAX_BLOCKS && 'more than 50 blocks',
    new Set(named).size < named.length && 'action_id used twice',
    ...blocks.map(blockFault),
  ];
  const detail = faults.find((fault) => typeof fault === 'string');
  return detail ? { error: 'invalid_blocks', detail } : null;
}

function blockFault(block: unknown): string | false {
  if (!isJson(block)) return 'a block is no object';
  switch (block.type) {
    case 'divider':
      return false;
    case 'header':
      return textFault(block.text, 150, ['plain_text']);
    case 'section': {
      const fields = list(block.fields);
      if (block.text === undefined && fields.length === 0) return 'section without text or fields';
      if (fields.length > 10) return 'more than 10 fields';
      return first([
        block.text !== undefined && textFault(block.text, 3_000),
        ...fields.map((field) => textFault(field, 2_000)),
      ]);
    }
    case 'context':
      return counted(block, 10) || first(list(block.elements).map((element) => textFault(element, 2_000)));
    case 'actions':
      return counted(block, 25) || first(list(block.elements).map(buttonFault));
    case 'rich_text':
      return first(list(block.elements).map(richFault));
    default:
      return `unsupported block ${String(block.type)}`;
  }
}

function buttonFault(button: unknown): string | false {
  if (!isJson(button) || button.type !== 'button') return 'unsupported element';
  if (typeof button.value === 'string' && button.value.length > 2_000) return 'button value over 2000';
  if (!['primary', 'danger', undefined].some((style) => style === button.style)) return 'unknown style';
  return textFault(button.text, 75, ['plain_text']);
}

function richFault(part: unknown): string | false {
  if (!isJson(part)) return 'rich text part is no object';
  const elements = list(part.elements);
  if (elements.length === 0) return `${String(part.type)} is empty`;
  switch (part.type) {
    case 'rich_text_list':
      return first(elements.map((one) => !isSection(one) && 'list entry is no section')) || nested(elements);
    case 'rich_text_section':
    case 'rich_text_quote':
      return first(elements.map(inlineFault));
    default:
      return `unsupported rich text ${String(part.type)}`;
  }
}

function inlineFault(element: unknown): string | false {
  if (!isJson(element)) return 'rich text element is no object';
  if (isJson(element.style) && Object.keys(element.style).some((name) => !STYLES.includes(name)))
    return 'unknown style';
  switch (element.type) {
    case 'text':
      return !isFilled(element.text) && 'empty text';
    case 'link':
      return !/^(https?|mailto):/.test(String(element.url)) && 'link to an unsupported address';
    case 'date':
      return !(Number.isInteger(element.timestamp) && isFilled(element.format)) && 'must provide an integer';
    case 'user':
    case 'usergroup':
    case 'broadcast':
    case 'channel':
    case 'emoji':
      return false;
    default:
      return `unsupported element ${String(element.type)}`;
  }
}

function textFault(text: unknown, limit: number, types = ['plain_text', 'mrkdwn']): string | false {
  if (!isJson(text) || !types.includes(String(text.type))) return 'wrong kind of text';
  if (!isFilled(text.text)) return 'empty text';
  return text.text.length > limit && `text over ${limit}`;
}

function counted(block: Json, most: number): string | false {
  const count = list(block.elements).length;
  return (count === 0 || count > most) && `${String(block.type)} with ${count} elements`;
}

function nested(sections: readonly unknown[]): string | false {
  return first(sections.map(richFault));
}

function first(faults: readonly (string | false)[]): string | false {
  return faults.find((fault) => fault !== false) ?? false;
}

function actionId(element: unknown): unknown {
  return isJson(element) ? element.action_id : undefined;
}

function isSection(element: unknown): boolean {
  return isJson(element) && element.type === 'rich_text_section';
}

function isFilled(text: unknown): text is string {
  return typeof text === 'string' && text !== '';
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
