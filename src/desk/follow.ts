import type { DeskDeps } from './deps.ts';

/** Has the matcher follow the claims and names that the store now holds. */
export async function follow({ store, matcher }: Pick<DeskDeps, 'store' | 'matcher'>): Promise<void> {
  const claims = (await store.claims.list()).filter((claim) => claim.status === 'open');
  const names = (await store.claims.topics()).flatMap((topic) => topic.names);
  await matcher.follow(
    claims.map(({ slug, statement, aliases }) => ({ id: slug, statement, aliases })),
    names,
  );
}
