import type { Command, Option, Runnable } from '../src/command/command.ts';
import type { Desk } from '../src/command/desk.ts';
import { by, inWords, list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import type { Text } from '../src/model/message.ts';
import { check, confirm, reject, sign, slug, verdict } from './claims-rulings.ts';

const LATEST = 20;

const statement: Option = {
  name: 'statement',
  description: 'The claim, as one checkable sentence',
  required: true,
  rest: true,
};

const showAll: Runnable = {
  name: 'list',
  description: 'Every open claim with its standing and verdict',
  role: 'reader',
  example: '/claims list',
  options: [],
  async run(desk, { place, say }) {
    const all = await desk.claims.list(place);
    const parts = Map.groupBy(all, ({ claim }) => claim.parent);
    const inOrder = all
      .filter(({ claim }) => !all.some((one) => one.claim.slug === claim.parent))
      .flatMap((one) => withParts(one, parts));
    const lines = inOrder.map(
      ({ claim, state }): Text => [
        claim.parent === null ? '' : '↳ ',
        { code: claim.slug },
        ' ',
        { strong: say.text(state.standing) },
        ` · ${say.text(state.verdict)} · ${claim.statement}`,
      ],
    );
    return tellPerson(say.text('Open claims: {n}', { n: all.length }), list(say.text('Claims'), lines));
  },
};

type Listed = Awaited<ReturnType<Desk['claims']['list']>>[number];

/** A claim and, right after it, the claims that are a part of it. */
function withParts(one: Listed, parts: ReadonlyMap<string | null, readonly Listed[]>): Listed[] {
  return [one, ...(parts.get(one.claim.slug) ?? []).flatMap((part) => withParts(part, parts))];
}

const add: Runnable = {
  name: 'add',
  description: 'Follow a new claim',
  role: 'editor',
  example: '/claims add troops-back "US troops return to Iraq" topic:withdrawal',
  options: [
    { name: 'slug', description: 'Its short name: lower case letters, digits, dashes', required: true },
    statement,
    {
      name: 'topic',
      description: 'May be left out while there is only one',
      required: false,
      completes: 'topic',
    },
    { name: 'parent', description: 'The claim that it is a part of', required: false, completes: 'claim' },
  ],
  async run(desk, invocation) {
    const { say } = invocation;
    const { slug: own = '', statement: words = '', parent = null } = invocation.options;
    const topics = await desk.claims.topics();
    const topic = invocation.options.topic ?? (topics.length === 1 ? topics[0]?.slug : undefined);
    if (!topic)
      throw new UserError('Say which topic: {topics}.', {
        topics: topics.map((one) => `topic:${one.slug}`).join(` ${say.text('or')} `),
      });
    await desk.claims.add({ slug: own, topic, parent, statement: words }, by(invocation));
    return tellChannel(say.text('The desk now follows “{claim}”', { claim: words }), [
      text(say.spans('See it with {command}', { command: { code: `/claim ${own}` } })),
    ]);
  },
};

const edit: Runnable = {
  name: 'edit',
  description: 'Word a claim differently',
  role: 'editor',
  example: '/claims edit withdrawal "US forces are leaving Iraq"',
  options: [slug, statement],
  async run(desk, invocation) {
    const { claim = '', statement: words = '' } = invocation.options;
    await desk.claims.edit(claim, words, by(invocation));
    return tellChannel(invocation.say.text('{claim} now reads “{statement}”', { claim, statement: words }));
  },
};

const alias: Runnable = {
  name: 'alias',
  description: 'Add another way to say a claim, in any language, or remove one',
  role: 'editor',
  example: '/claims alias withdrawal "US pull-out from Iraq"',
  options: [
    slug,
    { name: 'alias', description: 'The other wording', required: true, rest: true },
    { name: 'do', description: 'add (when left out) or remove', required: false, choices: ['add', 'remove'] },
  ],
  async run(desk, invocation) {
    const { say } = invocation;
    const { claim = '', alias: words = '', do: action = 'add' } = invocation.options;
    const filling = { claim, alias: words };
    if (action === 'remove') {
      await desk.claims.removeAlias(claim, words, by(invocation));
      return tellChannel(say.text('{claim}: alias “{alias}” removed', filling));
    }
    await desk.claims.addAlias(claim, words, by(invocation));
    return tellChannel(say.text('{claim}: alias “{alias}” added', filling));
  },
};

const history: Runnable = {
  name: 'history',
  description: 'What happened to a claim, latest last: who, when, why',
  role: 'reader',
  example: '/claims history withdrawal',
  options: [slug],
  async run(desk, { options: { claim = '' }, say }) {
    const entries = await desk.claims.history(claim);
    const lines = entries
      .slice(-LATEST)
      .map(
        (entry): Text => [{ time: entry.at }, ' ', { strong: entry.actor.name }, ` ${inWords(entry, say)}`],
      );
    const heading =
      entries.length > LATEST
        ? say.text('The latest {n} of {all}', { n: LATEST, all: entries.length })
        : say.text('Ledger');
    return tellPerson(say.text('History of {claim}', { claim }), list(heading, lines));
  },
};

const close: Runnable = {
  name: 'close',
  description: 'Stop following a claim, or follow it again; its record stays',
  role: 'editor',
  example: '/claims close withdrawal',
  options: [
    slug,
    { name: 'again', description: 'reopen: follow it again', required: false, choices: ['reopen'] },
  ],
  async run(desk, invocation) {
    const { say } = invocation;
    const { claim = '', again } = invocation.options;
    if (again) {
      await desk.claims.reopen(claim, by(invocation));
      return tellChannel(say.text('The desk follows {what}', { what: claim }));
    }
    await desk.claims.close(claim, by(invocation));
    return tellChannel(say.text('The desk no longer follows {what}', { what: claim }));
  },
};

/** `/claims …`: what the desk follows, and its rulings. */
export const claims: Command = {
  name: 'claims',
  description: 'List and manage the claims that the desk follows',
  subcommands: [showAll, add, edit, alias, verdict, sign, confirm, reject, check, history, close],
};
