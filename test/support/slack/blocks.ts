// What https://docs.slack.dev/reference/block-kit/blocks allows in a message; each fault as Slack words it.
import { LIMITS } from './limits.ts';

type Json = Record<string, unknown>;

const STYLES = ['bold', 'italic', 'strike', 'code', 'underline'];

/** What is wrong with a whole message, or null: Slack shows `text` where there are no blocks, and in notifications. */
export function messageFault({ text, blocks }: { text: string; blocks: readonly unknown[] }): string | null {
  if (text.trim() === '') return 'no_text';
  if (text.length > LIMITS.text) return 'msg_too_long';
  return faultOf(blocks)?.detail ?? null;
}

/** The first fault of a message's blocks as an error code and what is wrong, or null. */
export function faultOf(blocks: unknown): { error: string; detail: string } | null {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', detail: 'blocks are no array' };
  if (JSON.stringify(blocks).length > LIMITS.allBlocks)
    return { error: 'msg_blocks_too_long', detail: 'too long together' };
  const actions = blocks.flatMap((block) => (isJson(block) ? list(block.elements) : [])).map(actionId);
  const named = actions.filter((id) => id !== undefined);
  const faults = [
    blocks.length > LIMITS.blocks && `more than ${LIMITS.blocks} blocks`,
    new Set(named).size < named.length && 'action_id used twice',
    ...blocks.map(blockFault),
  ];
  const detail = faults.find((fault) => typeof fault === 'string');
  return detail ? { error: 'invalid_blocks', detail } : null;
}

function blockFault(block: unknown): string | false {
  if (!isJson(block)) return 'a block is no object';
  if (String(block.block_id ?? '').length > LIMITS.blockId) return `block_id over ${LIMITS.blockId}`;
  switch (block.type) {
    case 'divider':
      return false;
    case 'header':
      return textFault(block.text, LIMITS.header, ['plain_text']);
    case 'section': {
      const fields = list(block.fields);
      if (block.text === undefined && fields.length === 0) return 'section without text or fields';
      if (fields.length > LIMITS.fields) return `more than ${LIMITS.fields} fields`;
      return first([
        block.text !== undefined && textFault(block.text, LIMITS.section),
        ...fields.map((field) => textFault(field, LIMITS.field)),
      ]);
    }
    case 'context':
      return (
        counted(block, LIMITS.contextElements) ||
        first(list(block.elements).map((element) => textFault(element, LIMITS.context)))
      );
    case 'actions':
      return counted(block, LIMITS.actions) || first(list(block.elements).map(buttonFault));
    case 'rich_text':
      return list(block.elements).length === 0
        ? 'rich text without parts'
        : first(list(block.elements).map(richFault));
    default:
      return `unsupported block ${String(block.type)}`;
  }
}

function buttonFault(button: unknown): string | false {
  if (!isJson(button) || button.type !== 'button') return 'unsupported element';
  const { value, action_id: id, url } = button;
  if (value !== undefined && !isShort(value, LIMITS.buttonValue)) return 'button value empty or too long';
  if (id !== undefined && !isShort(id, LIMITS.actionId)) return 'action_id empty or too long';
  if (url !== undefined && !isShort(url, LIMITS.url)) return 'button url empty or too long';
  if (!['primary', 'danger', undefined].some((style) => style === button.style)) return 'unknown style';
  return textFault(button.text, LIMITS.buttonText, ['plain_text']);
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
      if (!isShort(element.url, LIMITS.url)) return 'link with an address that is empty or too long';
      if (!/^(https?|mailto):/.test(element.url)) return 'link to an unsupported address';
      return element.text !== undefined && !isFilled(element.text) && 'empty text';
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
  if (!isFilled(text.text) || text.text.trim() === '') return 'empty text';
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

function isShort(text: unknown, most: number): text is string {
  return isFilled(text) && text.length <= most;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
