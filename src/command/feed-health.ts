import { shownAddress } from '../model/feed.ts';
import type { Span, Text } from '../model/message.ts';
import type { FollowedFeed } from './desk.ts';

/** How a feed is, in a line: what is wrong and how to mend it first, since a chat may cut the end. */
export function healthOf(feed: FollowedFeed): Text {
  const parts: Span[][] = [stateOf(feed)];
  if (feed.error !== null) parts.push([feed.error]);
  if (feed.note !== null) parts.push([feed.note]);
  else if (feed.movedTo !== null && feed.movedSince !== null)
    parts.push([`redirects to ${shownAddress(feed.movedTo)} since `, { time: feed.movedSince }]);
  if (feed.lastSuccessAt !== null) parts.push(['last read ', { time: feed.lastSuccessAt }]);
  if (feed.status === 'active') parts.push(['next poll ', { time: feed.nextPollAt }]);
  if (feed.subscription !== null) parts.push(pushOf(feed.subscription));
  if (feed.headerNames.length > 0)
    parts.push([
      `sends its own header${feed.headerNames.length > 1 ? 's' : ''} ${feed.headerNames.join(', ')}`,
    ]);
  parts.push([shownAddress(feed.url)]);
  return [feed.outlet, ...parts.flatMap((part): Span[] => [' · ', ...part])];
}

/** Those that need a person come first; the others keep their order. */
export function worstFirst(feeds: readonly FollowedFeed[]): FollowedFeed[] {
  const rank = ({ status, error }: FollowedFeed) =>
    status === 'paused' ? 1 : status === 'gone' || error !== null ? 0 : 2;
  return feeds.toSorted((one, other) => rank(one) - rank(other));
}

/** How many there are, and how many of them are not well. */
export function countOf(feeds: readonly FollowedFeed[]): string {
  const count = (word: string, is: (feed: FollowedFeed) => boolean) => {
    const number = feeds.filter(is).length;
    return number === 0 ? [] : `${number} ${word}`;
  };
  const parts = [
    count('failing', ({ status, error }) => status === 'active' && error !== null),
    count('gone', ({ status }) => status === 'gone'),
    count('paused', ({ status }) => status === 'paused'),
  ].flat();
  return `Feeds: ${feeds.length}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function stateOf({ status, error, failures, lastSuccessAt }: FollowedFeed): Span[] {
  if (status === 'paused') return [{ strong: 'paused' }, ' (to resume: /feeds pause <address> resume)'];
  if (status === 'gone') return [{ strong: 'gone' }];
  if (error !== null) return [{ strong: 'failing' }, ` (${failures} in a row)`];
  return [{ strong: lastSuccessAt === null ? 'not polled yet' : 'well' }];
}

function pushOf({ hub, state, leaseEndsAt, error }: NonNullable<FollowedFeed['subscription']>): Span[] {
  if (state === 'active' && leaseEndsAt !== null)
    return [`pushed by ${hub} until `, { time: leaseEndsAt }, error === null ? '' : `: ${error}`];
  return [`not pushed by ${hub}: ${error ?? 'it has not confirmed yet'}`];
}
