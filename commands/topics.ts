import type { Command, Runnable } from '../src/command/command.ts';
import type { TopicView } from '../src/command/desk.ts';
import { by, list, tellChannel, tellPerson, text } from '../src/command/reply.ts';
import { messageOf, UserError } from '../src/errors.ts';
import type { Text } from '../src/model/message.ts';

const showAll: Runnable = {
  name: 'list',
  description: 'Every topic with its claims and feeds, and what a verdict on it takes',
  role: 'reader',
  example: '/topics list',
  options: [],
  async run(desk) {
    const topics = await desk.topics.list();
    if (topics.length === 0)
      return tellPerson('There are no topics yet', [text('/topics import takes in the file of one.')]);
    return tellPerson('What the desk is about', list('Topics', topics.map(entry)));
  },
};

const exportOne: Runnable = {
  name: 'export',
  description: 'A topic as the desk has it now, as a file to change and take in again',
  role: 'editor',
  example: '/topics export iraq',
  options: [{ name: 'topic', description: 'The topic', required: true, completes: 'topic' }],
  async run(desk, { options: { topic = '' } }) {
    const yaml = await desk.topics.export(topic);
    return {
      ...tellPerson(`The topic ${topic} as the desk has it now`),
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
    try {
      const { slug, changes } = await desk.topics.import(invocation.options.yaml ?? '', by(invocation));
      if (changes.length === 0) return tellPerson(`Nothing changed in the topic ${slug}`);
      return tellChannel(`The topic ${slug} was taken in`, list('Changes', changes));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A file may have many faults, and a chat cuts a title short.
      const faults = messageOf(error).split('\n');
      return tellPerson('That file was not taken in', list('What is wrong with it', faults));
    }
  },
};

/** `/topics …`: what the desk is about. */
export const topics: Command = {
  name: 'topics',
  description: 'List the topics, and carry them as files',
  subcommands: [showAll, exportOne, importOne],
};

function entry({ topic: { slug, title, signOff }, claims, feeds }: TopicView): Text {
  const takes = signOff === 1 ? 'an editor' : 'two editors';
  return [
    { strong: slug },
    ` ${title} · ${counted(claims, 'claim')} · ${counted(feeds, 'feed')} · a verdict takes ${takes}`,
  ];
}

function counted(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
