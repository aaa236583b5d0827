// Follows https://discord.com/developers/docs/reference#error-messages and
// https://discord.com/developers/docs/topics/opcodes-and-status-codes.
import type { FakeFile } from './world.ts';

/** A request as the routes see it: `path` without the base and the version. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly FakeFile[];
}

export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Its groups are handed to `answer`. */
  readonly path: RegExp;
  /** False where the address itself carries the token. */
  readonly authorised: boolean;
  answer(request: ApiRequest, ...ids: string[]): ApiAnswer;
}

export function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

export const NOTHING: ApiAnswer = { status: 204 };

const REFUSALS = {
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  missingAccess: [403, 50001, 'Missing Access'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  cannotWrite: [403, 50007, 'Cannot send messages to this user'],
  noTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  archived: [400, 50083, 'Thread is archived'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  locked: [400, 160005, 'Thread is locked'],
  unauthorised: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
} as const satisfies Record<string, readonly [number, number, string]>;

export function refuse(why: keyof typeof REFUSALS): ApiAnswer {
  const [status, code, message] = REFUSALS[why];
  return { status, body: { code, message } };
}

/** What is wrong with a body, by the path of the part: `embeds.0.description`. */
export type Faults = Map<string, { code: string; message: string }>;

/** Discord's answer to a body that breaks its limits, or null if there is nothing wrong. */
export function invalidForm(faults: Faults): ApiAnswer | null {
  if (faults.size === 0) return null;
  const errors: Record<string, unknown> = {};
  for (const [path, fault] of faults) {
    let node = errors;
    for (const key of path.split('.')) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node._errors = [fault];
  }
  return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } };
}

/** Notes a text that is too short or too long; Discord counts code points. */
export function checkLength(faults: Faults, path: string, text: unknown, min: number, max: number): void {
  if (typeof text !== 'string' || !text.isWellFormed())
    faults.set(path, { code: 'BASE_TYPE_BAD_STRING', message: 'Must be a string.' });
  else if (Array.from(text).length < min || Array.from(text).length > max)
    faults.set(path, {
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between ${min} and ${max} in length.`,
    });
}

/** Notes a list that is too short or too long. */
export function checkCount(
  faults: Faults,
  path: string,
  list: readonly unknown[],
  min: number,
  max: number,
): void {
  if (list.length < min || list.length > max)
    faults.set(path, {
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between ${min} and ${max} in length.`,
    });
}
