// Follows https://docs.slack.dev/reference/views/modal-views, https://docs.slack.dev/reference/block-kit/blocks/input-block
// and the block elements plain_text_input, static_select and file_input.
import type { types } from '@slack/bolt';
import type { Option } from '../../command/command.ts';
import { type Form, lineOf } from '../../command/form.ts';
import { plainText } from './modal.ts';
import { clip } from './text.ts';
import type { Spot } from './wires.ts';

export const FORM = 'form';

const TITLE = 24;
const METADATA = 3_000;
const TEXT = 3_000;
const HINT = 2_000;
const CHOICE = 75;

/** What a form remembers while it is open: the call so far, and where it was made. */
type Kept = Pick<Spot, 'channel' | 'thread'> & { readonly line: string };

/** The form as a modal, or null where Slack could not keep the call while it is open. */
export function formView({ title, call, fields }: Form, { channel, thread }: Spot): types.ModalView | null {
  const asked = new Set(fields.map(({ name }) => name));
  // What the form asks for is the form's to say, so that an answer can also be taken back.
  const options = Object.fromEntries(Object.entries(call.options).filter(([name]) => !asked.has(name)));
  const kept: Kept = { line: lineOf({ ...call, options }), channel, thread };
  const metadata = JSON.stringify(kept);
  const fits = metadata.length <= METADATA && lineOf(call).length <= TEXT;
  if (!fits) return null;
  return {
    type: 'modal',
    callback_id: FORM,
    title: plainText(clip(title, TITLE)),
    submit: plainText('Send'),
    close: plainText('Cancel'),
    private_metadata: metadata,
    blocks: fields.map((field) => input(field, call.options[field.name] ?? '')),
  };
}

/** What `formView` kept in a modal. */
export function keptIn(metadata: string): Kept {
  return JSON.parse(metadata);
}

function input(option: Option, given: string): types.InputBlock {
  const { name, description, required } = option;
  const words = name.replaceAll('-', ' ');
  return {
    type: 'input',
    block_id: name,
    label: plainText(words.charAt(0).toUpperCase() + words.slice(1)),
    ...(description !== '' && { hint: plainText(clip(description, HINT)) }),
    optional: !required,
    element: elementOf(option, given),
  };
}

function elementOf({ name, rest, file, choices }: Option, given: string): types.InputBlockElement {
  if (choices) {
    const options = choices.map(choice);
    const initial_option = options.find(({ value }) => value === given);
    return { type: 'static_select', action_id: name, options, ...(initial_option && { initial_option }) };
  }
  if (file) return { type: 'file_input', action_id: name, max_files: 1 };
  return {
    type: 'plain_text_input',
    action_id: name,
    multiline: rest === true,
    max_length: TEXT,
    ...(given !== '' && { initial_value: given }),
  };
}

function choice(value: string): types.PlainTextOption {
  return { text: plainText(clip(value, CHOICE)), value };
}
