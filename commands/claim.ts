import type { Command } from '../src/command/command.ts';
import type { ClaimView } from '../src/command/desk.ts';
import { list, tellPerson, text } from '../src/command/reply.ts';
import type { Assertion } from '../src/model/match.ts';
import type { Block, Span, Text } from '../src/model/message.ts';
import type { Stance } from '../src/model/stance.ts';
import { itemSpans, outletSpans, speaker } from '../src/model/telling.ts';

const MOST = 6;

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
    ],
    async run(desk, { options, place }) {
      const words = options.what ?? '';
      const found = await desk.claims.find(words, place);
      if (found.kind === 'claim') return showClaim(await desk.claims.view(found.claim.slug));
      const nearest = found.claims.map(
        ({ slug, statement }): Text => [{ code: `/claim ${slug}` }, ` ${statement}`],
      );
      const hint = text(
        nearest.length > 0 ? 'Did you mean one of these?' : '/claims list shows what the desk follows.',
      );
      return tellPerson(`The desk follows no claim “${words}”`, [hint, ...list('Nearest', nearest)]);
    },
  },
};

function showClaim(view: ClaimView) {
  const { claim: shown, state, subclaims, items, origins, threads } = view;
  const side = (stance: Stance) =>
    state.assertions.filter((assertion) => assertion.stance === stance).reverse();
  const blocks: Block[] = [
    text(standingLine(view)),
    ...list('Who affirms', voices(side('affirms'), view)),
    ...list('Who denies', voices(side('denies'), view)),
    ...list('Who neither affirms nor denies', voices(side('observes'), view)),
    ...list(
      'Parts of it',
      subclaims.map(
        (part): Text => [
          { strong: part.state.standing },
          ` ${part.claim.statement} `,
          { code: `/claim ${part.claim.slug}` },
        ],
      ),
    ),
    ...list(
      'Latest items',
      items.map(
        ({ item, match }): Text => [
          match.status === 'suggested' ? 'suggested' : match.stance,
          ' · ',
          ...itemSpans(item),
          ...(item.storyId === null ? [' · ', { code: item.id }] : []),
        ],
      ),
    ),
    text(
      origins.length === 0
        ? 'No item counts for it yet.'
        : `${origins.length} independent ${origins.length === 1 ? 'origin' : 'origins'}: ${origins.join(', ')}.`,
    ),
    ...list(
      'Discussion',
      threads.map(
        ({ chat, link, posts }): Text => [
          link === null ? chat : { link, label: `Thread on ${chat}` },
          posts === 0 ? '' : ` · ${posts} ${posts === 1 ? 'post' : 'posts'}`,
        ],
      ),
    ),
  ];
  return tellPerson(shown.statement, blocks, [
    { label: 'Set verdict', invocation: `/claims verdict ${shown.slug}`, style: 'plain' },
  ]);
}

function standingLine({ claim: { status }, state }: ClaimView): Text {
  const { standing, verdict, verdictBy, verdictAt, verdictReason } = state;
  const spans: Span[] = ['Standing: ', { strong: standing }, ' · verdict: ', { strong: verdict }];
  if (verdictBy && verdictAt) spans.push(` by ${verdictBy.name}, `, { time: verdictAt });
  if (verdictReason) spans.push(`: ${verdictReason}`);
  if (status === 'closed') spans.push(' · closed');
  return spans;
}

/** One entry a speaker, with their latest words; how often they said so. */
function voices(assertions: readonly Assertion[], { sources }: ClaimView): Text[] {
  const bySpeaker = Map.groupBy(assertions, (assertion) => assertion.claimant.name);
  return [...bySpeaker.values()].slice(0, MOST).map((own): Text => {
    const [latest] = own;
    if (!latest) return '';
    const item = sources.get(latest.itemId);
    const often = own.length > 1 ? ` (${own.length} times)` : '';
    const where = item ? outletSpans(item, latest.at) : [{ time: latest.at }];
    return [{ strong: speaker(latest) }, `${often}: “${latest.quote}” — `, ...where];
  });
}
