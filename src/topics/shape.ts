import { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import type { Fault } from './fault.ts';
import type { Source } from './yaml.ts';

// The parts that the schemas of topic and recording are built of. Each says in its own error what to do.

/** Text on one line; breaks and runs of spaces become one space. */
export function line(what: string, max: number) {
  return z
    .string({ error: ({ input }) => notText(what, input) })
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, `${what} is empty; write it, or remove it`)
        .max(max, {
          error: ({ input }) =>
            `${what} has ${String(input).length} characters, at most ${max} are allowed; shorten it`,
        }),
    );
}

/** Discord allows 100 characters for what a button carries, and a slug is one part of that. */
const SLUG = /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;

export const slug = z
  .string({ error: ({ input }) => notText('slug', input) })
  .regex(SLUG, { error: ({ input }) => badSlug(String(input)) });

/** A list, which may be left empty or out. */
export function list<Element extends z.ZodType>(what: string, element: Element) {
  return z
    .array(element, { error: `${what} must be a list; write each entry on its own line after a dash` })
    .nullish();
}

/** One of a few words. */
export function oneOf<const Word extends string>(what: string, words: readonly [Word, ...Word[]]) {
  return z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearest(input, words) : null;
      const given = input === undefined ? 'is missing' : `cannot be ${JSON.stringify(input)}`;
      return `${what} ${given}; write ${meant ? `“${meant}”` : `one of ${words.join(', ')}`}`;
    },
  });
}

/** An address with one of the `schemes` (such as `https:`), and no name or password in it. */
export function address(schemes: readonly string[]) {
  const wanted = schemes.map((scheme) => `${scheme}//…`).join(' or ');
  return z
    .string({ error: ({ input }) => notText('url', input) })
    .refine((text) => schemes.includes(URL.parse(text)?.protocol ?? ''), {
      error: ({ input }) => `${JSON.stringify(input)} is no address of a feed; write ${wanted}`,
      abort: true,
    })
    .refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, {
      error: 'the address holds a name or password, which everyone here could read; remove it',
    });
}

/** A mapping that has these keys and no others. */
export function mapping<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  return z.strictObject(shape, {
    error: () => `${what} must have the form “key: value” (${Object.keys(shape).join(', ')}); write it so`,
  });
}

/**
 * The faults of a parse that failed. `keys` are the known keys, by the name of the list that the mapping
 * stands in (`''` is the file itself), from which a mistyped one is told.
 */
export function faultsOfIssues(
  issues: readonly z.core.$ZodIssue[],
  source: Source,
  keys: Readonly<Record<string, readonly string[]>>,
): Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [source.fault(issue.path, issue.message)];
    const known = keys[String(issue.path.findLast((step) => typeof step === 'string') ?? '')] ?? [];
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const advice = meant ? `did you mean ${meant}?` : `the keys here are ${known.join(', ')}`;
      return source.faultOfKey([...issue.path, key], `unknown key ${key}; ${advice}`);
    });
  });
}

function notText(what: string, input: unknown): string {
  if (input === undefined) return `${what} is missing; add “${what}: …”`;
  if (input === null) return `${what} is empty; write it, or remove it`;
  return typeof input === 'object'
    ? `${what} must be one text; if it has a “: ” in it, put it in quotes`
    : `${what} must be text; write it in quotes: "${input}"`;
}

function badSlug(given: string): string {
  const better = given
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const rule = 'has lower-case letters, digits and single dashes, at most 40 characters';
  return `${JSON.stringify(given)} is no slug, which ${rule}; write ${better ? `“${better}”` : 'one'}`;
}
