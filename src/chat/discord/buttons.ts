// Follows https://discord.com/developers/docs/components/reference (action row, button).
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button } from '../../model/message.ts';
import { oneLine, shortenPlain } from './text.ts';

const LABEL = 80;
const CUSTOM_ID = 100;
const ROW = 5;
const ROWS = 5;

const STYLES = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<Button['style'], ButtonStyle>;

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

/**
 * Rows of buttons whose custom_id is the invocation's line itself, so that a press needs no memory of the
 * message. `left` are those that Discord cannot have as buttons: a line of more than 100 characters or with
 * half a character in it, one that another button already has, or one past the 25th. The message spells them
 * out instead. A button that stands for nothing is in neither.
 */
export function renderButtons(buttons: readonly Button[]): {
  rows: readonly ButtonRow[];
  left: readonly Button[];
} {
  const kept: Button[] = [];
  const left: Button[] = [];
  for (const button of buttons) {
    if (wordsOf(button.invocation) === '') continue;
    const fits = button.invocation.length <= CUSTOM_ID && button.invocation.isWellFormed();
    const twin = kept.some((other) => other.invocation === button.invocation);
    if (fits && !twin && kept.length < ROW * ROWS) kept.push(button);
    else left.push(button);
  }
  const rows = Array.from({ length: Math.ceil(kept.length / ROW) }, (_, row) => ({
    type: ComponentType.ActionRow as const,
    components: kept.slice(row * ROW, (row + 1) * ROW).map(renderButton),
  }));
  return { rows, left };
}

function renderButton(button: Button): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: STYLES[button.style],
    label: labelOf(button),
    custom_id: button.invocation,
  };
}

/** What is read on a button: Discord takes none without. */
export function labelOf({ label, invocation }: Button): string {
  return shortenPlain(wordsOf(label) || wordsOf(invocation), LABEL);
}

function wordsOf(text: string): string {
  return oneLine(text).trim();
}
