import { messageOf, type StoreFault, UserError } from '../errors.ts';

/** Whether a store's place is the address of a PostgreSQL database, and not a file. */
export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(place);
}

/** A store's place as it may be shown: an address without its login and its settings. */
export function shownPlace(place: string): string {
  if (!isPostgres(place)) return place;
  const { protocol, host, pathname } = addressOf(place);
  return `${protocol}//${host}${pathname}`;
}

/** A fault of the store before a desk works on it, in words for a person. */
export function unopened(place: string, { remedy, cause }: StoreFault): UserError {
  const why = cause === undefined ? '' : ` (${messageOf(cause)})`;
  return new UserError(`Cannot open the store ${shownPlace(place)}${why}. ${remedy}`);
}

/** The passwords in a store's place, as they stand there. */
export function passwordsOf(place: string): string[] {
  if (!isPostgres(place)) return [];
  const { password, searchParams } = addressOf(place);
  return [password, searchParams.get('password')].flatMap((text) => text || []);
}

/** What is wrong with a store's place, in words that do not repeat it; null if nothing is. */
export function faultOfPlace(place: string): string | null {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) return null;
  if (isPostgres(place) && URL.canParse(withHost(place))) return null;
  return 'must be a file, or the address of a PostgreSQL database, such as postgres://claimwire:password@127.0.0.1/claimwire, where signs in the password are written as in a web address: / as %2F, # as %23, @ as %40';
}

function addressOf(place: string): URL {
  return new URL(withHost(place));
}

/** A database that is reached through a socket's file has a login and no host, which no URL may have. */
function withHost(place: string): string {
  return place.replace('@/', '@localhost/');
}
