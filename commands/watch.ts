import type { Command, Option } from '../src/command/command.ts';
import { tellChannel, tellPerson, text } from '../src/command/reply.ts';

const what: Option = {
  name: 'what',
  description: 'A topic or a claim',
  required: false,
  completes: 'topic',
};

/** `/watch`: alerts for this channel. */
export const watch: Command = {
  name: 'watch',
  description: 'Have alerts on a topic or claim posted in this channel',
  action: {
    name: 'watch',
    description: 'Have alerts on a topic or claim posted in this channel',
    role: 'editor',
    example: '/watch withdrawal',
    options: [what],
    async run(desk, { options, place }) {
      if (options.what === undefined) {
        const watched = await desk.watches.of(place);
        const topics = (await desk.claims.topics()).map((topic) => topic.slug).join(', ');
        return tellPerson(
          watched.length === 0
            ? 'This channel watches nothing yet'
            : `This channel watches: ${watched.join(', ')}`,
          [text(`Topics to watch: ${topics || 'none yet'}. For example: /watch withdrawal`)],
        );
      }
      const fresh = await desk.watches.add(place, options.what);
      return tellChannel(
        fresh ? `This channel now watches ${options.what}` : `This channel watches ${options.what} already`,
      );
    },
  },
};

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
