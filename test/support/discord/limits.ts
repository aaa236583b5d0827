// Follows https://discord.com/developers/docs/resources/message#create-message, #embed-object-embed-limits and
// https://discord.com/developers/docs/components/reference.
import { type ApiAnswer, checkCount, checkLength, type Faults, invalidForm, refuse } from './answers.ts';
import type { FakeEmbed, FakeRow } from './world.ts';

export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: FakeEmbed[] | null;
  readonly components?: FakeRow[] | null;
  readonly allowed_mentions?: {
    readonly parse?: readonly string[];
    readonly users?: readonly string[];
  } | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly flags?: number | null;
}

/** Refuses a message as Discord would, or gives null. */
export function checkMessage(body: MessageBody): ApiAnswer | null {
  const faults: Faults = new Map();
  if (typeof body.content === 'string') checkLength(faults, 'content', body.content, 0, 2_000);
  if (typeof body.nonce === 'string') checkLength(faults, 'nonce', body.nonce, 0, 25);
  checkEmbeds(faults, body.embeds ?? []);
  checkComponents(faults, body.components ?? []);
  const invalid = invalidForm(faults);
  if (invalid !== null) return invalid;
  const empty = [body.content?.trim() ?? '', body.embeds ?? [], body.components ?? []].every(
    (one) => one.length === 0,
  );
  return empty ? refuse('emptyMessage') : null;
}

function checkEmbeds(faults: Faults, embeds: readonly FakeEmbed[]): void {
  checkCount(faults, 'embeds', embeds, 0, 10);
  let total = 0;
  for (const [index, { title, description, footer, author, fields = [] }] of embeds.entries()) {
    const at = `embeds.${index}`;
    if (title !== undefined) checkLength(faults, `${at}.title`, title, 0, 256);
    if (description !== undefined) checkLength(faults, `${at}.description`, description, 0, 4_096);
    if (footer !== undefined) checkLength(faults, `${at}.footer.text`, footer.text, 0, 2_048);
    if (author !== undefined) checkLength(faults, `${at}.author.name`, author.name, 0, 256);
    checkCount(faults, `${at}.fields`, fields, 0, 25);
    for (const [which, { name, value }] of fields.entries()) {
      checkLength(faults, `${at}.fields.${which}.name`, name?.trim(), 1, 256);
      checkLength(faults, `${at}.fields.${which}.value`, value?.trim(), 1, 1_024);
    }
    const words = [
      title,
      description,
      footer?.text,
      author?.name,
      ...fields.flatMap((one) => [one.name, one.value]),
    ];
    total += words.reduce((sum, text) => sum + Array.from(text ?? '').length, 0);
    if (words.join('') === '') faults.set(at, { code: 'EMBED_EMPTY', message: 'This embed is empty.' });
  }
  if (total > 6_000)
    faults.set('embeds', {
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: 'Embed size exceeds maximum size of 6000',
    });
}

function checkComponents(faults: Faults, rows: readonly FakeRow[]): void {
  checkCount(faults, 'components', rows, 0, 5);
  const ids = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const at = `components.${index}.components`;
    checkCount(faults, at, row.components, 1, 5);
    for (const [which, { label, custom_id: id }] of row.components.entries()) {
      checkLength(faults, `${at}.${which}.label`, label?.trim(), 1, 80);
      checkLength(faults, `${at}.${which}.custom_id`, id?.trim(), 1, 100);
      if (ids.has(id ?? ''))
        faults.set(`${at}.${which}.custom_id`, {
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        });
      ids.add(id ?? '');
    }
  }
}
