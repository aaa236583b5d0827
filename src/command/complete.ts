import { shownAddress } from '../model/feed.ts';
import type { Option } from './command.ts';
import type { Desk } from './desk.ts';
import type { Place } from './invocation.ts';

const MOST = 25;
const PREVIEW = 'preview: what the settings here would have posted in the last 7 days';

/** What may be meant by what has been typed for an option; the name is for people, the value for the command. */
interface Candidate {
  readonly name: string;
  readonly value: string;
}

/** At most 25 candidates: those that begin so first, then those that contain it. */
export async function complete(
  desk: Desk,
  completes: NonNullable<Option['completes']>,
  typed: string,
  place: Place,
): Promise<Candidate[]> {
  const words = typed.trim().toLowerCase();
  const texts = ({ name, value }: Candidate) => [value.toLowerCase(), name.toLowerCase()];
  const found = (await CANDIDATES[completes](desk, place)).filter((one) =>
    texts(one).some((text) => text.includes(words)),
  );
  const starts = (one: Candidate) => texts(one).some((text) => text.startsWith(words));
  return [...found.filter(starts), ...found.filter((one) => !starts(one))].slice(0, MOST);
}

type Source = (desk: Desk, place: Place) => Promise<Candidate[]>;

const topics: Source = async (desk) =>
  (await desk.claims.topics()).map(({ slug, title }) => ({ name: title, value: slug }));

const CANDIDATES = {
  claim: async (desk: Desk, place: Place) =>
    (await desk.claims.list(place)).map(({ claim }) => ({ name: claim.statement, value: claim.slug })),
  topic: topics,
  feed: async (desk: Desk) =>
    (await desk.feeds.list()).map(({ outlet, url }) => ({ name: outlet, value: shownAddress(url) })),
  watchable: async (desk: Desk, place: Place) => [
    ...(await topics(desk, place)),
    ...(await desk.claims.list(null)).map(({ claim }) => ({ name: claim.statement, value: claim.slug })),
    { name: (await desk.speaks(place)).text(PREVIEW), value: 'preview' },
  ],
} satisfies Record<string, Source>;
