import { stringify } from 'yaml';
import type { TopicClaim, TopicFile } from './topic-file.ts';

/**
 * A topic as the YAML that `parseTopic` reads back to the same topic. A claim whose parent is not in the
 * topic is written as one without a parent.
 */
export function formatTopic({ slug, title, claims, names, feeds, signOff }: TopicFile): string {
  const known = new Set(claims.map((claim) => claim.slug));
  const parts = Map.groupBy(claims, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  function nested(parent: string | null): object[] {
    return (parts.get(parent) ?? []).map(({ slug, statement, aliases }: TopicClaim) => ({
      slug,
      statement,
      ...(aliases.length > 0 && { aliases }),
      ...(parts.has(slug) && { claims: nested(slug) }),
    }));
  }
  const topic = {
    slug,
    title,
    ...(signOff === 2 && { 'sign-off': signOff }),
    claims: nested(null),
    ...(names.length > 0 && {
      names: names.map(({ name, kind, role, organisation, spellings }) => ({
        name,
        kind,
        ...(role !== null && { role }),
        ...(organisation !== null && { organisation }),
        ...(spellings.length > 0 && { spellings }),
      })),
    }),
    ...(feeds.length > 0 && {
      feeds: feeds.map(({ url, outlet, language }) => ({
        url,
        outlet,
        ...(language !== null && { language }),
      })),
    }),
  };
  // Unfolded, so that one alias stays one line to read and to compare.
  return stringify(topic, { lineWidth: 0, aliasDuplicateObjects: false });
}
