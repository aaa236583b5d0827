// What https://docs.slack.dev/reference/views allows, and the input blocks of
// https://docs.slack.dev/reference/block-kit/blocks/input-block.
import { faultOf, isJson, list } from './blocks.ts';

type Json = Record<string, unknown>;

const TITLE = 24;
const BLOCKS = 100;
const METADATA = 3_000;
const TEXT_INPUT = 3_000;

/** The first fault of a view, or null. */
export function viewFault(view: unknown, type: 'modal' | 'home'): string | null {
  if (!isJson(view) || view.type !== type) return `no view of type ${type}`;
  const blocks = list(view.blocks);
  const inputs = blocks.filter((block) => isJson(block) && block.type === 'input');
  const others = blocks.filter((block) => !inputs.includes(block));
  const faults = [
    blocks.length > BLOCKS && `more than ${BLOCKS} blocks`,
    String(view.private_metadata ?? '').length > METADATA && 'private_metadata too long',
    ...(type === 'modal' ? [view.title, view.close].map((text) => textFault(text, TITLE)) : []),
    inputs.length > 0 && textFault(view.submit, TITLE),
    ...inputs.map(inputFault),
    faultOf(others)?.detail,
  ];
  return faults.find((fault) => typeof fault === 'string') ?? null;
}

function inputFault(block: unknown): string | false {
  if (!isJson(block) || !isJson(block.element)) return 'input without element';
  const fault = textFault(block.label, 2_000) || (block.hint !== undefined && textFault(block.hint, 2_000));
  return fault || elementFault(block.element);
}

function elementFault({
  type,
  options,
  initial_option,
  initial_value,
  max_length,
  max_files,
}: Json): string | false {
  switch (type) {
    case 'static_select': {
      const texts = list(options).map((option) => isJson(option) && textFault(option.text, 75));
      if (texts.length === 0 || texts.length > 100) return `${texts.length} options`;
      const known = list(options).map((option) => JSON.stringify(option));
      const stray = initial_option !== undefined && !known.includes(JSON.stringify(initial_option));
      return texts.find((text) => text !== false) ?? (stray && 'initial_option is no option');
    }
    case 'file_input':
      return !(Number(max_files) >= 1 && Number(max_files) <= 10) && 'max_files';
    case 'plain_text_input':
      if (Number(max_length) > TEXT_INPUT) return 'max_length too long';
      return String(initial_value ?? '').length > TEXT_INPUT && 'initial_value too long';
    default:
      return `unsupported input ${String(type)}`;
  }
}

function textFault(text: unknown, limit: number): string | false {
  if (!isJson(text) || text.type !== 'plain_text') return 'no plain text';
  const length = String(text.text ?? '').length;
  return (length === 0 || length > limit) && `text of ${length} characters`;
}
