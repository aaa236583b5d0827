import type { Option, Runnable } from '../src/command/command.ts';
import type { Desk } from '../src/command/desk.ts';
import type { Reply } from '../src/command/invocation.ts';
import { by, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import type { Claim } from '../src/model/claim.ts';
import type { Block } from '../src/model/message.ts';
import type { Say } from '../src/model/say.ts';
import { VERDICTS, type Verdict } from '../src/model/stance.ts';

type Found = Awaited<ReturnType<Desk['claims']['check']>>[number];

/** The claim that most of `/claims …` is about. */
export const slug: Option = {
  name: 'claim',
  description: 'The slug of the claim',
  required: true,
  completes: 'claim',
};
const item: Option = { name: 'item', description: 'The id of the item, as /claim shows it', required: true };

export const verdict: Runnable = {
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
    const { say } = invocation;
    const { claim = '', verdict: word, reason = '' } = invocation.options;
    if (word === undefined) {
      const { claim: asked, state } = await desk.claims.view(claim, null);
      return whichVerdict(asked, state.verdict, say);
    }
    const ruled = {
      verdict: word as Verdict,
      reason,
      sources: addressesIn(invocation.options.sources ?? ''),
    };
    const done = await desk.claims.setVerdict(claim, ruled, by(invocation));
    const why = [reason, ruled.sources.join(' ')].filter(Boolean).join(' · ');
    const blocks = why === '' ? [] : [text(why)];
    const filling = { claim, verdict: say.text(word) };
    if (done === 'set') return tellChannel(say.text('Verdict on {claim}: {verdict}', filling), blocks);
    const title = say.text(
      'Verdict on {claim} proposed: {verdict}. A second editor has to sign it off',
      filling,
    );
    const at = (await desk.claims.view(claim, null)).state.proposal?.at ?? '';
    return tellChannel(title, blocks, [
      { label: say.text('Sign off'), invocation: `/claims sign ${claim} of:${at}`, style: 'primary' },
      { label: say.text('Withdraw'), invocation: `/claims sign ${claim} withdraw of:${at}`, style: 'danger' },
    ]);
  },
};

function whichVerdict({ slug: own, statement: words }: Claim, now: Verdict, say: Say): Reply {
  const hint = say.text('It is {verdict} now. To give a reason, call it in full: {command}', {
    verdict: say.text(now),
    command: `/claims verdict ${own} false REASON`,
  });
  return tellPerson(
    say.text('Which verdict on “{claim}”?', { claim: words }),
    [text(hint)],
    VERDICTS.map((word) => ({
      label: say.text(word),
      invocation: `/claims verdict ${own} ${word}`,
      style: 'plain',
    })),
  );
}

export const sign: Runnable = {
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
    { name: 'of', description: 'When it was proposed, as its button says', required: false },
  ],
  async run(desk, invocation) {
    const { say } = invocation;
    const { claim = '', instead, of = null } = invocation.options;
    if (instead) {
      const gone = say.text((await desk.claims.withdraw(claim, of, by(invocation))).verdict);
      return tellChannel(
        say.text('The proposed verdict on {claim}, {verdict}, is withdrawn', { claim, verdict: gone }),
      );
    }
    const { verdict: word, by: first } = await desk.claims.sign(claim, of, by(invocation));
    return tellChannel(
      say.text('Verdict on {claim}: {verdict}, by {first} and {second}', {
        claim,
        verdict: say.text(word),
        first: first.name,
        second: invocation.person.name,
      }),
    );
  },
};

function addressesIn(words: string): string[] {
  const addresses = words.split(/[\s,]+/).filter(Boolean);
  const strange = addresses.filter((one) => !/^https?:$/.test(URL.parse(one)?.protocol ?? ''));
  if (strange.length > 0)
    throw new UserError('{words} is no web address. Write sources as https://…, with spaces between.', {
      words: strange.join(', '),
    });
  return addresses;
}

function ruling(name: 'confirm' | 'reject', description: string): Runnable {
  return {
    name,
    description,
    role: 'editor',
    example: `/claims ${name} withdrawal 4f2k9c`,
    options: [slug, item],
    async run(desk, invocation) {
      const { say } = invocation;
      const { claim = '', item: id = '' } = invocation.options;
      const status = name === 'confirm' ? 'confirmed' : 'rejected';
      const { title } = await desk.claims.decide(claim, id, status, by(invocation));
      const filling = { item: title, claim };
      return tellPerson(
        status === 'confirmed'
          ? say.text('“{item}” is about {claim}', filling)
          : say.text('“{item}” is not about {claim}', filling),
      );
    },
  };
}

export const confirm = ruling('confirm', 'Rule that an item is about a claim');
export const reject = ruling('reject', 'Rule that an item is not about a claim');

export const check: Runnable = {
  name: 'check',
  description: 'What a text says of the claims that the desk follows; it is not kept',
  role: 'reader',
  example: '/claims check US forces will leave Iraq within weeks, a general said',
  options: [{ name: 'text', description: 'The words to check', required: true, rest: true }],
  shortcut: { name: 'Check against claims', option: 'text' },
  async run(desk, { options, place, say }) {
    const found = await desk.claims.check(options.text ?? '', place);
    if (found.length === 0)
      return tellPerson(say.text('That is about none of the claims that the desk follows'), [
        text(say.text('/claims list shows them.')),
      ]);
    return tellPerson(
      say.text('What that says of the claims'),
      found.flatMap((one) => checkedBlocks(one, say)),
    );
  },
};

function checkedBlocks({ claim: { slug: own, statement: words }, judged }: Found, say: Say): Block[] {
  const stance = say.text(judged.stance);
  const said = judged.band === 'alert' ? stance : say.text('may be about it, then {stance}', { stance });
  const score = say.text('score {score}', { score: judged.score.toFixed(2) });
  return [
    text([{ strong: said }, ` · ${words} · ${score} · `, { code: `/claim ${own}` }]),
    { kind: 'quote', quote: judged.evidence, by: judged.reason },
  ];
}
