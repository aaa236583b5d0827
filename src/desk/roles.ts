import type { Desk } from '../command/desk.ts';
import type { DeskDeps } from './deps.ts';

const LATEST = 10;

/** The use-cases behind /desk roles, and the record of who was denied what. */
export function roleUseCases({ store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>): Desk['roles'] {
  return {
    list: () => store.roles.list(),
    async set(grant, by) {
      if (grant.role === 'reader') await store.roles.remove(grant.chat, grant.subject);
      else await store.roles.set(grant);
      log.info({ ...grant, by: by.actor }, 'a role was given');
    },
    async refuse({ chat, id, name }, called, needed) {
      await store.roles.refuse({ at: now(), chat, person: id, name, called, needed });
    },
    refusals: () => store.roles.refusals(LATEST),
  };
}
