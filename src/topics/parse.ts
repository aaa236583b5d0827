import { errorOf, type Fault, inFileOrder } from './fault.ts';
import { faultsOfWhole } from './rules.ts';
import { faultsOfIssues } from './shape.ts';
import type { TopicClaim, TopicFile } from './topic-file.ts';
import { TOPIC_KEYS, topic, type WrittenClaim, type WrittenTopic } from './topic-shape.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads a topic file (its form: docs/topics.md). `file` is the name that faults are told under.
 * Throws a UserError with every fault, one a line: `file:line:column: what is wrong; what to do`.
 */
export function parseTopic(text: string, file: string): TopicFile {
  const { written, faults } = check(text, file);
  if (!written || faults.length > 0) throw errorOf(faults);
  return {
    slug: written.slug,
    title: written.title,
    claims: parentsFirst(flatten(written.claims, null)),
    names: (written.names ?? []).map(({ name, kind, role, organisation, spellings }) => ({
      name,
      kind,
      role: role ?? null,
      organisation: organisation ?? null,
      spellings: spellings ?? [],
    })),
    signOff: written['sign-off'] ?? 1,
    feeds: (written.feeds ?? []).map(({ url, outlet, language }) => ({
      url,
      outlet,
      language: language ?? null,
    })),
  };
}

/** The same faults as data, in the order of the file; empty if the file is right. */
export function faultsOf(text: string, file: string): Fault[] {
  return inFileOrder(check(text, file).faults);
}

function check(text: string, file: string): { written: WrittenTopic | undefined; faults: readonly Fault[] } {
  const source = readYaml(text, file);
  if (source.faults.length > 0) return { written: undefined, faults: source.faults };
  const { data, error } = topic.safeParse(source.data);
  return {
    written: data,
    faults: [...faultsOfIssues(error?.issues ?? [], source, TOPIC_KEYS), ...faultsOfWhole(source)],
  };
}

function flatten(claims: readonly WrittenClaim[], under: string | null): TopicClaim[] {
  return claims.flatMap(({ slug, statement, aliases, parent, claims: parts }) => [
    { slug, statement, parent: parent ?? under, aliases: aliases ?? [] },
    ...flatten(parts ?? [], slug),
  ]);
}

/** A claim may name a parent that is written further down; whoever stores them needs the parent first. */
function parentsFirst(claims: readonly TopicClaim[]): TopicClaim[] {
  const parts = Map.groupBy(claims, ({ parent }) => parent);
  function below(parent: string | null): TopicClaim[] {
    return (parts.get(parent) ?? []).flatMap((claim) => [claim, ...below(claim.slug)]);
  }
  return below(null);
}
