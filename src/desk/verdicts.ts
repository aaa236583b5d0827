import type { By, Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Claim } from '../model/claim.ts';
import type { Proposal, Ruled } from '../model/ledger.ts';
import { message, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import type { DeskDeps } from './deps.ts';
import { showChange } from './show-change.ts';
import { stateOf } from './story-view.ts';

/** The use-cases of verdicts, which one editor sets or, where the topic asks for it, two. */
export function verdictUseCases(
  deps: Pick<DeskDeps, 'store' | 'now' | 'settings'>,
  known: (slug: string) => Promise<Claim>,
): Pick<Desk['claims'], 'setVerdict' | 'sign' | 'withdraw'> {
  const { store, now } = deps;
  return {
    async setVerdict(slug, ruled, by) {
      const claim = await known(slug);
      return store.transaction(async (within) => {
        const { verdict, verdictAt, verdictReason, verdictSources, proposal } = await stateOf(within, slug);
        const isSame = verdict === ruled.verdict && verdictReason === ruled.reason;
        if (verdictAt !== null && isSame && verdictSources.join() === (ruled.sources ?? []).join())
          throw new UserError('The verdict on {slug} is {verdict} already.', { slug, verdict });
        const topic = (await within.claims.topics()).find((one) => one.slug === claim.topic);
        if (topic?.signOff !== 2) {
          await set(within, claim, ruled, by);
          return 'set';
        }
        if (proposal)
          throw new UserError(
            '{who} proposed {verdict} already. Sign it off or withdraw it first: /claims sign {slug}',
            { who: proposal.by.name, verdict: proposal.verdict, slug },
          );
        const at = now();
        await within.ledger.append(at, by.actor, slug, by.cause, { kind: 'verdict-proposed', ...ruled });
        const call = (say: Say) =>
          message(
            say.text('{who} proposes the verdict {verdict} on “{claim}”', {
              who: by.actor.name,
              verdict: say.text(ruled.verdict),
              claim: claim.statement,
            }),
            [{ kind: 'text', text: words(ruled) }],
            [
              { label: say.text('Sign off'), invocation: `/claims sign ${slug} of:${at}`, style: 'primary' },
              {
                label: say.text('Withdraw'),
                invocation: `/claims sign ${slug} withdraw of:${at}`,
                style: 'danger',
              },
            ],
          );
        await showChange({ ...deps, store: within }, slug, call, now());
        return 'proposed';
      });
    },
    async sign(slug, of, by) {
      const claim = await known(slug);
      return store.transaction(async (within) => {
        const proposal = await proposed(within, slug, of);
        if (proposal.by.id === by.actor.id)
          throw new UserError('You proposed it yourself. Another editor has to sign it off.');
        await set(within, claim, proposal, by, proposal);
        return proposal;
      });
    },
    async withdraw(slug, of, by) {
      await known(slug);
      return store.transaction(async (within) => {
        const proposal = await proposed(within, slug, of);
        await within.ledger.append(now(), by.actor, slug, by.cause, { kind: 'verdict-withdrawn' });
        const told = (say: Say) =>
          message(
            say.text('{who} withdrew the proposed verdict {verdict}', {
              who: by.actor.name,
              verdict: say.text(proposal.verdict),
            }),
          );
        await showChange({ ...deps, store: within }, slug, told, now());
        return proposal;
      });
    },
  };

  async function set(within: Store, claim: Claim, ruled: Ruled, { actor, cause }: By, proposal?: Proposal) {
    const { verdict, reason, sources = [] } = ruled;
    const proposedBy = proposal && { proposedBy: proposal.by };
    const event = { kind: 'verdict-set' as const, verdict, reason, sources, ...proposedBy };
    await within.ledger.append(now(), actor, claim.slug, cause, event);
    const who = proposal ? [proposal.by.name, actor.name] : [actor.name];
    const told = (say: Say) =>
      message(
        say.text("The desk's verdict on “{claim}” is now {verdict}", {
          claim: claim.statement,
          verdict: say.text(verdict),
        }),
        [{ kind: 'text', text: [who.join(', '), ...words(ruled, ': ')] }],
      );
    await showChange({ ...deps, store: within }, claim.slug, told, now());
  }
}

/** The verdict that waits; `of` is when the one was proposed that is meant, or null for whichever waits. */
async function proposed(store: Store, slug: string, of: Instant | null): Promise<Proposal> {
  const { proposal } = await stateOf(store, slug);
  if (proposal && of !== null && proposal.at !== of)
    throw new UserError(
      'That was about an earlier proposal. {who} proposes {verdict} now: /claims sign {slug}',
      {
        who: proposal.by.name,
        verdict: proposal.verdict,
        slug,
      },
    );
  if (proposal) return proposal;
  throw new UserError(
    'No verdict on {slug} waits for a second editor. /claims verdict {slug} proposes one.',
    { slug },
  );
}

/** A verdict's grounds, or nothing. */
function words({ reason, sources = [] }: Ruled, before = ''): Exclude<Text, string> {
  const links = sources.flatMap((link) => [' ', { link, label: new URL(link).host }]);
  return reason === '' && links.length === 0 ? [] : [before, reason, ...links];
}
