import type { Desk } from '../command/desk.ts';
import { shownAddress } from '../model/feed.ts';
import type { Store } from '../storage/store.ts';
import { formatTopic } from '../topics/format.ts';
import { parseTopic } from '../topics/parse.ts';
import type { TopicFile } from '../topics/topic-file.ts';
import type { DeskDeps } from './deps.ts';
import { exportTopic, takeIn } from './import.ts';

/** What faults are told under: a chat gives no name that means anything here. */
const FILE = 'topic.yaml';

/** The use-cases behind /topics. */
export function topicUseCases(deps: DeskDeps): Desk['topics'] {
  const { store } = deps;
  return {
    async list() {
      const views = [];
      for (const topic of await store.claims.topics()) {
        const { claims, feeds } = await exportTopic(store, topic.slug);
        views.push({ topic, claims: claims.length, feeds: feeds.length });
      }
      return views;
    },
    async export(slug) {
      const file = await exportTopic(store, slug);
      const feeds = file.feeds.map((feed) => ({ ...feed, url: shownAddress(feed.url) }));
      return formatTopic({ ...file, feeds });
    },
    async import(yaml, by) {
      const file = await withLogins(store, parseTopic(yaml, FILE));
      return { slug: file.slug, changes: await takeIn(deps, file, by) };
    },
  };
}

/** What was exported here lacks the logins of the feeds' addresses, and means the same feeds all the same. */
async function withLogins(store: Store, file: TopicFile): Promise<TopicFile> {
  const followed = await store.feeds.list();
  const feeds = file.feeds.map((feed) => {
    if (followed.some(({ url }) => url === feed.url)) return feed;
    const meant = followed.find(({ url }) => shownAddress(url) === feed.url);
    return meant ? { ...feed, url: meant.url } : feed;
  });
  return { ...file, feeds };
}
