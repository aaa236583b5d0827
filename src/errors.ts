/**
 * A fault that a person can mend. `message` is shown to the desk as it is, so it says what is wrong and
 * what to do next. Any other error is a bug: it is logged with its cause and answered briefly.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The message of anything thrown, for a log or for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
