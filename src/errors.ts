/**
 * A fault that a person can mend. `message` is shown to the desk as it is, so it says what is wrong and
 * what to do next. Any other error is a bug: it is logged with its cause and answered briefly.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** The words with gaps (`{slug}`), by which a translation is looked up. */
  readonly template: string;
  readonly filling: Readonly<Record<string, string | number>>;

  constructor(template: string, filling: Readonly<Record<string, string | number>> = {}) {
    super(template.replace(/\{(\w+)\}/g, (gap, name: string) => String(filling[name] ?? gap)));
    this.template = template;
    this.filling = filling;
  }
}

/** The store cannot be written or read for now: what was to be stored was not, and is to be done again. */
export class StoreFault extends UserError {
  /** What is wrong and what to do, without what a desk at work does about it. */
  readonly remedy: string;

  constructor(remedy: string, cause?: unknown) {
    super(`${remedy} Nothing is lost, and the desk goes on by itself.`);
    this.remedy = remedy;
    this.cause = cause;
  }
}

/** Another claimwire works on the store now: this one can do nothing with it any more. */
export class TakenOver extends UserError {}

/** The message of anything thrown, for a log or for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
