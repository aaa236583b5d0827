import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { ARABIC } from '../../src/language/ar.ts';
import { VERDICTS } from '../../src/model/stance.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Where people in chat are spoken to. */
const FOLDERS = ['commands', 'src/command', 'src/desk', 'src/model'];
/** What these say, the command line or the log alone is told. */
const UNSAID = ['src/desk/feed-headers.ts', 'src/desk/push.ts'];
/** What they decide, they give a reason for, which is shown where it is always the same words. */
const POLICIES = ['src/desk/policy.ts', 'src/desk/channel-policy.ts'];
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** What is said by a variable: words of the model, and of the tables of the cards. */
const BY_VARIABLE = [
  ...VERDICTS,
  ...['unaddressed', 'affirmed', 'denied', 'contested', 'affirms', 'denies', 'observes'],
  ...['Affirm', 'Deny', 'Neither affirm nor deny', 'suggested', 'rejected'],
  ...['First report', 'Change of standing', 'Denial', 'Repeat after a denial'],
  ...['Edited by its publisher', 'More on the story'],
  ...['first-report', 'change-of-standing', 'denial', 'repeat-after-denial', 'edit', 'further-item'],
  ...['alert', 'follow-up', 'suggest', 'silent', 'told', 'thread', 'digest', 'asked', 'kept', 'alerted'],
];

const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/.source;
const SAID = new RegExp(`(?:say\\.(?:text|spans)\\(|new UserError\\(|template:)\\s*(${QUOTED})`, 'g');
const BY_NAME = /say\.text\(([A-Z_]+)[,)]/g;
/** Template literals are matched to be passed over, with the apostrophes in them. */
const LITERAL = new RegExp(`(?<one>one: )?(?:(?<quoted>${QUOTED})|\`(?:[^\`\\\\]|\\\\.)*\`)`, 'g');

function sources(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => file.endsWith('.ts') && !UNSAID.includes(file)),
  );
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** The templates in a source: what is said at once, what is said by its name, every text with gaps, and reasons. */
function templatesIn(file: string): string[] {
  const text = read(file);
  const said = [...text.matchAll(SAID)].map(([, quoted = '']) => unquoted(quoted));
  const named = [...text.matchAll(BY_NAME)].map(([, name]) => {
    const [, quoted = ''] = new RegExp(`const ${name} =\\s*(${QUOTED})`).exec(text) ?? [];
    return unquoted(quoted);
  });
  const pattern = POLICIES.includes(file) ? /^\w.* \w/ : /\{\w+\}/;
  const others = [...text.matchAll(LITERAL)]
    .filter(({ groups }) => groups?.quoted && !groups.one)
    .map(({ groups }) => unquoted(groups?.quoted ?? ''))
    .filter((literal) => pattern.test(literal));
  return [...said, ...named, ...others];
}

function shortcuts(): string[] {
  const actions = commands.flatMap((one) => ('action' in one ? [one.action] : one.subcommands));
  return actions.flatMap(({ shortcut }) => shortcut?.name ?? []);
}

function descriptions(): string[] {
  const found = commands.flatMap((command) => {
    const actions = 'action' in command ? [command.action] : command.subcommands;
    const options = actions.flatMap((action) => action.options);
    return [command, ...actions, ...options].map(({ description }) => description);
  });
  return [...new Set(found)];
}

function gaps(template: string): string[] {
  return [...new Set(template.match(/\{\w+\}/g))].sort();
}

describe('Arabic', () => {
  it('has every template, description and name of a shortcut', () => {
    const templates = [...sources(FOLDERS).flatMap(templatesIn), ...BY_VARIABLE];
    const wanted = new Set([...templates, ...descriptions(), ...shortcuts()]);
    expect(wanted.size).toBeGreaterThan(300);
    expect([...wanted].filter((template) => !Object.hasOwn(ARABIC, template))).toEqual([]);
  });

  it('has nothing that is said no more', () => {
    const files = sources(['commands', 'src']).filter((file) => !file.startsWith('src/language/'));
    const texts = files.map(read);
    const described = descriptions();
    const isSaid = (template: string) =>
      described.includes(template) ||
      texts.some((text) => text.includes(`'${template}'`) || text.includes(`"${template}"`));
    expect(Object.keys(ARABIC).filter((template) => !isSaid(template))).toEqual([]);
  });

  it('fills the gaps that its templates have', () => {
    const differ = (template: string, own: string) => gaps(own).join() !== gaps(template).join();
    const wrong = Object.entries(ARABIC).filter(([template, words]) =>
      typeof words === 'string'
        ? differ(template, words)
        : Object.keys(words).join() !== FORMS.join() ||
          Object.entries(words).some(([form, own]) =>
            // None, one and two of something are said without a number.
            differ(['zero', 'one', 'two'].includes(form) ? template.replace('{n}', '') : template, own),
          ),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps to the room that platforms have', () => {
    const arabic = (template: string) => String(ARABIC[template]);
    expect(descriptions().filter((one) => arabic(one).length > 100)).toEqual([]);
    expect(shortcuts().filter((one) => arabic(one).length > 24)).toEqual([]);
  });
});
