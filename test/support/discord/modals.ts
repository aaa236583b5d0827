// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
// and https://discord.com/developers/docs/components/reference (label, string select, text input).
import { checkCount, checkLength, type Faults } from './answers.ts';
import type { FakeModal } from './calls.ts';

const LABEL = 18;
const STRING_SELECT = 3;
const TEXT_INPUT = 4;

/** Notes what Discord would refuse in a modal. */
export function checkModal(faults: Faults, { title, custom_id, components }: FakeModal): void {
  checkLength(faults, 'data.title', title, 1, 45);
  checkLength(faults, 'data.custom_id', custom_id, 1, 100);
  checkCount(faults, 'data.components', components, 1, 5);
  const ids = new Set<string>();
  for (const [index, { type, label, description, component }] of components.entries()) {
    const at = `data.components.${index}`;
    if (type !== LABEL) refuseType(faults, at);
    checkLength(faults, `${at}.label`, label, 1, 45);
    if (description !== undefined) checkLength(faults, `${at}.description`, description, 1, 100);
    checkInput(faults, `${at}.component`, component);
    if (ids.has(component.custom_id)) refuseType(faults, `${at}.component.custom_id`);
    ids.add(component.custom_id);
  }
}

function checkInput(
  faults: Faults,
  at: string,
  { type, custom_id, style, value, options = [] }: FakeModal['components'][number]['component'],
): void {
  checkLength(faults, `${at}.custom_id`, custom_id, 1, 100);
  if (type === TEXT_INPUT) {
    if (style !== 1 && style !== 2) refuseType(faults, `${at}.style`);
    if (value !== undefined) checkLength(faults, `${at}.value`, value, 0, 4_000);
  } else if (type === STRING_SELECT) {
    checkCount(faults, `${at}.options`, options, 1, 25);
    for (const [index, option] of options.entries()) {
      checkLength(faults, `${at}.options.${index}.label`, option.label, 1, 100);
      checkLength(faults, `${at}.options.${index}.value`, option.value, 1, 100);
    }
  } else refuseType(faults, `${at}.type`);
}

function refuseType(faults: Faults, at: string): void {
  faults.set(at, { code: 'BASE_TYPE_CHOICES', message: 'Not allowed here.' });
}
