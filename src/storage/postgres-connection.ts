import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { TakenOver } from '../errors.ts';
import type { Session } from './postgres-session.ts';

/**
 * One connection for whoever asks, one after another. Where its session is lost, the next one gets another from
 * `renew`; who has it until then keeps the lost one, so that no transaction goes on elsewhere.
 */
export function oneConnection(first: Session, renew: () => Promise<Session>): PostgresPool {
  let session = first;
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  let takenOver: TakenOver | null = null;

  async function current(): Promise<Session> {
    if (takenOver) throw takenOver;
    if (isClosed) throw new Error('the store is closed');
    if (session.isLost())
      session = await renew().catch((error: unknown) => {
        if (error instanceof TakenOver) takenOver = error;
        throw error;
      });
    return session;
  }

  return {
    options: {},
    async connect() {
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      await before;
      try {
        return clientOf(await current(), turn.resolve);
      } catch (error) {
        turn.resolve();
        throw error;
      }
    },
    async end() {
      isClosed = true;
      await session.end();
    },
  };
}

function clientOf(session: Session, done: () => void): PostgresPoolClient {
  return {
    // Cursors, which the type asks for too, are not used.
    query: session.query as unknown as PostgresPoolClient['query'],
    release(isSpoilt) {
      if (isSpoilt) void session.end();
      done();
    },
  };
}
