import { HOUR } from '../src/model/time.ts';
import { lines, openSampleDesk, type SampleDesk } from './sample-desk.ts';

const HEAD = `# What people see

Each transcript is made by the program itself, from the shipped recording of January 2020 (\`npm run docs\`), and a test
compares it. It shows what Slack and Discord show, in a terminal's form: a number in brackets is a button. How each card
looks in Block Kit and in an embed is in [cards/](cards).
`;

interface Flow {
  readonly title: string;
  readonly words: string;
  readonly show: (desk: SampleDesk) => Promise<string>;
  /** What is set before the recording plays. */
  readonly prepare?: readonly string[];
}

const FLOWS: readonly Flow[] = [
  {
    title: 'An alert, and its thread',
    words:
      'The first report alerts the channels that watch the claim and opens the discussion of its story. What follows is told in the thread, and the alert is updated in place; a change of standing is shown in the channel too.',
    show: async ({ sent }) =>
      sent
        .slice(0, 9)
        .filter(({ as }) => as !== 'update')
        .map(({ as, message }) => {
          const head = as === 'post' ? '━━ in the channel' : '   in the thread';
          return [
            head,
            ...lines(message).map((line) => (as === 'reply' ? `   ${line}`.trimEnd() : line)),
          ].join('\n');
        })
        .join('\n\n'),
  },
  {
    title: 'What is known of a claim, and what was known then',
    words: 'For the one who asks; a button shows it to the channel.',
    show: (desk) =>
      typed(desk, [
        ['Ann', '/claim withdrawal as-of:2020-01-06T20:30'],
        ['Ann', '/claim will it rain in Basra?'],
      ]),
  },
  {
    title: 'A verdict that takes two editors',
    words:
      'Where a topic asks for it (`sign-off: 2`), a second editor signs a verdict off. In Slack and Discord `/claims verdict withdrawal` opens a form for verdict, reason and sources.',
    async show(desk) {
      const [topic] = await desk.deps.store.claims.topics();
      if (topic) await desk.deps.store.claims.saveTopic({ ...topic, signOff: 2 });
      return typed(desk, [
        [
          'Ann',
          '/claims verdict withdrawal false The Pentagon calls the letter a draft sources:https://recording.example/afp/draft',
        ],
        ['Ann', '/claims sign withdrawal'],
        ['Bob', '/claims sign withdrawal'],
      ]);
    },
  },
  {
    title: 'Which alerts a channel gets',
    words: 'Settings are by channel. A preview tells what they would have posted in the last 7 days.',
    show: (desk) =>
      typed(desk, [
        ['Ann', '/watch preview kinds:denials'],
        ['Ann', '/watch kinds:new,standing,denials quiet:22:00-07:00 zone:Asia/Baghdad digest:morning'],
        ['Ann', '/watch kinds:gossip'],
      ]),
  },
  {
    title: 'A digest after the quiet hours',
    words: 'What came in the quiet hours, and what was too much for an hour, comes in one digest.',
    prepare: ['/watch quiet:20:00-07:30'],
    async show(desk) {
      await desk.passes(2 * HOUR);
      const digest = desk.sent.find(({ message }) => message.title.startsWith('Digest'));
      return digest ? lines(digest.message).join('\n') : '';
    },
  },
  {
    title: 'Why an item was or was not alerted',
    words: 'By its address, its id or words of its headline, for any item that was ever seen.',
    show: (desk) =>
      typed(desk, [
        ['Ann', '/desk why https://recording.example/reuters/esper'],
        ['Ann', '/desk why Baghdad banks put a limit'],
      ]),
  },
  {
    title: 'Is this message about a claim?',
    words: 'Also in the menu of every message: *Check against claims*.',
    show: (desk) => typed(desk, [['Ann', '/claims check American troops are leaving Iraq, a letter says']]),
  },
  {
    title: 'Who may do what',
    words: 'Whoever lacks a role is told privately which one it takes, and that is recorded.',
    show: (desk) =>
      typed(desk, [
        ['Eve', '/claims verdict withdrawal confirmed'],
        ['Ada', '/desk roles U-Eve editor'],
        ['Ada', '/desk roles'],
      ]),
  },
  {
    title: 'Topics and feeds as files',
    words: 'In Slack and Discord they come as files, and `/topics import` and `/feeds import` ask for one.',
    show: (desk) => typed(desk, [['Ann', '/topics list']]),
  },
  {
    title: 'A desk that speaks Arabic',
    words: '`LANGUAGE=ar`, or `/watch language:ar` for one channel.',
    prepare: ['/watch language:ar'],
    show: async (desk) => {
      const [alert] = desk.sent;
      return `${alert ? lines(alert.message).join('\n') : ''}\n\n${await desk.says('Ann', '/claims list')}`;
    },
  },
];

async function typed(
  desk: SampleDesk,
  calls: readonly (readonly [name: string, line: string])[],
): Promise<string> {
  const shown: string[] = [];
  for (const [name, line] of calls) shown.push(await desk.says(name, line));
  return shown.join('\n\n');
}

/** The document of flows, each on a desk of its own. */
export async function flows(): Promise<string> {
  const sections: string[] = [];
  for (const { title, words, show, prepare = [] } of FLOWS) {
    const desk = await openSampleDesk(async ({ says }) => {
      for (const line of prepare) await says('Ann', line);
    });
    try {
      sections.push(`## ${title}\n\n${words}\n\n\`\`\`text\n${await show(desk)}\n\`\`\`\n`);
    } finally {
      await desk.close();
    }
  }
  return [HEAD, ...sections].join('\n');
}
