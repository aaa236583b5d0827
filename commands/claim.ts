import type { Command } from '../src/command/command.ts';
import type { ClaimView } from '../src/command/desk.ts';
import type { Reply } from '../src/command/invocation.ts';
import { momentOf } from '../src/command/moment.ts';
import { inWords, list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import type { Proposal } from '../src/model/ledger.ts';
import type { Assertion } from '../src/model/match.ts';
import type { Block, Button, Span, Text } from '../src/model/message.ts';
import type { Say } from '../src/model/say.ts';
import type { Stance } from '../src/model/stance.ts';
import { itemSpans, outletSpans, speaker } from '../src/model/telling.ts';

const MOST = 6;
const ORIGINS = { one: '{n} independent origin', other: '{n} independent origins' };
const POSTS = { one: '{n} post', other: '{n} posts' };
const TIMES = { one: '{n} time', other: '{n} times' };

/** `/claim <what>`: what is known of a claim, in one look. */
export const claim: Command = {
  name: 'claim',
  description: 'What is known of a claim: verdict, standing, who affirms it and who denies it',
  action: {
    name: 'claim',
    description: 'What is known of a claim: verdict, standing, who affirms it and who denies it',
    role: 'reader',
    example: '/claim withdrawal',
    options: [
      {
        name: 'what',
        description: 'A slug, an alias, or a question in plain words',
        required: true,
        rest: true,
        completes: 'claim',
      },
      { name: 'as-of', description: 'How the desk saw it then: 2020-01-06T21:00, 6h, 2d', required: false },
      { name: 'share', description: 'yes: show it to the whole channel', required: false, choices: ['yes'] },
    ],
    async run(desk, { options, place, say }) {
      const words = options.what ?? '';
      const asOf = options['as-of'] === undefined ? null : momentOf(options['as-of'], desk.now());
      const found = await desk.claims.find(words, place);
      if (found.kind === 'claim') {
        const view = await desk.claims.view(found.claim.slug, asOf);
        return showClaim(view, words, options.share !== undefined, say);
      }
      const nearest = found.claims.map(
        ({ slug, statement }): Text => [{ code: `/claim ${slug}` }, ` ${statement}`],
      );
      const hint =
        nearest.length > 0
          ? say.text('Did you mean one of these?')
          : say.text('/claims list shows what the desk follows.');
      return tellPerson(say.text('The desk follows no claim “{words}”', { words }), [
        text(say.text('So nothing is known of it here.')),
        text(hint),
        ...list(say.text('Nearest'), nearest),
      ]);
    },
  },
};

/** All that is known of a claim; `asked` is how it was asked for. */
function showClaim(view: ClaimView, asked: string, isShared: boolean, say: Say): Reply {
  const { claim: shown, state, subclaims, items, origins, threads, decisions, asOf } = view;
  const side = (stance: Stance) =>
    state.assertions.filter((assertion) => assertion.stance === stance).reverse();
  const blocks: Block[] = [
    ...(asOf === null ? [] : [text(say.spans('As the desk saw it at {time}', { time: { time: asOf } }))]),
    text(standingLine(view, say)),
    ...(state.proposal ? [text(proposalLine(state.proposal, say))] : []),
    ...list(...answerTo(asked, view, say)),
    ...list(say.text('Who affirms'), voices(side('affirms'), view, say)),
    ...list(say.text('Who denies'), voices(side('denies'), view, say)),
    ...list(say.text('Who neither affirms nor denies'), voices(side('observes'), view, say)),
    ...list(
      say.text('Parts of it'),
      subclaims.map(
        (part): Text => [
          { strong: say.text(part.state.standing) },
          ` ${part.claim.statement} `,
          { code: `/claim ${part.claim.slug}` },
        ],
      ),
    ),
    ...list(
      say.text('Latest items'),
      items.map(
        ({ item, match }): Text => [
          say.text(match.status === 'suggested' ? match.status : match.stance),
          ' · ',
          ...itemSpans(item, say),
          ...(item.storyId === null ? [' · ', { code: item.id }] : []),
        ],
      ),
    ),
    text(
      origins.length === 0
        ? say.text('No item counts for it yet.')
        : `${say.many(origins.length, ORIGINS)}: ${origins.join(', ')}.`,
    ),
    ...list(
      say.text('Discussion'),
      threads.map(
        ({ chat, link, posts }): Text => [
          link === null ? chat : { link, label: say.text('Thread on {chat}', { chat }) },
          posts === 0 ? '' : ` · ${say.many(posts, POSTS)}`,
        ],
      ),
    ),
    ...list(
      say.text("The desk's decisions"),
      decisions.map((entry): Text => [{ time: entry.at }, ` ${entry.actor.name} ${inWords(entry, say)}`]),
    ),
  ];
  const verdict: Button = {
    label: say.text('Set verdict'),
    invocation: `/claims verdict ${shown.slug}`,
    style: 'plain',
  };
  const then = asOf === null ? '' : ` as-of:${asOf}`;
  const share: Button = {
    label: say.text('Share to channel'),
    invocation: `/claim ${shown.slug}${then} share:yes`,
    style: 'plain',
  };
  return isShared
    ? tellChannel(shown.statement, blocks, asOf === null ? [verdict] : [])
    : tellPerson(shown.statement, blocks, asOf === null ? [verdict, share] : [share]);
}

/** What those whom a question names say of the claim; nothing where it names nobody who spoke. */
function answerTo(asked: string, view: ClaimView, say: Say): [string, Text[]] {
  const words = new Set(asked.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  const isAsked = ({ claimant }: Assertion) => {
    const last =
      claimant.name
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.at(-1) ?? '';
    return last.length > 2 && words.has(last);
  };
  const own = view.state.assertions.filter(isAsked).reverse();
  const stances = [...new Set(own.map(({ stance }) => say.text(stance)))].join(', ');
  return [say.text('Asked “{asked}”: {stances} it', { asked, stances }), voices(own, view, say)];
}

function proposalLine({ verdict, by, at, reason }: Proposal, say: Say): Text {
  return say.spans('Proposed: {verdict} by {who}, {time}{why}. A second editor has to sign it off.', {
    verdict: say.text(verdict),
    who: by.name,
    time: { time: at },
    why: reason ? `: ${reason}` : '',
  });
}

function standingLine({ claim: { status }, state }: ClaimView, say: Say): Text {
  const { standing, verdict, verdictBy, verdictProposedBy, verdictAt, verdictReason, verdictSources } = state;
  const spans: Span[] = say.spans('Standing: {standing} · verdict: {verdict}', {
    standing: { strong: say.text(standing) },
    verdict: { strong: say.text(verdict) },
  });
  if (verdictBy && verdictAt) {
    const [first, second] = [verdictProposedBy?.name, verdictBy.name];
    const who = first === undefined ? second : say.text('{first} and {second}', { first, second });
    spans.push(' ', ...say.spans('by {who}, {time}', { who, time: { time: verdictAt } }));
  }
  if (verdictReason) spans.push(`: ${verdictReason}`);
  for (const link of verdictSources) spans.push(' ', { link, label: new URL(link).host });
  if (status === 'closed') spans.push(` · ${say.text('closed')}`);
  return spans;
}

/** One entry a speaker, with their latest words; how often they said so. */
function voices(assertions: readonly Assertion[], { sources }: ClaimView, say: Say): Text[] {
  const bySpeaker = Map.groupBy(assertions, (assertion) => assertion.claimant.name);
  return [...bySpeaker.values()].slice(0, MOST).map((own): Text => {
    const [latest] = own;
    if (!latest) return '';
    const item = sources.get(latest.itemId);
    const often = own.length > 1 ? ` (${say.many(own.length, TIMES)})` : '';
    const where = item ? outletSpans(item, latest.at, say) : [{ time: latest.at }];
    return [{ strong: speaker(latest, say) }, `${often}: “${latest.quote}” — `, ...where];
  });
}
