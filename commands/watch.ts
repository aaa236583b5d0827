import type { Command, Option } from '../src/command/command.ts';
import type { Desk, Preview } from '../src/command/desk.ts';
import type { Place, Reply } from '../src/command/invocation.ts';
import { list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { SETTINGS, settingsOf, shownSettings } from '../src/command/settings.ts';
import type { Block, Text } from '../src/model/message.ts';
import type { Say } from '../src/model/say.ts';
import { itemSpans } from '../src/model/telling.ts';

const PREVIEW = 'preview';
const MOST = 10;
const PREVIEWED = {
  one: 'With these settings: {n} alert in the last 7 days',
  other: 'With these settings: {n} alerts in the last 7 days',
};

const what: Option = {
  name: 'what',
  description: 'A topic or a claim',
  required: false,
  completes: 'watchable',
};

/** `/watch`: alerts for this channel, and which. */
export const watch: Command = {
  name: 'watch',
  description: 'Have alerts on a topic or claim posted in this channel, and set which',
  action: {
    name: 'watch',
    description: 'Have alerts on a topic or claim posted in this channel, and set which; or preview',
    role: 'editor',
    example: '/watch withdrawal kinds:new,standing quiet:22:00-07:00 zone:Europe/London',
    options: [
      { ...what, description: 'A topic or a claim; or preview: what would have been posted' },
      ...SETTINGS,
    ],
    async run(desk, { options: { what, ...options }, place, say: before }) {
      const change = settingsOf(options);
      if (what === PREVIEW) return showPreview(await desk.watches.preview(place, change), before);
      const isSet = Object.keys(change).length > 0;
      if (isSet) await desk.watches.set(place, change);
      // The language may be among what was set.
      const say = isSet ? await desk.speaks(place) : before;
      if (what === undefined) return show(desk, place, isSet, say);
      const fresh = await desk.watches.add(place, what);
      return tellChannel(
        fresh
          ? say.text('This channel now watches {what}', { what })
          : say.text('This channel watches {what} already', { what }),
        isSet ? await settingsBlocks(desk, place, say) : [],
      );
    },
  },
};

async function show(desk: Desk, place: Place, isSet: boolean, say: Say): Promise<Reply> {
  const watched = await desk.watches.of(place);
  const topics = (await desk.claims.topics()).map((topic) => topic.slug).join(', ');
  const title =
    watched.length === 0
      ? say.text('This channel watches nothing yet')
      : say.text('This channel watches: {what}', { what: watched.join(', ') });
  const hint = say.text('Topics to watch: {topics}. For example: /watch withdrawal', {
    topics: topics || say.text('none yet'),
  });
  const blocks = [...(await settingsBlocks(desk, place, say)), ...(isSet ? [] : [text(hint)])];
  return isSet ? tellChannel(title, blocks) : tellPerson(title, blocks);
}

async function settingsBlocks(desk: Desk, place: Place, say: Say): Promise<Block[]> {
  return list(say.text('Its settings'), shownSettings(await desk.watches.settings(place), say));
}

function showPreview({ since, counts, told }: Preview, say: Say): Reply {
  const { told: many, digest, thread, kept, asked } = counts;
  const lines = told.map(
    ({ item, kind, reason }): Text => [
      { strong: say.text(kind) },
      ' · ',
      ...itemSpans(item, say),
      ` · ${say.text(reason)}`,
    ],
  );
  const rest = say.spans(
    'Since {time}. In threads alone: {thread}; in digests: {digest}; put to the desk: {asked}; kept from this channel: {kept}.',
    {
      time: { time: since },
      thread: String(thread),
      digest: String(digest),
      asked: String(asked),
      kept: String(kept),
    },
  );
  return tellPerson(say.many(many, PREVIEWED), [
    text(rest),
    ...list(say.text('The latest that would have been posted'), lines.slice(-MOST)),
  ]);
}

/** `/unwatch`: no more alerts for this channel. */
export const unwatch: Command = {
  name: 'unwatch',
  description: 'Stop alerts on a topic or claim in this channel',
  action: {
    name: 'unwatch',
    description: 'Stop alerts on a topic or claim in this channel',
    role: 'editor',
    example: '/unwatch withdrawal',
    options: [{ ...what, required: true }],
    async run(desk, { options, place, say }) {
      const { what: slug = '' } = options;
      const watched = await desk.watches.remove(place, slug);
      return tellChannel(
        watched
          ? say.text('This channel no longer watches {what}', { what: slug })
          : say.text('This channel did not watch {what}', { what: slug }),
      );
    },
  },
};
