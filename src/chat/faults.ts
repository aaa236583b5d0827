import { UserError } from '../errors.ts';

/** The platform wants to be asked again later; nothing was done. */
export class Later extends Error {
  override readonly name = 'Later';
  /** Milliseconds to wait. */
  readonly wait: number;

  constructor(message: string, wait: number) {
    super(message);
    this.wait = wait;
  }
}

/** The platform refused what it was asked for good: asked again it would refuse it again. Nothing was done. */
export class Refused extends UserError {}
