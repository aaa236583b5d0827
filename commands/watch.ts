import type { Command, Option } from '../src/command/command.ts';
import type { Desk, Preview } from '../src/command/desk.ts';
import type { Invocation, Reply } from '../src/command/invocation.ts';
import { list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { SETTINGS, settingsOf, shownSettings } from '../src/command/settings.ts';
import type { Block, Text } from '../src/model/message.ts';
import type { Say } from '../src/model/say.ts';
import { itemSpans } from '../src/model/telling.ts';

const PREVIEW = 'preview';
const MOST = 10;

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
    async run(desk, { options, place, say }) {
      if (options.what === PREVIEW)
        return showPreview(await desk.watches.preview(place, settingsOf(options)), say);
      const change = settingsOf(options);
      const isSet = Object.keys(change).length > 0;
      if (isSet) await desk.watches.set(place, change);
      if (options.what === undefined) return show(desk, place, isSet);
      const fresh = await desk.watches.add(place, options.what);
      return tellChannel(
        fresh ? `This channel now watches ${options.what}` : `This channel watches ${options.what} already`,
        isSet ? await settingsBlocks(desk, place) : [],
      );
    },
  },
};

async function show(desk: Desk, place: Invocation['place'], isSet: boolean): Promise<Reply> {
  const watched = await desk.watches.of(place);
  const topics = (await desk.claims.topics()).map((topic) => topic.slug).join(', ');
  const title =
    watched.length === 0 ? 'This channel watches nothing yet' : `This channel watches: ${watched.join(', ')}`;
  const hint = text(`Topics to watch: ${topics || 'none yet'}. For example: /watch withdrawal`);
  const blocks = [...(await settingsBlocks(desk, place)), ...(isSet ? [] : [hint])];
  return isSet ? tellChannel(title, blocks) : tellPerson(title, blocks);
}

async function settingsBlocks(desk: Desk, place: Invocation['place']): Promise<Block[]> {
  return list('Its settings', shownSettings(await desk.watches.settings(place)));
}

function showPreview({ since, counts, told }: Preview, say: Say): Reply {
  const { told: many, digest, thread, kept, asked } = counts;
  const lines = told.map(
    ({ item, kind, reason }): Text => [{ strong: kind }, ' · ', ...itemSpans(item, say), ` · ${reason}`],
  );
  return tellPerson(`With these settings: ${many} alert${many === 1 ? '' : 's'} in the last 7 days`, [
    text([
      'Since ',
      { time: since },
      `. In threads alone: ${thread}; in digests: ${digest}; put to the desk: ${asked}; kept from this channel: ${kept}.`,
    ]),
    ...list('The latest that would have been posted', lines.slice(-MOST)),
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
    async run(desk, { options, place }) {
      const { what: slug = '' } = options;
      const watched = await desk.watches.remove(place, slug);
      return tellChannel(
        watched ? `This channel no longer watches ${slug}` : `This channel did not watch ${slug}`,
      );
    },
  },
};
