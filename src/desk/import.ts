import type { By } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { type Claim, lineage } from '../model/claim.ts';
import type { Store } from '../storage/store.ts';
import type { TopicClaim, TopicFeed, TopicFile } from '../topics/topic-file.ts';
import type { DeskDeps } from './deps.ts';
import { newFeed } from './feeds.ts';
import { follow } from './follow.ts';

/** The causes that imports are recorded under, from the command line and from a chat. */
const IMPORTS = /^(import of |\/topics import$)/;

/**
 * Takes a topic file in: applies what changed in the file since its last import, and nothing else, so that
 * whatever the desk decided since stays. Returns a line for each change; none if nothing changed.
 */
export async function importTopic(deps: DeskDeps, file: TopicFile, by: By): Promise<string[]> {
  const changes = await deps.store.transaction(async (store) => {
    const base = await importedFile(store, file.slug);
    const { slug, title, names, signOff } = file;
    await store.claims.saveTopic({ slug, title, names, signOff });
    const done = [
      ...(base ? [] : [`topic ${file.slug} added`]),
      ...(await importClaims({ ...deps, store }, file, base, by)),
      ...(await importFeeds({ ...deps, store }, file, base?.feeds ?? [])),
    ];
    await store.claims.keepImported(file.slug, JSON.stringify(file));
    return done;
  });
  await follow(deps);
  return changes;
}

async function importClaims(
  deps: DeskDeps,
  file: TopicFile,
  base: TopicFile | null,
  by: By,
): Promise<string[]> {
  const { store, now } = deps;
  const before = new Map(base?.claims.map((claim) => [claim.slug, claim]));
  const changes: string[] = [];
  for (const claim of file.claims) {
    const known = await store.claims.bySlug(claim.slug);
    if (known && known.topic !== file.slug)
      throw new UserError(
        `The claim ${claim.slug} belongs to the topic ${known.topic} already. Give it another slug.`,
      );
    if (!known) {
      await store.claims.add({ ...claim, topic: file.slug, status: 'open', createdAt: now() });
      const { statement, aliases } = claim;
      await store.ledger.append(now(), by.actor, claim.slug, by.cause, {
        kind: 'claim-added',
        statement,
        aliases,
      });
      changes.push(`claim ${claim.slug} added`);
      continue;
    }
    const last = before.get(claim.slug);
    if (!last && base && (await closedByImport(store, known))) {
      await store.claims.save({ ...known, status: 'open' });
      await store.ledger.append(now(), by.actor, claim.slug, by.cause, { kind: 'claim-reopened' });
      changes.push(`claim ${claim.slug} reopened`);
    }
    if (last && (await changeClaim(store, known, claim, last, by, now())))
      changes.push(`claim ${claim.slug} changed`);
  }
  for (const { slug } of base?.claims ?? []) {
    const known = file.claims.some((claim) => claim.slug === slug) ? null : await store.claims.bySlug(slug);
    if (known?.status !== 'open') continue;
    await store.claims.save({ ...known, status: 'closed' });
    await store.ledger.append(now(), by.actor, slug, by.cause, { kind: 'claim-closed' });
    changes.push(`claim ${slug} closed`);
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
    throw new UserError(`The claim ${slug} cannot be a part of ${next.parent}, which is a part of it.`);
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

async function importFeeds(
  { store, now }: DeskDeps,
  { slug, feeds }: TopicFile,
  before: readonly TopicFeed[],
): Promise<string[]> {
  const changes: string[] = [];
  const elsewhere = await listedElsewhere(store, slug);
  for (const { url, outlet } of feeds) {
    const known = await store.feeds.byUrl(url);
    const last = before.find((feed) => feed.url === url);
    if (!known && !last) {
      await store.feeds.add(newFeed(url, outlet, now()));
      changes.push(`feed ${outlet} added`);
    } else if (known && last && outlet !== last.outlet && known.outlet === last.outlet) {
      await store.feeds.change(known.id, { outlet });
      changes.push(`feed ${last.outlet} is now ${outlet}`);
    }
  }
  for (const { url, outlet } of before) {
    const wanted = feeds.some((feed) => feed.url === url) || elsewhere.has(url);
    const known = wanted ? null : await store.feeds.byUrl(url);
    if (!known) continue;
    await store.feeds.remove(known.id);
    changes.push(`feed ${outlet} removed`);
  }
  return changes;
}

/** A topic file as it was last imported, or null. */
async function importedFile(store: Store, slug: string): Promise<TopicFile | null> {
  const json = await store.claims.imported(slug);
  return json === null ? null : JSON.parse(json);
}

/** The feeds that the files of other topics list. */
async function listedElsewhere(store: Store, slug: string): Promise<Set<string>> {
  const urls = new Set<string>();
  for (const topic of await store.claims.topics()) {
    const file = topic.slug === slug ? null : await importedFile(store, topic.slug);
    for (const { url } of file?.feeds ?? []) urls.add(url);
  }
  return urls;
}

/** A topic as the desk has it now: its open claims, its names, and its feeds with those that the desk added itself. */
export async function exportTopic(store: Store, slug: string): Promise<TopicFile> {
  const topics = await store.claims.topics();
  const topic = topics.find((one) => one.slug === slug);
  if (!topic)
    throw new UserError(
      `There is no topic ${slug}. Topics here: ${topics.map((one) => one.slug).join(', ') || 'none'}.`,
    );
  const elsewhere = await listedElsewhere(store, slug);
  const own = await importedFile(store, slug);
  const languages = new Map(own?.feeds.map(({ url, language }) => [url, language]));
  const claims = (await store.claims.list()).filter(
    (claim) => claim.topic === slug && claim.status === 'open',
  );
  const feeds = (await store.feeds.list()).filter(({ url }) => languages.has(url) || !elsewhere.has(url));
  return {
    ...topic,
    claims: claims.map(({ slug: name, statement, parent, aliases }) => ({
      slug: name,
      statement,
      parent,
      aliases,
    })),
    feeds: feeds.map(({ url, outlet }) => ({ url, outlet, language: languages.get(url) ?? null })),
  };
}
