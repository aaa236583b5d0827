import { UserError } from '../errors.ts';
import { LANGUAGES } from '../language/index.ts';
import { type ChannelSettings, NEWS_KINDS, type NewsKind, PLAIN } from '../model/channel.ts';
import type { Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Option } from './command.ts';

/** The options by which a channel's settings are given, each in words. */
export const SETTINGS: readonly Option[] = [
  option('kinds', `Alert on these alone: ${NEWS_KINDS.join(', ')}; all`),
  option('score', 'Alert from this score up: 0 to 1'),
  option('languages', 'Alert on items in these alone, such as en,ar; all'),
  option('hourly', 'At most so many alerts an hour, the rest in a digest; off'),
  option('quiet', 'No alerts from one time of day to another, such as 22:00-07:00; off'),
  option('zone', 'Time zone of quiet and digest, such as Europe/London'),
  option('mention', 'Notify this role or user group of alerts, by its id; off'),
  option('mention-kinds', 'Notify it of these kinds alone, such as standing,denials; all'),
  { ...option('language', 'The language that the desk speaks here'), choices: [...LANGUAGES, 'desk'] },
  option('digest', 'hourly, daily, morning, or a cron expression such as "0 7 * * 1-5"; off'),
  {
    ...option('notices', 'Tell this channel of faults: feeds, deliveries, matching'),
    choices: ['on', 'off'],
  },
];

function option(name: string, description: string): Option {
  return { name, description, required: false };
}

const DIGESTS: Readonly<Record<string, string>> = {
  hourly: '0 * * * *',
  daily: '0 18 * * *',
  morning: '0 7 * * *',
};

/** What the options say of the settings; empty where they say nothing. Throws UserError with what to write instead. */
export function settingsOf(options: Readonly<Record<string, string>>): Partial<ChannelSettings> {
  const changes: Partial<ChannelSettings>[] = [];
  const read = (name: string, parse: (text: string) => Partial<ChannelSettings>) => {
    const text = options[name]?.trim();
    if (text) changes.push(parse(text));
  };
  read('kinds', (text) => ({ kinds: kindsIn(text) }));
  read('score', (text) => ({ score: numberIn('score', text, 0, 1) }));
  read('languages', (text) => ({ languages: text === 'all' ? null : languagesIn(text) }));
  read('hourly', (text) => ({
    hourly: text === 'off' ? null : Math.floor(numberIn('hourly', text, 1, 1000)),
  }));
  read('quiet', (text) => ({ quiet: text === 'off' ? null : quietIn(text) }));
  read('zone', (zone) => ({ zone }));
  read('mention', (text) => ({ mention: text === 'off' ? null : idIn(text) }));
  read('mention-kinds', (text) => ({ mentionKinds: kindsIn(text) }));
  read('digest', (text) => ({ digest: text === 'off' ? null : (DIGESTS[text] ?? text) }));
  read('language', (text) => ({ language: text === 'desk' ? null : text }));
  read('notices', (text) => ({ notices: text === 'on' }));
  return Object.assign({}, ...changes);
}

function kindsIn(text: string): readonly NewsKind[] | null {
  if (text === 'all') return null;
  const words = text.toLowerCase().split(/[\s,]+/);
  const strange = words.filter((word) => !NEWS_KINDS.some((kind) => kind === word));
  if (strange.length > 0)
    throw new UserError('There is no kind {words}. Kinds: {kinds}, or all.', {
      words: strange.join(', '),
      kinds: NEWS_KINDS.join(', '),
    });
  return NEWS_KINDS.filter((kind) => words.includes(kind));
}

function numberIn(option: string, text: string, least: number, most: number): number {
  const number = Number(text.replace(',', '.'));
  if (!(number >= least && number <= most))
    throw new UserError('{option} must be a number from {least} to {most}, not {text}.', {
      option,
      least,
      most,
      text,
    });
  return number;
}

function languagesIn(text: string): string[] {
  const tags = text.split(/[\s,]+/);
  const strange = tags.filter((tag) => !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag));
  if (strange.length > 0)
    throw new UserError('{words} is no language tag. Write tags such as en,ar, or all.', {
      words: strange.join(', '),
    });
  return tags;
}

function quietIn(text: string): { from: number; to: number } {
  const [, h1, m1, h2, m2] = /^(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)$/.exec(text)?.map(Number) ?? [];
  const minute = (hour = 24, of = 0) => (hour < 24 && of < 60 ? 60 * hour + of : Number.NaN);
  const [from, to] = [minute(h1, m1), minute(h2, m2)];
  if (Number.isNaN(from + to) || from === to)
    throw new UserError('quiet must be two times of day, such as 22:00-07:00, or off; not {text}.', { text });
  return { from, to };
}

/** The id in what a chat writes for a role (`<@&1>`) or a user group (`<!subteam^S1|@desk>`), or the id itself. */
function idIn(text: string): string {
  const id = /^<(?:@&|!subteam\^)(\w+)/.exec(text)?.[1] ?? text;
  if (!/^(\d{15,21}|S[A-Z0-9]{8,20})$/.test(id))
    throw new UserError(
      '{text} is no id of a role (Discord: 15 to 21 digits) or of a user group (Slack: S and letters). Copy its id, or write off.',
      { text },
    );
  return id;
}

/** The settings in words, those that are as they were from the start left out; what is typed stays as it is. */
export function shownSettings(settings: ChannelSettings, say: Say): Text[] {
  const { kinds, score, languages, hourly, quiet, zone, mention, mentionKinds, digest, language, notices } =
    settings;
  const lines: [string, string | null][] = [
    ['kinds', kinds?.join(', ') ?? null],
    ['score', score === 0 ? null : say.text('{score} and above', { score })],
    ['languages', languages?.join(', ') ?? null],
    [
      'hourly',
      hourly === PLAIN.hourly
        ? null
        : hourly === null
          ? say.text('no limit')
          : say.text('at most {n} alerts', { n: hourly }),
    ],
    ['quiet', quiet && say.text('{from} to {to}', { from: timeOf(quiet.from), to: timeOf(quiet.to) })],
    ['zone', zone === 'Etc/UTC' && quiet === null && digest === null ? null : zone],
    [
      'mention',
      mention &&
        (mentionKinds === null
          ? say.text('{mention} of every alert', { mention })
          : say.text('{mention} of {kinds}', { mention, kinds: mentionKinds.join(', ') })),
    ],
    ['digest', digest],
    ['language', language],
    ['notices', notices ? 'on' : null],
  ];
  return lines.flatMap(([name, words]) => (words === null ? [] : [[{ strong: name }, `: ${words}`]]));
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
