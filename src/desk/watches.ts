import type { Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Watch } from '../model/alert.ts';
import type { ChannelSettings } from '../model/channel.ts';
import type { DeskDeps } from './deps.ts';
import { previewOf } from './preview.ts';

/** The use-cases behind /watch and /unwatch. */
export function watchUseCases({
  store,
  now,
  lastDue,
}: Pick<DeskDeps, 'store' | 'now' | 'lastDue'>): Desk['watches'] {
  async function named(slug: string): Promise<Pick<Watch, 'kind' | 'slug'>> {
    const topics = (await store.claims.topics()).map((topic) => topic.slug);
    if (topics.includes(slug)) return { kind: 'topic', slug };
    if (await store.claims.bySlug(slug)) return { kind: 'claim', slug };
    throw topics.length === 0
      ? new UserError('There is no topic or claim {slug}. Topics: none. /claims list shows the claims.', {
          slug,
        })
      : new UserError('There is no topic or claim {slug}. Topics: {topics}. /claims list shows the claims.', {
          slug,
          topics: topics.join(', '),
        });
  }
  async function changed(
    { chat, channel }: Pick<Watch, 'chat' | 'channel'>,
    change: Partial<ChannelSettings>,
  ): Promise<ChannelSettings> {
    const settings = { ...(await store.channels.get(chat, channel)).settings, ...change };
    // Throws where the expression or the zone cannot be read.
    lastDue(settings.digest ?? '0 0 * * *', settings.zone, now(), now());
    return settings;
  }
  return {
    add: async ({ chat, channel }, slug) => store.watches.add({ chat, channel, ...(await named(slug)) }),
    remove: async ({ chat, channel }, slug) =>
      store.watches.remove({ chat, channel, ...(await named(slug)) }),
    async of({ chat, channel }) {
      const all = await store.watches.list();
      return all
        .filter((watch) => watch.chat === chat && watch.channel === channel)
        .map((watch) => watch.slug);
    },
    settings: async ({ chat, channel }) => (await store.channels.get(chat, channel)).settings,
    async set({ chat, channel }, change) {
      const settings = await changed({ chat, channel }, change);
      // What a digest was due for before it was asked for is not made up for.
      await store.channels.change(chat, channel, { settings, digestedAt: now() });
    },
    preview: async (place, change) => previewOf(store, place, await changed(place, change), now()),
  };
}
