// What a person reads in a message: its words and its buttons.
import { isJson, list } from './blocks.ts';

export interface Shape {
  readonly text?: unknown;
  readonly blocks?: unknown;
}

/** All the words in order; of a message with blocks Slack shows only those. */
export function wordsOf({ text, blocks }: Shape): string {
  return list(blocks).length > 0 ? list(blocks).map(wordsIn).join('\n') : String(text ?? '');
}

/** The buttons, each with the label that is read and the whole element. */
export function buttonsOf({ blocks }: Shape): { label: string; element: Record<string, unknown> }[] {
  return list(blocks)
    .flatMap((block) => (isJson(block) && block.type === 'actions' ? list(block.elements) : []))
    .filter(isJson)
    .map((element) => ({ label: wordsIn(element.text), element }));
}

function wordsIn(node: unknown): string {
  if (!isJson(node) || node.type === 'actions') return '';
  const own = typeof node.text === 'string' ? node.text : wordsIn(node.text);
  const fallback = node.type === 'date' ? String(node.fallback) : '';
  const inside = [...list(node.fields), ...list(node.elements)].map(wordsIn);
  return [own, fallback, inside.join(node.type === 'rich_text_section' ? '' : '\n')]
    .filter(Boolean)
    .join(' ');
}
