import type { Command, Option, Runnable } from '../src/command/command.ts';
import type { Desk } from '../src/command/desk.ts';
import { by, inWords, list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import type { Block, Button, Text } from '../src/model/message.ts';
import { VERDICTS, type Verdict } from '../src/model/stance.ts';

const LATEST = 20;

const slug: Option = {
  name: 'claim',
  description: 'The slug of the claim',
  required: true,
  completes: 'claim',
};
const item: Option = { name: 'item', description: 'The id of the item, as /claim shows it', required: true };
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
  async run(desk, { place }) {
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
        { strong: state.standing },
        ` · ${state.verdict} · ${claim.statement}`,
      ],
    );
    return tellPerson(`Open claims: ${all.length}`, list('Claims', lines));
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
    const { slug: own = '', statement: words = '', parent = null } = invocation.options;
    const topics = await desk.claims.topics();
    const topic = invocation.options.topic ?? (topics.length === 1 ? topics[0]?.slug : undefined);
    if (!topic)
      throw new UserError(`Say which topic: ${topics.map((one) => `topic:${one.slug}`).join(' or ')}.`);
    await desk.claims.add({ slug: own, topic, parent, statement: words }, by(invocation));
    return tellChannel(`The desk now follows “${words}”`, [
      text(['See it with ', { code: `/claim ${own}` }]),
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
    return tellChannel(`${claim} now reads “${words}”`);
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
    const { claim = '', alias: words = '', do: action = 'add' } = invocation.options;
    if (action === 'remove') await desk.claims.removeAlias(claim, words, by(invocation));
    else await desk.claims.addAlias(claim, words, by(invocation));
    return tellChannel(`${claim}: alias “${words}” ${action === 'remove' ? 'removed' : 'added'}`);
  },
};

const verdict: Runnable = {
  name: 'verdict',
  description: "Set the desk's own word on a claim; without a verdict it offers them",
  role: 'editor',
  example: '/claims verdict withdrawal false The Pentagon says the letter was a draft',
  options: [
    slug,
    { name: 'verdict', description: "The desk's word", required: false, choices: VERDICTS },
    { name: 'reason', description: 'Why, for the ledger', required: false, rest: true },
    { name: 'sources', description: 'Web addresses of what it rests on', required: false },
  ],
  form: ['verdict', 'reason', 'sources'],
  async run(desk, invocation) {
    const { claim = '', verdict: word, reason = '' } = invocation.options;
    if (word === undefined) {
      const { claim: asked, state } = await desk.claims.view(claim, null);
      const now = text(
        `It is ${state.verdict} now. To give a reason, call it in full: /claims verdict ${claim} false REASON`,
      );
      return tellPerson(
        `Which verdict on “${asked.statement}”?`,
        [now],
        VERDICTS.map((one) => verdictButton(claim, one)),
      );
    }
    const ruled = {
      verdict: word as Verdict,
      reason,
      sources: addressesIn(invocation.options.sources ?? ''),
    };
    const done = await desk.claims.setVerdict(claim, ruled, by(invocation));
    const why = [reason, ruled.sources.join(' ')].filter(Boolean).join(' · ');
    const blocks = why === '' ? [] : [text(why)];
    return done === 'set'
      ? tellChannel(`Verdict on ${claim}: ${word}`, blocks)
      : tellChannel(`Verdict on ${claim} proposed: ${word}. A second editor has to sign it off`, blocks, [
          { label: 'Sign off', invocation: `/claims sign ${claim}`, style: 'primary' },
          { label: 'Withdraw', invocation: `/claims sign ${claim} withdraw`, style: 'danger' },
        ]);
  },
};

const sign: Runnable = {
  name: 'sign',
  description: 'Sign off a verdict that another editor proposed, or withdraw it',
  role: 'editor',
  example: '/claims sign withdrawal',
  options: [
    slug,
    {
      name: 'instead',
      description: 'withdraw: take the proposal back',
      required: false,
      choices: ['withdraw'],
    },
  ],
  async run(desk, invocation) {
    const { claim = '', instead } = invocation.options;
    if (instead) {
      const { verdict: gone } = await desk.claims.withdraw(claim, by(invocation));
      return tellChannel(`The proposed verdict on ${claim}, ${gone}, is withdrawn`);
    }
    const { verdict: word, by: first } = await desk.claims.sign(claim, by(invocation));
    return tellChannel(`Verdict on ${claim}: ${word}, by ${first.name} and ${invocation.person.name}`);
  },
};

function addressesIn(words: string): string[] {
  const addresses = words.split(/[\s,]+/).filter(Boolean);
  const strange = addresses.filter((one) => !/^https?:$/.test(URL.parse(one)?.protocol ?? ''));
  if (strange.length > 0)
    throw new UserError(
      `${strange.join(', ')} is no web address. Write sources as https://…, with spaces between.`,
    );
  return addresses;
}

function verdictButton(claim: string, word: Verdict): Button {
  return { label: word, invocation: `/claims verdict ${claim} ${word}`, style: 'plain' };
}

function ruling(name: 'confirm' | 'reject', description: string, said: string): Runnable {
  return {
    name,
    description,
    role: 'editor',
    example: `/claims ${name} withdrawal 4f2k9c`,
    options: [slug, item],
    async run(desk, invocation) {
      const { claim = '', item: id = '' } = invocation.options;
      const ruled = await desk.claims.decide(
        claim,
        id,
        name === 'confirm' ? 'confirmed' : 'rejected',
        by(invocation),
      );
      return tellPerson(`“${ruled.title}” ${said} ${claim}`);
    },
  };
}

const history: Runnable = {
  name: 'history',
  description: 'What happened to a claim, latest last: who, when, why',
  role: 'reader',
  example: '/claims history withdrawal',
  options: [slug],
  async run(desk, { options: { claim = '' } }) {
    const entries = await desk.claims.history(claim);
    const lines = entries
      .slice(-LATEST)
      .map((entry): Text => [{ time: entry.at }, ' ', { strong: entry.actor.name }, ` ${inWords(entry)}`]);
    const left = entries.length - lines.length;
    return tellPerson(
      `History of ${claim}`,
      list(left > 0 ? `The latest ${LATEST} of ${entries.length}` : 'Ledger', lines),
    );
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
    const { claim = '', again } = invocation.options;
    if (again) await desk.claims.reopen(claim, by(invocation));
    else await desk.claims.close(claim, by(invocation));
    return tellChannel(`The desk ${again ? 'follows' : 'no longer follows'} ${claim}`);
  },
};

const check: Runnable = {
  name: 'check',
  description: 'What a text says of the claims that the desk follows; it is not kept',
  role: 'reader',
  example: '/claims check US forces will leave Iraq within weeks, a general said',
  options: [{ name: 'text', description: 'The words to check', required: true, rest: true }],
  shortcut: { name: 'Check against claims', option: 'text' },
  async run(desk, { options, place }) {
    const found = await desk.claims.check(options.text ?? '', place);
    if (found.length === 0)
      return tellPerson('That is about none of the claims that the desk follows', [
        text('/claims list shows them.'),
      ]);
    return tellPerson(
      'What that says of the claims',
      found.flatMap(({ claim: { slug: own, statement: words }, judged }): Block[] => [
        text([
          { strong: judged.band === 'alert' ? judged.stance : `may be about it, then ${judged.stance}` },
          ` · ${words} · score ${judged.score.toFixed(2)} · `,
          { code: `/claim ${own}` },
        ]),
        { kind: 'quote', quote: judged.evidence, by: judged.reason },
      ]),
    );
  },
};

/** `/claims …`: what the desk follows, and its rulings. */
export const claims: Command = {
  name: 'claims',
  description: 'List and manage the claims that the desk follows',
  subcommands: [
    showAll,
    add,
    edit,
    alias,
    verdict,
    sign,
    ruling('confirm', 'Rule that an item is about a claim', 'is about'),
    ruling('reject', 'Rule that an item is not about a claim', 'is not about'),
    check,
    history,
    close,
  ],
};
