// Follows https://discord.com/developers/docs/components/reference (label, text input, string select) and
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal.
import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Option } from '../../command/command.ts';
import { answered, type Form, lineOf } from '../../command/form.ts';
import type { Call } from '../../command/invocation.ts';
import { shortenPlain } from './text.ts';

const TITLE = 45;
const CUSTOM_ID = 100;
const FIELDS = 5;
const LABEL = 45;
const DESCRIPTION = 100;
const CHOICES = 25;

/**
 * The form as Discord shows it. Its custom_id is the call's line, so that the answers need no memory of it;
 * null where the line is too long for that, or where Discord cannot ask what the form asks.
 */
export function modalOf({ title, call, fields }: Form): APIModalInteractionResponseCallbackData | null {
  const line = lineOf(call);
  if (line.length > CUSTOM_ID || !line.isWellFormed()) return null;
  if (fields.length === 0 || fields.length > FIELDS || fields.some(({ file }) => file)) return null;
  return {
    title: shortenPlain(title, TITLE),
    custom_id: line,
    components: fields.map((field) => labelled(field, call.options[field.name])),
  };
}

function labelled(option: Option, value: string | undefined): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shortenPlain(option.name, LABEL),
    description: shortenPlain(option.description, DESCRIPTION),
    component: option.choices ? selectOf(option, option.choices, value) : inputOf(option, value),
  };
}

function selectOf(
  { name, required }: Option,
  choices: readonly string[],
  value: string | undefined,
): APIStringSelectComponent {
  const options = choices
    .slice(0, CHOICES)
    .map((choice) => ({ label: choice, value: choice, default: choice === value }));
  return { type: ComponentType.StringSelect, custom_id: name, options, required };
}

function inputOf({ name, required, rest }: Option, value: string | undefined): APITextInputComponent {
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: rest ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    ...(value === undefined ? {} : { value }),
  };
}

/** The call with what was answered. A value that was filled in before came back as an answer, or was taken out. */
export function submitted(form: Form, { fields }: ModalSubmitInteraction): Call {
  const asked = new Set(form.fields.map(({ name }) => name));
  const kept = Object.entries(form.call.options).filter(([name]) => !asked.has(name));
  const answers = fields.fields.map((field, name) => {
    const value = 'values' in field ? (field.values[0] ?? '') : 'value' in field ? String(field.value) : '';
    return [name, value] as const;
  });
  const call = { ...form.call, options: Object.fromEntries(kept) };
  return answered({ ...form, call }, Object.fromEntries(answers));
}
