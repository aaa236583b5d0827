import type { By } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Topic } from '../model/claim.ts';
import { ENGLISH, type Phrase } from '../model/say.ts';
import type { Store } from '../storage/store.ts';
import type { TopicFeed, TopicFile } from '../topics/topic-file.ts';
import type { DeskDeps } from './deps.ts';
import { newFeed } from './feeds.ts';
import { follow } from './follow.ts';
import { importClaims } from './import-claims.ts';

/** Takes a topic file in; returns a line in English for each change. */
export async function importTopic(deps: DeskDeps, file: TopicFile, by: By): Promise<string[]> {
  const changes = await takeIn(deps, file, by);
  return changes.map(({ template, filling }) => ENGLISH.text(template, filling));
}

/**
 * Takes a topic file in: applies what changed in the file since its last import, and nothing else, so that
 * whatever the desk decided since stays. Returns the words for each change; none if nothing changed.
 */
export async function takeIn(deps: DeskDeps, file: TopicFile, by: By): Promise<Phrase[]> {
  const changes = await deps.store.transaction(async (store) => {
    const base = await importedFile(store, file.slug);
    const { slug, title, names, signOff } = file;
    await store.claims.saveTopic({ slug, title, names, signOff });
    const done = [
      ...(base ? [] : [{ template: 'topic {topic} added', filling: { topic: slug } }]),
      ...(await importClaims({ ...deps, store }, file, base, by)),
      ...(await importFeeds({ ...deps, store }, file, base?.feeds ?? [])),
    ];
    await store.claims.keepImported(file.slug, JSON.stringify(file));
    return done;
  });
  await follow(deps);
  return changes;
}

async function importFeeds(
  { store, now }: DeskDeps,
  { slug, feeds }: TopicFile,
  before: readonly TopicFeed[],
): Promise<Phrase[]> {
  const changes: Phrase[] = [];
  const elsewhere = await listedElsewhere(store, slug);
  for (const { url, outlet } of feeds) {
    const known = await store.feeds.byUrl(url);
    const last = before.find((feed) => feed.url === url);
    if (!known && !last) {
      await store.feeds.add(newFeed(url, outlet, now()));
      changes.push({ template: 'feed {feed} added', filling: { feed: outlet } });
    } else if (known && last && outlet !== last.outlet && known.outlet === last.outlet) {
      await store.feeds.change(known.id, { outlet });
      changes.push({
        template: 'feed {feed} is now {outlet}',
        filling: { feed: last.outlet, outlet },
      });
    }
  }
  for (const { url, outlet } of before) {
    const wanted = feeds.some((feed) => feed.url === url) || elsewhere.has(url);
    const known = wanted ? null : await store.feeds.byUrl(url);
    if (!known) continue;
    await store.feeds.remove(known.id);
    changes.push({ template: 'feed {feed} removed', filling: { feed: outlet } });
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

/** There is no such topic, but others. */
export function noTopic(topic: string, topics: readonly Topic[]): UserError {
  return topics.length === 0
    ? new UserError('There is no topic {topic}. Topics here: none.', { topic })
    : new UserError('There is no topic {topic}. Topics here: {topics}.', {
        topic,
        topics: topics.map(({ slug }) => slug).join(', '),
      });
}

/** A topic as the desk has it now: its open claims, its names, and its feeds with those that the desk added itself. */
export async function exportTopic(store: Store, slug: string): Promise<TopicFile> {
  const topics = await store.claims.topics();
  const topic = topics.find((one) => one.slug === slug);
  if (!topic) throw noTopic(slug, topics);
  const elsewhere = await listedElsewhere(store, slug);
  const own = await importedFile(store, slug);
  const languages = new Map(own?.feeds.map(({ url, language }) => [url, language]));
  const claims = (await store.claims.list()).filter(
    (claim) => claim.topic === slug && claim.status === 'open',
  );
  // A recording's feeds have addresses that no file may list.
  const isOwn = (url: string) => /^https?:/.test(url) && (languages.has(url) || !elsewhere.has(url));
  const feeds = (await store.feeds.list()).filter(({ url }) => isOwn(url));
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
