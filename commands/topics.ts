import type { Command, Runnable } from '../src/command/command.ts';
import type { TopicView } from '../src/command/desk.ts';
import { by, list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { UserError } from '../src/errors.ts';
import type { Text } from '../src/model/message.ts';
import type { Say } from '../src/model/say.ts';

const CLAIMS = { one: '{n} claim', other: '{n} claims' };
const FEEDS = { one: '{n} feed', other: '{n} feeds' };

const showAll: Runnable = {
  name: 'list',
  description: 'Every topic with its claims and feeds, and what a verdict on it takes',
  role: 'reader',
  example: '/topics list',
  options: [],
  async run(desk, { say }) {
    const topics = await desk.topics.list();
    if (topics.length === 0)
      return tellPerson(say.text('There are no topics yet'), [
        text(say.text('/topics import takes in the file of one.')),
      ]);
    const entries = topics.map((topic) => entry(topic, say));
    return tellPerson(say.text('What the desk is about'), list(say.text('Topics'), entries));
  },
};

const exportOne: Runnable = {
  name: 'export',
  description: 'A topic as the desk has it now, as a file to change and take in again',
  role: 'editor',
  example: '/topics export iraq',
  options: [{ name: 'topic', description: 'The topic', required: true, completes: 'topic' }],
  async run(desk, { options: { topic = '' }, say }) {
    const yaml = await desk.topics.export(topic);
    return {
      ...tellPerson(say.text('The topic {topic} as the desk has it now', { topic })),
      file: { name: `${topic}.yaml`, text: yaml },
    };
  },
};

const importOne: Runnable = {
  name: 'import',
  description: 'Take in what changed in a topic file since it was last taken in',
  role: 'admin',
  example: '/topics import iraq.yaml',
  options: [{ name: 'yaml', description: 'The topic file', required: true, file: true }],
  form: ['yaml'],
  async run(desk, invocation) {
    const { say } = invocation;
    try {
      const { slug, changes } = await desk.topics.import(invocation.options.yaml ?? '', by(invocation));
      if (changes.length === 0)
        return tellPerson(say.text('Nothing changed in the topic {topic}', { topic: slug }));
      return tellChannel(
        say.text('The topic {topic} was taken in', { topic: slug }),
        list(
          say.text('Changes'),
          changes.map(({ template, filling }) => say.text(template, filling)),
        ),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A file may have many faults, and a chat cuts a title short.
      const faults = say.text(error.template, error.filling).split('\n');
      return tellPerson(
        say.text('That file was not taken in'),
        list(say.text('What is wrong with it'), faults),
      );
    }
  },
};

/** `/topics …`: what the desk is about. */
export const topics: Command = {
  name: 'topics',
  description: 'List the topics, and carry them as files',
  subcommands: [showAll, exportOne, importOne],
};

function entry({ topic: { slug, title, signOff }, claims, feeds }: TopicView, say: Say): Text {
  const takes =
    signOff === 1 ? say.text('a verdict takes an editor') : say.text('a verdict takes two editors');
  const parts = [title, say.many(claims, CLAIMS), say.many(feeds, FEEDS), takes];
  return [{ strong: slug }, ` ${parts.join(' · ')}`];
}
