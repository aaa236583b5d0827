import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { type Instant, instant } from '../model/time.ts';
import { errorOf, type Fault } from './fault.ts';
import { address, faultsOfIssues, line, mapping } from './shape.ts';
import { type Path, readYaml, type Source } from './yaml.ts';

/** Feeds as they changed over some days, to be served again in order (form: docs/topics.md). */
export interface Recording {
  readonly title: string;
  /** Absolute path of the topic file that goes with it. */
  readonly topic: string;
  /** Absolute path; every `file` below is relative to it. */
  readonly folder: string;
  readonly feeds: readonly RecordedFeed[];
  /** In time order. */
  readonly steps: readonly Step[];
}

interface RecordedFeed {
  /** The document served before the feed's first step. */
  readonly file: string;
  /** `recording://…`, so that it is never taken for the publisher's own address. */
  readonly url: string;
  readonly outlet: string;
}

export interface Step {
  readonly at: Instant;
  /** The feed's url. */
  readonly feed: string;
  /** The document served from then on. */
  readonly file: string;
  /** What happens here, for a person. */
  readonly note: string | null;
}

const feed = mapping('a feed', {
  file: line('file', 200),
  url: address(['recording:']),
  outlet: line('outlet', 100),
});
const step = mapping('a step', {
  at: z.iso
    .datetime({ offset: true, error: 'at must be a time such as 2020-01-06T20:10:00Z; write it so' })
    .transform((at) => instant(Date.parse(at))),
  feed: address(['recording:']),
  file: line('file', 200),
  note: line('note', 500).nullish(),
});
const recording = mapping('a recording', {
  title: line('title', 100),
  topic: line('topic', 200),
  feeds: z.array(feed, 'a recording needs a list of feeds; add “feeds:”').min(1, 'there is no feed; add one'),
  steps: z.array(step, 'a recording needs a list of steps; add “steps:”').min(1, 'there is no step; add one'),
});
type Written = z.infer<typeof recording>;

const KEYS = {
  '': Object.keys(recording.shape),
  feeds: Object.keys(feed.shape),
  steps: Object.keys(step.shape),
};

/**
 * Reads `recording.yaml` in `folder` and makes sure that every file it names is there. Throws a UserError
 * with a line for each fault, as `parseTopic` does; those of form come first, then those of sense.
 */
export async function loadRecording(folder: string): Promise<Recording> {
  const home = resolve(folder);
  const file = join(folder, 'recording.yaml');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UserError(`There is no file ${file}; give the folder of a recording, which has one.`);
  });
  const source = readYaml(text, file);
  if (source.faults.length > 0) throw errorOf(source.faults);
  const { data, error } = recording.safeParse(source.data);
  if (!data) throw errorOf(faultsOfIssues(error.issues, source, KEYS));
  const faults = [
    ...faultsOfFeeds(source, data),
    ...faultsOfOrder(source, data),
    ...(await faultsOfFiles(source, data, home)),
  ];
  if (faults.length > 0) throw errorOf(faults);
  return {
    title: data.title,
    topic: resolve(home, data.topic),
    folder: home,
    feeds: data.feeds,
    steps: data.steps.map(({ note, ...rest }) => ({ ...rest, note: note ?? null })),
  };
}

function faultsOfFeeds(source: Source, { feeds, steps }: Written): Fault[] {
  const urls = feeds.map(({ url }) => url);
  return [
    ...urls.flatMap((url, index) =>
      urls.indexOf(url) < index
        ? [source.fault(['feeds', index, 'url'], `the feed ${url} is listed twice; remove one`)]
        : [],
    ),
    ...steps.flatMap(({ feed }, index) => {
      if (urls.includes(feed)) return [];
      const meant = nearest(feed, urls);
      const advice = meant ? `did you mean ${meant}?` : 'list it under feeds';
      return [source.fault(['steps', index, 'feed'], `there is no feed ${feed}; ${advice}`)];
    }),
  ];
}

function faultsOfOrder(source: Source, { steps }: Written): Fault[] {
  return steps.flatMap(({ at }, index) => {
    const before = steps[index - 1];
    if (!before || before.at <= at) return [];
    const message = `this step (${at}) is earlier than the one before it (${before.at}); put the steps in order`;
    return [source.fault(['steps', index, 'at'], message)];
  });
}

async function faultsOfFiles(
  source: Source,
  { topic, feeds, steps }: Written,
  home: string,
): Promise<Fault[]> {
  const inside: { path: Path; file: string }[] = [
    ...feeds.map(({ file }, index) => ({ path: ['feeds', index, 'file'], file })),
    ...steps.map(({ file }, index) => ({ path: ['steps', index, 'file'], file })),
  ];
  const checks = [
    // The topic stands beside its recordings, so it may be one folder up.
    faultOfFile(source, ['topic'], topic, home, dirname(home)),
    ...inside.map(({ path, file }) => faultOfFile(source, path, file, home, home)),
  ];
  return (await Promise.all(checks)).flat();
}

/** `limit` is the folder that the file must be in, wherever links lead. */
async function faultOfFile(
  source: Source,
  path: Path,
  file: string,
  home: string,
  limit: string,
): Promise<Fault[]> {
  const outside = `${file} lies outside ${limit === home ? 'the recording' : 'the folder around the recording'}; copy it in`;
  const wanted = resolve(home, file);
  if (!wanted.startsWith(limit + sep)) return [source.fault(path, outside)];
  const real = await realpath(wanted).catch(() => null);
  if (real === null || !(await stat(real)).isFile())
    return [source.fault(path, `there is no file ${file}; add it, or correct the name`)];
  return real.startsWith((await realpath(limit)) + sep) ? [] : [source.fault(path, outside)];
}
