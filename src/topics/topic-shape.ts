import { z } from 'zod';
import { address, line, list, mapping, oneOf, slug } from './shape.ts';

export interface WrittenClaim {
  readonly slug: string;
  readonly statement: string;
  readonly aliases?: readonly string[] | null | undefined;
  readonly parent?: string | null | undefined;
  readonly claims?: readonly WrittenClaim[] | null | undefined;
}

const claimShape = {
  slug,
  statement: line('statement', 300),
  aliases: list('aliases', line('alias', 200)),
  parent: slug.nullish(),
  get claims() {
    return list('claims', claim);
  },
};

const claim: z.ZodType<WrittenClaim> = mapping('a claim', claimShape);

const name = mapping('a name', {
  name: line('name', 100),
  kind: oneOf('kind', ['person', 'organisation', 'document', 'place']),
  role: line('role', 100).nullish(),
  organisation: line('organisation', 100).nullish(),
  spellings: list('spellings', line('spelling', 100)),
});

const feed = mapping('a feed', {
  url: address(['https:', 'http:']),
  outlet: line('outlet', 100),
  language: z
    .string({ error: 'language must be a text such as en or ar' })
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'this is no language tag; write one such as en or ar')
    .nullish(),
});

/** A topic file as it is written: sub-claims nested, empty parts left out. */
export const topic = mapping('a topic', {
  slug,
  title: line('title', 100),
  claims: z
    .array(claim, { error: 'a topic needs a list of claims; add “claims:” with one after a dash' })
    .min(1, 'a topic needs at least one claim; write its slug and statement after a dash'),
  names: list('names', name),
  feeds: list('feeds', feed),
  'sign-off': z
    .union([z.literal(1), z.literal(2)], {
      error: 'sign-off must be 1 or 2: how many editors a verdict takes',
    })
    .nullish(),
});

export type WrittenTopic = z.infer<typeof topic>;

export const TOPIC_KEYS = {
  '': Object.keys(topic.shape),
  claims: Object.keys(claimShape),
  names: Object.keys(name.shape),
  feeds: Object.keys(feed.shape),
};
