import type { By, ClaimQuality, Desk, Found } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { BANDS } from '../matching/matcher.ts';
import type { Claim } from '../model/claim.ts';
import type { LedgerEvent } from '../model/ledger.ts';
import type { DeskDeps } from './deps.ts';
import { follow } from './follow.ts';
import { noTopic } from './import.ts';
import { overlap } from './nearest.ts';
import { qualityOf } from './quality.ts';
import { rulingUseCases } from './ruling.ts';
import { claimsSeen } from './scope.ts';
import { stateOf } from './story-view.ts';
import { verdictUseCases } from './verdicts.ts';
import { type ThreadLink, viewClaim } from './view-claim.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The use-cases behind /claim and /claims. `threadLink` tells where a thread can be read. */
export function claimUseCases(deps: DeskDeps, threadLink: ThreadLink): Desk['claims'] {
  const { store, matcher, now } = deps;

  async function known(slug: string): Promise<Claim> {
    const claim = await store.claims.bySlug(slug);
    if (claim) return claim;
    const near = nearestOf(slug, await store.claims.list());
    const hint = near.map((one) => one.slug).join(', ');
    throw near.length > 0
      ? new UserError('There is no claim {slug}. Nearest: {near}.', { slug, near: hint })
      : new UserError('There is no claim {slug}. /claims list shows them all.', { slug });
  }

  /** Changes a claim and writes the ledger in one transaction, then has the matcher follow the change. */
  async function change(
    slug: string,
    by: By,
    event: LedgerEvent,
    changed: (claim: Claim) => Claim,
  ): Promise<void> {
    await known(slug);
    await store.transaction(async (within) => {
      const claim = await within.claims.bySlug(slug);
      if (claim) await within.claims.save(changed(claim));
      await within.ledger.append(now(), by.actor, slug, by.cause, event);
    });
    await follow(deps);
  }

  return {
    topics: () => store.claims.topics(),
    async list(place) {
      const claims = (await claimsSeen(store, place)).filter((claim) => claim.status === 'open');
      return Promise.all(claims.map(async (claim) => ({ claim, state: await stateOf(store, claim.slug) })));
    },
    async find(words, place): Promise<Found> {
      const asked = words.trim().toLowerCase();
      const claims = await claimsSeen(store, place);
      const named = claims.find((claim) =>
        [claim.slug, claim.statement, ...claim.aliases].some((name) => name.toLowerCase() === asked),
      );
      if (named) return { kind: 'claim', claim: named };
      const [best] = await matcher.judge({ title: words, summary: '', text: '', language: null });
      const meant =
        best && best.score >= BANDS.alert ? claims.find((claim) => claim.slug === best.claim) : undefined;
      return meant ? { kind: 'claim', claim: meant } : { kind: 'nearest', claims: nearestOf(words, claims) };
    },
    async waiting(most) {
      const matches = await store.matches.suggested(most);
      const items = new Map(
        (await store.items.byIds(matches.map(({ itemId }) => itemId))).map((item) => [item.id, item]),
      );
      return matches.flatMap((match) => {
        const item = items.get(match.itemId);
        return item ? [{ item, match }] : [];
      });
    },
    view: async (slug, asOf) => viewClaim(store, await known(slug), threadLink, asOf),
    async history(slug) {
      await known(slug);
      return store.ledger.ofClaim(slug);
    },
    async check(text, place) {
      const seen = new Map((await claimsSeen(store, place)).map((claim) => [claim.slug, claim]));
      const [title = '', ...rest] = text.trim().split('\n');
      const judged = await matcher.judge({
        title,
        summary: '',
        text: rest.join('\n').trim(),
        language: null,
      });
      return judged.flatMap(({ claim: slug, score, stance, evidence, reason }) => {
        const claim = seen.get(slug);
        const band = score >= BANDS.alert ? ('alert' as const) : ('suggest' as const);
        return claim ? [{ claim, judged: { score, stance, evidence, reason, band } }] : [];
      });
    },
    async quality(slug) {
      if (slug !== null) return [await qualityOf(store, await known(slug))];
      const all = await Promise.all((await store.claims.list()).map((claim) => qualityOf(store, claim)));
      const many = ({ confirmed, rejected }: ClaimQuality) => confirmed + rejected;
      return all.filter((one) => many(one) > 0).sort((a, b) => many(b) - many(a));
    },
    async add({ slug, topic, parent, statement }, by) {
      if (!SLUG.test(slug) || slug.length > 40)
        throw new UserError(
          '{slug} cannot be a slug. Use lower case letters, digits and dashes, at most 40: letter-genuine.',
          { slug },
        );
      if (await store.claims.bySlug(slug))
        throw new UserError('There is a claim {slug} already. Choose another slug, or /claims edit {slug}.', {
          slug,
        });
      const topics = await store.claims.topics();
      if (!topics.some((one) => one.slug === topic)) throw noTopic(topic, topics);
      if (parent !== null) await known(parent);
      await store.transaction(async (within) => {
        await within.claims.add({
          slug,
          topic,
          parent,
          statement,
          aliases: [],
          status: 'open',
          createdAt: now(),
        });
        await within.ledger.append(now(), by.actor, slug, by.cause, {
          kind: 'claim-added',
          statement,
          aliases: [],
        });
      });
      await follow(deps);
    },
    edit: (slug, statement, by) =>
      change(slug, by, { kind: 'claim-edited', statement }, (claim) => ({ ...claim, statement })),
    async addAlias(slug, alias, by) {
      const taken = (await store.claims.list()).find((claim) => claim.aliases.includes(alias));
      if (taken)
        throw new UserError('“{alias}” is an alias of {claim} already.', { alias, claim: taken.slug });
      await change(slug, by, { kind: 'alias-added', alias }, (claim) => ({
        ...claim,
        aliases: [...claim.aliases, alias],
      }));
    },
    async removeAlias(slug, alias, by) {
      const claim = await known(slug);
      if (!claim.aliases.includes(alias))
        throw claim.aliases.length === 0
          ? new UserError('{slug} has no alias “{alias}”. Its aliases: none.', { slug, alias })
          : new UserError('{slug} has no alias “{alias}”. Its aliases: {aliases}.', {
              slug,
              alias,
              aliases: claim.aliases.join('; '),
            });
      const without = claim.aliases.filter((one) => one !== alias);
      await change(slug, by, { kind: 'alias-removed', alias }, () => ({ ...claim, aliases: without }));
    },
    ...verdictUseCases(deps, known),
    ...rulingUseCases(deps),
    async close(slug, by) {
      if ((await known(slug)).status === 'closed') throw new UserError('{slug} is closed already.', { slug });
      await change(slug, by, { kind: 'claim-closed' }, (claim) => ({ ...claim, status: 'closed' }));
    },
    async reopen(slug, by) {
      if ((await known(slug)).status === 'open') throw new UserError('{slug} is open already.', { slug });
      await change(slug, by, { kind: 'claim-reopened' }, (claim) => ({ ...claim, status: 'open' }));
    },
  };
}

/** The claims that share most words with these. */
function nearestOf(words: string, claims: readonly Claim[]): Claim[] {
  return claims
    .map((claim) => ({ claim, score: overlap(words, claim) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ claim }) => claim);
}
