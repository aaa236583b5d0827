import type { By } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { type Claim, lineage } from '../model/claim.ts';
import type { Phrase } from '../model/say.ts';
import type { Store } from '../storage/store.ts';
import type { TopicClaim, TopicFile } from '../topics/topic-file.ts';
import type { DeskDeps } from './deps.ts';

/** The causes that imports are recorded under, from the command line and from a chat. */
const IMPORTS = /^(import of |\/topics import$)/;

/** Applies what changed in a topic's claims between two imports, `base` being the last one; returns the words for it. */
export async function importClaims(
  deps: DeskDeps,
  file: TopicFile,
  base: TopicFile | null,
  by: By,
): Promise<Phrase[]> {
  const { store, now } = deps;
  const before = new Map(base?.claims.map((claim) => [claim.slug, claim]));
  const changes: Phrase[] = [];
  for (const claim of file.claims) {
    const filling = { claim: claim.slug };
    const known = await store.claims.bySlug(claim.slug);
    if (known && known.topic !== file.slug)
      throw new UserError('The claim {slug} belongs to the topic {topic} already. Give it another slug.', {
        slug: claim.slug,
        topic: known.topic,
      });
    if (!known) {
      await store.claims.add({ ...claim, topic: file.slug, status: 'open', createdAt: now() });
      const { statement, aliases } = claim;
      await store.ledger.append(now(), by.actor, claim.slug, by.cause, {
        kind: 'claim-added',
        statement,
        aliases,
      });
      changes.push({ template: 'claim {claim} added', filling });
      continue;
    }
    const last = before.get(claim.slug);
    if (!last && base && (await closedByImport(store, known))) {
      await store.claims.save({ ...known, status: 'open' });
      await store.ledger.append(now(), by.actor, claim.slug, by.cause, { kind: 'claim-reopened' });
      changes.push({ template: 'claim {claim} reopened', filling });
    }
    if (last && (await changeClaim(store, known, claim, last, by, now())))
      changes.push({ template: 'claim {claim} changed', filling });
  }
  for (const { slug } of base?.claims ?? []) {
    const known = file.claims.some((claim) => claim.slug === slug) ? null : await store.claims.bySlug(slug);
    if (known?.status !== 'open') continue;
    await store.claims.save({ ...known, status: 'closed' });
    await store.ledger.append(now(), by.actor, slug, by.cause, { kind: 'claim-closed' });
    changes.push({ template: 'claim {claim} closed', filling: { claim: slug } });
  }
  return changes;
}

/** Whether it was an import that closed the claim, because it had gone from its file. */
async function closedByImport(store: Store, { slug, status }: Claim): Promise<boolean> {
  if (status !== 'closed') return false;
  const closing = (await store.ledger.ofClaim(slug)).findLast(({ event }) => event.kind === 'claim-closed');
  return closing !== undefined && IMPORTS.test(closing.cause);
}

/** Whether a claim is another one, or in the end a part of it. */
async function isPartOf(store: Store, slug: string, whole: string): Promise<boolean> {
  const claims = new Map((await store.claims.list()).map((claim) => [claim.slug, claim]));
  return lineage(slug, claims).some((claim) => claim.slug === whole);
}

/** Applies what differs between two imports of a claim; the desk's own wording stands. */
async function changeClaim(
  store: Store,
  known: Claim,
  next: TopicClaim,
  last: TopicClaim,
  { actor, cause }: By,
  at: string,
): Promise<boolean> {
  const { slug } = known;
  const reworded = next.statement !== last.statement && known.statement === last.statement;
  const added = next.aliases.filter(
    (alias) => !last.aliases.includes(alias) && !known.aliases.includes(alias),
  );
  const gone = last.aliases.filter((alias) => !next.aliases.includes(alias) && known.aliases.includes(alias));
  const moved = next.parent !== last.parent && known.parent === last.parent;
  if (moved && next.parent !== null && (await isPartOf(store, next.parent, slug)))
    throw new UserError('The claim {slug} cannot be a part of {whole}, which is a part of it.', {
      slug,
      whole: next.parent,
    });
  if (!reworded && !moved && added.length + gone.length === 0) return false;
  const aliases = [...known.aliases.filter((alias) => !gone.includes(alias)), ...added];
  const statement = reworded ? next.statement : known.statement;
  const parent = moved ? next.parent : known.parent;
  await store.claims.save({ ...known, statement, aliases, parent });
  if (moved) await store.ledger.append(at, actor, slug, cause, { kind: 'claim-moved', parent });
  if (reworded) await store.ledger.append(at, actor, slug, cause, { kind: 'claim-edited', statement });
  for (const alias of added)
    await store.ledger.append(at, actor, slug, cause, { kind: 'alias-added', alias });
  for (const alias of gone)
    await store.ledger.append(at, actor, slug, cause, { kind: 'alias-removed', alias });
  return true;
}
